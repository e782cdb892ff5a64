/**
 * Writes the outline of a page as text. One node a line, indented by its depth: an element as
 * `tag[role]#id.class`, a text as its length.
 */
import type { OutlineNode } from './outline';

/** The maximum length of a line without its indentation, in UTF-16 code units. */
const MAX_LINE_LENGTH = 200;
/** The maximum length of an outline, in UTF-16 code units. */
export const MAX_OUTLINE_LENGTH = 60_000;
/** The first line of a copied outline: the version of its format, and the provider of the page. */
export const outlineHeader = (provider: string): string => `scope-review-outline 1 ${provider}`;
/** The line that ends an outline whose page has more nodes. */
export const OUTLINE_CUT = '...';

/** Returns the outline as text, without what may identify an account or a person. */
export function formatOutline(nodes: readonly OutlineNode[]): string {
  let outline = '';
  for (const node of nodes) {
    const [depth, ...description] = node;
    const line = typeof description[0] === 'number' ? lengthOf(description[0]) : nameOf(description as string[]);
    // `readOutline` ends with an empty text at depth 0 if the page has more nodes.
    const isCut = depth === 0 && line === '';
    if (isCut || outline.length + depth + line.length > MAX_OUTLINE_LENGTH - OUTLINE_CUT.length - 2) return `${outline}${OUTLINE_CUT}\n`;
    if (line) outline += `${' '.repeat(depth)}${line}\n`;
  }
  return outline;
}

/** White space has no line. */
const lengthOf = (length: number) => (length > 0 ? String(length) : '');

function nameOf([tag = '', role = '', id = '', classes = '']: readonly string[]): string {
  const names = classes.split(/\s+/).filter(Boolean);
  const parts = [
    mask(tag),
    role.trim() && `[${mask(role.trim())}]`,
    id.trim() && `#${mask(id.trim())}`,
    ...names.map((name) => `.${mask(name)}`),
  ];
  return parts.join('').slice(0, MAX_LINE_LENGTH);
}

/** Replaces what may identify an account or a person: long numbers, random values, addresses. */
function mask(name: string): string {
  if (name.includes('@')) return '#';
  return name
    .replace(/[a-z\d]{12,}/gi, (run) => (/\d\D*\d\D*\d/.test(run) ? '#' : run))
    .replace(/[\da-f]{8,}|\d{5,}/gi, '#')
    .replace(/[^\w#:-]/g, '_')
    .slice(0, 60);
}
