/** Functions that the parsers of settings files share. */
import type { ScopeId } from '../contract/catalogue';
import type { AppSettings } from '../contract/settings';
import { scopeToken } from './ambiguous';

const MAX_ENTRIES = 500;

/** Returns the entries that can be scope IDs, without repetitions; empty for anything but a list. */
export function scopeList(value: unknown): ScopeId[] {
  return [...new Set(readEntries(value))];
}

/** A gap that a build fills in, such as `${SCOPE}`, so that the scope is not known. */
const gap = /[{}<>]/;

function readEntries(value: unknown): string[] {
  const entries: unknown[] = Array.isArray(value) ? value.slice(0, MAX_ENTRIES) : [];
  const isRead = (entry: unknown): entry is string => typeof entry === 'string' && scopeToken.test(entry.trim()) && !gap.test(entry);
  return entries.filter(isRead).map((entry) => entry.trim());
}

/** Counts the entries of these values that `scopeList` leaves out; an empty object if it reads them all. */
export function unreadScopes(...values: readonly unknown[]): { unread?: number } {
  const counts = values.map((value) =>
    Array.isArray(value) ? value.length - readEntries(value).length : Number(value !== undefined && value !== null),
  );
  const unread = counts.reduce((sum, count) => sum + count, 0);
  return unread > 0 ? { unread } : {};
}

/** Stands for a query or a fragment, which may be secret. */
export const QUERY = '?{query}';

/** Returns the redirect URIs in a list, and how many entries are none or have user info. */
export function redirectsOf(value: unknown): Pick<AppSettings, 'redirectUrls' | 'unreadRedirects'> {
  const entries: unknown[] = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  const redirectUrls = entries.slice(0, MAX_ENTRIES).flatMap((entry) => {
    const [path = '', query] = typeof entry === 'string' ? entry.trim().split(/[?#]/, 2) : [];
    const { username = '', password = '' } = URL.parse(path) ?? {};
    const isRead = /^[a-z][a-z\d+.-]*:\S{1,500}$/i.test(path) && username + password === '';
    return isRead ? [query === undefined ? path : path + QUERY] : [];
  });
  const unreadRedirects = entries.length - redirectUrls.length;
  return { redirectUrls, ...(unreadRedirects > 0 ? { unreadRedirects } : {}) };
}

/** Returns a short text; null for anything else. */
export function shortText(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 200 ? value.trim() : null;
}

/** The fields of a JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parses a text that is one JSON object; null for any other text. Never throws. */
export function jsonFields(text: string): Fields | null {
  if (!text.startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}
