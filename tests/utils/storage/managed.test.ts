import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { writePolicyFile } from '@/utils/policy/policy-file';
import { closeDatabase, dismissLoss, withDatabase } from '@/utils/storage/database';
import { checkManaged, ifRemembering, managedSoFar, readManaged, unmanaged } from '@/utils/storage/managed';
import { findOwnPolicy, findPolicy, saveOwnPolicy } from '@/utils/storage/policy';
import { isPolicyChange } from '@/utils/storage/policy-signal';
import { forgetAll } from '@/utils/storage/preferences';
import { saveRetention } from '@/utils/storage/pruning';
import { writeSettings } from '@/utils/storage/settings';
import { samplePolicy } from '../../sample-policy';

const own = samplePolicy([{ scopes: ['oauth'] }], { name: 'My policy' });
const acme = samplePolicy([{ scopes: ['tickets'] }]);

beforeEach(async () => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
});

describe('managed storage', () => {
  it('allows everything and has no policy if nothing is set, or if the browser has none', async () => {
    expect(await readManaged()).toEqual(unmanaged);
    vi.spyOn(browser.storage.managed, 'get').mockRejectedValue(new Error('Managed storage manifest not found'));
    expect(await readManaged()).toEqual(unmanaged);
  });

  it('is not taken for empty if the browser can’t read it, and then no policy is known', async () => {
    vi.spyOn(browser.storage.managed, 'get').mockRejectedValue(new Error('An unexpected error occurred'));
    const managed = await readManaged();
    expect(managed).toEqual({ ...unmanaged, isUnread: true });
    expect(await findPolicy(managed)).toMatchObject({ ok: false });
  });

  it('gives the policy and the switches', async () => {
    await fakeBrowser.storage.managed.set({ policy: acme, orgQuestions: false, remembering: false, history: false, firstRun: false });
    expect(await readManaged()).toEqual({
      policy: acme,
      switches: { orgQuestions: false, remembering: false, history: false, firstRun: false },
      faults: [],
      isUnread: false,
    });
  });

  it('keeps everything else from being remembered if the organization turned that off', async () => {
    const write = vi.fn(async () => ({ ok: true }));
    expect(await ifRemembering(write)).toEqual({ ok: true });
    await fakeBrowser.storage.managed.set({ remembering: false });
    expect(await ifRemembering(write)).toEqual({ ok: false, reason: 'managed' });
    expect(write).toHaveBeenCalledTimes(1);
  });

  it('reads the policy as text, too, the only form that Chromium leaves whole', () => {
    expect(checkManaged({ policy: writePolicyFile(acme) }).policy).toEqual(acme);
    const misspelled = JSON.stringify({ ...acme, rules: [{ action: 'allow', reason: 'x', provder: 'hubspot' }] });
    expect(checkManaged({ policy: misspelled })).toMatchObject({ policy: null, faults: [{ field: 'policy.rules[0].provder' }] });
    for (const text of [
      `\ufeff${writePolicyFile(acme)}`,
      JSON.stringify(JSON.stringify(acme)),
      `\ufeff${JSON.stringify(`\ufeff${JSON.stringify(acme)}`)}`,
    ])
      expect(checkManaged({ policy: text })).toEqual({ ...unmanaged, policy: acme });
    expect(checkManaged({ policy: 'deny all' }).faults).toEqual([{ field: 'policy', fault: 'not-json' }]);
  });

  it('ignores a wrong key with a note, and keeps the others', () => {
    const rules = [{ action: 'deny', reson: 'x' }];
    expect(checkManaged({ policy: { ...acme, rules }, history: 'no', remembering: false, polcy: acme })).toEqual({
      policy: null,
      switches: { ...unmanaged.switches, remembering: false },
      faults: [
        { field: 'policy.rules[0].reason', fault: 'missing' },
        { field: 'policy.rules[0].reson', fault: 'not-known' },
        { field: 'history', fault: 'wrong-type' },
        { field: 'polcy', fault: 'not-known' },
      ],
      isUnread: true,
    });
    for (const key of ['__proto__', 'constructor', 'toString'])
      expect(checkManaged(JSON.parse(`{"${key}":false}`)).faults).toEqual([{ field: key, fault: 'not-known' }]);
  });
});

describe('managed storage that the browser has not read yet', () => {
  const changes = vi.fn<(changes: object, area: string) => void>();
  const start = () => {
    changes.mockReset();
    browser.storage.onChanged.addListener(changes as never);
    let answer: (stored: object) => void = () => {};
    vi.spyOn(browser.storage.managed, 'get').mockReturnValue(new Promise((resolve) => (answer = resolve)) as never);
    return (stored: object) => answer(stored);
  };
  const told = () => changes.mock.calls.filter(([changed, area]) => isPolicyChange(changed as Record<string, unknown>, area)).length;

  it('does not delay what is shown, and is told once if it then has something', async () => {
    const answer = start();
    expect(await Promise.all([managedSoFar(), managedSoFar()])).toEqual([unmanaged, unmanaged]);
    expect(told()).toBe(0);
    answer({ history: false });
    await vi.waitFor(() => expect(told()).toBe(1));
  });

  it('is told if it has a policy that can’t be read', async () => {
    const answer = start();
    await managedSoFar();
    answer({ policy: '{}' });
    await vi.waitFor(() => expect(told()).toBe(1));
  });

  it('tells nothing if it is empty', async () => {
    const answer = start();
    await managedSoFar();
    answer({});
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve));
    expect(told()).toBe(0);
  });

  it('is waited for by whatever changes or stores something', async () => {
    const answer = start();
    setTimeout(() => answer({ remembering: false }), 400);
    expect((await readManaged()).switches.remembering).toBe(false);
  });

  it('is what is shown if it is there in time', async () => {
    await fakeBrowser.storage.managed.set({ policy: acme });
    expect((await managedSoFar()).policy).toEqual(acme);
  });
});

it('the schema for Chromium has exactly the keys that are read', () => {
  const schema = JSON.parse(readFileSync('public/managed-schema.json', 'utf8')) as {
    type: string;
    properties: Record<string, { type: string }>;
  };
  const types = Object.entries(schema.properties).map(([key, { type }]) => [key, type]);
  expect(types).toEqual([['policy', 'string'], ...Object.keys(unmanaged.switches).map((key) => [key, 'boolean'])]);
});

describe('the policy that applies', () => {
  it('is the user’s own, until the organization has one, which is never stored', async () => {
    expect(await findPolicy(unmanaged)).toEqual({ ok: true, value: null });
    await saveOwnPolicy(own, 1);
    expect(await findPolicy(unmanaged)).toEqual({ ok: true, value: { owner: 'user', file: own } });
    await fakeBrowser.storage.managed.set({ policy: acme });
    expect(await findPolicy(await readManaged())).toEqual({ ok: true, value: { owner: 'organization', file: acme } });
    expect(await findOwnPolicy()).toEqual({ ok: true, value: own });
    await fakeBrowser.storage.managed.clear();
    expect(await findPolicy(await readManaged())).toEqual({ ok: true, value: { owner: 'user', file: own } });
  });

  it.each([
    ['has a typo', { policy: JSON.stringify({ ...acme, rules: [{ action: 'deny', access: ['writes'], reason: 'x' }] }) }],
    ['has a field of a later version', { policy: JSON.stringify({ ...acme, owner: 'IT' }) }],
    ['is no JSON', { policy: 'deny all' }],
    ['is empty', { policy: '' }],
    ['is null', { policy: null }],
  ])('is unknown if that of the organization %s, and the user’s own does not take its place', async (_, stored) => {
    await saveOwnPolicy(own, 1);
    expect(await findPolicy(checkManaged(stored))).toEqual({ ok: false, reason: 'unavailable' });
  });

  it('is not stored over one that the user has not seen', async () => {
    expect(await saveOwnPolicy(own, 1, null)).toEqual({ ok: true, value: true });
    expect(await saveOwnPolicy(acme, 2, null)).toEqual({ ok: true, value: false });
    expect(await saveOwnPolicy(acme, 3, { ...own, mode: 'off' })).toEqual({ ok: true, value: false });
    expect(await findOwnPolicy()).toEqual({ ok: true, value: own });
    expect(await saveOwnPolicy(acme, 4, own)).toEqual({ ok: true, value: true });
    expect(await saveOwnPolicy(null, 5, own)).toEqual({ ok: true, value: false });
    expect(await findOwnPolicy()).toEqual({ ok: true, value: acme });
    expect(await saveOwnPolicy(null, 6, acme)).toEqual({ ok: true, value: true });
    expect(await findOwnPolicy()).toEqual({ ok: true, value: null });
  });

  it('is none while the one that counts is off', async () => {
    await saveOwnPolicy(own, 1);
    expect(await findPolicy({ ...unmanaged, policy: { ...acme, mode: 'off' } })).toEqual({ ok: true, value: null });
    await saveOwnPolicy({ ...own, mode: 'off' }, 2);
    expect(await findPolicy(unmanaged)).toEqual({ ok: true, value: null });
  });

  it('is unknown if the database can’t be read, unless the organization has one', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('', 'UnknownError');
    });
    expect(await findPolicy(unmanaged)).toEqual({ ok: false, reason: 'unavailable' });
    expect(await findPolicy({ ...unmanaged, policy: acme })).toEqual({ ok: true, value: { owner: 'organization', file: acme } });
  });

  it('is unknown after the browser discarded what was stored, until the user saves one or dismisses that', async () => {
    await withDatabase((database) => writeSettings(database.transaction('settings', 'readwrite').store, { dataLostAt: 1 }));
    expect(await findPolicy(unmanaged)).toEqual({ ok: false, reason: 'unavailable' });
    expect(await findPolicy({ ...unmanaged, policy: acme })).toMatchObject({ ok: true, value: { owner: 'organization' } });
    await saveOwnPolicy(own, 1);
    expect(await findPolicy(unmanaged)).toMatchObject({ ok: true, value: { owner: 'user' } });
    await withDatabase((database) => database.delete('settings', 'policy'));
    expect(await findPolicy(unmanaged)).toMatchObject({ ok: false });
    await dismissLoss();
    expect(await findPolicy(unmanaged)).toEqual({ ok: true, value: null });
  });

  it('stays beside the settings, which each change of it leaves alone', async () => {
    await saveRetention(30, Date.now());
    await saveOwnPolicy(own, 1);
    await saveRetention(60, Date.now());
    await forgetAll();
    expect(await findOwnPolicy()).toEqual({ ok: true, value: own });
    expect(await withDatabase((database) => database.get('settings', 'settings'))).toMatchObject({ value: { retentionDays: 60 } });
  });

  it('is none if its record is damaged, and a policy beyond a limit is not stored', async () => {
    await withDatabase((database) => database.put('settings', { id: 'policy', at: 1, file: { ...own, mode: 'strict' } } as never));
    expect(await findOwnPolicy()).toEqual({ ok: true, value: null });
    expect(await saveOwnPolicy({ ...own, name: 'x'.repeat(81) }, 1)).toEqual({ ok: false, reason: 'too-large' });
  });
});
