import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Baseline } from '@/utils/policy/baseline';
import { listPlans, savePlans } from '@/utils/storage/accounts';
import { findAppHistory, recordSighting } from '@/utils/storage/app-history';
import { listAppOverrides, saveAppOverride } from '@/utils/storage/app-overrides';
import { exportBackup, forgetSaved, importBackup, previewBackup } from '@/utils/storage/backup';
import { type Backup, backupSections, MAX_BACKUP_LENGTH, readBackup } from '@/utils/storage/backup-file';
import { findBaseline, saveBaseline } from '@/utils/storage/baselines';
import { closeDatabase, withDatabase } from '@/utils/storage/database';
import { MAX_RECORDS } from '@/utils/storage/limits';
import { findPreference, forgetAll, listPreferences, savePreference } from '@/utils/storage/preferences';
import { readProfileFile, writeProfileFile } from '@/utils/storage/profile-file';
import { saveProfile } from '@/utils/storage/profiles';
import type { Preference } from '@/utils/storage/schema';

const NOW = 1_700_000_000_000;
const preference: Preference = {
  provider: 'hubspot',
  app: 'client',
  account: '42',
  appName: 'Clay',
  at: 10,
  requested: ['b', 'a'],
  required: ['a'],
  kept: ['a'],
  dropped: ['b'],
};
const baseline: Baseline = {
  ...{ provider: 'hubspot', app: 'client', account: '', appName: 'Clay', at: 4, scopes: [{ id: 'a', requirement: 'required' }] },
  ...{ askedBy: 'Sales', reason: 'CRM', reviewedBy: 'IT security', until: '2027-06-30' },
};
const profile = {
  format: 'scope-review-profile',
  version: 1,
  provider: 'hubspot',
  id: 'acme',
  name: 'Acme',
  without: { tickets: 'No tickets.', 'crm.lists.read': 'No lists.' },
  source: { title: 'Wiki', seen: '2026-11-22' },
};

/** One record of each section; `first` changes the order of writing. */
async function saveSome(): Promise<void> {
  await savePreference({ ...preference, app: 'zebra' });
  await savePreference(preference);
  await saveAppOverride({ provider: 'hubspot', app: 'client', profile: null, at: 1 });
  await savePlans('hubspot', '42', { sales: 'starter', cms: 'free' }, 2);
  await saveBaseline(baseline);
  const read = readProfileFile(JSON.stringify(profile));
  if (read?.ok) await saveProfile(read.file, 3);
}

async function exported(): Promise<string> {
  const done = await exportBackup();
  if (!done.ok) throw new Error(done.reason);
  return done.value.text;
}

function read(text: string): Backup {
  const done = readBackup(text, NOW);
  if (!done.ok) throw new Error(JSON.stringify(done.faults));
  return done.backup;
}

const faultsOf = (text: string) => {
  const done = readBackup(text, NOW);
  return done.ok ? [] : done.faults.map(({ field, fault }) => `${field}: ${fault}`);
};
const file = (sections: object) => JSON.stringify({ format: 'scope-review-backup', version: 1, ...sections });

beforeEach(async () => {
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
});

describe('a backup', () => {
  it('lists the keys of its sections as the stores have them', async () => {
    const paths = await withDatabase(async (database) => {
      const transaction = database.transaction(backupSections.map(({ store }) => store));
      return backupSections.map(({ store }) => transaction.objectStore(store).keyPath);
    });
    expect(paths.ok && paths.value).toEqual(backupSections.map(({ key }) => key));
  });

  it('is exported again byte for byte after everything was deleted and imported', async () => {
    await saveSome();
    const first = await exported();
    await forgetAll();
    expect(await exported()).not.toBe(first);
    expect(await importBackup(read(first))).toMatchObject({ ok: true });
    expect(await exported()).toBe(first);
  });

  it('has one record on each line, in the order of their keys and fields', async () => {
    await saveSome();
    const lines = (await exported()).split('\n');
    expect(lines.slice(0, 5)).toEqual([
      '{',
      '"format": "scope-review-backup",',
      '"version": 1,',
      '"preferences": [',
      '{"account":"42","app":"client","appName":"Clay","at":10,"dropped":["b"],"kept":["a"],"provider":"hubspot","requested":["b","a"],"required":["a"]},',
    ]);
    expect(lines.find((line) => line.includes('starter'))).toBe(
      '{"account":"42","at":2,"plans":{"cms":"free","sales":"starter"},"provider":"hubspot"}',
    );
  });

  it('leaves out damaged records and counts them', async () => {
    await saveSome();
    const first = await exported();
    await withDatabase((database) =>
      database.put('preferences', { provider: 'hubspot', app: 'bad', account: '', kept: 'no list' } as never),
    );
    expect(await exportBackup()).toEqual({ ok: true, value: { text: first, omitted: 1 } });
  });

  it('contains all records of a long store', async () => {
    const ids = Array.from({ length: 1_203 }, (_, at) => `c${String(at).padStart(5, '0')}`);
    await withDatabase(async (database) => {
      const transaction = database.transaction('preferences', 'readwrite');
      await Promise.all([...ids.map((app) => transaction.store.put({ ...preference, app })), transaction.done]);
    });
    expect(
      read(await exported())
        .get('preferences')
        ?.map((record) => Reflect.get(record, 'app')),
    ).toEqual(ids);
  });

  it('gives the same bytes for any records after a wipe', async () => {
    const text = fc.string({ maxLength: 20, unit: 'binary' });
    const list = fc.uniqueArray(text, { maxLength: 5 });
    const record = fc
      .record({ provider: text, app: text, account: text, appName: text, at: fc.integer(), required: list, kept: list, other: list })
      .map(({ other, ...rest }) => {
        const dropped = other.filter((id) => !rest.kept.includes(id));
        return { ...rest, requested: [...dropped, ...rest.kept], dropped };
      });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 4 }), async (records) => {
        await forgetAll();
        for (const one of records) await savePreference(one);
        const first = await exported();
        await forgetAll();
        await importBackup(read(first));
        expect(await exported()).toBe(first);
      }),
      { numRuns: 60 },
    );
  });
});

describe('an import', () => {
  it('shows what it would change before it writes anything', async () => {
    await saveSome();
    const text = await exported();
    await savePreference({ ...preference, kept: ['a', 'b'], dropped: [], at: 20 });
    await withDatabase((database) => database.delete('plans', ['hubspot', '42']));
    await saveBaseline({ ...baseline, until: null, at: 5 });
    const before = await exported();
    const preview = await previewBackup(read(text));
    expect(
      preview.ok && preview.value.map(({ store, added, replaced, newer, unchanged }) => [store, added, replaced, newer, unchanged]),
    ).toEqual([
      ['preferences', 0, 1, 1, 1],
      ['corrections', 0, 0, 0, 1],
      ['profiles', 0, 0, 0, 1],
      ['plans', 1, 0, 0, 0],
      ['baselines', 0, 1, 1, 0],
    ]);
    expect(preview.ok && preview.value[0]?.listed).toEqual([{ record: preference, isNew: false }]);
    expect(preview.ok && preview.value[4]?.listed).toEqual([{ record: baseline, isNew: false }]);
    expect(await exported()).toBe(before);
    await importBackup(read(text));
    expect(await findBaseline(baseline)).toEqual({ ok: true, value: baseline });
  });

  it('stores nothing if it would change something else than the preview said', async () => {
    const backup = read(file({ preferences: [preference] }));
    const preview = await previewBackup(backup);
    if (!preview.ok) throw new Error(preview.reason);
    const newer = { ...preference, kept: ['a', 'b'], dropped: [], at: preference.at + 1 };
    await savePreference(newer);
    expect(await importBackup(backup, preview.value)).toEqual({ ok: false, reason: 'moved-on' });
    expect(await listPreferences()).toMatchObject({ value: { items: [newer] } });
    const again = await previewBackup(backup);
    expect(again.ok && (await importBackup(backup, again.value))).toMatchObject({ ok: true });
  });

  it('keeps what is not in the file', async () => {
    await savePreference(preference);
    await importBackup(read(file({ preferences: [{ ...preference, app: 'other' }] })));
    expect(await listPreferences()).toMatchObject({ value: { items: [{ app: 'other' }, { app: 'client' }] } });
  });

  it('E11: stores nothing of a file that would exceed a cap', async () => {
    for (let at = 0; at < MAX_RECORDS.profiles; at += 1) {
      const one = readProfileFile(JSON.stringify({ ...profile, id: `p${at}` }));
      if (one?.ok) await saveProfile(one.file, at);
    }
    const before = await exported();
    const { name: _, ...rest } = profile;
    const added = readBackup(JSON.stringify({ ...rest, name: 'Other', id: 'p50' }), NOW);
    if (!added.ok) throw new Error('the profile is valid');
    const backup = new Map([...added.backup, ['preferences', [preference]] as const]);
    expect(await previewBackup(backup)).toMatchObject({ value: [{ isTooMany: false }, {}, { isTooMany: true }, {}, {}] });
    expect(await importBackup(backup)).toEqual({ ok: false, reason: 'too-many' });
    expect(await exported()).toBe(before);
  });

  it('leaves everything as it was if the transaction ends before the last record', async () => {
    await savePreference(preference);
    const before = await exported();
    const { put } = IDBObjectStore.prototype;
    let puts = 0;
    const records = ['a', 'b', 'c'].map((app) => ({ ...preference, app }));
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given) {
      const request = put.apply(this, given);
      puts += 1;
      if (puts === records.length) this.transaction.abort();
      return request;
    };
    expect(await importBackup(read(file({ preferences: records })))).toEqual({ ok: false, reason: 'unavailable' });
    IDBObjectStore.prototype.put = put;
    expect(await exported()).toBe(before);
  });

  it('takes a profile file, and replaces the profile with the same ID', async () => {
    await saveSome();
    const changed = { ...profile, name: 'Acme 2' };
    const backup = read(JSON.stringify(changed));
    expect(await previewBackup(backup)).toMatchObject({ value: [{}, {}, { replaced: 1, newer: 0 }, {}, {}] });
    await importBackup(backup);
    const [stored] = read(await exported()).get('profiles') ?? [];
    expect(stored).toMatchObject({ at: NOW, id: 'acme', profile: { name: 'Acme 2' } });
    expect(readBackup(writeProfileFile((stored as { profile: never }).profile), NOW).ok).toBe(true);
  });

  it('replaces a damaged record', async () => {
    await withDatabase((database) => database.put('preferences', { ...preference, kept: 'no list' } as never));
    expect(await importBackup(read(file({ preferences: [preference] })))).toMatchObject({ value: [{ added: 1 }, {}, {}, {}, {}] });
    expect(await findPreference(preference)).toEqual({ ok: true, value: preference });
  });
});

describe('forgetting what is saved', () => {
  it('deletes all sections and keeps the history', async () => {
    const nothing = await exported();
    await saveSome();
    await recordSighting('hubspot', 'client', {
      flow: '1',
      day: '2026-11-22',
      requested: ['a'],
      reduced: null,
      outcome: null,
      decided: false,
    });
    expect(await listAppOverrides()).toMatchObject({ value: { items: [{ app: 'client', profile: null }], next: null } });
    expect(await listPlans()).toMatchObject({ value: { items: [{ account: '42' }], next: null } });
    await forgetSaved();
    expect(await exported()).toBe(nothing);
    expect(await findAppHistory('hubspot', 'client')).toMatchObject({ value: { app: 'client' } });
  });
});

describe('E11: a file is refused as a whole', () => {
  const wrong = (change: object) => file({ preferences: [preference, { ...preference, app: 'other', ...change }] });
  it.each([
    ['no JSON', '{"format": "scope-review-ba', [': not-json']],
    ['an empty file', '', [': not-json']],
    ['a table', 'App,Client ID\nClay,x\n', [': not-backup']],
    ['JSON of something else', '[1]', [': not-backup']],
    ['null', 'null', [': not-backup']],
    ['another format', '{"format": "other"}', [': not-backup']],
    ['a policy', '{"format": "scope-review-policy", "version": 1}', [': policy']],
    ['a newer version', file({ version: 2 }), ['version: version']],
    ['a section that is unknown', file({ seen: [] }), ['seen: not-known']],
    ['a section of the prototype', file({ plans: [] }).replace('"plans"', '"__proto__"'), ['__proto__: not-known']],
    ['a section that is no list', file({ plans: {} }), ['plans: wrong-type']],
    ['a record that is no object', file({ plans: [null] }), ['plans[0]: wrong-type']],
    ['an unknown field', wrong({ state: 'CANARY' }), ['preferences[1].state: not-known']],
    ['an unknown field of an approval', file({ baselines: [{ ...baseline, url: 'CANARY' }] }), ['baselines[0].url: not-known']],
    [
      'an unknown field of an approved scope',
      file({ baselines: [{ ...baseline, scopes: [{ ...baseline.scopes[0], access: 'read' }] }] }),
      ['baselines[0].scopes[0].access: not-known'],
    ],
    ['a scope to drop that was not approved', file({ baselines: [{ ...baseline, dropped: ['CANARY'] }] }), ['baselines[0].dropped: scope']],
    ['an approval without its scopes', file({ baselines: [{ ...baseline, scopes: undefined }] }), ['baselines[0].scopes: missing']],
    ['a missing field', wrong({ kept: undefined }), ['preferences[1].kept: missing']],
    [
      'a scope that is too long',
      wrong({ kept: ['a', 's'.repeat(201)] }),
      ['preferences[1].kept[1]: too-long', 'preferences[1].kept[1]: not-partition'],
    ],
    ['a scope that is no text', wrong({ kept: ['a', 1] }), ['preferences[1].kept[1]: wrong-type']],
    ['too many scopes', wrong({ kept: Array.from({ length: 1_001 }, (_, at) => `s${at}`) }), ['preferences[1].kept: too-long']],
    ['a requested scope that is neither kept nor dropped', wrong({ kept: [] }), ['preferences[1].requested[1]: not-partition']],
    ['a scope that is kept and dropped', wrong({ dropped: ['a', 'b'] }), ['preferences[1].requested[1]: not-partition']],
    ['a scope that was not requested', wrong({ dropped: ['b', 'c'] }), ['preferences[1].dropped[1]: not-partition']],
    ['a time that is no number', wrong({ at: '2026' }), ['preferences[1].at: wrong-type']],
    ['a time without end', wrong({ at: 0 }).replace('"at":0', '"at":1e999'), ['preferences[1].at: wrong-type']],
    ['a time that no date can say', wrong({ at: 1e300 }), ['preferences[1].at: wrong-type']],
    ['an approval at a time that no date can say', file({ baselines: [{ ...baseline, at: 1e300 }] }), ['baselines[0].at: wrong-type']],
    ['two records of one key', wrong({ app: 'client' }), ['preferences[1]: twice']],
    ['too many records', file({ profiles: Array.from({ length: 51 }, () => ({})) }), ['profiles: too-many']],
    [
      'a profile under the key of another',
      file({ profiles: [{ provider: 'hubspot', id: 'other', at: 1, profile }] }),
      ['profiles[0].profile: mismatch'],
    ],
    ['a profile of a wrong field', JSON.stringify({ ...profile, requried: [] }), ['requried: not-known']],
  ])('%s', (_, text, expected) => {
    expect(faultsOf(text)).toEqual(expected);
  });

  it('a file that is longer than the limit', () => {
    expect(faultsOf(file({}).padEnd(MAX_BACKUP_LENGTH + 1))).toEqual([': too-long']);
  });

  it('and names at most 20 faults', () => {
    expect(faultsOf(file({ plans: Array.from({ length: 500 }, () => ({})) }))).toHaveLength(20);
  });

  it('a file that is nested very deep', () => {
    expect(faultsOf(`${'['.repeat(200_000)}`)).toEqual([': not-json']);
  });
});
