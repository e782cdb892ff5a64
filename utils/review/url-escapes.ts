/** Undoes what mails, logs and web pages do to a URL. Each function runs in linear time. */

/** Values are escaped at most this many times on top of each other. */
export const MAX_ESCAPES = 3;

/** Joins the lines of a URL. In quoted-printable (RFC 2045 §6.7) each `=` starts an escape. */
export function decodeQuotedPrintable(lines: readonly string[]): string {
  const raw = lines.join('\n');
  const isEncoded = /=3D/i.test(raw) && !/=(?![\da-f]{2}|\n|$)/i.test(raw);
  if (!isEncoded) return lines.join('');
  const escaped = raw.replace(/=\n|=?$/g, '').replaceAll('\n', '');
  return escaped.replace(/(?:=[\da-f]{2})+/gi, (bytes) => decodeOnce(bytes.replaceAll('=', '%')) ?? bytes);
}

/**
 * Decodes the escapes of a JSON string: `\/` and `\u0026`. A URL with some slashes or `&` that are
 * not escaped is no such string.
 */
export function decodeJsonEscapes(url: string): string {
  if (!url.includes('\\')) return url;
  const slashes = /^[^/]*\\\//.test(url) ? url.replace(/(?<!\\)\\+\//g, '/') : url;
  if (slashes.includes('&')) return slashes;
  return slashes.replace(/(?<!\\)\\+u00([2-7][\da-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/**
 * Decodes `&amp;` in a URL that comes from the source of a page, where each `&` starts an entity. A
 * browser sends any other URL as it is, and no more than one parameter of this one.
 */
export function decodeAmpersands(url: string): string {
  if (!isPageSource(url)) return url;
  let decoded = url;
  for (let count = 0; count < MAX_ESCAPES && /&(?:amp|#0*38|#x0*26);/i.test(decoded); count++)
    decoded = decoded.replace(/&(?:amp|#0*38|#x0*26);/gi, '&');
  return decoded;
}

const isPageSource = (url: string) => url.includes('&') && !/&(?!#?[a-z\d]+;)/i.test(url);

/** Decodes `&amp;` as `decodeAmpersands` does, and ends the URL where the source of the page ends it. */
export function decodeEntities(url: string): string {
  const decoded = decodeAmpersands(url);
  const end = isPageSource(url) ? decoded.search(/&(?:quot|apos|lt|gt|nbsp|#0*34|#0*39|#x0*22|#x0*27);/i) : -1;
  return end < 0 ? decoded : decoded.slice(0, end);
}

/** Decodes a URL that is escaped as a whole: `https%3A%2F%2F…`. */
export function decodeWhole(url: string): string {
  // A URL that is the value of a parameter ends where the next parameter begins.
  let decoded = isEscaped(url) ? (url.split('&', 1)[0] ?? '') : url;
  for (let count = 0; count < MAX_ESCAPES && isEscaped(decoded); count++) decoded = decodeOnce(decoded) ?? decoded;
  return decoded;
}

/** Whether a URL, or a path, is escaped as a whole. */
function isEscaped(url: string): boolean {
  return /^(?:https?%|%)(?:25)*(?:3a|2f)/i.test(url);
}

function decodeOnce(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** A comma or a semicolon separates the columns of a row, and a value that has one would be quoted. */
const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', "'": "'", ',': ',', ';': ';' };

/** The text of a link in AsciiDoc, or the end of one in BBCode, behind a value that is shown. */
const linkText = /(?<=[?&](?:(?:(?:optional|user)_)?scopes?|client_id|redirect_uri)=[^&[]*)(?<!\/\/|%2F%2F)\[[\p{L}/].*/isu;

/**
 * Removes what the sentence adds after the URL. A bracket or quotation mark that opens right before
 * the URL (`before`) ends it where it closes; a closing bracket at the end stays if the URL opens it.
 */
export function withoutPunctuation(given: string, before: string): string {
  const last = /&#?\w+;$/.test(before) ? '' : before.slice(-1);
  const open = last in closing ? last : '';
  const url = given.replace(linkText, '');
  const cut = open ? url.slice(0, closingPosition(url, open, closing[open] ?? '')) : url;
  const [emphasis = ''] = /[_~]+$/.exec(before) ?? [];
  const isOpened = (open: string, close: string) => cut.split(open).length >= cut.split(close).length;
  const keeps = { ')': isOpened('(', ')'), ']': isOpened('[', ']'), '}': isOpened('{', '}') };
  let end = cut.length;
  const isMark = (character: string) => /[)\]}'*.,;:!?\\]/.test(character) || (character !== '' && emphasis.includes(character));
  while (end > cut.length - 8 && isMark(cut.charAt(end - 1)) && !keeps[cut.charAt(end - 1) as ')']) end--;
  return cut.slice(0, end);
}

function closingPosition(url: string, open: string, close: string): number {
  let depth = 1;
  for (let at = 0; at < url.length; at++) {
    const character = url.charAt(at);
    if (character === close) depth--;
    else if (character === open) depth++;
    if (depth === 0) return at;
  }
  return url.length;
}
