/**
 * Finds the characters that nobody sees. IDs and names come from untrusted pages, which could use such
 * characters to make one look like another.
 */

/**
 * Characters besides controls that are invisible or change the text's direction: Unicode's
 * default-ignorable code points (soft hyphen, fillers, joiners, tags, variation selectors) and
 * format characters, the separators of lines and paragraphs, and the empty Braille pattern.
 */
const hidden = /[\p{Cf}\p{DI}\u2028\u2029\u2800]/gu;
/** Controls except line breaks. */
const controls = /[^\P{Cc}\n]/gu;
const runsOfControls = /\p{Cc}+/gu;
const written = /\u2039U\+[\dA-F]{4,6}\u203a/g;

const code = (character: string) => `\u2039U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}\u203a`;

/** Replaces invisible characters other than controls by their code (`‹U+202E›`). */
export const escapeHidden = (text: string): string => text.replace(hidden, code);

/** Replaces all invisible characters by their code (`‹U+202E›`). Line breaks stay. */
export const escapeInvisible = (text: string): string => escapeHidden(text).replace(controls, code);

/** Removes what `escapeHidden` wrote, for a comparison with a text without invisible characters. */
export const withoutCodes = (text: string): string => text.replace(written, '');

/**
 * Returns JSON of the same value in which invisible characters are escapes, as JSON allows for any
 * character (RFC 8259, section 7). `space`: see `JSON.stringify`.
 */
export function visibleJson(value: unknown, space?: number): string {
  const escapeUnits = (character: string) =>
    Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
  return JSON.stringify(value, null, space).replace(hidden, escapeUnits);
}

/**
 * The text on one line for a comparison: control characters and runs of white space become one space,
 * and invisible characters are removed.
 */
export function visibleText(text: string): string {
  return onOneLine(text.toWellFormed().replace(runsOfControls, ' ').replace(hidden, ''));
}

/** The text on one line to show: as `visibleText`, but invisible characters are replaced by their code. */
export function visibleLine(text: string): string {
  return onOneLine(escapeHidden(text.toWellFormed().replace(runsOfControls, ' ')));
}

const onOneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
