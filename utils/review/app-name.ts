/** What an app is called, wherever it is named. */
import type { MatchedBy, Review } from './types';

/** The provider checks client ID and redirect host; a resemblance is easily forged. */
export const isSure = (matchedBy: MatchedBy | null) => matchedBy === 'user' || matchedBy === 'client-id' || matchedBy === 'redirect-host';

/**
 * The app as the user says, or by its client ID or by where it returns to. A resemblance names nobody while there is an address to
 * name. Null where there is nothing to name it by.
 */
export function nameOfApp({ app, redirectHost }: Pick<Review, 'app' | 'redirectHost'>): string | null {
  return (isSure(app.matchedBy) ? app.name : null) ?? redirectHost ?? app.name;
}
