/**
 * What was seen of a client over time: the different requests and how its flows ended. Scope ids, days and rule ids; never a URL,
 * state, code or user.
 */
import * as z from 'zod/mini';
import type { ScopeId } from '@/providers/types';
import { type Stored, withDatabase } from './database';

const ids = z.array(z.string().check(z.maxLength(1000))).check(z.maxLength(1000));
/** `YYYY-MM-DD`, of the person's own calendar. */
const day = z.string().check(z.maxLength(10));

const outcomeSchema = z.object({
  kind: z.enum(['connected', 'refused', 'denied']),
  /** Of the error rule; null where none was recognised. */
  rule: z.nullable(z.string().check(z.maxLength(100))),
});
export type SeenOutcome = z.infer<typeof outcomeSchema>;

const most = { requests: 10, reduced: 5, outcomes: 20, apps: 500 };

const seenSchema = z.object({
  provider: z.string(),
  /** client_id; else the redirect host. */
  app: z.string().check(z.maxLength(2000)),
  first: day,
  last: day,
  /** Different sets, by when each was first seen. */
  requested: z.array(z.object({ day, ids })),
  /** Sets that we made smaller ourselves: met again without their flow, they are not the app's. */
  reduced: z.array(ids),
  /** One a flow, whose name says nothing outside this browser. */
  outcomes: z.array(z.extend(outcomeSchema, { flow: z.string().check(z.maxLength(60)), day })),
});
export type Seen = z.infer<typeof seenSchema>;

export interface Sighting {
  flow: string;
  day: string;
  /** Null where the request is not sure to be whole. */
  requested: readonly ScopeId[] | null;
  /** What the tab asks for instead, where we made the request smaller. */
  reduced: readonly ScopeId[] | null;
  outcome: SeenOutcome | null;
}

export function findSeen(provider: string, app: string): Promise<Stored<Seen | null>> {
  return withDatabase(async (database) => seenSchema.safeParse(await database.get('seen', [provider, app])).data ?? null);
}

/** Adds what is new, in one transaction: the same flow may be told any number of times, from several tabs. True if there was something new. */
export function noteSeen(provider: string, app: string, sighting: Sighting): Promise<Stored<boolean>> {
  return withDatabase(async (database) => {
    const transaction = database.transaction('seen', 'readwrite', { durability: 'strict' });
    const { store } = transaction;
    const before = seenSchema.safeParse(await store.get([provider, app])).data;
    const after = withSighting(before ?? emptySeen(provider, app, sighting.day), sighting);
    const isNew = JSON.stringify(before) !== JSON.stringify(after);
    if (!before) await makeRoom(store);
    if (isNew) await store.put(seenSchema.parse(after));
    await transaction.done;
    return isNew;
  });
}

/** What was learnt of one app: the sightings, and the ids that errors called missing. One transaction. */
export function forgetSeen(provider: string, app: string): Promise<Stored<void>> {
  return withDatabase(async (database) => {
    const names = ['seen', 'learnt'] as const;
    const transaction = database.transaction(names, 'readwrite', { durability: 'strict' });
    await Promise.all([...names.map((name) => transaction.objectStore(name).delete([provider, app])), transaction.done]);
  });
}

const emptySeen = (provider: string, app: string, today: string): Seen => ({
  provider,
  app,
  first: today,
  last: today,
  requested: [],
  reduced: [],
  outcomes: [],
});

function withSighting(seen: Seen, { flow, day: today, requested, reduced, outcome }: Sighting): Seen {
  const isOurs = requested !== null && seen.reduced.some((set) => sameSet(set, requested));
  const known = requested === null || isOurs || seen.requested.some((set) => sameSet(set.ids, requested));
  const knownReduced = reduced === null || seen.reduced.some((set) => sameSet(set, reduced));
  return {
    ...seen,
    last: today,
    requested: known ? seen.requested : [...seen.requested, { day: today, ids: [...requested] }].slice(-most.requests),
    reduced: knownReduced ? seen.reduced : [...seen.reduced, [...reduced]].slice(-most.reduced),
    outcomes: outcome ? withOutcome(seen.outcomes, { flow, day: today, ...outcome }) : seen.outcomes,
  };
}

/** A flow has one end, the last: a refused request may be tried again. What is connected stays so. */
function withOutcome(outcomes: Seen['outcomes'], outcome: Seen['outcomes'][number]): Seen['outcomes'] {
  const before = outcomes.find(({ flow }) => flow === outcome.flow);
  if (!before) return [...outcomes, outcome].slice(-most.outcomes);
  if (before.kind === 'connected' || (before.kind === outcome.kind && before.rule === outcome.rule)) return outcomes;
  return outcomes.map((one) => (one === before ? outcome : one));
}

function sameSet(left: readonly ScopeId[], right: readonly ScopeId[]): boolean {
  const all = new Set(left);
  return all.size === new Set(right).size && right.every((id) => all.has(id));
}

interface SeenStore {
  getAllKeys(): Promise<[string, string][]>;
  getAll(): Promise<{ last: unknown }[]>;
  delete(key: [string, string]): Promise<void>;
}

/** A page may send a tab to ever new clients: the app that was not seen for the longest time goes. */
async function makeRoom(store: SeenStore): Promise<void> {
  const keys = await store.getAllKeys();
  if (keys.length < most.apps) return;
  const days = (await store.getAll()).map(({ last }) => String(last));
  const oldest = keys[days.indexOf(days.toSorted()[0] ?? '')];
  if (oldest) await store.delete(oldest);
}
