import type { Steps } from '@/utils/text/steps';

/** The page answers to the user again after so many milliseconds of work. */
const SLICE_MS = 8;

/** Work that is done in slices, each in a task of its own, so that the page stays responsive. */
export class SlicedWork<Result> {
  readonly #steps: Steps<Result>;
  #end: { result: Result } | { error: unknown } | null = null;

  /** Does the first slice at once, which is all of a short work. Its errors are thrown by `end`. */
  constructor(steps: Steps<Result>) {
    this.#steps = steps;
    this.#slice();
  }

  /** The result; null until the work is done. Throws the error that ended the work. */
  get end(): { readonly result: Result } | null {
    if (this.#end && 'error' in this.#end) throw this.#end.error;
    return this.#end;
  }

  /** Does the other slices, and calls `onDone` after the last one or an error. Returns a function that pauses the work. */
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
    try {
      do {
        const next = this.#steps.next();
        if (next.done) this.#end = { result: next.value };
      } while (!this.#end && performance.now() < until);
    } catch (error) {
      this.#end = { error };
    }
  }
}

/** Does work in slices, and resolves to its result; rejects with an error of the work. */
export async function inSlices<Result>(steps: Steps<Result>): Promise<Result> {
  const work = new SlicedWork(steps);
  if (!work.end) await new Promise<void>((resolve) => work.run(resolve));
  return (work.end as { result: Result }).result;
}
