/**
 * Finds the rows of a login history that belong to an attempt in a trace. Nothing in either of them
 * names the other, so a row is joined only if what both have agrees.
 */
import { buildReview } from '@/utils/review/build-review';
import type { Review } from '@/utils/review/types';
import { reviewInputOf } from './open';
import { tableTime } from './table-time';
import type { Found } from './types';

/**
 * A clock of a computer may differ from that of the provider, and a row is written when the
 * provider decides, in milliseconds.
 */
const MAX_APART_MS = 60_000;

/** Further rows are not compared with other attempts. */
const MAX_JOINED = 20;

/**
 * What a row and an attempt both have and agree in. Each has a text `workbench_login_<criterion>`.
 */
export type LoginCriterion = 'account' | 'app' | 'error';

/** A row of a login history beside an attempt. */
export interface JoinedLogin {
  /** The error of the row, as the table writes it. */
  event: string;
  /** The time of the row, as the table writes it and in milliseconds since the epoch. */
  time: string;
  at: number;
  /** How far the row is from the attempt, in seconds; 0 if it is within its steps. */
  secondsApart: number;
  /** What agrees besides the time. */
  same: readonly LoginCriterion[];
  /** Whether all three agree, and with no other attempt. Otherwise the row may belong to it. */
  isCertain: boolean;
  /** The result that explains the row's error. */
  found: Found;
}

/**
 * Returns the rows that belong or may belong to an attempt, the nearest
 * first and at most `MAX_JOINED`. `attempts`: all
 * attempts that were opened; `logins`: the results of the tables that were opened.
 */
export function loginsOf(attempt: Found, attempts: readonly Found[], logins: readonly Found[]): JoinedLogin[] {
  const others = attempts.filter((one) => one !== attempt);
  const near = logins
    .filter(({ kind }) => kind === 'login-history')
    .flatMap((found) => rowsOf(found).flatMap((row) => joinRow(attempt, found, row) ?? []))
    .toSorted((left, right) => left.secondsApart - right.secondsApart);
  return near.slice(0, MAX_JOINED).map((login) => {
    const isElsewhere = others.some((other) => joinRow(other, login.found, login) !== null);
    return { ...login, isCertain: login.isCertain && !isElsewhere };
  });
}

type Row = Pick<JoinedLogin, 'event' | 'time' | 'at'>;

function rowsOf({ records }: Found): Row[] {
  return records.flatMap(({ event, times = [] }) =>
    times.flatMap((time) => {
      const at = tableTime(time);
      return at === null ? [] : [{ event, time, at }];
    }),
  );
}

/**
 * Null if the time is another one, if anything differs, or if neither the account nor the app
 * agrees.
 */
function joinRow(attempt: Found, found: Found, { event, time, at }: Row): JoinedLogin | null {
  const times = (attempt.timeline ?? []).flatMap((step) => step.at ?? []);
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined || attempt.input.request.provider !== found.input.request.provider) return null;
  const apart = Math.max(0, first - at, at - last);
  if (apart > MAX_APART_MS) return null;
  const [review, row] = [reviewOf(attempt), reviewOf(found)];
  if (!review || !row) return null;
  const agrees = {
    account: isSame(review.account, row.account),
    app: isSame(review.app.name, found.app),
    error: isSameError(review, row),
  };
  if (Object.values(agrees).includes(false)) return null;
  const same = (['account', 'app', 'error'] as const).filter((criterion) => agrees[criterion]);
  if (!agrees.account && !agrees.app) return null;
  return { event, time, at, secondsApart: Math.round(apart / 1_000), same, isCertain: same.length === 3, found };
}

const reviews = new WeakMap<Found, Review | null>();

/** Many rows may be near many attempts, so each review is built once. */
function reviewOf(found: Found): Review | null {
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
 * Whether the row's error can be the cause of the attempt's. An attempt whose cause is certain has
 * no other, and one without an error was not refused.
 */
function isSameError({ diagnosis }: Review, row: Review): boolean | null {
  const causes = row.diagnosis?.causes.map(({ id }) => id) ?? [];
  if (!diagnosis) return false;
  if (diagnosis.causes.some(({ id }) => causes.includes(id))) return true;
  return diagnosis.causes[0]?.confidence === 'observed' ? false : null;
}
