/** Whether the tests run with the counts of `npm run faults` and `npm run fuzz`, set by these scripts. */
const isFull = process.env.FULL_COUNTS === '1';

/** @returns how often a fault is injected: `few` times by `npm test`, `full` times by `npm run faults`. */
export function times(few: number, full: number): number {
  return isFull ? full : few;
}
