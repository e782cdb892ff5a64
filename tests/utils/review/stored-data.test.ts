import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { hubspot } from '@/providers/hubspot';
import { buildReview } from '@/utils/review/build-review';
import { loadStoredData } from '@/utils/review/stored-data';
import { savePlans } from '@/utils/storage/accounts';
import { saveBaseline } from '@/utils/storage/baselines';
import { recordOutcome } from '@/utils/storage/outcomes';
import { savePreference } from '@/utils/storage/preferences';
import type { StoredOutcome } from '@/utils/storage/schema';
import { clayUrl } from '../../providers/hubspot/sample-urls';

const parsed = hubspot.requests.parseRequest(clayUrl);
if (!parsed.ok) throw new Error(parsed.reason);
const request = parsed.value;
const context = { account: '', isIncognito: false, flow: null };

it('what was approved for a client says nothing about a request that may be another client’s', async () => {
  const approval = { askedBy: '', reason: '', reviewedBy: '', until: null };
  const saved = await saveBaseline({
    provider: 'hubspot',
    app: '7f0d-CLIENT',
    account: '',
    appName: 'Clay',
    at: 1,
    scopes: [{ id: 'crm.lists.read', requirement: 'required' }],
    ...approval,
  });
  expect(saved).toMatchObject({ ok: true });
  const found = async (readOnly: typeof request.readOnly) =>
    (await loadStoredData(hubspot, { ...request, readOnly }, context)).input.baseline;
  expect(await found(null)).toMatchObject({ app: '7f0d-CLIENT' });
  expect(await found('repeated-client-id')).toBeNull();
});

it('what is new since the app was last connected to this account is known without a saved selection', async () => {
  const ids = request.scopes.map(({ id }) => id);
  const record = (id: string, at: number, more: Partial<StoredOutcome>) =>
    recordOutcome(
      {
        id,
        at,
        provider: 'hubspot',
        app: '7f0d-CLIENT',
        appName: 'Clay',
        account: '41',
        scopes: { requested: ids.slice(0, 5), kept: ids.slice(0, 5), dropped: [] },
        outcome: { kind: 'connected', rule: null },
        ...more,
      },
      true,
    );
  await record('connected', 10, {});
  await record('another account', 20, { account: '42' });
  await record('refused', 30, { outcome: { kind: 'refused', rule: null } });
  await record('unknown', 40, { scopes: null });
  // The flow of the tab is recorded as well once it is connected.
  await record('this flow', 60, { scopes: { requested: ids, kept: ids, dropped: [] } });
  const load = async (account: string, startedAt: number) =>
    (await loadStoredData(hubspot, request, { ...context, account, flow: '7-50', startedAt })).input;
  const { earlier } = await load('41', 50);
  expect(earlier).toEqual({ at: 10, requested: ids.slice(0, 5), required: null });
  expect((await load('41', 5)).earlier).toBeNull();
  expect((await load('43', 50)).earlier).toBeNull();
  const { changes, chosen } = buildReview({ provider: hubspot, request, earlier: earlier ?? null });
  expect(changes).toEqual({ since: 10, added: ids.slice(5), removed: [], newlyRequired: [] });
  expect(chosen).toBeNull();
  const saved = { requested: ids.slice(0, 9), required: [], kept: ids.slice(0, 9), dropped: [] };
  await savePreference({ provider: 'hubspot', app: '7f0d-CLIENT', account: '41', appName: 'Clay', at: 15, ...saved });
  expect(await load('41', 50)).toMatchObject({ earlier: null, remembered: { at: 15 } });
});

it('the plan that was stated for requests without an account is not that of a pasted one', async () => {
  await savePlans('hubspot', '', { sales: 'free' }, 1);
  await savePlans('hubspot', '41', { sales: 'professional' }, 1);
  const plans = async (more: Partial<typeof context>) => (await loadStoredData(hubspot, request, { ...context, ...more })).plans;
  expect(await plans({})).toBeNull();
  expect(await plans({ account: '41' })).toEqual({ sales: 'professional' });
  expect(await loadStoredData(hubspot, request, { ...context, flow: '7-50' })).toMatchObject({ plans: { sales: 'free' } });
});
