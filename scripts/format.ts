/** Formats untrusted text for the terminal and for Markdown. */
import { visibleText } from '@/providers/oauth2/redact';

/**
 * Replaces line breaks and control characters by spaces, so that hostile text stays on one line.
 */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** Escapes the characters that have a meaning in Markdown. */
export function markdownText(text: string): string {
  return visibleText(text).replace(/[\\`*_{}[\]<>|#]/g, '\\$&');
}

/** Formats a text as inline code, also in a table, so that no markup in it takes effect. */
export function inlineCode(text: string): string {
  return `\`${visibleText(text).replaceAll('`', '\u02cb').replaceAll('|', '\\|')}\``;
}

/** Joins blocks of lines, with an empty line between them. */
export function joinBlocks(blocks: readonly (readonly string[])[]): string[] {
  return blocks.flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}
