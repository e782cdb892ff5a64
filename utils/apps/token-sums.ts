/** Sums up the tokens of an app, of which there may be 300,000: each time is read once. */
import type { TokenRow } from '@/providers/contract/table';
import { tableSpan } from '@/utils/files/table-time';
import { DAY_MS } from '@/utils/text/time';

/** An app is unused if no token of it was used for this time. */
const UNUSED_AFTER_DAYS = 90;
/** A table whose last moment is no longer ago counts as one of today, because an org may be quiet for some days. */
const CURRENT_DAYS = 7;

/** A time as a table writes it, and what it may mean. */
export interface Moment {
  text: string | null;
  span: ReturnType<typeof tableSpan>;
}

/** A token, and what its times mean. */
export interface Token {
  row: TokenRow;
  usedAt: Moment;
  createdAt: Moment;
}

/** What some tokens say together. */
export interface TokenSums {
  count: number;
  /** The events of their rows. */
  events: ReadonlySet<string>;
  /** Null if a row does not say so, as below. */
  uses: number | null;
  selfAuthorized: number | null;
  /** Has an empty text if a time can't be read. */
  lastUsed: Moment;
  lastCreated: Moment;
  /**
   * Whether none was used in the last days. A token that was never used counts from the day on which
   * it was created. Null if a date is missing, or may be within these days or before, or if the
   * table that it is from ends before these days.
   */
  isUnused: boolean | null;
}

/** Returns a time with what it means. */
export const momentOf = (text: string | null): Moment => ({ text, span: text === null ? null : tableSpan(text) });

/** Whether a time is later than another one, which may be missing. */
const isLater = ({ span }: Moment, other: Moment): boolean => span !== null && (other.span === null || span[1] > other.span[1]);

/** Returns the later one of two times. */
export const later = (one: Moment, other: Moment): Moment => (isLater(other, one) || one.text === null ? other : one);

/** Returns a token with what its times mean. */
export const tokenOf = (row: TokenRow): Token => ({ row, usedAt: momentOf(row.at), createdAt: momentOf(row.createdAt ?? null) });

/**
 * Returns the tokens of an app, of which the same one may be in several tables. What tells them
 * apart is the ID of their record, or else when they were created, or else how they were used. Two tokens of one
 * table are never the same.
 */
export function distinctTokens(tables: readonly (readonly Token[])[]): Iterable<Token> {
  const all = (test: (token: Token) => boolean) => tables.every((table) => table.every(test));
  const hasIds = all(({ row }) => row.record !== undefined);
  const hasDates = all(({ createdAt }) => createdAt.text !== null);
  const tokens = new Map<string, Token>();
  for (const table of tables) {
    const counts = new Map<string, number>();
    for (const token of table) {
      const { row, usedAt, createdAt } = token;
      const mark = hasIds ? `${row.record}` : hasDates ? textOf(createdAt) : `${textOf(usedAt)} ${row.uses}`;
      const count = (counts.get(mark) ?? 0) + 1;
      counts.set(mark, count);
      const key = `${mark} ${count}`;
      const known = tokens.get(key);
      tokens.set(key, known ? joined(known, token) : token);
    }
  }
  return tokens.values();
}

/** Two tables may write the same time in different forms. */
const textOf = ({ text, span }: Moment) => String(span ?? text);

/** Returns what two tables say about one token; the one of the later use counts. */
function joined(one: Token, other: Token): Token {
  const isNewer = isLater(other.usedAt, one.usedAt) || (other.row.uses ?? 0) > (one.row.uses ?? 0);
  const [before, now] = isNewer ? [one, other] : [other, one];
  const { uses: _, ...row } = before.row;
  return {
    row: { ...row, ...now.row },
    usedAt: now.usedAt,
    createdAt: now.createdAt.text === null ? before.createdAt : now.createdAt,
  };
}

/** Returns the earliest and the latest moment that the last of some times can be; null without any. */
export const latest = (spans: Iterable<Moment['span']>): Moment['span'] => {
  let last: Moment['span'] = null;
  for (const span of spans) if (span) last = last ? [Math.max(last[0], span[0]), Math.max(last[1], span[1])] : span;
  return last;
};

/** Returns the times of tokens. */
export function* spansOf(tokens: Iterable<Token>): Generator<Moment['span']> {
  for (const { usedAt, createdAt } of tokens) yield* [usedAt.span, createdAt.span];
}

/**
 * Returns what the tokens say together. `now`: in milliseconds since the epoch. `end`: the last moment
 * of the table that they are from, which says nothing about later uses; null if it is unknown.
 */
export function sumUp(tokens: Iterable<Token>, now: number, end: number | null): TokenSums {
  const days = UNUSED_AFTER_DAYS * DAY_MS;
  const limit = now - days;
  const isKnown = end !== null && end >= limit;
  const oldLimit = isKnown && end < now - CURRENT_DAYS * DAY_MS ? end - days : limit;
  const events = new Set<string>();
  const sums = { count: 0, uses: null, selfAuthorized: null, lastUsed: momentOf(null), lastCreated: momentOf(null) } as TokenSums;
  let [areOld, isRecent, isUnclear] = [true, false, false];
  for (const { row, usedAt, createdAt } of tokens) {
    events.add(row.event);
    const isFirst = sums.count++ === 0;
    for (const name of ['uses', 'selfAuthorized'] as const) {
      const sum = isFirst ? 0 : sums[name];
      sums[name] = sum === null || row[name] === undefined ? null : sum + row[name];
    }
    sums.lastUsed = later(sums.lastUsed, usedAt);
    sums.lastCreated = later(sums.lastCreated, createdAt);
    const { span } = usedAt.text === null ? createdAt : usedAt;
    areOld &&= span !== null && span[1] < oldLimit;
    isRecent ||= span !== null && span[0] >= limit;
    isUnclear ||= usedAt.text !== null && usedAt.span === null;
  }
  return {
    ...sums,
    ...(isUnclear ? { lastUsed: momentOf('') } : {}),
    events,
    isUnused: isRecent ? false : isKnown && areOld && sums.count > 0 ? true : null,
  };
}
