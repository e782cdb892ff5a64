/** Formats untrusted text for the terminal. */

import { escapeHidden } from '@/providers/oauth2/invisible';

/**
 * Replaces line breaks and control characters by spaces, so that hostile text stays on one line, and
 * invisible characters by their code.
 */
export function oneLine(text: string): string {
  return escapeHidden(text.replace(/\p{Cc}+/gu, ' '));
}

/** Joins blocks of lines, with an empty line between them. */
export function joinBlocks(blocks: readonly (readonly string[])[]): string[] {
  return blocks.flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}
