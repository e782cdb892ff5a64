/** Reads where a link in the source of a page leads, as a browser does. */
import { characterOf } from '@/providers/oauth2/escapes';
import { hasEntity } from './url-end';
import { decodeAmpersands, decodeJsonEscapes, decodeQuotedPrintable } from './url-escapes';

/** What stands before the target of a link, also in quoted-printable and in a JSON string. */
export const targetStart = String.raw`\b(?:href|action)\s*=(?:3D)?\s*\\*["']`;

/** A character reference. A browser also takes these without a semicolon (HTML, §13.2.5.73). */
const reference = /&#(?:x0*([\da-f]{1,6})|0*(\d{1,7}));?|&(amp)(?![\w=;])|&([a-z]{2,9});/gi;
/** White space that a browser removes from a URL, and the characters that it removes from its ends. */
const removed = /^[\0-\x20]+|[\0-\x20]+$|[\t\r\n]/g;
const page = 'https://page.invalid';

/**
 * Returns the web address in the attribute that starts at a position, and where the attribute ends.
 * `mayGoOn`: whether it may have other parameters. Null if the address is relative, or if the
 * attribute is not closed before the next tag.
 */
export function linkTarget(text: string, start: number): { url: string; mayGoOn: boolean; end: number } | null {
  const end = text.indexOf(text.charAt(start - 1), start);
  const value = text.slice(start, Math.max(end, start)).replace(/(?<!\\)\\+$/, '');
  if (value === '' || /[<>]/.test(value)) return null;
  const source = decodeAmpersands(decodeJsonEscapes(decodeQuotedPrintable(value.split(/\r?\n/))));
  const target = source
    .replace(
      reference,
      (whole, hex?: string, decimal?: string, bare?: string, name?: string) => characterOf({ hex, decimal, name: bare ?? name }) ?? whole,
    )
    .replace(removed, '');
  const url = URL.parse(target) ?? URL.parse(target, page);
  if (!url || !/^https?:$/.test(url.protocol) || url.origin === page) return null;
  // In a script, no reference is decoded.
  return { url: /^https?:\/\/[^/\\]/i.test(target) ? target : url.href, mayGoOn: hasEntity.test(source), end };
}
