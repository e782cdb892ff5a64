/** Functions that the readers of traces share. */

/** The origin of the page that made a request, from its headers; null if they do not say. */
export function initiatorOf(headers: ReadonlyMap<string, string>): string | null {
  const given = headers.get('origin') ?? '';
  return (URL.parse(given === 'null' ? '' : given) ?? URL.parse(headers.get('referer') ?? ''))?.origin ?? null;
}

/** Returns the URL to which a response redirects; null if the text is empty or no URL. */
export function redirectTarget(location: string, base: string): string | null {
  return location === '' ? null : (URL.parse(location, base)?.href ?? null);
}

/** A longer body is not decoded, in characters. */
const MAX_BODY_LENGTH = 400_000;

/** Returns the text of a body that may be encoded in Base64. */
export function decodeBody(text: string, encoding: string): string {
  if (encoding !== 'base64') return text.slice(0, MAX_BODY_LENGTH);
  try {
    const bytes = Uint8Array.from(atob(text.slice(0, MAX_BODY_LENGTH)), (character) => character.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return '';
  }
}
