/** What an admin approved for an app and an account. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import type { Baseline } from '@/utils/policy/baseline';
import { approvedAccount, chooseBaseline, deleteBaseline, findBaseline, listBaselines, saveBaseline } from '@/utils/storage/baselines';
import { closeDatabase, withDatabase } from '@/utils/storage/database';
import { isPolicyChange } from '@/utils/storage/policy-signal';
import { forgetAll } from '@/utils/storage/preferences';

beforeEach(async () => {
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
});

const baseline = (more: Partial<Baseline> = {}): Baseline => ({
  provider: 'hubspot',
  app: 'client',
  account: '',
  appName: 'Clay',
  at: 1_790_000_000_000,
  scopes: [{ id: 'crm.lists.read', requirement: 'required' }],
  askedBy: 'Sales operations',
  reason: 'Enriches contacts',
  reviewedBy: 'IT security',
  until: '2027-06-30',
  ...more,
});
const key = (account: string) => ({ provider: 'hubspot', app: 'client', account });
const found = async (account: string) => {
  const [read, all] = await Promise.all([findBaseline(key(account)), listBaselines()]);
  if (!read.ok || !all.ok) throw new Error('the storage can’t be read');
  expect(chooseBaseline(all.value.items, key(account))).toEqual(read.value);
  return read.value?.account ?? null;
};

describe('baselines', () => {
  it('are stored by provider, app and account, the last one of each', async () => {
    await saveBaseline(baseline());
    await saveBaseline(baseline({ until: null, at: 1_790_000_000_001 }));
    expect(await findBaseline(key(''))).toEqual({ ok: true, value: baseline({ until: null, at: 1_790_000_000_001 }) });
    expect(await findBaseline({ ...key(''), app: 'other' })).toEqual({ ok: true, value: null });
    expect(await findBaseline({ ...key(''), provider: 'outreach' })).toEqual({ ok: true, value: null });
    await deleteBaseline(baseline({ until: null, at: 1_790_000_000_001 }));
    expect(await findBaseline(key(''))).toEqual({ ok: true, value: null });
  });

  it('count for a request without an account only if it may be for the only account that has one', async () => {
    await saveBaseline(baseline({ account: 'acme' }));
    const stored = await listBaselines();
    for (const may of ['acme', 'globex']) {
      const wanted = { ...key(''), mayBeFor: (account: string) => account === may };
      const expected = may === 'acme' ? baseline({ account: 'acme' }) : null;
      expect(await findBaseline(wanted)).toEqual({ ok: true, value: expected });
      expect(chooseBaseline(stored.ok ? stored.value.items : [], wanted)).toEqual(expected);
    }
  });

  it('stay as they are if another tab has changed them, and the other contexts are notified', async () => {
    const changed = vi.fn<(changes: Record<string, unknown>, area: string) => void>();
    browser.storage.onChanged.addListener(changed as never);
    const [shown, newer] = [baseline(), baseline({ reviewedBy: 'Security team', at: 1_790_000_000_001 })];
    expect(await saveBaseline(shown, null)).toEqual({ ok: true, value: true });
    expect(await saveBaseline(newer, shown)).toEqual({ ok: true, value: true });
    const signals = () => changed.mock.calls.filter(([changes, area]) => isPolicyChange(changes, area));
    expect(signals()).toHaveLength(2);
    const refused = { ok: true, value: false };
    expect(await Promise.all([saveBaseline(baseline({ at: 2 }), shown), saveBaseline(shown, null), deleteBaseline(shown)])).toEqual([
      refused,
      refused,
      refused,
    ]);
    expect(await findBaseline(key(''))).toEqual({ ok: true, value: newer });
    expect(await deleteBaseline(newer)).toEqual({ ok: true, value: true });
    expect(await saveBaseline(shown, newer)).toEqual(refused);
    expect(signals()).toHaveLength(3);
  });

  it('of the account go before the one that was approved for any account', async () => {
    await saveBaseline(baseline({ account: '1' }));
    await saveBaseline(baseline());
    expect([await found('1'), await found('2'), await found('')]).toEqual(['1', '', '']);
  });

  it('of another account say nothing, unless the account is unknown and only one has a baseline', async () => {
    await saveBaseline(baseline({ account: '1' }));
    expect([await found('2'), await found('')]).toEqual([null, '1']);
    await saveBaseline(baseline({ account: '3' }));
    expect(await found('')).toBeNull();
  });

  it('are stored for the account of the request, or for that of the baseline which counts for it', () => {
    expect(approvedAccount('2', baseline())).toBe('2');
    expect(approvedAccount('', baseline({ account: '1' }))).toBe('1');
    expect([approvedAccount('', baseline()), approvedAccount('', null)]).toEqual(['', '']);
  });

  it('are found by the name of the app, if only one has it', () => {
    const named = [baseline(), baseline({ app: 'unnamed', appName: '' })];
    const byName = (appName: string, provider = 'hubspot', all = named) => chooseBaseline(all, { provider, appName })?.app ?? null;
    expect([byName(' clay'), byName('Clayton'), byName(''), byName('Clay', 'outreach')]).toEqual(['client', null, null, null]);
    expect(byName('Clay', 'hubspot', [...named, baseline({ account: '2' })])).toBeNull();
  });

  it('are listed newest first, without damaged ones, and deleted with everything else', async () => {
    await saveBaseline(baseline({ account: '1', at: 1 }));
    await saveBaseline(baseline({ account: '2', at: 2 }));
    await withDatabase((database) => database.put('baselines', { ...baseline({ account: '3', at: 3 }), scopes: 'damaged' } as never));
    const list = async () => {
      const page = await listBaselines();
      return page.ok && page.value.items.map(({ account }) => account);
    };
    expect(await list()).toEqual(['2', '1']);
    expect(await findBaseline(key('3'))).toEqual({ ok: true, value: null });
    await forgetAll();
    expect(await list()).toEqual([]);
  });

  it.each([
    ['too many scopes', { scopes: Array.from({ length: 1_001 }, (_, at) => ({ id: `s${at}`, requirement: 'required' as const })) }],
    [
      'too long scopes',
      { scopes: Array.from({ length: 200 }, (_, at) => ({ id: `${at}${'s'.repeat(190)}`, requirement: 'required' as const })) },
    ],
    ['too long a reason', { reason: 'a'.repeat(2_001) }],
    ['no day', { until: 'next year' }],
    ['a day that does not exist', { until: '2026-99-99' }],
  ])('are not stored with %s', async (_, more) => {
    expect(await saveBaseline(baseline(more))).toEqual({ ok: false, reason: 'too-large' });
    expect(await found('')).toBeNull();
  });

  it('keep the beginning of a long name', async () => {
    await saveBaseline(baseline({ appName: 'a'.repeat(300) }));
    expect(await findBaseline(key(''))).toMatchObject({ value: { appName: 'a'.repeat(200) } });
  });
});
