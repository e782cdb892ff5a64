/** Compares lists whose order and repetitions mean nothing. */

/** Whether two lists have the same entries. */
export function isSameSet(left: readonly string[], right: readonly string[]): boolean {
  const all = new Set(left);
  return all.size === new Set(right).size && right.every((entry) => all.has(entry));
}
