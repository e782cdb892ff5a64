/** Turns the source of an HTML mail or page into the text that a reader sees. */

/** These elements do not end a sentence. */
const inlineElement = /^(?:[abiu]|code|em|span|strong)$/i;

/**
 * Removes the tags and decodes the entities that occur inside errors. A tag that is not inline
 * becomes a line break. A text without markup stays as it is. Runs in linear time.
 */
export function withoutMarkup(text: string): string {
  return text
    .replace(/<\/?([a-z][a-z0-9]*)(?:[\s/][^<>]*)?>/gi, (_, name: string) => (inlineElement.test(name) ? '' : '\n'))
    .replace(/&nbsp;/gi, ' ')
    .replace(/&quot;/gi, '"')
    .replace(/&apos;/gi, "'")
    .replace(/&([lr])squo;/gi, (_, side: string) => (side.toLowerCase() === 'l' ? '‘' : '’'))
    .replace(/&#(?:x([\da-f]{2,5})|(\d{2,6}));/gi, (_, hex: string | undefined, decimal: string) =>
      characterOf(hex ? parseInt(hex, 16) : Number(decimal)),
    )
    .replace(/&amp;/gi, '&');
}

/**
 * Decodes the letters and quotation marks that exports in JSON write as escapes, such as `\u2019`. What has a meaning
 * in JSON or in a URL is ASCII, and stays. Runs in linear time.
 */
export function withoutLetterEscapes(text: string): string {
  return text.replace(/\\{1,4}u(00[a-f][\da-f]|0[1-9a-f][\da-f]{2}|[1-9a-f][\da-f]{3})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}

/** Returns the character with a number; a control character, which no page shows, becomes a space. */
const characterOf = (code: number) => (code < 32 || code > 0x10_ff_ff ? ' ' : String.fromCodePoint(code));
