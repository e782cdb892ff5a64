/**
 * Finds the rows of a login history that belong to an attempt in a trace. Nothing in either of them
 * names the other, so a row is joined only if what both have agrees.
 */
import type { Review } from '@/utils/review/types';
import type { Steps } from '@/utils/text/steps';
import { type Agreement, type AppNames, agreement, namesIn, reviewOf } from './login-agreement';
import { distance, spanOf } from './login-distance';
import { type LoginCriterion, type LoginFacts, loginText, type NoLogin, type NoLoginReason } from './login-text';
import { tableTimeText } from './table-time';
import type { Found } from './types';

/**
 * A clock of a computer may differ from that of the provider, and a row is written when the
 * provider decides, in milliseconds.
 */
const MAX_APART_MS = 60_000;

/** A clock that is more minutes off is not unusual, but other attempts may be as near. */
const MAX_OFF_MS = 300_000;

/** Further rows are not compared with other attempts. */
const MAX_JOINED = 20;

const criteria: readonly LoginCriterion[] = ['account', 'app', 'error'];

/** A row of a login history beside an attempt. */
export interface JoinedLogin extends LoginFacts {
  /** The result that explains the row's error. */
  found: Found;
  /**
   * Whether the row most likely belongs to the attempt: org, app and time agree, and with no other
   * attempt. The error of the attempt may still have several causes.
   */
  isLikely: boolean;
}

interface Row {
  found: Found;
  event: string;
  time: string;
}

/**
 * Returns the rows that belong or may belong to an attempt, the nearest first and at most
 * `MAX_JOINED`. `all`: everything that was opened, of which traces have other attempts, tables the
 * rows, and settings the name of the app that has the client ID.
 */
export function loginsOf(attempt: Found, all: readonly Found[]): Steps<JoinedLogin[]> {
  return joinRows(attempt, opened(all));
}

/** What was opened, of which each attempt needs the same. */
interface Opened {
  attempts: readonly Found[];
  rows: readonly Row[];
  names: AppNames;
}

const opened = (all: readonly Found[]): Opened => ({
  attempts: all.filter(({ timeline }) => timeline),
  rows: rowsIn(all),
  names: namesIn(all),
});

function* joinRows(attempt: Found, { attempts, rows, names }: Opened): Steps<JoinedLogin[]> {
  const near: JoinedLogin[] = [];
  for (const row of rows) {
    const login = joinRow(attempt, row, names);
    if (login) near.push(login);
    yield;
  }
  near.sort((left, right) => Number(left.isZoneUnknown) - Number(right.isZoneUnknown) || left.secondsApart - right.secondsApart);
  const logins: JoinedLogin[] = [];
  for (const login of near.slice(0, MAX_JOINED)) {
    const isElsewhere = attempts.some((other) => other !== attempt && joinRow(other, login, names) !== null);
    logins.push(isElsewhere ? withDoubt(login) : login);
    yield;
  }
  // An attempt is refused once, so rows with several errors are not all of this one.
  const errors = new Set(logins.filter(({ isLikely }) => isLikely).map(({ found }) => reviewOf(found)?.diagnosis?.causes[0]?.id));
  return errors.size > 1 ? logins.map(withDoubt) : logins;
}

const withDoubt = (login: JoinedLogin): JoinedLogin => ({ ...login, isCertain: false, isLikely: false });

/**
 * Returns the results of login histories that are no failures of their own, because each of their
 * rows belongs to an attempt, certainly or most likely.
 */
export function* loginsOfAttempts(all: readonly Found[]): Steps<ReadonlySet<Found>> {
  const those = opened(all);
  const joined = new Map<Found, number>();
  for (const attempt of those.attempts) {
    for (const { found, isLikely } of yield* joinRows(attempt, those)) if (isLikely) joined.set(found, (joined.get(found) ?? 0) + 1);
  }
  const rowsOf = ({ records }: Found) => records.reduce((sum, { count }) => sum + count, 0);
  return new Set([...joined].flatMap(([found, count]) => (count === rowsOf(found) ? [found] : [])));
}

/**
 * Returns the review of an attempt with the rows that belong or may belong to it, without looking for
 * them. If its own error does not say the cause, the one that all likely rows name goes first and is likely.
 */
export function withLogins(review: Review, logins: readonly JoinedLogin[]): Review {
  const { diagnosis } = review;
  if (!diagnosis || logins.length === 0) return review;
  const named = logins.filter(({ isLikely }) => isLikely).flatMap(({ found }) => reviewOf(found)?.diagnosis?.causes.slice(0, 1) ?? []);
  const isKnown = diagnosis.causes[0]?.confidence === 'observed';
  const [first] = !isKnown && named.every(({ confidence }) => confidence === 'observed') ? named : [];
  const others = diagnosis.causes.filter(({ id }) => id !== first?.id);
  const own = diagnosis.causes.find(({ id }) => id === first?.id) ?? first;
  const ranked = own
    ? [{ ...own, confidence: 'likely' as const }, ...others.map((cause) => ({ ...cause, confidence: 'possible' as const }))]
    : diagnosis.causes;
  const causes = ranked.map((cause) => ({ ...cause, hasLogRow: true as const }));
  const logRows = logins.map((login) => `${tableTimeText(login.time)} ${login.event} \u2013 ${loginText(login)}`);
  return { ...review, diagnosis: { ...diagnosis, causes, logRows } };
}

/** Returns why `loginsOf` returns no row; null if there is no row at all. */
export function* whyNoLogin(attempt: Found, all: readonly Found[]): Steps<NoLogin | null> {
  const rows = rowsIn(all).filter(({ found }) => found.input.request.provider === attempt.input.request.provider);
  if (rows.length === 0) return null;
  if (!spanOf(attempt)) return { reason: 'trace-time', nearest: null };
  const timed: { row: Row; apart: number }[] = [];
  for (const row of rows) {
    const time = distance(attempt, row.time);
    if (time) timed.push({ row, apart: time.apart });
    yield;
  }
  timed.sort((left, right) => left.apart - right.apart);
  const [first] = timed;
  if (!first) return { reason: 'row-time', nearest: null };
  const names = namesIn(all);
  let nearest: { row: Row; apart: number; reason: NoLoginReason } = { ...first, reason: 'time' };
  for (const one of timed) {
    if (one.apart > MAX_OFF_MS) break;
    const reason = reasonOf(agreement(attempt, one.row.found, names));
    if (reasons.indexOf(reason) > reasons.indexOf(nearest.reason)) nearest = { ...one, reason };
    yield;
  }
  const { row, apart, reason } = nearest;
  return {
    reason,
    nearest: {
      event: row.event,
      time: row.time,
      app: row.found.app,
      account: row.found.input.account ?? null,
      secondsApart: Math.round(apart / 1_000),
    },
  };
}

/** The reasons of a row near in time: the further it agrees, the later. */
const reasons: readonly NoLoginReason[] = ['account', 'app', 'error', 'unknown'];

function reasonOf(agrees: Agreement): NoLoginReason {
  return criteria.find((criterion) => agrees[criterion] === false) ?? 'unknown';
}

function rowsIn(all: readonly Found[]): Row[] {
  return all
    .filter(({ kind }) => kind === 'login-history')
    .flatMap((found) => found.records.flatMap(({ event, times = [] }) => times.map((time) => ({ found, event, time }))));
}

/**
 * Null if the time is another one, if anything differs, or if nothing besides the time agrees. A row
 * without a zone, or minutes away, has to agree in all three, and one without an app at least in the
 * error: it may be anybody's own sign-in to the org.
 */
function joinRow(attempt: Found, { found, event, time }: Row, names: AppNames): JoinedLogin | null {
  const near = attempt.input.request.provider === found.input.request.provider ? distance(attempt, time) : null;
  if (!near || near.apart > MAX_OFF_MS) return null;
  const agrees = agreement(attempt, found, names);
  if (Object.values(agrees).includes(false) || (found.app === null && !agrees.error)) return null;
  const same = criteria.filter((criterion) => agrees[criterion]);
  const isAll = same.length === criteria.length;
  const isNear = near.apart <= MAX_APART_MS;
  if ((near.isZoneUnknown || !isNear) && !isAll) return null;
  if (same.length === 0) return null;
  return {
    event,
    time,
    secondsApart: Math.round(near.apart / 1_000),
    isZoneUnknown: near.isZoneUnknown,
    same,
    isCertain: isAll && isNear && !near.isZoneUnknown,
    isLikely: same.includes('account') && same.includes('app') && isNear && !near.isZoneUnknown,
    found,
  };
}
