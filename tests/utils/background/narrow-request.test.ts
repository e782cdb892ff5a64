import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readFlow } from '@/utils/flow/store';
import { pageMessages } from '@/utils/messages/background-messages';
import { closeDatabase } from '@/utils/storage/database';
import * as preferences from '@/utils/storage/preferences';
import { tById } from '@/utils/text/text';
import { clayUrl, hubspotUrl } from '../../providers/hubspot/sample-urls';

const otherUrl = clayUrl.replace('7f0d-CLIENT', 'evil-CLIENT');
let url = clayUrl;
const update = vi.fn<() => Promise<never>>();
const review = async () => {
  const answer = await pageMessages.getReview.handle({}, 7);
  if (answer.state !== 'review') throw new Error(answer.state);
  return answer;
};
const saved = async () => {
  const list = await preferences.listPreferences();
  return list.ok ? list.value.items.map(({ app }) => app) : list.reason;
};

beforeEach(async () => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
  url = clayUrl;
  vi.spyOn(browser.tabs, 'get').mockImplementation((async () => ({ id: 7, url, status: 'complete', incognito: false })) as never);
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
    const [[, target] = []] = vi.mocked(browser.tabs.update).mock.calls as unknown as [number, { url: string }][];
    url = target?.url ?? '';
    expect((await review()).shown).toBe(shown);
    expect(await pageMessages.restoreOriginal.handle({ shown }, 7)).toMatchObject({ ok: true, url: 'navigating' });
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

describe('how the user left the panel', () => {
  it('is stored, and never from a private window', async () => {
    await pageMessages.rememberPanel.handle({ state: 'collapsed', side: 'left' }, 7);
    expect(await browser.storage.local.get(null)).toEqual({ dock: 'collapsed', dockSide: 'left' });
    vi.mocked(browser.tabs.get).mockResolvedValue({ id: 7, url, status: 'complete', incognito: true } as never);
    await pageMessages.rememberPanel.handle({ state: 'open', side: 'right' }, 7);
    expect(await browser.storage.local.get(null)).toEqual({ dock: 'collapsed', dockSide: 'left' });
  });
});
