/**
 * The columns of Salesforce's login history. Sources: object reference, LoginHistory, and copied
 * lists of the page *Login History* in Setup, read 2026-11-26. A list may have more columns around
 * these.
 */

const browser = /^(?:chrome|edge|firefox|safari|opera|internet explorer|java|mobile|unknown)\b/i;
const platform = /^(?:windows|mac|linux|android|ios|iphone|ipad|chrome ?os|unknown)\b/i;
const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7})$/i;
const userId = /^005[a-z0-9]{12}(?:[a-z0-9]{3})?$/i;

/** Returns the app of a row; null if neither order of columns fits. See `Provider.appOfLogRow`. */
export function appOfLogRow(fields: readonly string[], status: number): string | null {
  // The page has Status, Browser, Platform and Application.
  if (browser.test(fields[status + 1] ?? '') && platform.test(fields[status + 2] ?? '')) return fields[status + 3] ?? null;
  // A query has UserId, LoginType, Status, Application and SourceIp.
  const isQuery = address.test(fields[status + 2] ?? '') && fields.slice(0, status).some((field) => userId.test(field));
  return isQuery ? (fields[status + 1] ?? null) : null;
}
