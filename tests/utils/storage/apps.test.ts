/** The stored app overrides, own profiles and history of apps. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { clearAppHistory, findAppHistory, recordSighting, type Sighting } from '@/utils/storage/app-history';
import { findAppOverride, removeAppOverride, saveAppOverride } from '@/utils/storage/app-overrides';
import { closeDatabase, withDatabase } from '@/utils/storage/database';
import { findLearnedScopes, saveRequiredScopes } from '@/utils/storage/learned-scopes';
import { listOutcomes, recordOutcome } from '@/utils/storage/outcomes';
import { forgetAll, keepsAnything } from '@/utils/storage/preferences';
import type { ProfileFile } from '@/utils/storage/profile-file';
import { forgetProfile, listProfiles, saveProfile } from '@/utils/storage/profiles';

beforeEach(async () => {
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
});

const file = (id: string, more: Partial<ProfileFile> = {}): ProfileFile => ({
  format: 'scope-review-profile',
  version: 1,
  provider: 'hubspot',
  id,
  name: id,
  clientIds: [],
  redirectHosts: [],
  names: [],
  required: ['a'],
  optionalOn: [],
  optionalOff: [],
  without: {},
  source: { title: 'wiki', seen: '2026-11-22' },
  ...more,
});
const ended = {
  id: '1-7',
  at: 1,
  provider: 'hubspot',
  app: 'client',
  appName: '',
  account: '',
  scopes: null,
  outcome: { kind: 'connected' as const, rule: null },
};
const ids = async (provider?: string) => {
  const found = await listProfiles(provider);
  return found.ok ? found.value.map(({ id }) => id) : found.reason;
};

describe('app overrides', () => {
  const override = { provider: 'hubspot', app: 'client', profile: 'clay', at: 1 };

  it('are stored by provider and client, and can be removed', async () => {
    await saveAppOverride(override);
    await saveAppOverride({ ...override, app: 'other', profile: null });
    expect(await findAppOverride('hubspot', 'client')).toEqual({ ok: true, value: override });
    expect(await findAppOverride('hubspot', 'other')).toMatchObject({ value: { profile: null } });
    expect(await findAppOverride('outreach', 'client')).toEqual({ ok: true, value: null });
    await removeAppOverride('hubspot', 'client');
    expect(await findAppOverride('hubspot', 'client')).toEqual({ ok: true, value: null });
  });

  it('E6: are ignored when the record is corrupted', async () => {
    await withDatabase((database) => database.put('corrections', { provider: 'hubspot', app: 'client', profile: 7 } as never));
    expect(await findAppOverride('hubspot', 'client')).toEqual({ ok: true, value: null });
  });
});

describe("the user's own profiles", () => {
  it('are listed newest first, by provider, and replaced by a profile with the same id', async () => {
    await saveProfile(file('acme'), 1);
    await saveProfile(file('bolt'), 2);
    await saveProfile(file('acme', { provider: 'outreach' }), 3);
    await saveProfile(file('acme', { name: 'Acme again' }), 4);
    expect(await ids()).toEqual(['acme', 'acme', 'bolt']);
    expect(await ids('hubspot')).toEqual(['acme', 'bolt']);
    expect(await ids('hub')).toEqual([]);
    expect(await listProfiles('hubspot')).toMatchObject({ value: [{ profile: { name: 'Acme again' } }, {}] });
  });

  it('are deleted with the app overrides that name them, and with no others', async () => {
    await saveProfile(file('acme'), 1);
    await saveProfile(file('clay'), 1);
    await saveAppOverride({ provider: 'hubspot', app: 'one', profile: 'acme', at: 1 });
    await saveAppOverride({ provider: 'hubspot', app: 'two', profile: 'clay', at: 1 });
    await saveAppOverride({ provider: 'outreach', app: 'one', profile: 'acme', at: 1 });
    await forgetProfile({ provider: 'hubspot', id: 'acme' }, false);
    await forgetProfile({ provider: 'hubspot', id: 'clay' }, true);
    expect(await ids()).toEqual([]);
    expect(await findAppOverride('hubspot', 'one')).toMatchObject({ value: null });
    expect(await findAppOverride('hubspot', 'two')).toMatchObject({ value: { profile: 'clay' } });
    expect(await findAppOverride('outreach', 'one')).toMatchObject({ value: { profile: 'acme' } });
  });

  it('are limited to 50, which can still be replaced', async () => {
    for (let at = 0; at < 50; at += 1) expect(await saveProfile(file(`p${at}`), at)).toEqual({ ok: true });
    expect(await saveProfile(file('more'), 99)).toEqual({ ok: false, reason: 'too-many' });
    expect(await saveProfile(file('p7', { name: 'again' }), 99)).toEqual({ ok: true });
    expect(await ids()).toHaveLength(50);
  });

  it('E6: are listed without corrupted records', async () => {
    await saveProfile(file('acme'), 1);
    const damaged = { provider: 'hubspot', id: 'bad', at: 1, profile: { ...file('bad'), required: [7] } };
    await withDatabase((database) => database.put('profiles', damaged as never));
    expect(await ids('hubspot')).toEqual(['acme']);
  });
});

describe('the stored history of an app', () => {
  const sighting = (more: Partial<Sighting> = {}): Sighting => ({
    flow: '7-1',
    day: '2026-11-22',
    requested: ['a', 'b'],
    reduced: null,
    outcome: null,
    decided: false,
    ...more,
  });
  const note = (more: Partial<Sighting> = {}, app = 'client') => recordSighting('hubspot', app, sighting(more));
  const loadHistory = async (app = 'client') => {
    const found = await findAppHistory('hubspot', app);
    return found.ok ? found.value : null;
  };
  const connected = { kind: 'connected', rule: null } as const;
  const refused = { kind: 'refused', rule: 'hubspot-scopes-missing' } as const;

  it('records each flow once, however often it is reported', async () => {
    expect(await note()).toEqual({ ok: true, value: true });
    expect(await note({ requested: ['b', 'a'] })).toEqual({ ok: true, value: false });
    await note({ outcome: connected });
    expect(await note({ outcome: connected })).toEqual({ ok: true, value: false });
    expect(await loadHistory()).toMatchObject({ requested: [{ ids: ['a', 'b'] }], outcomes: [{ kind: 'connected' }] });
  });

  it('E7: loses and repeats nothing when flows are recorded concurrently', async () => {
    const all = Array.from({ length: 60 }, (_, at) => note({ flow: `7-${at % 15}`, requested: [`s${at % 6}`], outcome: refused }));
    await Promise.all(all);
    const found = await loadHistory();
    expect(found?.requested).toHaveLength(6);
    expect(found?.outcomes).toHaveLength(15);
  });

  it('keeps the first day of each of the last 10 scope sets', async () => {
    for (let at = 10; at < 25; at += 1) await note({ flow: `7-${at}`, day: `2026-11-${at}`, requested: ['a', `s${at}`] });
    await note({ flow: '7-99', day: '2026-11-29', requested: ['a', 's20'] });
    const found = await loadHistory();
    expect(found).toMatchObject({ first: '2026-11-10', last: '2026-11-29' });
    expect(found?.requested.map(({ day }) => day)).toEqual([15, 16, 17, 18, 19, 20, 21, 22, 23, 24].map((at) => `2026-11-${at}`));
  });

  it('keeps the last 20 outcomes, one for each flow, and never replaces a connected one', async () => {
    for (let at = 0; at < 25; at += 1) await note({ flow: `7-${at}`, outcome: refused });
    await note({ flow: '7-24', outcome: connected });
    await note({ flow: '7-24', outcome: { kind: 'denied', rule: null } });
    await note({ flow: '7-23', outcome: { kind: 'denied', rule: null } });
    const outcomes = (await loadHistory())?.outcomes ?? [];
    expect(outcomes.map(({ flow }) => flow)).toEqual(Array.from({ length: 20 }, (_, at) => `7-${at + 5}`));
    expect(outcomes.slice(-2).map(({ kind }) => kind)).toEqual(['denied', 'connected']);
  });

  it("does not record a request that the extension narrowed as the app's own", async () => {
    await note();
    await note({ reduced: ['a'] });
    await note({ flow: '8-1', requested: ['a'] });
    expect((await loadHistory())?.requested).toHaveLength(1);
    await note({ flow: '8-2', requested: ['b'] });
    expect((await loadHistory())?.requested).toHaveLength(2);
  });

  it('keeps the sets that the user decided about, however many others are requested', async () => {
    await note({ requested: ['a', 'decided'], decided: true });
    await note({ requested: ['a', 'approved'] });
    await note({ requested: ['approved', 'a'], decided: true, outcome: connected });
    for (let at = 0; at < 30; at += 1) await note({ flow: `8-${at}`, requested: ['a', `s${at}`], outcome: refused });
    const found = await loadHistory();
    expect(found?.requested.map(({ ids }) => ids[1])).toEqual([
      'decided',
      'approved',
      ...[22, 23, 24, 25, 26, 27, 28, 29].map((at) => `s${at}`),
    ]);
    expect(found?.outcomes.filter(({ kind }) => kind === 'connected')).toHaveLength(1);
    expect(found?.requested.map(({ hasGap }) => hasGap)).toEqual([undefined, true, ...Array.from({ length: 8 })]);
  });

  it('keeps what a set that the user decided about looks like, if all ten are such sets', async () => {
    for (let at = 0; at < 10; at += 1) await note({ requested: [`s${at}`], decided: true });
    await note({ requested: ['other'] });
    expect((await loadHistory())?.requested.map(({ ids }) => ids[0])).toEqual(Array.from({ length: 10 }, (_, at) => `s${at}`));
    await note({ requested: ['newer'], decided: true });
    expect((await loadHistory())?.requested.map(({ ids }) => ids[0])).toEqual([
      ...Array.from({ length: 9 }, (_, at) => `s${at + 1}`),
      'newer',
    ]);
    // The set that came before the newest one was not kept.
    expect((await loadHistory())?.requested.map(({ hasGap }) => hasGap)).toEqual([...Array.from({ length: 8 }), true, undefined]);
  });

  it('E6: is replaced when the record is corrupted', async () => {
    await withDatabase((database) => database.put('seen', { provider: 'hubspot', app: 'client', requested: 'many' } as never));
    expect(await loadHistory()).toBeNull();
    await note();
    expect(await loadHistory()).toMatchObject({ requested: [{ ids: ['a', 'b'] }] });
  });

  it('E11: rejects a sighting that is too large as a whole', async () => {
    await note();
    expect(await note({ requested: Array.from({ length: 1001 }, (_, at) => `s${at}`) })).toEqual({ ok: false, reason: 'too-large' });
    expect(await note({ requested: Array.from({ length: 101 }, (_, at) => String(at).padStart(200, 's')) })).toMatchObject({ ok: false });
    expect(await note({ requested: ['s'.repeat(201)] })).toMatchObject({ ok: false });
    expect((await loadHistory())?.requested).toHaveLength(1);
  });

  it('is cleared for one app together with its outcomes and learned scopes', async () => {
    for (const app of ['client', 'other']) {
      await note({}, app);
      await recordOutcome({ ...ended, id: app, app }, true);
      await saveRequiredScopes('hubspot', app, ['a'], 1);
    }
    await clearAppHistory('hubspot', 'client');
    expect(await loadHistory()).toBeNull();
    expect(await findLearnedScopes('hubspot', 'client')).toEqual({ ok: true, value: [] });
    expect((await loadHistory('other'))?.app).toBe('other');
    expect(await listOutcomes()).toMatchObject({ value: { items: [{ app: 'other' }] } });
    expect(await findLearnedScopes('hubspot', 'other')).toEqual({ ok: true, value: ['a'] });
  });

  it('is cleared with all other data', async () => {
    expect(await keepsAnything()).toEqual({ ok: true, value: false });
    await note();
    await saveAppOverride({ provider: 'hubspot', app: 'client', profile: null, at: 1 });
    await saveProfile(file('acme'), 1);
    expect(await keepsAnything()).toEqual({ ok: true, value: true });
    await forgetAll();
    expect(await keepsAnything()).toEqual({ ok: true, value: false });
    expect(await findAppOverride('hubspot', 'client')).toEqual({ ok: true, value: null });
    expect(await ids()).toEqual([]);
    expect(await loadHistory()).toBeNull();
  });
});
