/**
 * Stores the history of clients: their different requests and how their flows ended. It consists
 * of scope ids, days and rule ids, never of a URL, state, code or user.
 */
import type { ScopeId } from '@/providers/contract/catalogue';
import { withDatabase } from './database';
import { appHistorySchema, type HistoryOutcome, type Stored, type StoredAppHistory } from './schema';

const MAX_ENTRIES = { requests: 10, reduced: 5, outcomes: 20, apps: 500 };

/** What one flow shows about its client. */
export interface Sighting {
  /** The flow's id, see `flowId`. */
  flow: string;
  /** The present day as `YYYY-MM-DD`. */
  day: string;
  /** The scopes of the app's own request; null if the request may be incomplete. */
  requested: readonly ScopeId[] | null;
  /** The scopes of the narrowed request; null if the tab shows the app's own. */
  reduced: readonly ScopeId[] | null;
  /** Null while the flow goes on. */
  outcome: HistoryOutcome | null;
}

/** Reads the history of a client; null if there is none or if the record is damaged. */
export function findAppHistory(provider: string, app: string): Promise<Stored<StoredAppHistory | null>> {
  return withDatabase(async (database) => appHistorySchema.safeParse(await database.get('seen', [provider, app])).data ?? null);
}

/**
 * Adds what is new about a client; resolves to true if anything was. The same sighting may be
 * recorded any number of times. It uses one transaction, because several tabs may record at the
 * same time.
 */
export function recordSighting(provider: string, app: string, sighting: Sighting): Promise<Stored<boolean>> {
  return withDatabase(async (database) => {
    const transaction = database.transaction('seen', 'readwrite', { durability: 'strict' });
    const { store } = transaction;
    const before = appHistorySchema.safeParse(await store.get([provider, app])).data;
    const after = withSighting(before ?? emptyHistory(provider, app, sighting.day), sighting);
    const isNew = JSON.stringify(before) !== JSON.stringify(after);
    if (!before) await makeRoom(store);
    if (isNew) await store.put(appHistorySchema.parse(after));
    await transaction.done;
    return isNew;
  });
}

/**
 * Deletes the history of a client and the scopes that errors reported as missing, in one
 * transaction.
 */
export function clearAppHistory(provider: string, app: string): Promise<Stored<void>> {
  return withDatabase(async (database) => {
    const names = ['seen', 'learnt'] as const;
    const transaction = database.transaction(names, 'readwrite', { durability: 'strict' });
    await Promise.all([...names.map((name) => transaction.objectStore(name).delete([provider, app])), transaction.done]);
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

function withSighting(history: StoredAppHistory, { flow, day: today, requested, reduced, outcome }: Sighting): StoredAppHistory {
  // A narrowed request that is opened without its flow looks like the app's own, so sets that we
  // issued are not recorded.
  const isOurs = requested !== null && history.reduced.some((set) => isSameSet(set, requested));
  const isKnown = requested === null || isOurs || history.requested.some((set) => isSameSet(set.ids, requested));
  const isKnownReduced = reduced === null || history.reduced.some((set) => isSameSet(set, reduced));
  return {
    ...history,
    last: today,
    requested: isKnown ? history.requested : [...history.requested, { day: today, ids: [...requested] }].slice(-MAX_ENTRIES.requests),
    reduced: isKnownReduced ? history.reduced : [...history.reduced, [...reduced]].slice(-MAX_ENTRIES.reduced),
    outcomes: outcome ? withOutcome(history.outcomes, { flow, day: today, ...outcome }) : history.outcomes,
  };
}

/**
 * Keeps one outcome per flow: the last, because a refused request may be retried, but a connection
 * is final.
 */
function withOutcome(outcomes: StoredAppHistory['outcomes'], outcome: StoredAppHistory['outcomes'][number]): StoredAppHistory['outcomes'] {
  const before = outcomes.find(({ flow }) => flow === outcome.flow);
  if (!before) return [...outcomes, outcome].slice(-MAX_ENTRIES.outcomes);
  const isUnchanged = before.kind === outcome.kind && before.rule === outcome.rule;
  if (before.kind === 'connected' || isUnchanged) return outcomes;
  return outcomes.map((one) => (one === before ? outcome : one));
}

function isSameSet(left: readonly ScopeId[], right: readonly ScopeId[]): boolean {
  const all = new Set(left);
  return all.size === new Set(right).size && right.every((id) => all.has(id));
}

interface HistoryStore {
  getAllKeys(): Promise<[string, string][]>;
  getAll(): Promise<{ last: unknown }[]>;
  delete(key: [string, string]): Promise<void>;
}

/**
 * Deletes the client that was not met for the longest time if the store is full, because a page
 * could open ever new clients.
 */
async function makeRoom(store: HistoryStore): Promise<void> {
  const keys = await store.getAllKeys();
  if (keys.length < MAX_ENTRIES.apps) return;
  const days = (await store.getAll()).map(({ last }) => String(last));
  const oldest = keys[days.indexOf(days.toSorted()[0] ?? '')];
  if (oldest) await store.delete(oldest);
}
