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

/**
 * Whether the whole text fits the pattern. Each part between two `*` takes the first place where it
 * fits, which finds a match if there is one, so nothing is tried twice.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  // A request may have thousands of scopes, and a policy hundreds of patterns.
  if (pattern.charAt(0) !== '*' && pattern.charAt(0) !== text.charAt(0)) return false;
  const [first = '', ...parts] = pattern.split('*');
  const last = parts.pop();
  if (last === undefined) return text === pattern;
  const end = text.length - last.length;
  if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let start = first.length;
  for (const part of parts) {
    const found = text.indexOf(part, start);
    if (found === -1 || found + part.length > end) return false;
    start = found + part.length;
  }
  return true;
}
