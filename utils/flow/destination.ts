/** Where a redirect, or a page, sends a tab: what a flow may know of it; pure. */

/**
 * The target of a redirect or of a page's own navigation. It has no field for the code, so that no
 * code can be stored.
 */
export interface Destination {
  /** Origin and path, without query and fragment. */
  originAndPath: string;
  /** How many authorization codes and access tokens the URL carries. */
  codes: number;
  /** The `error` parameter (RFC 6749 §4.1.2.1), at most 200 characters; null without one. */
  error: string | null;
  /** The `error_description` parameter, at most 600 characters; null if there is none. */
  description: string | null;
}

/**
 * Returns what a flow may know of a URL, or null for a text that is no URL. Parameters of the
 * fragment count like those of the query, because the implicit grant answers there (RFC 6749
 * §4.2.2). Of repeated texts the last counts: the provider adds its answer to what the app's redirect
 * URI has already.
 */
export function parseDestination(text: string): Destination | null {
  const url = URL.parse(text);
  if (!url) return null;
  const all = [...new URLSearchParams(`${url.search.slice(1)}&${url.hash.slice(1)}`)];
  const values = new Map(all);
  return {
    originAndPath: url.origin + url.pathname,
    codes: all.filter(([name, value]) => (name === 'code' || name === 'access_token') && value !== '').length,
    error: values.get('error')?.slice(0, 200) ?? null,
    description: values.get('error_description')?.slice(0, 600) ?? null,
  };
}
