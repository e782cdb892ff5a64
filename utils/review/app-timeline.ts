/** Shows how the request of an app has changed over time, and how its flows ended. */
import type { ScopeId } from '@/providers/contract/catalogue';
import { flowId } from '@/utils/flow/flow';
import { isReducedRequest } from '@/utils/storage/app-history';
import type { StoredAppHistory, StoredOutcome } from '@/utils/storage/schema';
import { isSameSet } from '@/utils/text/same-set';
import { calendarDay, DAY_MS } from '@/utils/text/time';

/** One thing that was recorded of an app: a request, how a flow ended, or both. */
export interface TimelineEntry {
  /** The day, as `YYYY-MM-DD`. */
  day: string;
  /** The time in milliseconds since the epoch; null if only the day was recorded. */
  at: number | null;
  /** Empty if the request named no account, or if that was not recorded. */
  account: string;
  /** What the app requested; null if that was not recorded. */
  requested: readonly ScopeId[] | null;
  kept: readonly ScopeId[];
  dropped: readonly ScopeId[];
  /**
   * The difference to the request before in the same account; null for the first one that is known, if
   * either is not known, and for one that the user reduced. What a customer's page shows is compared with itself only.
   */
  change: { added: ScopeId[]; removed: ScopeId[] } | null;
  /** Where the request led back to; absent if that was not recorded. */
  redirectHost?: string | undefined;
  /** Whether a customer of the provider publishes the page, which can feign what happens there. */
  onCustomerPage: boolean;
  /** Null if only the request was recorded. */
  outcome: StoredOutcome['outcome'] | null;
}

/**
 * Returns the entries of one app, newest first, from its history and from how its flows ended.
 * `outcomes` is newest first, too; `isComplete`: whether these are all of them. If they are not,
 * the entries end with the oldest of them, whose change is not known.
 */
export function timelineOf(history: StoredAppHistory | null, outcomes: readonly StoredOutcome[], isComplete: boolean): TimelineEntry[] {
  const ended = outcomes.toReversed().map(entryOf);
  const firstDay = ended[0]?.day ?? '';
  // The history has nothing of the pages of customers.
  const notOnSite = outcomes.filter(({ onCustomerPage }) => !onCustomerPage);
  const isInRange = ({ day }: { day: string }) => isComplete || day > firstDay;
  const entries = [...ended, ...requestsWithoutOutcome(history, notOnSite), ...outcomesWithoutRecord(history, notOnSite)]
    .filter((entry) => entry.at !== null || isInRange(entry))
    .toSorted((left, right) => (left.day < right.day ? -1 : left.day > right.day ? 1 : (left.at ?? 0) - (right.at ?? 0)));
  const accounts = new Set(
    entries.filter(({ account, onCustomerPage }) => account !== '' && !onCustomerPage).map(({ account }) => account),
  );
  const timedDays = new Set(ended.map(({ day }) => day));
  const before = new Map<string, readonly ScopeId[]>();
  for (const entry of entries) {
    // The history knows neither the account of a request nor its time, so another may have come between.
    const isUnclear = entry.account === '' && (accounts.size > 0 || (entry.at === null && timedDays.has(entry.day)));
    if (entry.requested === null || isUnclear || isReducedRequest(history?.reduced ?? [], entry.requested)) continue;
    const source = `${entry.onCustomerPage} ${entry.account}`;
    const last = before.get(source);
    if (last) entry.change = changeOf(last, entry.requested);
    before.set(source, entry.requested);
  }
  return entries.toReversed();
}

const noRequest = { at: null, account: '', requested: null, kept: [], dropped: [], change: null, onCustomerPage: false, outcome: null };

function entryOf({ at, account, scopes, outcome, onCustomerPage, redirectHost }: StoredOutcome): TimelineEntry {
  return { ...noRequest, ...scopes, day: calendarDay(at), at, account, redirectHost, onCustomerPage: onCustomerPage === true, outcome };
}

/** The requests that were seen on a day on which no flow with the same request ended. */
function requestsWithoutOutcome(history: StoredAppHistory | null, outcomes: readonly StoredOutcome[]): TimelineEntry[] {
  // The history has the day in the time zone of then.
  const ended = outcomes.map((one) => ({ day: inHistory(history, one)?.day ?? calendarDay(one.at), scopes: one.scopes }));
  const isEnded = (day: string, ids: readonly ScopeId[]) =>
    ended.some((one) => one.day === day && one.scopes !== null && isSameSet(one.scopes.requested, ids));
  return (history?.requested ?? []).flatMap(({ day, ids }) => (isEnded(day, ids) ? [] : [{ ...noRequest, day, requested: ids }]));
}

/**
 * The outcomes of a history that have no record of their own: they are older than these records, or
 * the record was pruned.
 */
function outcomesWithoutRecord(history: StoredAppHistory | null, outcomes: readonly StoredOutcome[]): TimelineEntry[] {
  const recorded = new Set(outcomes.map((one) => inHistory(history, one)));
  return (history?.outcomes ?? []).flatMap((one) =>
    recorded.has(one) ? [] : [{ ...noRequest, day: one.day, outcome: { kind: one.kind, rule: one.rule } }],
  );
}

/** Returns what the history says of the flow of a record; undefined if it says nothing. */
function inHistory(history: StoredAppHistory | null, { id, at }: StoredOutcome): StoredAppHistory['outcomes'][number] | undefined {
  const [startedAt = 0, tabId = 0] = id.split('-').map(Number);
  const flow = flowId(tabId, { startedAt });
  // A later flow may have the same ID.
  return history?.outcomes.find((one) => one.flow === flow && Math.abs(Date.parse(one.day) - at) < 2 * DAY_MS);
}

function changeOf(before: readonly ScopeId[], after: readonly ScopeId[]): { added: ScopeId[]; removed: ScopeId[] } {
  const [old, current] = [new Set(before), new Set(after)];
  return { added: after.filter((id) => !old.has(id)), removed: before.filter((id) => !current.has(id)) };
}
