import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB, unwrap } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { findPlans } from '@/utils/storage/accounts';
import { findAppHistory, listAppHistories } from '@/utils/storage/app-history';
import { findAppOverride } from '@/utils/storage/app-overrides';
import { findBaseline, listBaselines } from '@/utils/storage/baselines';
import { closeDatabase, hasLostData, withDatabase } from '@/utils/storage/database';
import { findLearnedScopes } from '@/utils/storage/learned-scopes';
import { first } from '@/utils/storage/migrations/01-first';
import { corrections } from '@/utils/storage/migrations/02-corrections';
import { outcomes } from '@/utils/storage/migrations/03-outcomes';
import { baselines } from '@/utils/storage/migrations/04-baselines';
import { migrations } from '@/utils/storage/migrations/chain';
import type { Migration } from '@/utils/storage/migrations/migration';
import { listOutcomes } from '@/utils/storage/outcomes';
import { findPreference, listPreferences } from '@/utils/storage/preferences';
import { listProfiles } from '@/utils/storage/profiles';
import { databaseName, storeNames } from '@/utils/storage/schema';
import { readSettings } from '@/utils/storage/settings';

beforeEach(async () => {
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
});

/**
 * Records as version 1 wrote them. Never change them, because every later version must still read
 * them.
 */
const golden1 = {
  preferences: {
    provider: 'hubspot',
    app: '7f0d-CLIENT',
    account: '4521873',
    appName: 'Clay',
    at: 1_790_000_000_000,
    requested: ['crm.lists.read', 'crm.objects.deals.write'],
    required: ['crm.lists.read'],
    kept: ['crm.lists.read'],
    dropped: ['crm.objects.deals.write'],
  },
  learnt: { provider: 'hubspot', app: '7f0d-CLIENT', at: 1_790_000_000_000, required: ['crm.lists.read'] },
  plans: { provider: 'hubspot', account: '4521873', at: 1_790_000_000_000, plans: { sales: 'starter' } },
};

/**
 * The records that version 2 added. Never change them, because every later version must still read
 * them.
 */
const golden2 = {
  corrections: { provider: 'hubspot', app: '7f0d-CLIENT', profile: 'clay', at: 1_790_000_000_000 },
  profiles: {
    provider: 'hubspot',
    id: 'acme',
    at: 1_790_000_000_000,
    profile: {
      format: 'scope-review-profile',
      version: 1,
      provider: 'hubspot',
      id: 'acme',
      name: 'Acme',
      clientIds: [],
      redirectHosts: ['acme.example'],
      names: ['Acme'],
      required: ['crm.lists.read'],
      optionalOn: [],
      optionalOff: [],
      without: {},
      source: { title: 'Acme wiki', seen: '2026-11-22' },
    },
  },
  seen: {
    provider: 'hubspot',
    app: '7f0d-CLIENT',
    first: '2026-11-22',
    last: '2026-11-22',
    requested: [{ day: '2026-11-22', ids: ['crm.lists.read'] }],
    reduced: [['crm.lists.read']],
    outcomes: [{ flow: '7-1', day: '2026-11-22', kind: 'refused', rule: 'hubspot-scopes-missing' }],
  },
};

/**
 * The records that version 3 added, and the histories as it wrote them. Never change them, because
 * every later version must still read them.
 */
const golden3 = {
  seen: {
    ...golden2.seen,
    requested: [{ day: '2026-11-22', ids: ['crm.lists.read'], decided: true }],
    decided: 1,
  },
  outcomes: {
    id: '1790000000000-7',
    at: 1_790_000_000_500,
    provider: 'hubspot',
    app: '7f0d-CLIENT',
    appName: 'Clay',
    account: '4521873',
    scopes: { requested: ['crm.lists.read', 'tickets'], kept: ['crm.lists.read'], dropped: ['tickets'] },
    outcome: { kind: 'refused', rule: 'hubspot-scopes-missing' },
    decided: 1,
  },
  settings: { id: 'settings', retentionDays: 30, dataLostAt: 1_790_000_000_000 },
};

/**
 * The records that version 4 added. Never change them, because every later version must still read
 * them.
 */
const golden4 = {
  baselines: {
    provider: 'hubspot',
    app: '7f0d-CLIENT',
    account: '4521873',
    appName: 'Clay',
    at: 1_790_000_000_000,
    scopes: [{ id: 'crm.lists.read', requirement: 'required' }],
    askedBy: 'Sales operations',
    reason: 'Enriches contacts',
    reviewedBy: 'IT security',
    until: '2027-06-30',
  },
};

type Steps = readonly Pick<Migration<number, number>, 'run'>[];

async function write(version: number, steps: Steps, records: Record<string, object>) {
  const old = await openDB(databaseName, version, {
    upgrade: (database, _from, _to, transaction) => {
      for (const step of steps) step.run(unwrap(database), unwrap(transaction));
    },
  });
  for (const [store, record] of Object.entries(records)) await old.put(store, record);
  old.close();
}

async function expectGolden1() {
  const { provider, app, account } = golden1.preferences;
  expect(await findPreference({ provider, app, account })).toEqual({ ok: true, value: golden1.preferences });
  expect(await findLearnedScopes(provider, app)).toEqual({ ok: true, value: golden1.learnt.required });
  expect(await findPlans(provider, account)).toEqual({ ok: true, value: golden1.plans.plans });
}

describe('the migration chain', () => {
  it('E8: keeps the records of version 1, and creates the stores of version 2 empty', async () => {
    await write(1, [first], golden1);
    await expectGolden1();
    const { provider, app } = golden1.preferences;
    expect(await findAppOverride(provider, app)).toEqual({ ok: true, value: null });
    expect(await listProfiles()).toEqual({ ok: true, value: [] });
    expect(await findAppHistory(provider, app)).toEqual({ ok: true, value: null });
  });

  it('E8: keeps the records of version 2', async () => {
    await write(2, [first, corrections], { ...golden1, ...golden2 });
    await expectGolden1();
    const { provider, app } = golden2.seen;
    expect(await findAppOverride(provider, app)).toEqual({ ok: true, value: golden2.corrections });
    expect(await listProfiles()).toEqual({ ok: true, value: [golden2.profiles] });
    expect(await findAppHistory(provider, app)).toEqual({ ok: true, value: golden2.seen });
  });

  it('lists the records of version 2 by time, and ranks its histories by whether the user decided something', async () => {
    const seen = (app: string, more: object) => ({ ...golden2.seen, app, reduced: [], outcomes: [], ...more });
    await write(2, [first, corrections], { ...golden1, ...golden2 });
    const old = await openDB(databaseName, 2);
    const connected = { flow: '7-1', day: '2026-11-22', kind: 'connected', rule: null };
    for (const record of [seen('connected', { outcomes: [connected] }), seen('met', {}), seen('damaged', { reduced: 1, outcomes: 'none' })])
      await old.put('seen', record);
    old.close();
    expect(await listPreferences()).toEqual({ ok: true, value: { items: [golden1.preferences], next: null } });
    const histories = await listAppHistories();
    expect(histories.ok && histories.value.items.map(({ app }) => app).toSorted()).toEqual(['7f0d-CLIENT', 'connected', 'met']);
    const ranks = await withDatabase((database) => database.getAllKeysFromIndex('seen', 'pruning'));
    expect(ranks.ok && ranks.value.map(([, app]) => app)).toEqual(['damaged', 'met', '7f0d-CLIENT', 'connected']);
    const indexed = await withDatabase((database) =>
      Promise.all((['learnt', 'plans', 'corrections'] as const).map((name) => database.countFromIndex(name, 'at'))),
    );
    expect(indexed).toEqual({ ok: true, value: [1, 1, 1] });
  });

  it('E8: keeps the records of version 3', async () => {
    await write(3, [first, corrections, outcomes], { ...golden1, ...golden2, ...golden3 });
    await expectGolden1();
    const { decided: _, ...history } = golden3.seen;
    const { decided: __, ...outcome } = golden3.outcomes;
    expect(await findAppHistory(history.provider, history.app)).toEqual({ ok: true, value: history });
    expect(await listOutcomes()).toEqual({ ok: true, value: { items: [outcome], next: null } });
    expect(await hasLostData()).toBe(true);
    expect(await withDatabase((database) => readSettings(database.transaction('settings').store))).toEqual({
      ok: true,
      value: golden3.settings,
    });
  });

  it('E8: keeps the records of version 4', async () => {
    await write(4, [first, corrections, outcomes, baselines], { ...golden1, ...golden2, ...golden3, ...golden4 });
    await expectGolden1();
    expect(await findBaseline(golden4.baselines)).toEqual({ ok: true, value: golden4.baselines });
    expect(await listBaselines()).toEqual({ ok: true, value: { items: [golden4.baselines], next: null } });
  });

  it('creates all current stores in a new profile', async () => {
    await findPreference({ provider: 'a', app: 'b', account: '' });
    const database = await openDB(databaseName);
    expect(database.version).toBe(migrations.version);
    expect([...database.objectStoreNames]).toEqual([...storeNames, 'settings'].toSorted());
    database.close();
  });

  it('accepts no step out of order', () => {
    const next: Migration<4, 5> = { from: 4, to: 5, run: () => {} };
    const gap: Migration<6, 7> = { from: 6, to: 7, run: () => {} };
    expect(migrations.with(next).version).toBe(5);
    // @ts-expect-error: a gap in the chain does not compile
    expect(migrations.with(gap)).toBeDefined();
  });

  it.each([
    ['the first', 0, [first]],
    ['the second', 1, [corrections]],
    ['the third', 2, [outcomes]],
    ['the fourth', 3, [baselines]],
  ] as const)('E5: leaves the old data intact when a step fails: %s', async (_, from, steps) => {
    if (from > 0) await write(from, [first, corrections, outcomes].slice(0, from), golden1);
    const broken = new Promise((resolve, reject) => {
      const request = indexedDB.open(databaseName, from + 1);
      request.onupgradeneeded = () => {
        for (const step of steps) step.run(request.result, request.transaction as IDBTransaction);
        request.transaction?.abort();
      };
      request.onsuccess = resolve;
      request.onerror = () => reject(request.error);
    });
    await expect(broken).rejects.toThrow();
    if (from > 0) await expectGolden1();
    expect(await findAppHistory('a', 'b')).toEqual({ ok: true, value: null });
  });
});
