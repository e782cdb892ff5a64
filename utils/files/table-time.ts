/** Reads the times of tables, which come in many forms. */

/** The zones of RFC 2822, section 4.3, in hours from UTC. Other abbreviations are ambiguous. */
const zones: Readonly<Record<string, number>> = { EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7 };

const iso = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,3})?)\s?(?:(Z|UTC|GMT)|([+-]\d\d):?(\d\d))$/;
const american = /^(\d\d?)\/(\d\d?)\/(\d{4}),? (\d\d?):(\d\d)(?::(\d\d))? ?([AP])M ([A-Z]{3})$/i;
/** `TIMESTAMP` of an event log file, in UTC (Salesforce object reference, read 2026-11-25). */
const eventLog = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{1,3}))?$/;

/**
 * Returns the time in milliseconds since the epoch; null for a time without a zone, or with one
 * that several places use, because it may be hours off.
 */
export function tableTime(text: string): number | null {
  const time = isoTime(text) ?? americanTime(text) ?? eventLogTime(text) ?? Number.NaN;
  return Number.isNaN(time) ? null : time;
}

function isoTime(text: string): number | null {
  const [match, day, clock, , hours, minutes] = iso.exec(text) ?? [];
  return match === undefined ? null : Date.parse(`${day}T${clock}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`);
}

/** The month comes first with a zone of the United States. */
function americanTime(text: string): number | null {
  const [match, month, day, year, hour, minute, second = '0', half = '', zone = ''] = american.exec(text) ?? [];
  const offset = zones[zone.toUpperCase()];
  if (match === undefined || offset === undefined) return null;
  const hours = (Number(hour) % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
  return Date.UTC(Number(year), Number(month) - 1, Number(day), hours - offset, Number(minute), Number(second));
}

function eventLogTime(text: string): number | null {
  const [match, ...parts] = eventLog.exec(text) ?? [];
  if (match === undefined) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, fraction = 0] = parts.map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second, fraction);
}
