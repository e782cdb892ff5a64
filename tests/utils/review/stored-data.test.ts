import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { hubspot } from '@/providers/hubspot';
import { loadStoredData } from '@/utils/review/stored-data';
import { saveBaseline } from '@/utils/storage/baselines';
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
