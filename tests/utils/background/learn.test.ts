import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { hubspot } from '@/providers/hubspot';
import { learnFromErrorPage } from '@/utils/background/learn';
import { buildReview } from '@/utils/review/build-review';
import { clientKey } from '@/utils/review/stored-data';
import type { TabReview } from '@/utils/review/tab-review';
import { closeDatabase } from '@/utils/storage/database';
import { findLearnedScopes } from '@/utils/storage/learned-scopes';
import { pageSnapshot } from '../../page-snapshot';
import { clayUrl } from '../../providers/hubspot/sample-urls';

const heading = 'Couldn\u2019t complete the connection';
const sentence =
  'Authorization failed because the provided scopes are missing [crm.objects.deals.read, not.requested], which are required.';

function refused(headings: string[], storage: TabReview['storage'] = 'ok', url = clayUrl): TabReview {
  const parsed = hubspot.requests.parseRequest(url);
  if (!parsed.ok) throw new Error(parsed.reason);
  const snapshot = pageSnapshot({ headings, paragraphs: [sentence] });
  const review = buildReview({ provider: hubspot, request: parsed.value, snapshot });
  return {
    review,
    provider: hubspot,
    request: parsed.value,
    flow: { snapshot } as never,
    remembered: null,
    plans: null,
    storage,
    mayAskOrg: true,
    appOverride: null,
    history: null,
    cookieStore: undefined,
    onCustomerPage: false,
    shown: '',
    tabUrl: undefined,
  };
}
const learnt = () => findLearnedScopes('hubspot', '7f0d-CLIENT');

beforeEach(async () => {
  fakeBrowser.reset();
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
});

it('an error teaches the missing scopes that the request contained, and no others', async () => {
  expect(await learnFromErrorPage(refused([heading]))).toBe(true);
  expect(await learnt()).toEqual({ ok: true, value: ['crm.objects.deals.read'] });
});

it('an error heading inside a longer heading teaches nothing', async () => {
  expect(await learnFromErrorPage(refused([`Connect ${heading} to HubSpot`]))).toBe(false);
  expect(await learnt()).toEqual({ ok: true, value: [] });
});

it('an error teaches nothing if the organization turned histories off', async () => {
  await fakeBrowser.storage.managed.set({ history: false });
  expect(await learnFromErrorPage(refused([heading]))).toBe(false);
  expect(await learnt()).toEqual({ ok: true, value: [] });
});

it.each(['client_id=other', 'redirect_uri=https%3A%2F%2Fother.example'])(
  'an error teaches nothing about a client that the provider may not see in the request: %s',
  async (more) => {
    expect(await learnFromErrorPage(refused([heading], 'ok', `${clayUrl}&${more}`))).toBe(false);
    expect(await learnt()).toEqual({ ok: true, value: [] });
  },
);

it('an error on a page that a customer publishes teaches nothing', async () => {
  expect(await learnFromErrorPage({ ...refused([heading]), onCustomerPage: true })).toBe(false);
  expect(await learnt()).toEqual({ ok: true, value: [] });
});

it('an error about a client without an ID teaches what its next review reads', async () => {
  const given = refused([heading], 'ok', clayUrl.replace(/client_id=[^&]*/, 'client_id='));
  expect(await learnFromErrorPage(given)).toBe(true);
  expect(await findLearnedScopes('hubspot', clientKey(given.request))).toMatchObject({ value: ['crm.objects.deals.read'] });
  expect(clientKey(given.request)).toBe('app.clay.com');
});

it('D9: an error in a private window teaches nothing', async () => {
  expect(await learnFromErrorPage(refused([heading], 'private'))).toBe(false);
  expect(await learnt()).toEqual({ ok: true, value: [] });
});
