/** Patterns in which `*` stands for any text, the empty one included. */

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
