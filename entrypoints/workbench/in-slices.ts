import type { Steps } from '@/utils/text/steps';

/** The page answers to the user again after so many milliseconds of work. */
const SLICE_MS = 8;

/** Work that is done in slices, each in a task of its own, so that the page stays responsive. */
export class SlicedWork<Result> {
  readonly #steps: Steps<Result>;
  #end: { result: Result } | null = null;

  /** Does the first slice at once, which is all of a short work. */
  constructor(steps: Steps<Result>) {
    this.#steps = steps;
    this.#slice();
  }

  /** The result; null until the work is done. */
  get end(): { readonly result: Result } | null {
    return this.#end;
  }

  /** Does the other slices, and calls `onDone` after the last one. Returns a function that pauses the work. */
  run(onDone: () => void): () => void {
    let timer = 0;
    const goOn = () => {
      // What is drawn then is not a part of the last slice.
      if (this.#end) return onDone();
      this.#slice();
      timer = setTimeout(goOn) as unknown as number;
    };
    if (!this.#end) timer = setTimeout(goOn) as unknown as number;
    return () => clearTimeout(timer);
  }

  #slice(): void {
    const until = performance.now() + SLICE_MS;
    do {
      const next = this.#steps.next();
      if (next.done) this.#end = { result: next.value };
    } while (!this.#end && performance.now() < until);
  }
}

/** Does work in slices, and resolves to its result. */
export function inSlices<Result>(steps: Steps<Result>): Promise<Result> {
  const work = new SlicedWork(steps);
  return new Promise((resolve) => {
    const onDone = () => work.end && resolve(work.end.result);
    if (work.end) onDone();
    else work.run(onDone);
  });
}
