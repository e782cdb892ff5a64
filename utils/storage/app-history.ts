/**
 * What was seen of a client over time: the different requests and how its flows ended. Scope ids, days and rule ids; never a URL,
 * state, code or user.
 */
import type { ScopeId } from '@/providers/contract/catalogue';
import { withDatabase } from './database';
import { appHistorySchema, type HistoryOutcome, type Stored, type StoredAppHistory } from './schema';

const MAX_ENTRIES = { requests: 10, reduced: 5, outcomes: 20, apps: 500 };

export interface Sighting {
  flow: string;
  day: string;
  /** Null where the request is not sure to be whole. */
  requested: readonly ScopeId[] | null;
  /** What the tab asks for instead, where we made the request smaller. */
  reduced: readonly ScopeId[] | null;
  outcome: HistoryOutcome | null;
}

export function findAppHistory(provider: string, app: string): Promise<Stored<StoredAppHistory | null>> {
  return withDatabase(async (database) => appHistorySchema.safeParse(await database.get('seen', [provider, app])).data ?? null);
}

/** Adds what is new, in one transaction: the same flow may be told any number of times, from several tabs. True if there was something new. */
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

/** What was learnt of one app: the sightings, and the ids that errors called missing. One transaction. */
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
  const isOurs = requested !== null && history.reduced.some((set) => sameSet(set, requested));
  const known = requested === null || isOurs || history.requested.some((set) => sameSet(set.ids, requested));
  const knownReduced = reduced === null || history.reduced.some((set) => sameSet(set, reduced));
  return {
    ...history,
    last: today,
    requested: known ? history.requested : [...history.requested, { day: today, ids: [...requested] }].slice(-MAX_ENTRIES.requests),
    reduced: knownReduced ? history.reduced : [...history.reduced, [...reduced]].slice(-MAX_ENTRIES.reduced),
    outcomes: outcome ? withOutcome(history.outcomes, { flow, day: today, ...outcome }) : history.outcomes,
  };
}

/** A flow has one end, the last: a refused request may be tried again. What is connected stays so. */
function withOutcome(outcomes: StoredAppHistory['outcomes'], outcome: StoredAppHistory['outcomes'][number]): StoredAppHistory['outcomes'] {
  const before = outcomes.find(({ flow }) => flow === outcome.flow);
  if (!before) return [...outcomes, outcome].slice(-MAX_ENTRIES.outcomes);
  if (before.kind === 'connected' || (before.kind === outcome.kind && before.rule === outcome.rule)) return outcomes;
  return outcomes.map((one) => (one === before ? outcome : one));
}

function sameSet(left: readonly ScopeId[], right: readonly ScopeId[]): boolean {
  const all = new Set(left);
  return all.size === new Set(right).size && right.every((id) => all.has(id));
}

interface HistoryStore {
  getAllKeys(): Promise<[string, string][]>;
  getAll(): Promise<{ last: unknown }[]>;
  delete(key: [string, string]): Promise<void>;
}

/** A page may send a tab to ever new clients: the app that was not seen for the longest time goes. */
async function makeRoom(store: HistoryStore): Promise<void> {
  const keys = await store.getAllKeys();
  if (keys.length < MAX_ENTRIES.apps) return;
  const days = (await store.getAll()).map(({ last }) => String(last));
  const oldest = keys[days.indexOf(days.toSorted()[0] ?? '')];
  if (oldest) await store.delete(oldest);
}
