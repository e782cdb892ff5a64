import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import { findingText } from '@/utils/diagnosis/finding-text';
import { buildReview } from '@/utils/review/build-review';
import { findDropped } from '@/utils/review/dropped';
import { parseInput } from '@/utils/review/parse-input';
import { closeDatabase } from '@/utils/storage/database';
import { savePreference } from '@/utils/storage/preferences';
import type { Preference } from '@/utils/storage/schema';

const clay: Preference = {
  provider: 'hubspot',
  app: 'client-of-clay',
  account: '1',
  appName: 'Clay',
  at: 10,
  requested: ['a.read', 'b.write', 'c.write'],
  required: ['a.read'],
  kept: ['a.read'],
  dropped: ['b.write', 'c.write'],
};
const workato: Preference = { ...clay, app: 'client-of-workato', appName: 'Workato', dropped: ['d.write'] };

async function explain(text: string): Promise<string> {
  const pasted = parseInput(text);
  if (!pasted.ok) throw new Error(pasted.reason);
  const dropped = await findDropped(pasted.input.provider, pasted.input.request, text);
  const { diagnosis } = buildReview({ ...pasted.input, dropped });
  if (!diagnosis) throw new Error('nothing failed');
  return findingText(diagnosis.finding, 'text');
}
const missing = (id: string) => JSON.stringify({ category: 'MISSING_SCOPES', context: { requiredGranularScopes: [id] } });

beforeEach(async () => {
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
});

it('names what the one saved selection of the provider leaves out', async () => {
  await savePreference(clay);
  await savePreference({ ...workato, provider: 'outreach' });
  expect(await explain('HubSpot: insufficient permissions')).toMatch(/The saved selection for Clay on HubSpot drops b\.write, c\.write\.$/);
});

it('names of the dropped scopes only those that the error names', async () => {
  await savePreference(clay);
  expect(await explain(missing('c.write'))).toMatch(/drops c\.write\.$/);
  expect(await explain(missing('x.write'))).toMatch(/The error names: x\.write\.$/);
});

it('does not guess among several apps or accounts, and takes the app that the text names', async () => {
  await savePreference(clay);
  await savePreference(workato);
  expect(await explain('HubSpot: insufficient permissions')).not.toContain('saved selection');
  expect(await explain('Workato on HubSpot: insufficient permissions')).toMatch(/Workato on HubSpot drops d\.write\.$/);
  expect(await explain('Workato: insufficient permissions')).toMatch(/Workato on HubSpot drops d\.write\.$/);
  await savePreference({ ...workato, account: '2', dropped: ['e.write'] });
  expect(await explain('Workato on HubSpot: insufficient permissions')).not.toContain('saved selection');
});

it('takes no app for one that is not named, where nobody named the provider', async () => {
  await savePreference(clay);
  expect(await explain('insufficient permissions')).not.toContain('saved selection');
  expect(await explain('Claymore: insufficient permissions')).not.toContain('saved selection');
});

it('goes by the client and the account where the text holds them', async () => {
  await savePreference(clay);
  await savePreference({ ...clay, account: '2', dropped: ['z.write'] });
  const pasted = parseInput('HubSpot: insufficient permissions');
  if (!pasted.ok) throw new Error(pasted.reason);
  const { provider, request } = pasted.input;
  const of = (account: string | null, clientId = clay.app) => findDropped(provider, { ...request, clientId, account }, 'Clay');
  expect((await of('2'))?.ids).toEqual(['z.write']);
  expect(await of(null)).toBeNull();
  expect(await of('2', 'client-of-another')).toBeNull();
});
