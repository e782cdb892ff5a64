/** Undoes the escapes of URLs, JSON and HTML, so that no secret hides in them. */

/** The named entities (HTML 5) of characters that are part of a URL or a secret, or stand around one. */
const entities: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: '&',
    apos: "'",
    bsol: '\\',
    colon: ':',
    commat: '@',
    equals: '=',
    lowbar: '_',
    nbsp: ' ',
    newline: '\n',
    num: '#',
    percnt: '%',
    period: '.',
    plus: '+',
    quest: '?',
    quot: '"',
    sol: '/',
    tab: '\t',
  }),
);

const escaped = /((?:%[\da-f]{2})+)|(?<!\\)\\+(?:u([\da-f]{4})|x([\da-f]{2}))|&#(?:x0*([\da-f]{1,6})|0*(\d{1,7}));|&([a-z]{3,7});/gi;

/** Undoes one layer of escapes. What is no valid escape stays as it is. Never throws. */
function decodeEscapes(text: string): string {
  return text.replace(escaped, (whole, bytes?: string, unit?: string, byte?: string, hex?: string, decimal?: string, name?: string) => {
    return bytes === undefined ? (characterOf({ hex: unit ?? byte ?? hex, decimal, name }) ?? whole) : decodeBytes(bytes);
  });
}

/** Returns the character with a number or a name; null for a name that is not in `entities`, and for a number that no character has. */
export function characterOf({ hex, decimal, name }: Record<'hex' | 'decimal' | 'name', string | undefined>): string | null {
  if (name !== undefined) return entities.get(name.toLowerCase()) ?? null;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

/** Bytes that are no UTF-8 may still hold ASCII characters. */
function decodeBytes(bytes: string): string {
  try {
    return decodeURIComponent(bytes);
  } catch {
    return bytes.replace(/%([0-7][\da-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  }
}

/** A text that was escaped more often than this comes from nobody who wants to be read. */
const MAX_LAYERS = 8;

/**
 * Redacts a text and what is below its escapes. A layer in which nothing is found leaves the text
 * as it is written. Both functions must leave their own results unchanged. `redactLast` redacts
 * what looks different while it is escaped.
 */
export function redactLayers(text: string, redact: (layer: string) => string, redactLast = redact): string {
  let shown = redact(text);
  let safe = shown;
  for (let layer = 0; layer < MAX_LAYERS; layer++) {
    const next = decodeEscapes(safe);
    if (next === safe) break;
    safe = redact(next);
    if (safe !== next) shown = safe;
  }
  const last = redactLast(safe);
  return last === safe ? shown : last;
}
