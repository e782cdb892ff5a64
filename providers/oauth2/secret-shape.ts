/** What secrets look like. */

/** Whether a part of a long run has letters and digits, as tokens have. */
export function hasSecretShape(part: string): boolean {
  return part.length >= 20 && /\d/.test(part) && /[A-Za-z]/.test(part);
}

/** Whether a text is `user:password` in Base64 (RFC 7617 §2). */
export function isUserAndPassword(text: string): boolean {
  try {
    return /^[^\p{Cc}:]*:\P{Cc}*$/u.test(atob(text));
  } catch {
    return false;
  }
}

/** Whether pieces are random letters and digits, and not the words of a path. */
export function isRandom(joined: string): boolean {
  const pieces = joined.split(/[+/]+/).filter(Boolean);
  const text = pieces.join('');
  const words = pieces.filter((piece) => /^(?:[a-z]{4,}|[A-Z]{4,})$/.test(piece)).join('');
  if (text.length < 20 || pieces.length < 2 || words.length > text.length / 4) return false;
  const changes = text.match(/[a-z](?=[A-Z\d])|[A-Z](?=[a-z\d])|\d(?=[A-Za-z])/g)?.length ?? 0;
  return /\d/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text) && changes >= text.length * 0.4;
}
