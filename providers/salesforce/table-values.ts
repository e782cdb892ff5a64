/** Values that several tables have. */
import type { AppSettings } from '../contract/settings';
import { scopeList } from '../oauth2/settings';

const day = '(?:(?:19|20)\\d\\d([-/.])[01]?\\d\\1[0-3]?\\d|[0-3]?\\d([-/.])[0-3]?\\d\\2(?:(?:19|20)?\\d\\d))';
const clock = '[0-2]?\\d[:.][0-5]\\d(?:[:.][0-5]\\d(?:[.,]\\d{1,6})?)?(?:\\s?[ap]\\.?\\s?m\\.?)?';
const zone = '(?:\\s?(?:Z|(?:GMT|UTC)?[+-]\\d\\d?(?::?\\d\\d)?)|\\s[A-Z]{2,5})';
/** Dates of the API and of the Setup pages in numbers, and `TIMESTAMP` of event log files. */
const times = new RegExp(
  `^(?:${day}(?:(?:,?\\s|T)${clock}${zone}?)?|20\\d\\d[01]\\d[0-3]\\d[0-2]\\d[0-5]\\d[0-5]\\d(?:\\.\\d{1,3})?)$`,
  'i',
);

/**
 * A date, with a time and a zone or without; null for any other text, which may be an IP address or
 * a token.
 */
export const timeOf = (text: string) => (times.test(text) ? text : null);

/** Returns the settings of an app of which a table names only the scopes. */
export function settingsOf(app: string | null, ids: readonly string[]): AppSettings {
  return {
    name: app,
    clientId: null,
    required: [],
    conditionallyRequired: [],
    optional: scopeList(ids),
    declaresRequirements: false,
    redirectUrls: [],
  };
}
