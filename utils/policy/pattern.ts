/** Patterns in which `*` stands for any text, the empty one included, and how loosely IDs are compared. */
import { visibleText } from '@/providers/oauth2/invisible';

/**
 * The ID, or a pattern for one, as a server may compare it that ignores the case, white space around it
 * and what nobody sees.
 */
export const foldId = (id: string): string => visibleText(id).toLowerCase();

/** Returns a pattern for a host with each international label in the spelling that URLs have (`xn--…`). */
export const hostPattern = (pattern: string): string =>
  pattern
    .split('.')
    .map((label) => (/\*|^\p{ASCII}*$/u.test(label) ? label : (URL.parse(`https://${label}`)?.host ?? label)))
    .join('.');

/** The patterns of a rule, taken apart once: a request may have thousands of scopes, a policy as many patterns. */
const taken = new WeakMap<readonly string[], { exact: ReadonlySet<string>; wide: readonly Parts[] }>();

/** Whether the whole text fits one of the patterns. The list must not be changed afterwards. */
export function matchesOne(patterns: readonly string[], text: string): boolean {
  let known = taken.get(patterns);
  if (!known) {
    const all = new Set(patterns);
    known = { exact: all, wide: [...all].filter((pattern) => pattern.includes('*')).map(partsOf) };
    taken.set(patterns, known);
  }
  return known.exact.has(text) || known.wide.some((parts) => fits(parts, text));
}

/**
 * Whether the whole text fits the pattern. Each part between two `*` takes the first place where it
 * fits, which finds a match if there is one, so nothing is tried twice.
 */
export const matchesPattern = (pattern: string, text: string): boolean => fits(partsOf(pattern), text);

/** A pattern without its `*`; null for the parts between, if it has none. */
type Parts = readonly [first: string, middle: readonly string[] | null, last: string];

function partsOf(pattern: string): Parts {
  const [first = '', ...middle] = pattern.split('*');
  const last = middle.pop();
  return last === undefined ? [first, null, ''] : [first, middle, last];
}

function fits([first, middle, last]: Parts, text: string): boolean {
  if (middle === null) return text === first;
  const end = text.length - last.length;
  if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let start = first.length;
  for (const part of middle) {
    const found = text.indexOf(part, start);
    if (found === -1 || found + part.length > end) return false;
    start = found + part.length;
  }
  return true;
}
