/** Work that is done in steps. */

/** It may pause wherever it yields, so that a page can answer to its user meanwhile. */
export type Steps<Result> = Generator<void, Result>;

/** Does all steps without a pause, where nobody waits for a page. */
export function allSteps<Result>(steps: Steps<Result>): Result {
  let next = steps.next();
  while (!next.done) next = steps.next();
  return next.value;
}
