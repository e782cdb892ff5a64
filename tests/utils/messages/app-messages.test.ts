import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { hubspot } from '@/providers/hubspot';
import { tabOf } from '@/utils/flow/tab';
import { appMessages, offerProfile } from '@/utils/messages/app-messages';
import { redraw } from '@/utils/messages/redraw';
import { syncAndLoadReview } from '@/utils/review/of-tab';
import { findCorrection, saveCorrection } from '@/utils/storage/corrections';
import { closeDatabase, databaseName } from '@/utils/storage/database';
import { listProfiles } from '@/utils/storage/profiles';
import { findSeen, noteSeen } from '@/utils/storage/seen';
import { clayUrl } from '../../providers/hubspot/sample-urls';

vi.mock('@/utils/review/of-tab', () => ({ syncAndLoadReview: vi.fn() }));
vi.mock('@/utils/flow/tab', () => ({ tabOf: vi.fn() }));
vi.mock('@/utils/messages/redraw', () => ({ redraw: vi.fn() }));

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
  const parsed = hubspot.parseRequest(clayUrl);
  if (!parsed.ok) throw new Error(parsed.reason);
  vi.mocked(syncAndLoadReview).mockResolvedValue({ provider: hubspot, request: parsed.value, storage: 'ok', ...change } as never);
};
const client = ['hubspot', '7f0d-CLIENT'] as const;
const own = async () => {
  const found = await listProfiles();
  return found.ok ? found.value.map(({ profile }) => profile.name) : found.reason;
};

beforeEach(async () => {
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
  vi.mocked(tabOf).mockResolvedValue({ incognito: false } as never);
  shows();
});

describe('which app the client of a tab is', () => {
  it('is kept, lets the page follow, and is taken back', async () => {
    expect(await appMessages.correctApp.handle({ said: { profile: 'clay' } }, 7)).toBe(true);
    expect(await findCorrection(...client)).toMatchObject({ value: { profile: 'clay' } });
    expect(redraw).toHaveBeenCalledWith(7);
    expect(await appMessages.correctApp.handle({ said: null }, 7)).toBe(true);
    expect(await findCorrection(...client)).toEqual({ ok: true, value: null });
  });

  it.each([
    ['in a private window', { storage: 'private' }],
    ['of a request that was read from the page', { request: { clientId: null, redirectHost: null, readOnly: 'read-from-page' } }],
  ])('is not kept %s', async (_, change) => {
    shows(change);
    expect(await appMessages.correctApp.handle({ said: { profile: 'clay' } }, 7)).toBe(false);
    expect(await findCorrection('hubspot', '')).toEqual({ ok: true, value: null });
    expect(await findCorrection(...client)).toEqual({ ok: true, value: null });
  });

  it('E1 is told where it cannot be kept', async () => {
    vi.stubGlobal('indexedDB', undefined);
    expect(await appMessages.correctApp.handle({ said: null }, 7)).toBe(false);
    vi.unstubAllGlobals();
  });
});

describe('what was learnt of the client of a tab', () => {
  it('is forgotten, and nothing that the person said', async () => {
    await noteSeen(...client, { flow: '7-1', day: '2026-11-22', requested: ['a'], reduced: null, outcome: null });
    await saveCorrection({ provider: client[0], app: client[1], profile: null, at: 1 });
    expect(await appMessages.forgetSeen.handle({}, 7)).toBe(true);
    expect(await findSeen(...client)).toEqual({ ok: true, value: null });
    expect(await findCorrection(...client)).toMatchObject({ value: { profile: null } });
  });
});

describe('a profile of the person’s own', () => {
  it('is offered before it is stored, and said to replace one with its id', async () => {
    const offered = { state: 'profile', name: 'Acme', provider: 'HubSpot', required: 1, optional: 2 };
    expect(await offerProfile(file())).toEqual({ ...offered, replaces: false });
    expect(await own()).toEqual([]);
    expect(await appMessages.addProfile.handle({ text: file() }, 7)).toEqual({ ok: true });
    expect(await own()).toEqual(['Acme']);
    expect(await offerProfile(file())).toEqual({ ...offered, replaces: true });
    expect(await offerProfile('the connection failed')).toBeNull();
  });

  it('E11 is stored whole or not at all', async () => {
    const faulty = file({ required: ['a b'] });
    expect(await offerProfile(faulty)).toEqual({ state: 'faulty-profile', faults: [{ field: 'required[0]', fault: 'scope' }] });
    expect(await appMessages.addProfile.handle({ text: faulty }, 7)).toMatchObject({ ok: false });
    expect(await own()).toEqual([]);
  });

  it('is not stored from a private window', async () => {
    vi.mocked(tabOf).mockResolvedValue({ incognito: true } as never);
    expect(await appMessages.addProfile.handle({ text: file() }, 7)).toEqual({ ok: false, reason: 'private' });
    expect(await own()).toEqual([]);
  });

  it('is listed, written as a file that reads as the same, and deleted', async () => {
    await appMessages.addProfile.handle({ text: file() }, 7);
    const [item] = await appMessages.listProfiles.handle({}, 7);
    expect(item).toMatchObject({ provider: 'hubspot', id: 'acme', name: 'Acme', providerName: 'HubSpot', required: 1, optional: 2 });
    const key = { provider: 'hubspot', id: 'acme' };
    const written = await appMessages.writeProfile.handle(key, 7);
    expect(JSON.parse(written ?? '')).toMatchObject(JSON.parse(file()));
    expect(await appMessages.forgetProfile.handle(key, 7)).toBe(true);
    expect([await appMessages.listProfiles.handle({}, 7), await appMessages.writeProfile.handle(key, 7)]).toEqual([[], null]);
    expect(await appMessages.addProfile.handle({ text: written ?? '' }, 7)).toEqual({ ok: true });
  });

  it('D5 is not stored over data of a newer version', async () => {
    await new Promise((resolve, reject) => {
      const request = indexedDB.open(databaseName, 99);
      request.onsuccess = () => resolve(request.result.close());
      request.onerror = () => reject(request.error);
    });
    expect(await appMessages.addProfile.handle({ text: file() }, 7)).toEqual({ ok: false, reason: 'newer' });
  });
});
