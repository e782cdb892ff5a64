/** Reads dates that other programs wrote. */

/**
 * Returns the time of a date in ISO 8601, in milliseconds since the epoch; null for any other form,
 * in which the day and the month may be swapped. A date without a zone is taken as UTC.
 */
export function isoTime(text: string | null | undefined): number | null {
  const [, date, time = '00:00:00', zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?))?\s?(Z|UTC|[+-]\d\d:?\d\d)?$/.exec(text ?? '') ?? [];
  if (date === undefined) return null;
  const offset = zone === 'UTC' ? 'Z' : zone.replace(/^(.\d\d)(\d\d)$/, '$1:$2');
  const at = Date.parse(`${date}T${time}${offset}`);
  return Number.isNaN(at) ? null : at;
}
