/**
 * Reads a scope list whose spaces are not escaped, behind the place where a text ends its URL. A
 * browser opens such a list as a whole, but the words may also be those of a sentence.
 */
import { providerOf, providers } from '@/providers';

/** Matches the name of a parameter that holds a scope list. */
export const scopeParameter = /^(?:(?:optional|user)_)?scopes?$/i;

/** Returns the name and the value of the parameter in which a text ends; null outside the query. */
export function lastParameter(line: string): { name: string; value: string } | null {
  const mark = line.indexOf('?');
  if (mark < 0) return null;
  const piece = line.slice(Math.max(mark, line.lastIndexOf('&')) + 1).replace(/^(?:(?:amp|#0*38|#x0*26);)+/i, '');
  const equals = piece.indexOf('=');
  return equals < 0 ? { name: piece, value: '' } : { name: piece.slice(0, equals), value: piece.slice(equals + 1) };
}

/** Whether a text is the ID of a published scope. */
export function isKnownScope(id: string): boolean {
  return providers.some(({ knowledge }) => knowledge.findScope(id) !== undefined);
}

/**
 * Whether a list ends in a known ID with something behind it, which is a mark of the text rather than a
 * part of an ID.
 */
export function endsInMark(url: string): boolean {
  const { name, value } = lastParameter(url) ?? { name: '', value: '' };
  const address = URL.parse(url);
  // Only other servers separate scopes by commas.
  const separator = address && providerOf(address) ? /%20|[+\s]/ : /%20|[+\s,]/;
  const [list = ''] = value.split('#', 1);
  const id = list.split(separator).at(-1) ?? '';
  if (!scopeParameter.test(name) || isKnownScope(id)) return false;
  return [/^[\w.:/-]+(?!%)/, /^.*[A-Za-z\d]/].some((start) => isKnownScope(start.exec(id)?.[0] ?? ''));
}

/** A known ID at the end of a list with a mark and the name of something else behind it. */
const idBeforeName = /(?<=[+=]|%20)([\w.:-]+)[^\w.:%&+=-][^&=%+]*$/;

/** Removes the name of the next URL in the same line from the scope list in which a URL ends. */
export function withoutName(url: string): string {
  const found = endsInScopes(url) ? idBeforeName.exec(url) : null;
  const [, id = ''] = found ?? [];
  return found && isKnownScope(id) ? url.slice(0, found.index + id.length) : url;
}

/** Whether a text is an ID, and no word of a sentence: known, or with a mark inside as in `a.read`. */
export const isLikeScope = (word: string) => isKnownScope(word) || /^[a-z\d-]{2,}[._:][\w.:-]*[a-z\d]$/i.test(word);

/** Whether a text is a known ID that is no word of a sentence. */
const isMarkedScope = (id: string) => /[._:]/.test(id) && isKnownScope(id);

const words = /(?:[ \t]+[\w.:/,-]*[\w/-]){1,200}/y;
const isParameter = /^&(?:amp;)?[\w.~%-]+=/;
const closingMark = /^(?:[>"'`”’»\\]|&(?:quot|gt|apos);)/;
/** How a parameter may begin, for which no longer text has to be looked at. */
const MAX_LOOKED_AT = 200;
/** Words that are farther away from a URL are not looked at. */
const MAX_FOLLOWING = 2_000;

const endsInScopes = (url: string) => scopeParameter.test(lastParameter(url)?.name ?? '');
const idsIn = (text: string) => text.trim().split(/\s+/).map(withoutMarks);
const withoutMarks = (word: string) => word.replace(/[)"'”’`*.,;:!?<>]+$/, '');

/**
 * Returns the rest of the scope list in which a part of a URL ends: up to the next parameter, up to the
 * closing quotation mark, or all words if they are known scopes. Otherwise empty.
 */
export function spacedScopes(text: string, at: number, url: string): string {
  if (!/[ \t]/.test(text.charAt(at)) || /[,;]$/.test(url) || !endsInScopes(url)) return '';
  words.lastIndex = at;
  const [rest = ''] = words.exec(text) ?? [];
  const behind = text.slice(at + rest.length, at + rest.length + MAX_LOOKED_AT);
  if (isParameter.test(behind)) return rest;
  return idsIn(rest).every(closingMark.test(behind) ? isLikeScope : isKnownScope) ? rest : '';
}

/**
 * Whether the scope list at the end of a URL may go on behind the place where the text goes on,
 * because nothing tells whether the next words are scopes or a sentence. `isWholeLine`: whether the
 * URL is the first word of its line.
 */
export function mayHaveMoreScopes(url: string, { text, at, isWholeLine }: { text: string; at: number; isWholeLine: boolean }): boolean {
  if (!endsInScopes(url)) return false;
  const [near = ''] = text.slice(at, at + MAX_FOLLOWING).split(/https?:/i, 1);
  const [line = '', next = ''] = near.split(/\r?\n|\r/, 2);
  const following = /^[.,;:!*]*\s/.test(line) ? line.replace(/^\S+/, '') : '';
  if (following.trim() !== '') {
    const [first = '', ...others] = idsIn(following);
    if (isLikeScope(first) || others.some(isMarkedScope)) return true;
    words.lastIndex = 0;
    const [run = ''] = words.exec(following) ?? [];
    const behind = following.slice(run.length);
    if (run !== run.toLowerCase()) return false;
    return closingMark.test(behind) || (behind.trim() === '' && (isWholeLine || others.some(isKnownScope)));
  }
  const [below = '', ...rest] = line.trim() === '' ? idsIn(next) : [];
  return isMarkedScope(below) || [below, ...rest].every(isKnownScope);
}
