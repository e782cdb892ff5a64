/** Names a browser for a report. */

/**
 * Returns the name and the major version of the browser that sends a user agent: `Firefox 140`. Any
 * other browser than Edge, Opera and Firefox that is built on Chromium is called so. Empty if the user
 * agent names none.
 */
export function browserVersion(userAgent: string): string {
  const [, name = '', version = ''] = /\b(Edg|OPR|Firefox)\/(\d+)/.exec(userAgent) ?? /\b(Chrome)\/(\d+)/.exec(userAgent) ?? [];
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', Firefox: 'Firefox', Chrome: 'Chromium' };
  return name ? `${names[name]} ${version}` : '';
}
