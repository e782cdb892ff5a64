/** Formats untrusted text for Markdown. */
import { visibleLine } from '@/providers/oauth2/invisible';
import type { CsvCell } from './csv';

/**
 * What GitHub and GitLab turn into a mention or a link to an issue, also where it is escaped, or a
 * character that has a meaning in Markdown. An underscore within a word has none (CommonMark 0.31,
 * section 6.2), and `client\_id` would look odd in a mail.
 */
const special = /(?<![\w.+-])@\w[\w/-]*|(?<!\w)(?:(?<![.-])[\w.-]+\/[\w.-]+)?#\d+|[\\`*{}[\]<>|#]|(?<![a-z\d])_|_(?![a-z\d])/gi;

/**
 * Escapes the characters that have a meaning in Markdown. Mentions and numbers of issues become code,
 * so that a hostile text notifies nobody.
 */
export function markdownText(text: string): string {
  return visibleLine(text).replace(special, (found) => (found.length > 1 ? `\`${found}\`` : `\\${found}`));
}

/**
 * Formats a text as inline code, also in a table, so that no markup in it takes effect. One with a backslash, which no
 * scope has, is escaped instead: in a table, readers disagree on a backslash in code before the escape of a `|`.
 */
export function inlineCode(text: string): string {
  if (text.includes('\\')) return markdownText(text);
  return `\`${visibleLine(text).replaceAll('`', '\u02cb').replaceAll('|', '\\|')}\``;
}

/** Returns the rows as a table, the labels first. */
export function markdownTable([labels = [], ...rows]: readonly (readonly CsvCell[])[]): string {
  const line = (cells: readonly CsvCell[]) => `| ${cells.map((cell) => markdownText(String(cell ?? ''))).join(' | ')} |\n`;
  return [line(labels), `|${'---|'.repeat(labels.length)}\n`, ...rows.map(line)].join('');
}

/**
 * Returns a code block whose fence is longer than any in the text (CommonMark 0.31, section 4.5).
 */
export function codeBlock(text: string): string {
  const fence = '`'.repeat(Math.max(3, 1 + Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))));
  return [fence, text, fence].join('\n');
}
