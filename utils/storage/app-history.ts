/**
 * Stores the history of clients: their different requests and how their flows ended. It consists
 * of scope ids, days and rule ids, never of a URL, state, code or user.
 */
import type { ScopeId } from '@/providers/contract/catalogue';
import { tryParse } from '@/utils/text/lazy-object';
import { isSameSet } from '@/utils/text/same-set';
import { changeInDatabase, storeInDatabase, withDatabase } from './database';
import { MAX_IN_RECORD } from './limits';
import { ofClient } from './outcomes';
import { type Page, readPage } from './paging';
import { prune } from './pruning';
import { appHistorySchema, type HistoryOutcome, type Stored, type StoredAppHistory } from './schema';

/** What one flow shows about its client. */
export interface Sighting {
  /** The flow's id, see `flowId`. */
  flow: string;
  /** The present day as `YYYY-MM-DD`. */
  day: string;
  /**
   * The scopes of the app's own request; null if the request may be incomplete, or is too large.
   */
  requested: readonly ScopeId[] | null;
  /** The scopes of the narrowed request; null if the tab shows the app's own. */
  reduced: readonly ScopeId[] | null;
  /** Null while the flow goes on. */
  outcome: HistoryOutcome | null;
  /** Whether the user continued with fewer scopes, or the app was connected. */
  decided: boolean;
}

/** Reads the history of a client; null if there is none or if the record is damaged. */
export function findAppHistory(provider: string, app: string): Promise<Stored<StoredAppHistory | null>> {
  return withDatabase(async (database) => tryParse(appHistorySchema, await database.get('seen', [provider, app])) ?? null);
}

/**
 * Adds what is new about a client; resolves to true if anything was. The same sighting may be
 * recorded any number of times. It uses one transaction, because several tabs may record at the
 * same time.
 */
export async function recordSighting(provider: string, app: string, sighting: Sighting): Promise<Stored<boolean>> {
  const recorded = await storeInDatabase(async (database) => {
    const transaction = database.transaction('seen', 'readwrite', { durability: 'strict' });
    const { store } = transaction;
    const before = tryParse(appHistorySchema, await store.get([provider, app]));
    const after = withSighting(before ?? emptyHistory(provider, app, sighting.day), sighting);
    const isNew = JSON.stringify(before) !== JSON.stringify(after);
    if (isNew) await store.put({ ...appHistorySchema().parse(after), decided: wasDecided(after) ? 1 : 0 });
    await transaction.done;
    return isNew;
  });
  if (recorded.ok && recorded.value) void prune('seen');
  return recorded;
}

/** Lists the histories of clients, the most recent first, one page at a time. */
export function listAppHistories(after: string | null = null): Promise<Stored<Page<StoredAppHistory>>> {
  return withDatabase((database) => readPage(database, { store: 'seen', index: 'last', schema: appHistorySchema, after }));
}

/**
 * Deletes the history of a client, how its flows ended, and the scopes that errors reported as
 * missing, in one transaction.
 */
export function clearAppHistory(provider: string, app: string): Promise<Stored<void>> {
  return changeInDatabase(async (database) => {
    const names = ['seen', 'learnt'] as const;
    const transaction = database.transaction([...names, 'outcomes'], 'readwrite', { durability: 'strict' });
    const outcomes = transaction.objectStore('outcomes');
    const ended = await outcomes.index('client').getAllKeys(ofClient(provider, app));
    await Promise.all([
      ...names.map((name) => transaction.objectStore(name).delete([provider, app])),
      ...ended.map((key) => outcomes.delete(key)),
      transaction.done,
    ]);
  });
}

/**
 * Deletes the histories of all clients, how all flows ended, and all scopes that errors reported as
 * missing, in one transaction. What the user saved stays.
 */
export function clearHistory(): Promise<Stored<void>> {
  return changeInDatabase(async (database) => {
    const names = ['seen', 'learnt', 'outcomes'] as const;
    const transaction = database.transaction(names, 'readwrite', { durability: 'strict' });
    await Promise.all([...names.map((name) => transaction.objectStore(name).clear()), transaction.done]);
  });
}

const emptyHistory = (provider: string, app: string, today: string): StoredAppHistory => ({
  provider,
  app,
  first: today,
  last: today,
  requested: [],
  reduced: [],
  outcomes: [],
});

function withSighting(history: StoredAppHistory, sighting: Sighting): StoredAppHistory {
  const { flow, day, requested, reduced, outcome } = sighting;
  const isKnownReduced = reduced === null || isReducedRequest(history.reduced, reduced);
  return {
    ...history,
    last: day,
    requested: requested === null ? history.requested : withRequest(history, requested, sighting),
    reduced: isKnownReduced ? history.reduced : [...history.reduced, [...reduced]].slice(-MAX_IN_RECORD.reduced),
    outcomes: outcome ? withOutcome(history.outcomes, { flow, day, ...outcome }) : history.outcomes,
  };
}

/**
 * Whether a request has just the scopes to which the user reduced one of the client's before. Opened without
 * its flow, it looks like the client's own, and shows nothing about what the client requests.
 */
export function isReducedRequest(reduced: StoredAppHistory['reduced'], ids: readonly ScopeId[]): boolean {
  return reduced.some((set) => isSameSet(set, ids));
}

/**
 * Adds a set that the client requests for the first time. A set that the user decided about is
 * displaced only by another such set.
 */
function withRequest(history: StoredAppHistory, ids: readonly ScopeId[], { day, decided }: Sighting) {
  const { requested } = history;
  if (isReducedRequest(history.reduced, ids)) return requested;
  const known = requested.find((set) => isSameSet(set.ids, ids));
  const mark = decided ? ({ decided: true } as const) : {};
  if (known) return requested.map((set) => (set === known ? { ...set, ...mark } : set));
  const sets = [...requested, { day, ids: [...ids], ...mark }];
  const dropped = overLimit(sets, MAX_IN_RECORD.requested, (set) => set.decided === true);
  if (dropped === null) return sets;
  return sets.map((set, index) => (index === dropped - 1 ? { ...set, hasGap: true as const } : set)).toSpliced(dropped, 1);
}

/**
 * Keeps one outcome per flow: the last, because a refused request may be retried, but a connection
 * is final.
 */
function withOutcome(outcomes: StoredAppHistory['outcomes'], outcome: StoredAppHistory['outcomes'][number]): StoredAppHistory['outcomes'] {
  const before = outcomes.find(({ flow }) => flow === outcome.flow);
  if (!before) {
    const all = [...outcomes, outcome];
    const dropped = overLimit(all, MAX_IN_RECORD.outcomes, isConnected);
    return dropped === null ? all : all.toSpliced(dropped, 1);
  }
  const isUnchanged = before.kind === outcome.kind && before.rule === outcome.rule;
  if (isConnected(before) || isUnchanged) return outcomes;
  return outcomes.map((one) => (one === before ? outcome : one));
}

/**
 * Returns the position of the entry to drop if there is one too many, else null: the oldest of those that
 * do not matter more, be it the last one itself, else the oldest.
 */
function overLimit<Entry>(entries: readonly Entry[], limit: number, matters: (entry: Entry) => boolean): number | null {
  if (entries.length <= limit) return null;
  return Math.max(
    0,
    entries.findIndex((entry) => !matters(entry)),
  );
}

const isConnected = ({ kind }: HistoryOutcome) => kind === 'connected';

/** Whether the user continued with fewer scopes or approved a request of the client. */
function wasDecided({ reduced, outcomes }: StoredAppHistory): boolean {
  return reduced.length > 0 || outcomes.some(isConnected);
}
