/** In what a row of a login history agrees with an attempt in a trace. */
import { isCertainMatch } from '@/utils/review/app-name';
import { buildReview } from '@/utils/review/build-review';
import { hasWord } from '@/utils/review/match-profile';
import type { Review } from '@/utils/review/types';
import type { LoginCriterion } from './login-text';
import { reviewInputOf } from './open';
import type { Found } from './types';

/** What opened settings call the apps with their client IDs. */
export type AppNames = ReadonlyMap<string, readonly string[]>;

/** Returns the names that opened settings give each client ID. */
export function namesIn(all: readonly Found[]): AppNames {
  const names = new Map<string, string[]>();
  for (const { kind, settings } of all) {
    const { clientId = null, name = null } = kind === 'settings' ? (settings ?? {}) : {};
    if (clientId !== null && name !== null) names.set(clientId, [...(names.get(clientId) ?? []), name]);
  }
  return names;
}

/** Whether a row agrees with an attempt; null if one of them does not say. */
export type Agreement = Readonly<Record<LoginCriterion, boolean | null>>;

/** Returns in what a row of a login history agrees with an attempt. `names`: see `namesIn`. */
export function agreement(attempt: Found, row: Found, names: AppNames): Agreement {
  const [review, other] = [reviewOf(attempt), reviewOf(row)];
  if (!review || !other) return { account: null, app: null, error: null };
  return {
    account: isSame(review.account, other.account),
    app: isSameApp(review, row.app, names),
    error: isSameError(review, other),
  };
}

const reviews = new WeakMap<Found, Review | null>();

/** Returns the review of a result; null without a provider. Many rows may be near many attempts, so each is built once. */
export function reviewOf(found: Found): Review | null {
  const known = reviews.get(found);
  if (known !== undefined) return known;
  const input = reviewInputOf(found.input);
  const review = input && buildReview(input);
  reviews.set(found, review);
  return review;
}

/** Null if one of them is not known. */
function isSame(left: string | null, right: string | null): boolean | null {
  return left === null || right === null ? null : left.trim().toLowerCase() === right.trim().toLowerCase();
}

/**
 * Whether the row names the app of the attempt, which may be by its client ID or by its name in the
 * org. A name within the other is no other one, nor is one other than a guess.
 */
function isSameApp({ app, clientId }: Review, name: string | null, names: AppNames): boolean | null {
  const labels = names.get(clientId ?? '') ?? [];
  const known = [...labels, ...(app.name === null ? [] : [app.name])];
  if ([clientId, ...known].some((one) => isSame(one, name))) return true;
  const isGuess = labels.length === 0 && !isCertainMatch(app.matchedBy) && app.matchedBy !== 'claimed-host';
  return name === null || isGuess || known.some((one) => hasWord(one, name) || hasWord(name, one)) ? null : false;
}

/**
 * Whether the row's error can be the cause of the attempt's. An attempt whose cause is certain has
 * no other, and one without an error was not refused.
 */
function isSameError({ diagnosis }: Review, row: Review): boolean | null {
  const causes = row.diagnosis?.causes.map(({ id }) => id) ?? [];
  if (!diagnosis) return false;
  if (diagnosis.causes.some(({ id }) => causes.includes(id))) return true;
  return diagnosis.causes[0]?.confidence === 'observed' ? false : null;
}
