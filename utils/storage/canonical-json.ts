/** Writes records so that equal ones give equal texts. */

/**
 * Returns a record as JSON with the fields in alphabetical order, so that equal records give equal
 * texts.
 */
export function canonicalJson(record: object): string {
  return JSON.stringify(record, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : value,
  );
}
