/**
 * The requests and responses of a simulated site, as plain values, so that rules and routes are
 * tested without a socket.
 */

export interface SimRequest {
  method: string;
  host: string;
  path: string;
  /** The query exactly as it was sent, with the leading `?`, or an empty text. */
  query: string;
  /** The names are lower-case. */
  headers: Readonly<Record<string, string>>;
  cookies: Readonly<Record<string, string>>;
  body: string;
}

export interface SimResponse {
  status: number;
  headers: Record<string, string | string[]>;
  body: string;
}

/** A group of hosts, and the function that handles their requests. */
export interface Site {
  hosts: readonly string[];
  handle(request: SimRequest): SimResponse | Promise<SimResponse>;
}

export function html(body: string, status = 200): SimResponse {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }, body };
}

export function json(value: unknown, status = 200): SimResponse {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(value),
  };
}

export function asset(body: string, type: string): SimResponse {
  return { status: 200, headers: { 'content-type': `${type}; charset=utf-8` }, body };
}

export function redirect(location: string, cookies: string[] = []): SimResponse {
  const headers: SimResponse['headers'] = { location, 'cache-control': 'no-store' };
  if (cookies.length > 0) headers['set-cookie'] = cookies;
  return { status: 302, headers, body: '' };
}

export function notFound(): SimResponse {
  return html('<!doctype html><html lang="en"><title>Not found</title><h1>Not found</h1>', 404);
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function parseCookies(header: string | undefined): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const pair of (header ?? '').split(';')) {
    const [name, ...value] = pair.split('=');
    if (name?.trim()) cookies[name.trim()] = value.join('=').trim();
  }
  return cookies;
}
