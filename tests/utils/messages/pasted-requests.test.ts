/** What a pasted request takes from the storage, what it offers to open, and texts with several of them. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { clay } from '@/providers/hubspot/apps/clay';
import { pastedMessages } from '@/utils/messages/pasted-messages';
import { tabOf } from '@/utils/permissions/tab';
import { savePlans } from '@/utils/storage/accounts';
import { recordSighting } from '@/utils/storage/app-history';
import { saveAppOverride } from '@/utils/storage/app-overrides';
import { closeDatabase } from '@/utils/storage/database';
import { saveRequiredScopes } from '@/utils/storage/learned-scopes';
import { savePreference } from '@/utils/storage/preferences';
import { storeNames } from '@/utils/storage/schema';
import { clayUrl, hubspotUrl } from '../../providers/hubspot/sample-urls';
import { storeReads } from '../storage/store-reads';

vi.mock('@/utils/permissions/tab', () => ({ tabOf: vi.fn() }));

const app = '7f0d-CLIENT';
const optional = [...clay.optionalOn, ...clay.optionalOff];
const kept = [...clay.required, ...optional.slice(0, 2)];
const dropped = optional.slice(2, -1);
const saveSelection = (account = '') =>
  savePreference({
    provider: 'hubspot',
    app,
    account,
    appName: 'Clay',
    at: 5,
    requested: [...kept, ...dropped],
    required: [...clay.required],
    kept,
    dropped,
  });
const withAccount = clayUrl.replace('/oauth/authorize', '/oauth/4711/authorize');
const paste = async (text: string, index?: number) => {
  const response = await pastedMessages.reviewPasted.handle({ text, answers: {}, ...(index === undefined ? {} : { index }) }, 7);
  if (response.state !== 'review') throw new Error(response.state);
  return response;
};
const list = async (text: string) => {
  const response = await pastedMessages.reviewPasted.handle({ text, answers: {} }, 7);
  if (response.state !== 'list') throw new Error(response.state);
  return response;
};

beforeEach(async () => {
  fakeBrowser.reset();
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
  Object.assign(browser, { extension: { inIncognitoContext: false } });
  vi.spyOn(browser.permissions, 'contains').mockResolvedValue(true as never);
  vi.mocked(tabOf).mockResolvedValue({ incognito: false } as never);
});

describe('a pasted request', () => {
  it('preselects the saved selection of its client, and says what is new since then', async () => {
    await saveSelection();
    const { review, rememberedAt } = await paste(`Please look at ${clayUrl}`);
    expect(review.presets[0]).toMatchObject({ id: 'last' });
    // The one that was not requested then is on, because the link only claims to be that of an app whose
    // default is off.
    expect(new Set(review.selection)).toEqual(new Set([...kept, optional.at(-1)]));
    expect(review.changes).toMatchObject({ since: 5, added: [optional.at(-1)] });
    expect(review).toMatchObject({ editable: false, readOnlyReason: 'pasted' });
    expect(rememberedAt).toBe(5);
  });

  it('without an account takes the selection of the only account, and none if there are several', async () => {
    await saveSelection('4711');
    expect((await paste(clayUrl)).review.presets[0]?.id).toBe('last');
    await saveSelection('4712');
    expect((await paste(clayUrl)).review).toMatchObject({ presets: [], changes: null });
    expect((await paste(withAccount)).review.presets[0]?.id).toBe('last');
  });

  it('has the history of its client, what errors taught, the plans of its account and the app that the user chose', async () => {
    await recordSighting('hubspot', app, {
      flow: 'x',
      day: '2026-01-02',
      requested: clay.required,
      reduced: null,
      outcome: null,
      decided: false,
    });
    await saveRequiredScopes('hubspot', app, [optional[0] as string], 1);
    await savePlans('hubspot', '4711', { sales: 'professional' }, 1);
    await saveAppOverride({ provider: 'hubspot', app, profile: null, at: 1 });
    const { review, history, plans } = await paste(withAccount);
    expect(history).toMatchObject({ first: '2026-01-02', learned: [optional[0]] });
    expect(plans).toEqual({ sales: 'professional' });
    expect(review.app).toMatchObject({ matchedBy: 'user', name: null });
    expect(review.scopes.find(({ id }) => id === optional[0])).toMatchObject({ requirement: 'required', provenance: 'learned' });
    expect((await paste(clayUrl)).plans).toBeNull();
  });

  it('changes nothing that is stored, in a private window too', async () => {
    await saveSelection();
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const set = vi.spyOn(browser.storage.session, 'set');
    await paste(clayUrl);
    vi.mocked(tabOf).mockResolvedValue({ incognito: true } as never);
    expect(await paste(clayUrl)).toMatchObject({ storage: 'private', review: { presets: [{ id: 'last' }, {}, {}, {}] } });
    expect(transaction.mock.calls.filter(([, mode]) => mode === 'readwrite')).toEqual([]);
    expect(set).not.toHaveBeenCalled();
  });

  it('reads each store once, apart from the saved selections, which an error may be about', async () => {
    const reads = storeReads();
    await paste(withAccount);
    expect(reads()).toEqual({ ...Object.fromEntries(storeNames.map((name) => [name, 1])), preferences: 2 });
  });

  it('that comes from a report takes nothing but profiles, because it was made elsewhere', async () => {
    await saveSelection('4711');
    await savePlans('hubspot', '4711', { sales: 'professional' }, 1);
    const report = {
      format: 'scope-review-report',
      version: 1,
      provider: 'hubspot',
      app: null,
      clientId: app,
      redirectHost: null,
      account: '4711',
    };
    const rest = { requested: kept, error: 'access_denied', description: null, said: '', recognised: true, download: false, causes: [] };
    const response = await paste(JSON.stringify({ ...report, ...rest, seen: [], answers: {}, trail: [] }));
    expect(response).toMatchObject({ rememberedAt: null, plans: null, history: null, pasted: { hasRequest: false, url: null } });
    expect(response.review).toMatchObject({ presets: [], changes: null });
  });

  it.each([
    ['HubSpot', clayUrl],
    ['HubSpot, in a text', `Approve this: ${clayUrl}`],
    [
      'Salesforce without scopes',
      'https://login.salesforce.com/services/oauth2/authorize?response_type=code&client_id=a&redirect_uri=https://x.example/cb',
    ],
  ])('of %s can be opened byte for byte', async (_, text) => {
    const { pasted } = await paste(text);
    expect(pasted?.hasRequest).toBe(true);
    expect(text.endsWith(pasted?.url ?? '-')).toBe(true);
  });

  it('with user info in front of its host can be opened without it', async () => {
    const { pasted } = await paste(clayUrl.replace('https://', 'https://www.example.com:pass@'));
    expect(pasted).toMatchObject({ hasRequest: true, url: clayUrl });
  });

  it.each([
    ['an unsupported provider', 'https://github.example/login/oauth/authorize?client_id=c&scope=repo'],
    ['http', clayUrl.replace('https:', 'http:')],
    ['a host that looks like one of the provider', clayUrl.replace('app.hubspot.com', 'app.hubspot.com.evil.example')],
    ['a damaged escape', `${clayUrl}&x=%E0%A4`],
    [
      'a host of its own',
      'https://connect.acme.example/services/oauth2/authorize?response_type=code&client_id=a&redirect_uri=https://x.example/cb&scope=api',
    ],
  ])('of %s cannot be opened', async (_, text) => {
    const response = await pastedMessages.reviewPasted.handle({ text, answers: {} }, 7);
    expect(response.state === 'review' ? response.pasted?.url : null).toBeNull();
  });

  it('is opened without a list of scopes, and not if it is read-only for another reason as well', async () => {
    const bare = 'https://app.hubspot.com/oauth/authorize?client_id=1&redirect_uri=https%3A%2F%2Fa.example%2F';
    expect((await paste(bare)).pasted?.url).toBe(bare);
    const unusual = await paste(bare.replace('/oauth/', '/oauth//'));
    expect(unusual).toMatchObject({ review: { readOnlyReason: 'missing-scope' }, pasted: { url: null } });
  });
});

describe('a text with several requests and errors', () => {
  const slack = 'https://slack.example/oauth/v2/authorize?client_id=1&scope=chat:write&user_scope=search:read&state=CANARY';
  const refusal =
    'https://acme.my.salesforce.com/setup/secur/RemoteAccessErrorPage.apexp?error=invalid_client&error_description=app+must+be+installed+into+org';
  const text = `First ${withAccount} then ${slack} and this failed: ${refusal} after https://app.example.org/cb?code=CANARY&state=CANARY`;

  it('is a list of them, failures first', async () => {
    const { items, more } = await list(text);
    expect(items).toEqual([
      {
        kind: 'failure',
        title: 'Salesforce: The app is not installed in this Salesforce org',
        account: 'acme.my.salesforce.com',
        scopes: 0,
      },
      { kind: 'request', title: 'app.clay.com on HubSpot', account: '4711', scopes: 18 },
      { kind: 'request', title: 'Unknown app on slack.example', account: null, scopes: 2 },
      { kind: 'approval', title: 'app.example.org on OAuth 2.0', account: null, scopes: 0 },
    ]);
    expect(more).toBe(0);
  });

  it('shows each with its own saved data, and keeps only the case that was opened', async () => {
    await saveSelection('4711');
    await list(text);
    expect(await browser.storage.session.get(null)).toEqual({});
    expect((await paste(text, 1)).review).toMatchObject({ provider: { id: 'hubspot' }, presets: [{ id: 'last' }, {}, {}, {}] });
    expect((await paste(text, 2)).review.provider).toEqual({ id: 'oauth2', name: 'slack.example' });
    expect(await browser.storage.session.get(null)).toEqual({});
    expect((await paste(text, 0)).review.diagnosis?.error).toBe('invalid_client');
    expect(Object.keys(await browser.storage.session.get(null))).toHaveLength(1);
    expect((await paste(text, 99)).review.diagnosis?.error).toBe('invalid_client');
  });

  it('counts what is too much for a list', async () => {
    const { items, more } = await list(Array.from({ length: 103 }, (_, index) => hubspotUrl(['oauth', `s${index}`])).join('\n'));
    expect([items.length, more]).toEqual([100, 3]);
  });
});
