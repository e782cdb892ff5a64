/**
 * Detects requests in which a server may read other parameters or scopes than the parsers here do.
 * The author of a link could otherwise hide from the review what the server will grant.
 */
import { decodeFormValue, type Query } from './query';
import { scopeIds } from './scope-list';

/** Whether a parameter of this name lists scopes; the name is spelled exactly. */
export type IsScopeList = (name: string) => boolean;

/** Parameters that say which app asks, and how (RFC 6749 §4.1.1, RFC 9101 §5). */
const protocolNames: ReadonlySet<string> = new Set(['client_id', 'redirect_uri', 'response_type', 'request', 'request_uri']);

/** A scope ID (RFC 6749 §3.3). Servers split a list at different kinds of white space. */
export const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/**
 * Whether a server may read another client, redirect URI or scope than the ones that are spelled
 * exactly. Rack up to version 2 separates parameters by `;`, too, and skips brackets around a name;
 * PHP skips blanks in front of a name, ends it at `[` or a NUL and turns `.` and blanks into `_`;
 * ASP.NET ignores the case (`Rack::QueryParser`, `php_register_variable_ex`, `NameValueCollection`;
 * 2026-11-26). All of them may take the last of two values.
 */
export function isAmbiguous(text: string, { parameters }: Query, isScopeList: IsScopeList): boolean {
  const isRead = (name: string) => protocolNames.has(name) || isScopeList(name);
  return parameters.some(({ name, raw, start, end }) => {
    // The server would end a value at the semicolon, and read another parameter behind it.
    const pieces = text.slice(start, end).split(';');
    if (pieces.length > 1 && pieces.some((piece) => isRead(plainName(nameOf(piece))))) return true;
    if (!isRead(name) && isRead(plainName(name))) return true;
    return isScopeList(name) && scopeIds(raw).some((id) => !scopeToken.test(id));
  });
}

/**
 * Returns every value that one of these servers may read for a parameter, in the order of the query,
 * each as it is decoded once.
 */
export function possibleValues(text: string, { parameters }: Query, name: string): string[] {
  return parameters.flatMap(({ start, end }) => {
    const whole = text.slice(start, end);
    const pieces = [...new Set([whole, ...whole.split(';')])].filter((piece) => plainName(nameOf(piece)) === name);
    return pieces.map((piece) => decodeLoosely(piece.slice(rawName(piece).length + 1)));
  });
}

/** Undoes the escapes of a value that are valid, as lenient servers do. */
export const decodeLoosely = (raw: string): string =>
  decodeFormValue(raw) ?? raw.replaceAll('+', ' ').replace(/(?:%[\da-f]{2})+/gi, (escapes) => decodeFormValue(escapes) ?? escapes);

const rawName = (piece: string) => piece.split('=', 1)[0] ?? '';

function nameOf(piece: string): string {
  const raw = rawName(piece);
  return decodeFormValue(raw) ?? raw;
}

/** The name that the most lenient server would read. */
function plainName(name: string): string {
  const [first = ''] = name.replace(/^[\s\p{Cc}[\]]+/u, '').split(/[[\]\0]/, 1);
  return first.trim().replaceAll(/[.\s]/g, '_').toLowerCase();
}
