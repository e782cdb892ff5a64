/** Formats untrusted text for Markdown. */
import { visibleText } from '@/providers/oauth2/redact';

/** Escapes the characters that have a meaning in Markdown. */
export function markdownText(text: string): string {
  return visibleText(text).replace(/[\\`*_{}[\]<>|#]/g, '\\$&');
}

/** Formats a text as inline code, also in a table, so that no markup in it takes effect. */
export function inlineCode(text: string): string {
  return `\`${visibleText(text).replaceAll('`', '\u02cb').replaceAll('|', '\\|')}\``;
}
