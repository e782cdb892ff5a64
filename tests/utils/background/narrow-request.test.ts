import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { onFlowChanged } from '@/utils/background/history-recorder';
import { applyEvent, readFlow } from '@/utils/flow/store';
import { pageMessages } from '@/utils/messages/background-messages';
import { closeDatabase } from '@/utils/storage/database';
import * as preferences from '@/utils/storage/preferences';
import { tById } from '@/utils/text/text';
import { clayUrl, hubspotUrl } from '../../providers/hubspot/sample-urls';
import { samplePolicy } from '../../sample-policy';

const otherUrl = clayUrl.replace('7f0d-CLIENT', 'evil-CLIENT');
let url = clayUrl;
let tab = 7;
/** The URLs of the other tabs. */
const urls = new Map<number, string>();
let pendingUrl: string | undefined;
const update = vi.fn<() => Promise<never>>();
const review = async () => {
  const answer = await pageMessages.getReview.handle({}, tab);
  if (answer.state !== 'review') throw new Error(answer.state);
  return answer;
};
const saved = async () => {
  const list = await preferences.listPreferences();
  return list.ok ? list.value.items.map(({ app }) => app) : list.reason;
};

/** The scopes that each saved selection keeps. */
const savedScopes = async () => {
  const list = await preferences.listPreferences();
  return list.ok ? list.value.items.map(({ kept }) => kept) : list.reason;
};
/**
 * Continues without `dropped` of the scopes that can be dropped, and shows the page to which that
 * leads.
 */
async function proceed(dropped: number, remember = true) {
  const { shown, review: before } = await review();
  const droppable = before.scopes.filter(({ locked }) => !locked).map(({ id }) => id);
  const keep = before.scopes.map(({ id }) => id).filter((id) => !droppable.slice(0, dropped).includes(id));
  const result = await pageMessages.continueWith.handle({ shown, keep, unlocked: [], remember }, tab);
  if (result.ok) await showPage();
  return { keep, result };
}
const undo = async () => {
  const { shown } = await review();
  const result = await pageMessages.restoreOriginal.handle({ shown }, tab);
  await showPage();
  return result;
};
/** Shows the page that the tab was sent to last. */
const showPage = async () => {
  const [, target] = (vi.mocked(browser.tabs.update).mock.lastCall ?? []) as unknown as [number, { url: string }];
  url = target?.url ?? url;
  await review();
};

beforeEach(async () => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
  url = clayUrl;
  tab = 7;
  pendingUrl = undefined;
  urls.clear();
  vi.spyOn(browser.tabs, 'get').mockImplementation((async (id: number) => ({
    id,
    url: id === tab ? url : (urls.get(id) ?? url),
    pendingUrl,
    status: 'complete',
    incognito: false,
  })) as never);
  vi.spyOn(browser.permissions, 'contains').mockResolvedValue(true as never);
  vi.spyOn(browser.tabs, 'update').mockImplementation(update as never);
  update.mockReset();
});

describe('B8: a click in a window that shows an older request of the tab', () => {
  it('changes nothing of the request that the tab shows now, and stores nothing', async () => {
    const { shown, review: before } = await review();
    const keep = before.scopes.filter(({ locked }) => locked).map(({ id }) => id);
    url = otherUrl;
    await review();
    const selection = { shown, keep, unlocked: [] };
    const refusal = { ok: false, reason: 'moved-on' };
    expect(await pageMessages.continueWith.handle({ ...selection, remember: true }, 7)).toEqual(refusal);
    expect(await pageMessages.updateSelection.handle(selection, 7)).toEqual(refusal);
    expect(await pageMessages.restoreOriginal.handle({ shown }, 7)).toEqual(refusal);
    expect(await pageMessages.checkOrg.handle({ shown, about: 'user' }, 7)).toEqual(refusal);
    expect(await pageMessages.savePlans.handle({ shown, plans: {} }, 7)).toBe('moved-on');
    expect(await pageMessages.forget.handle({ key: { shown } }, 7)).toBe('moved-on');
    expect(await pageMessages.clearAppHistory.handle({ shown }, 7)).toBe('moved-on');
    expect(await pageMessages.setAppOverride.handle({ shown, chosen: null }, 7)).toBe('moved-on');
    expect(update).not.toHaveBeenCalled();
    expect(await saved()).toEqual([]);
    expect((await readFlow(7))?.draftSelection).toBeNull();
  });

  it('is carried out while the tab shows the request, reduced or not', async () => {
    const { shown, review: before } = await review();
    const keep = before.scopes.filter(({ locked }) => locked).map(({ id }) => id);
    expect(await pageMessages.continueWith.handle({ shown, keep, unlocked: [], remember: true }, 7)).toMatchObject({
      ok: true,
      remembered: true,
    });
    expect(await saved()).toEqual(['7f0d-CLIENT']);
    await showPage();
    expect((await review()).shown).toBe(shown);
    expect(await pageMessages.restoreOriginal.handle({ shown }, 7)).toMatchObject({ ok: true, url: 'navigating' });
  });
});

describe('a request that must not be sent again', () => {
  it('is refused once a code was issued, smaller or whole', async () => {
    const { shown, review: before } = await review();
    const keep = before.scopes.filter(({ locked }) => locked).map(({ id }) => id);
    const to = { originAndPath: new URL(clayUrl).searchParams.get('redirect_uri') ?? '', codes: 1, error: null, description: null };
    await applyEvent(7, { type: 'redirected', from: clayUrl, to, at: Date.now() });
    expect(await review()).toMatchObject({ review: { outcome: { kind: 'code' } } });
    const refusal = { ok: false, reason: 'already-answered' };
    expect(await pageMessages.continueWith.handle({ shown, keep, unlocked: [], remember: true }, 7)).toEqual(refusal);
    expect(await pageMessages.restoreOriginal.handle({ shown }, 7)).toEqual(refusal);
    expect([await saved(), update.mock.calls]).toEqual([[], []]);
  });
});

it('E3: a selection that could not be saved is reported with the next review, until it is undone', async () => {
  const { shown, review: before } = await review();
  const keep = before.scopes.filter(({ locked }) => locked).map(({ id }) => id);
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  expect(await pageMessages.continueWith.handle({ shown, keep, unlocked: [], remember: true }, 7)).toMatchObject({
    ok: true,
    remembered: false,
  });
  expect(await review()).toMatchObject({ saveFault: 'full' });
  await pageMessages.restoreOriginal.handle({ shown }, 7);
  expect(await review()).toMatchObject({ saveFault: null });
});

it('a selection with more scopes than a record can contain is carried out, not stored, and reported', async () => {
  const many = Array.from({ length: 1_001 }, (_, at) => `crm.objects.custom-${at}.read`);
  url = hubspotUrl(['crm.lists.read'], many);
  const { shown, review: before } = await review();
  const keep = before.scopes.map(({ id }) => id).slice(0, 2);
  expect(await pageMessages.continueWith.handle({ shown, keep, unlocked: [], remember: true }, 7)).toMatchObject({
    ok: true,
    url: 'navigating',
    remembered: false,
  });
  expect(await saved()).toEqual([]);
  expect(await review()).toMatchObject({ saveFault: 'too-large' });
  expect(tById('storage', 'too-large')).toBe('Can’t be saved: the request is too large.');
});

describe('B8: a tab that moves on while the selection is being saved', () => {
  const redirected = (to: { codes: number; error: string | null }) => ({
    type: 'redirected' as const,
    from: clayUrl,
    to: { originAndPath: 'https://app.clay.com/callback', description: null, ...to },
    at: Date.now(),
  });
  it.each<[string, () => unknown]>([
    ['shows another request', () => (url = otherUrl)],
    ['shows another page', () => (url = 'https://app.hubspot.com/home')],
    ['is on its way to another page', () => (pendingUrl = 'https://app.hubspot.com/oauth/grant')],
    ['has made another request', () => applyEvent(7, { type: 'request', url: otherUrl, at: Date.now() + 1 })],
    ['got a code', () => applyEvent(7, redirected({ codes: 1, error: null }))],
    ['got an error', () => applyEvent(7, redirected({ codes: 0, error: 'access_denied' }))],
  ])('is not sent anywhere if it %s, and nothing stays saved', async (_, moveOn) => {
    const { put } = IDBObjectStore.prototype;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(function (this: IDBObjectStore, ...record) {
      void moveOn();
      return put.apply(this, record);
    });
    expect((await proceed(3)).result).toEqual({ ok: false, reason: 'moved-on' });
    expect(update).not.toHaveBeenCalled();
    expect(await saved()).toEqual([]);
    expect(await readFlow(7)).toMatchObject({ narrowedUrl: null, saved: null });
  });

  it('is sent if it is on its way to the same request, at the host of a region for example', async () => {
    pendingUrl = clayUrl.replace('app.hubspot.com', 'app-eu1.hubspot.com');
    expect((await proceed(3)).result).toMatchObject({ ok: true });
    expect(update).toHaveBeenCalledOnce();
  });
});

it.each(['updateSelection', 'continueWith'] as const)('a choice is not that of a request made while %s is handled', async (name) => {
  const { shown } = await review();
  const { transaction } = IDBDatabase.prototype;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(function (this: IDBDatabase, ...stores) {
    void applyEvent(7, { type: 'request', url: otherUrl, at: Date.now() + 1 });
    url = otherUrl;
    return transaction.apply(this, stores);
  });
  await pageMessages[name].handle({ shown, keep: ['oauth'], unlocked: [], remember: false }, 7);
  expect(await readFlow(7)).toMatchObject({ requestUrl: otherUrl, draftSelection: null });
});

describe('the saved selection', () => {
  it('is the one that the user continued with last, and stays so after a denial', async () => {
    await proceed(3);
    const { keep } = await proceed(5);
    await applyEvent(7, {
      type: 'redirected',
      from: clayUrl,
      to: { originAndPath: 'https://app.clay.com/callback', codes: 0, error: 'access_denied', description: null },
      at: Date.now(),
    });
    expect(await savedScopes()).toEqual([keep]);
    expect(await review()).toMatchObject({ rememberedAt: expect.any(Number) });
  });

  it('is again the one before after Undo, however often the user continued', async () => {
    const { keep } = await proceed(3);
    url = clayUrl;
    await proceed(5);
    await proceed(6);
    await proceed(7, false);
    await undo();
    expect(await savedScopes()).toEqual([keep]);
    expect(await review()).toMatchObject({ undone: 'restored' });
  });

  it('is gone after Undo if there was none before', async () => {
    await proceed(3);
    await undo();
    expect(await savedScopes()).toEqual([]);
    expect(await review()).toMatchObject({ undone: 'deleted', rememberedAt: null });
  });

  it('stays after Undo if Continue did not save it, or if the user has changed it since', async () => {
    const { keep } = await proceed(3);
    url = clayUrl;
    await proceed(5, false);
    await undo();
    expect(await savedScopes()).toEqual([keep]);
    await proceed(5);
    await pageMessages.forget.handle({ key: 'all' }, 7);
    await undo();
    expect(await savedScopes()).toEqual([]);
    expect(await review()).toMatchObject({ undone: 'unchanged' });
  });

  it('stays without an account if only the one of the account is undone', async () => {
    const { keep } = await proceed(3);
    url = clayUrl.replace('/oauth/', '/oauth/4711/');
    await proceed(5);
    expect(await savedScopes()).toHaveLength(2);
    await undo();
    expect(await savedScopes()).toEqual([keep]);
    expect(await review()).toMatchObject({ undone: 'restored', rememberedAt: expect.any(Number) });
  });

  describe('in several tabs', () => {
    const inTab = async <T>(id: number, work: () => Promise<T>) => {
      tab = id;
      url = urls.get(id) ?? clayUrl;
      const result = await work();
      urls.set(id, url);
      return result;
    };

    it('does not come back if another tab has undone it', async () => {
      await inTab(7, () => proceed(3));
      await inTab(8, () => proceed(5));
      await inTab(7, undo);
      expect(await savedScopes()).toHaveLength(1);
      await inTab(8, undo);
      expect(await savedScopes()).toEqual([]);
    });

    it('is what the other tab saved, if only this one is undone', async () => {
      await inTab(7, () => proceed(3));
      const { keep } = await inTab(8, () => proceed(5));
      await inTab(7, () => proceed(6));
      await inTab(7, undo);
      expect(await savedScopes()).toEqual([keep]);
    });
  });

  it('is reported as still saved if it could not be deleted', async () => {
    const { keep } = await proceed(3);
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => {
      throw new DOMException('broken', 'UnknownError');
    });
    expect(await undo()).toMatchObject({ ok: true, url: 'navigating' });
    expect(await savedScopes()).toEqual([keep]);
    expect(await review()).toMatchObject({ undone: 'failed' });
  });
});

describe('how the user left the panel', () => {
  it('is stored, and never from a private window', async () => {
    await pageMessages.rememberPanel.handle({ state: 'collapsed', side: 'left' }, 7);
    expect(await browser.storage.local.get(null)).toEqual({ dock: 'collapsed', dockSide: 'left' });
    // The browser may answer about the tab late.
    vi.mocked(browser.tabs.get).mockImplementationOnce((async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { id: 7, url, status: 'complete', incognito: false };
    }) as never);
    await Promise.all(
      [{ state: 'open' } as const, { state: 'collapsed' } as const].map((one) => pageMessages.rememberPanel.handle(one, 7)),
    );
    expect(await browser.storage.local.get(null)).toEqual({ dock: 'collapsed', dockSide: 'left' });
    vi.mocked(browser.tabs.get).mockResolvedValue({ id: 7, url, status: 'complete', incognito: true } as never);
    await pageMessages.rememberPanel.handle({ state: 'open', side: 'right' }, 7);
    expect(await browser.storage.local.get(null)).toEqual({ dock: 'collapsed', dockSide: 'left' });
  });
});

describe('a request that a policy applies to', () => {
  const custom = 'crm.objects.custom.write';
  const policy = samplePolicy([
    { scopes: [custom] },
    { action: 'ask', scopes: ['crm.objects.deals.write'], reason: 'A ticket asks for it' },
  ]);
  const send = async (keep: readonly string[], confirmed?: readonly string[]) => {
    const { shown } = await review();
    return pageMessages.continueWith.handle(
      { shown, keep: [...keep], unlocked: [], remember: true, confirmed: confirmed && [...confirmed] },
      7,
    );
  };

  it('is not sent with a denied scope, or without the confirmation, whatever the panel says', async () => {
    await fakeBrowser.storage.managed.set({ policy });
    const { review: before } = await review();
    expect(await send([...before.selection, custom], ['A ticket asks for it'])).toEqual({ ok: false, reason: 'policy-denied' });
    expect(await send(before.selection)).toEqual({ ok: false, reason: 'policy-not-confirmed' });
    expect(await send(before.selection, ['Another reason'])).toEqual({ ok: false, reason: 'policy-not-confirmed' });
    expect(update).not.toHaveBeenCalled();
    expect(await saved()).toEqual([]);
    expect(await send(before.selection, ['A ticket asks for it'])).toMatchObject({ ok: true });
    expect(update).toHaveBeenCalledTimes(1);
    expect((await savedScopes())[0]).not.toContain(custom);
  });

  it('G1: is judged by the policy of the moment, not by the one that the panel showed', async () => {
    const { review: before } = await review();
    expect(before.selection).toContain(custom);
    await fakeBrowser.storage.managed.set({ policy });
    expect(await send(before.selection, ['A ticket asks for it'])).toEqual({ ok: false, reason: 'policy-denied' });
    await fakeBrowser.storage.managed.set({ policy: { ...policy, mode: 'audit' } });
    const dropped = before.selection.filter((id) => id !== 'crm.objects.custom.read');
    expect(await send(dropped)).toMatchObject({ ok: true });
  });

  it('is judged by a policy that the browser has only now read', async () => {
    const { review: before } = await review();
    vi.spyOn(browser.storage.managed, 'get').mockImplementation(
      () => new Promise((resolve) => setTimeout(resolve, 400, { policy: JSON.stringify(policy) })) as never,
    );
    expect((await review()).review.policy).toBeNull();
    expect(await send(before.selection, ['A ticket asks for it'])).toEqual({ ok: false, reason: 'policy-denied' });
  });

  it('is not restored with its denied scopes', async () => {
    const { review: before } = await review();
    expect(await send(before.selection.filter((id) => id !== custom))).toMatchObject({ ok: true });
    await fakeBrowser.storage.managed.set({ policy });
    const { shown } = await review();
    update.mockClear();
    expect(await pageMessages.restoreOriginal.handle({ shown }, 7)).toEqual({ ok: false, reason: 'policy-denied' });
    expect(update).not.toHaveBeenCalled();
    await fakeBrowser.storage.managed.set({ policy: { ...policy, mode: 'audit' } });
    expect(await pageMessages.restoreOriginal.handle({ shown }, 7)).toMatchObject({ ok: true });
  });

  it('is not restored with a scope that the policy asks about, which only Continue confirms', async () => {
    const asking = { ...policy, rules: [{ action: 'ask', scopes: [custom], reason: 'A ticket asks for it' }] } as typeof policy;
    await fakeBrowser.storage.managed.set({ policy: asking });
    const { review: before } = await review();
    const [other = ''] = before.scopes.filter(({ id, locked }) => !locked && id !== custom).map(({ id }) => id);
    expect(await send(before.selection.filter((id) => id !== custom))).toMatchObject({ ok: true });
    await showPage();
    expect(await undo()).toEqual({ ok: false, reason: 'policy-not-confirmed' });
    expect(
      await send(
        before.selection.filter((id) => id !== other),
        ['A ticket asks for it'],
      ),
    ).toMatchObject({ ok: true });
    await showPage();
    expect(await undo()).toMatchObject({ ok: true });
  });

  it('has texts for both refusals', () => {
    for (const reason of ['policy-denied', 'policy-not-confirmed']) expect(tById('refused', reason)).toContain('policy');
  });
});

it('an organization that turned org checks off is obeyed by the background, too', async () => {
  url =
    'https://acme.my.salesforce.com/services/oauth2/authorize?response_type=code&client_id=3MVG9CLIENT&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb&scope=api';
  expect((await review()).review.orgQuestions).toBe(true);
  await fakeBrowser.storage.managed.set({ orgQuestions: false });
  const { shown, review: after } = await review();
  expect(after.orgQuestions).toBe(false);
  expect(await pageMessages.checkOrg.handle({ shown, about: 'user' }, 7)).toEqual({ ok: false, reason: 'cannot-ask' });
});

describe('an organization that turned saving off', () => {
  it('lets the user continue, saves nothing and says so', async () => {
    await fakeBrowser.storage.managed.set({ remembering: false });
    expect((await review()).storage).toBe('managed');
    const { result } = await proceed(1);
    expect(result).toMatchObject({ ok: true, remembered: false });
    expect(await saved()).toEqual([]);
    const { shown } = await review();
    expect(await pageMessages.savePlans.handle({ shown, plans: {} }, 7)).toBe(false);
    expect(await pageMessages.setAppOverride.handle({ shown, chosen: { profileId: null } }, 7)).toBe(false);
  });
});

describe('a reduced request in a tab that has lost its flow', () => {
  it('is compared with nothing, and what was dropped before stays dropped in what is saved', async () => {
    const { keep } = await proceed(3);
    const { review: whole } = await review();
    const ids = whole.scopes.map(({ id }) => id);
    urls.set(7, url);
    tab = 8;
    const { shown, review: alone } = await review();
    expect(alone).toMatchObject({ isReducedBefore: true, changes: null });
    expect(alone.scopes.map(({ id }) => id)).toEqual(keep);
    const fewer = keep.slice(0, -1);
    const locked = alone.scopes.filter((scope) => scope.locked).map(({ id }) => id);
    const kept = ids.filter((id) => locked.includes(id) || fewer.includes(id));
    expect(await pageMessages.continueWith.handle({ shown, keep: kept, unlocked: [], remember: true }, 8)).toMatchObject({ ok: true });
    const list = await preferences.listPreferences();
    expect(list.ok && list.value.items).toMatchObject([{ requested: ids, kept, dropped: ids.filter((id) => !kept.includes(id)) }]);
    tab = 9;
    url = clayUrl;
    expect((await review()).review).toMatchObject({ selection: kept, changes: { added: [], removed: [] } });
  });

  it('is compared with nothing if only the history shows that it was reduced', async () => {
    await proceed(3, false);
    await onFlowChanged(7);
    tab = 8;
    expect((await review()).review).toMatchObject({ isReducedBefore: true, changes: null });
  });
});
