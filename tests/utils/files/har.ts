/** Writes traces, in the shapes that browsers export. */

/** A page of a trace. */
export interface Page {
  url: string;
  redirect?: string;
  status?: number;
  /** Why the browser got no answer. */
  networkError?: string;
  body?: string;
  from?: string;
  method?: string;
  /** The URL-encoded form that was posted. */
  form?: string;
  /** What asked for it; absent for the tab itself. */
  type?: 'xhr' | 'fetch' | 'image';
}

/** A HAR of the pages, one second after the other from the given time. */
export function har(pages: readonly Page[], start = Date.UTC(2026, 10, 22, 12)): string {
  const entries = pages.map(
    ({ url, redirect = '', status = redirect ? 302 : 200, body, from, method = 'GET', form, networkError, type = 'document' }, index) => ({
      _resourceType: type,
      startedDateTime: new Date(start + 1_000 * (index + 1)).toISOString(),
      request: {
        method,
        url,
        headers: from ? [{ name: 'referer', value: from }] : [],
        ...(form === undefined ? {} : { postData: { mimeType: 'application/x-www-form-urlencoded', text: form } }),
      },
      response: {
        status,
        headers: [],
        redirectURL: redirect,
        ...(networkError && { _error: networkError }),
        content: { mimeType: 'text/html', ...(body === undefined ? {} : { text: body }) },
      },
    }),
  );
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'WebInspector' }, pages: [], entries } });
}
