/**
 * Tells whether a URL in a text may be longer than it was read. The text may end a URL with any
 * quotation mark or bracket, but a browser into which somebody pastes the URL ends it at none of them.
 */

/** A longer word behind a URL is not read, so it counts as the rest of the URL. */
const MAX_FOLLOWING = 2_000;

const entity = '&(?:quot|apos|lt|gt|#0*3[49]|#x0*2[27]);';

/** What ends a URL, by what stands right before it: quotation marks, angle brackets and tags (RFC 3986, appendix C). */
const delimiters: readonly (readonly [open: RegExp, close: RegExp])[] = [
  [/"$/, /^"/],
  [/<$/, /^>/],
  [/>$/, /^<\/?[a-z]/i],
  [new RegExp(`${entity}$`, 'i'), new RegExp(`^${entity}`, 'i')],
  // The text of a link in AsciiDoc, and the tag of one in BBCode.
  [/(?:)/, /^\[[\p{L}][^[\]\r\n]*\](?![\w%&+,;[])/u],
  [/\[url\]$/i, /^\[\/url\]/i],
];

/** The other columns of a row behind the one with the URL, none of which can be a scope. */
const columns = /^([,;])[\d,;:./ \t-]*(?:[\r\n]|$)/;

/** Brackets and quotation marks that may belong to a URL as well. */
const brackets = ['()', '[]', '{}', '__', '~~', "''", '“”', '‘’', '«»', '``', '||', '<|', '=>'];

/**
 * The next field of an exported row, whose comma or semicolon could belong to the URL before it. In
 * front of another parameter, it does.
 */
export const errorField = String.raw`(?:[A-Z][a-z’']+ [a-z]|(?:[A-Z]{2,}(?:_[A-Z]+)+|(?:access|invalid|server|temporarily|unauthorized|unsupported)_[a-z_]+)(?=[\s,;]|$))(?![^\s<>":]{0,500}&[\w.~%-]+=)`;
const startsErrorField = new RegExp(`^[,;]${errorField}`);

/** A parameter, unless it belongs to a response. */
const parameter = String.raw`(?!error|state=|code=)[\w.~%;[\]-]+=`;
const startsParameter = new RegExp(String.raw`^[\w.~%+-]*&${parameter}`);
const hasParameter = new RegExp(`&${parameter}`);
const hasAnyParameter = new RegExp(`[&;]${parameter}`);
/** An entity that the URL lacks in the page from whose source it comes. */
export const hasEntity = /&(?:#x?[\da-f]+|[a-z][a-z\d]*;)/i;
const readParameter = /[?&](?:(?:(?:optional|user)_)?scopes?|client_id|redirect_uri)=/;

/**
 * Whether the query of a URL may go on behind the place where the text seems to end it. `before`:
 * what stands right before the URL. `cut`: what was taken off its end. `at`: where the text goes on.
 */
export function mayGoOn(url: string, { before, cut, text, at }: { before: string; cut: string; text: string; at: number }): boolean {
  if (hasEntity.test(url)) return true;
  const near = cut.slice(0, MAX_FOLLOWING) + text.slice(at, at + MAX_FOLLOWING);
  if (before.endsWith(columns.exec(near)?.[1] ?? '\n')) return false;
  const closed = near.replace(/^[.,;:!)\]}'*\\]+/, '');
  const delimiter = delimiters.find(([open, close]) => open.test(before) && close.test(closed));
  if (delimiter) return startsParameter.test(closed.replace(/^(?:[">]|&\w+;)/, ''));
  const [word = ''] = /^\S*/.exec(near) ?? [];
  if (word.length >= MAX_FOLLOWING) return true;
  const opened = near.replace(/^[.,;:!*]+/, '');
  if (brackets.some((pair) => before.endsWith(pair.charAt(0)) && opened.startsWith(pair.charAt(1)))) return hasParameter.test(word);
  if (hasAnyParameter.test(word) || hasParameter.test(lineAfter(near.slice(word.length)))) return true;
  // A list or an address that is cut in its middle is another one.
  return (
    readParameter.test(url.slice(Math.max(0, url.lastIndexOf('&')))) &&
    /[\p{L}\d]/u.test(word) &&
    !/^\\+[nrt]/.test(word) &&
    !startsErrorField.test(near)
  );
}

/** The other words of the line and the first one of the next line, up to the next URL. */
function lineAfter(text: string): string {
  const [line = ''] = /^[^\r\n]*(?:\r?\n?[ \t]*\S+)?/.exec(text) ?? [];
  return line.split(/https?:/i, 1)[0] ?? '';
}

/** The scheme of a URL that isn't escaped, also in a JSON string. */
export const plainScheme = String.raw`[hH][tT]{2}[pP][sS]?:(?:\\*/){2}`;
/** The beginning of a parameter up to its value, in the middle of a URL or where a line of it begins. */
const parameterStart = String.raw`(?:^[ \t>]*|[?&](?:amp;|#38;|#x26;)*|%(?:25)*(?:26|3[fF])|u00(?:26|3[fF]))[\w.~-]{0,60}(?:=|(?:=|%(?:25)*|u00)3[dD])`;
/**
 * Matches where another URL begins: one that isn't escaped, and neither the value of a parameter nor an
 * ID in a list of scopes, nor what URL Defense encloses.
 */
export const anotherStart = String.raw`(?=${plainScheme})(?<!^|${parameterStart}|\+|%20|/__)`;
const anotherUrl = new RegExp(anotherStart, 'gm');
const anotherEscaped = /(?<=[,;:/()[\]|•])https?%(?:25)*3a%(?:25)*2f%(?:25)*2f/i;
/** As much of a URL before a line break tells what the next line begins with. */
const MAX_BEFORE = 100;

/** Whether another URL begins inside the word with which the line behind a part of a URL begins. */
export function startsAnotherUrl(before: string, word: string): boolean {
  const near = before.slice(-MAX_BEFORE);
  anotherUrl.lastIndex = near.length;
  return anotherUrl.test(near + word) || anotherEscaped.test(word);
}

/** Whether a text without spaces has another URL, with a query, behind the one that it begins with. */
export function hasAnotherQuery(text: string): boolean {
  const start = text.search(anotherUrl);
  return start >= 0 && text.indexOf('?', start) >= 0;
}
