/** Words that several parts of the review share. */
import { nameOfApp } from '@/utils/review/app-name';
import type { Review } from '@/utils/review/types';
import { text } from '@/utils/text';

export function appName(review: Review): string {
  return nameOfApp(review) ?? text('review_unknown_app');
}

export function appOnProvider(review: Review): string {
  return text('review_subject', appName(review), review.provider.name);
}

/** `Aug 14, 2026`, in the language of the texts around it and not in the browser's. `at`: milliseconds since the epoch. */
export function day(at: number): string {
  return new Date(at).toLocaleDateString(text('date_language'), { day: 'numeric', month: 'short', year: 'numeric' });
}

/** `14:02:11`. `at`: milliseconds since the epoch. */
export function timeOfDay(at: number): string {
  return new Date(at).toLocaleTimeString(text('date_language'), { hourCycle: 'h23' });
}

/** As `day`, without the year while it is this one: for narrow columns. */
export function shortDay(at: number): string {
  const thisYear = new Date(at).getFullYear() === new Date().getFullYear();
  return new Date(at).toLocaleDateString(text('date_language'), {
    day: 'numeric',
    month: 'short',
    ...(thisYear ? {} : { year: 'numeric' }),
  });
}

/** As `day`, of a `YYYY-MM-DD`, which names a day and no moment; anything else comes back as it is. */
export function daySeen(seen: string): string {
  const at = Date.parse(`${seen}T12:00:00`);
  return Number.isNaN(at) ? seen : day(at);
}

/** What stands on the tile of an app. */
export function initial(name: string | null): string {
  return [...(name ?? '')][0]?.toUpperCase() ?? '?';
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
