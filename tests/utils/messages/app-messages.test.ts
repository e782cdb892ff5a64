import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { hubspot } from '@/providers/hubspot';
import { appMessages, offerProfile } from '@/utils/messages/app-messages';
import { redrawAll } from '@/utils/messages/redraw';
import { tabOf } from '@/utils/permissions/tab';
import { loadShownReview } from '@/utils/review/shown-request';
import { findAppHistory, recordSighting } from '@/utils/storage/app-history';
import { findAppOverride, saveAppOverride } from '@/utils/storage/app-overrides';
import { closeDatabase } from '@/utils/storage/database';
import { listProfiles } from '@/utils/storage/profiles';
import { databaseName } from '@/utils/storage/schema';
import { clayUrl } from '../../providers/hubspot/sample-urls';

vi.mock('@/utils/review/shown-request', async (original) => ({ ...(await original<object>()), loadShownReview: vi.fn() }));
vi.mock('@/utils/permissions/tab', () => ({ tabOf: vi.fn() }));
vi.mock('@/utils/messages/redraw', () => ({ redrawAll: vi.fn() }));

const file = (more: object = {}) =>
  JSON.stringify({
    format: 'scope-review-profile',
    version: 1,
    provider: 'hubspot',
    id: 'acme',
    name: 'Acme',
    redirectHosts: ['acme.example'],
    required: ['crm.lists.read'],
    optionalOff: ['tickets', 'forms'],
    source: { title: 'Acme wiki', seen: '2026-11-22' },
    ...more,
  });

const shows = (change: object = {}) => {
  const parsed = hubspot.requests.parseRequest(clayUrl);
  if (!parsed.ok) throw new Error(parsed.reason);
  vi.mocked(loadShownReview).mockResolvedValue({ provider: hubspot, request: parsed.value, storage: 'ok', ...change } as never);
};
const shown = '7-1-abc';
const client = ['hubspot', '7f0d-CLIENT'] as const;
const profileIds = async () => {
  const found = await listProfiles();
  return found.ok ? found.value.map(({ profile }) => profile.name) : found.reason;
};

beforeEach(async () => {
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
  vi.mocked(tabOf).mockResolvedValue({ incognito: false } as never);
  shows();
});

describe('correcting the app of a tab', () => {
  it('is stored, redraws every tab and can be undone', async () => {
    expect(await appMessages.setAppOverride.handle({ shown, chosen: { profileId: 'clay' } }, 7)).toBe(true);
    expect(await findAppOverride(...client)).toMatchObject({ value: { profile: 'clay' } });
    expect(redrawAll).toHaveBeenCalled();
    expect(await appMessages.setAppOverride.handle({ shown, chosen: null }, 7)).toBe(true);
    expect(await findAppOverride(...client)).toEqual({ ok: true, value: null });
  });

  it.each([
    ['in a private window', { storage: 'private' }],
    ['for a request that was read from the page', { request: { clientId: null, redirectHost: null, readOnly: 'read-from-page' } }],
  ])('is not stored %s', async (_, change) => {
    shows(change);
    expect(await appMessages.setAppOverride.handle({ shown, chosen: { profileId: 'clay' } }, 7)).toBe(false);
    expect(await findAppOverride('hubspot', '')).toEqual({ ok: true, value: null });
    expect(await findAppOverride(...client)).toEqual({ ok: true, value: null });
  });

  it('is refused if the tab has moved on to another request', async () => {
    vi.mocked(loadShownReview).mockResolvedValue(null);
    expect(await appMessages.setAppOverride.handle({ shown, chosen: { profileId: 'clay' } }, 7)).toBe('moved-on');
    expect(await appMessages.clearAppHistory.handle({ shown }, 7)).toBe('moved-on');
    expect(loadShownReview).toHaveBeenCalledWith(7, shown);
    expect(await findAppOverride(...client)).toEqual({ ok: true, value: null });
  });

  it('E1: reports that it could not be stored', async () => {
    vi.stubGlobal('indexedDB', undefined);
    expect(await appMessages.setAppOverride.handle({ shown, chosen: null }, 7)).toBe(false);
    vi.unstubAllGlobals();
  });
});

describe("clearing the history of a tab's app", () => {
  it("clears the app's history and keeps the user's override", async () => {
    await recordSighting(...client, { flow: '7-1', day: '2026-11-22', requested: ['a'], reduced: null, outcome: null, decided: false });
    await saveAppOverride({ provider: client[0], app: client[1], profile: null, at: 1 });
    expect(await appMessages.clearAppHistory.handle({ shown }, 7)).toBe(true);
    expect(await findAppHistory(...client)).toEqual({ ok: true, value: null });
    expect(await findAppOverride(...client)).toMatchObject({ value: { profile: null } });
  });
});

describe('adding a profile', () => {
  it('is previewed first, including whether it replaces one with the same id', async () => {
    const offered = { state: 'profile', name: 'Acme', provider: 'HubSpot', required: 1, optional: 2 };
    expect(await offerProfile(file())).toEqual({ ...offered, replaces: false });
    expect(await profileIds()).toEqual([]);
    expect(await appMessages.importProfile.handle({ text: file() }, 7)).toEqual({ ok: true });
    expect(await profileIds()).toEqual(['Acme']);
    expect(await offerProfile(file())).toEqual({ ...offered, replaces: true });
    expect(await offerProfile('the connection failed')).toBeNull();
  });

  it('E11: stores nothing of a faulty profile', async () => {
    const faulty = file({ required: ['a b'] });
    expect(await offerProfile(faulty)).toEqual({ state: 'faulty-profile', faults: [{ field: 'required[0]', fault: 'scope' }] });
    expect(await appMessages.importProfile.handle({ text: faulty }, 7)).toMatchObject({ ok: false });
    expect(await profileIds()).toEqual([]);
  });

  it('stores nothing from a private window', async () => {
    vi.mocked(tabOf).mockResolvedValue({ incognito: true } as never);
    expect(await appMessages.importProfile.handle({ text: file() }, 7)).toEqual({ ok: false, reason: 'private' });
    expect(await profileIds()).toEqual([]);
  });

  it('lets it be listed, exported to an equal file, deleted and added again', async () => {
    await appMessages.importProfile.handle({ text: file() }, 7);
    const [item] = await appMessages.listProfiles.handle({}, 7);
    expect(item).toMatchObject({ provider: 'hubspot', id: 'acme', name: 'Acme', providerName: 'HubSpot', required: 1, optional: 2 });
    const key = { provider: 'hubspot', id: 'acme' };
    const written = await appMessages.exportProfile.handle(key, 7);
    expect(JSON.parse(written ?? '')).toMatchObject(JSON.parse(file()));
    expect(await appMessages.forgetProfile.handle(key, 7)).toBe(true);
    expect(await appMessages.listProfiles.handle({}, 7)).toEqual([]);
    expect(await appMessages.exportProfile.handle(key, 7)).toBeNull();
    expect(await appMessages.importProfile.handle({ text: written ?? '' }, 7)).toEqual({ ok: true });
  });

  it('D5: does not overwrite data of a newer version', async () => {
    await new Promise((resolve, reject) => {
      const request = indexedDB.open(databaseName, 99);
      request.onsuccess = () => resolve(request.result.close());
      request.onerror = () => reject(request.error);
    });
    expect(await appMessages.importProfile.handle({ text: file() }, 7)).toEqual({ ok: false, reason: 'newer' });
  });
});
