/** Words that several parts of the review share. */
import type { Review } from '@/utils/review/types';
import { text } from '@/utils/text';

/** The app by its profile, else by where it returns to: HubSpot and its kind check that address. */
export function appName(review: Review): string {
  return review.app.name ?? review.redirectHost ?? text('review_unknown_app');
}

export function appOnProvider(review: Review): string {
  return text('review_subject', appName(review), review.provider.name);
}

/** `14 Aug 2026`, in the browser's language. */
export function day(at: number): string {
  return new Date(at).toLocaleDateString(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
}

export interface Split {
  required: number;
  kept: number;
  dropped: number;
}

/** Locked scopes count as required: nobody can drop them as they stand. */
export function splitOf(review: Review, selection: ReadonlySet<string>): Split {
  const required = review.scopes.filter((scope) => scope.locked).length;
  const kept = review.scopes.filter((scope) => !scope.locked && selection.has(scope.id)).length;
  return { required, kept, dropped: review.scopes.length - required - kept };
}
