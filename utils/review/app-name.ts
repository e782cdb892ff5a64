/** Decides what an app is called, in panel, popup, message and report alike. */
import type { MatchedBy, Review } from './types';

/**
 * Whether a match is certain. The provider checks the client ID and the redirect host of a request
 * that a tab opened, and the user knows the app; the redirect host in a link that somebody sent, a
 * name on the page or a set of scopes is easily forged.
 */
export const isCertainMatch = (matchedBy: MatchedBy | null) =>
  matchedBy === 'user' || matchedBy === 'client-id' || matchedBy === 'redirect-host';

/**
 * Returns the name of the matched app if the match is certain, else the redirect host, else the
 * name of an uncertain match. Null if there is none of these. A scheme names nobody, because any
 * app may open its links.
 */
export function nameOfApp({ app, redirectHost }: Pick<Review, 'app' | 'redirectHost'>): string | null {
  return (isCertainMatch(app.matchedBy) ? app.name : null) ?? (redirectHost?.endsWith(':') ? null : redirectHost) ?? app.name;
}
