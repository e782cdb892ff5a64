import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Steps } from '@/utils/text/steps';
import { SlicedWork } from './in-slices';

/** What became of sliced work. */
export interface Sliced<Result> {
  /** The last result, which may be that of earlier input; undefined until there is one. */
  result: Result | undefined;
  /** Whether it is the result of this input. */
  isDone: boolean;
}

/**
 * Does work in slices, so that the page stays responsive, and again whenever its input changes. Short
 * work is done at once; while long work is done, the result before it stays. Throws an error of the work.
 */
export function useSliced<Input extends readonly unknown[], Result>(
  work: (...input: Input) => Steps<Result>,
  ...input: Input
): Sliced<Result> {
  const [, redraw] = useState(0);
  const last = useRef<Result | undefined>(undefined);
  const current = useMemo(() => new SlicedWork(work(...input)), [work, ...input]);
  useEffect(() => current.run(() => redraw((count) => count + 1)), [current]);
  if (current.end) last.current = current.end.result;
  return { result: last.current, isDone: current.end !== null };
}
