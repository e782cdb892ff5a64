/** Any site can open a request with very many scopes, which must not keep the background busy. */
import { expect, it } from 'vitest';
import { hubspot } from '@/providers/hubspot';
import { buildReview } from '@/utils/review/build-review';
import type { ReviewInput } from '@/utils/review/review-input';
import { processorTime } from '../../processor-time';
import { hubspotUrl } from '../../providers/hubspot/sample-urls';
import { samplePolicy } from '../../sample-policy';

const policy = { owner: 'user' as const, file: samplePolicy([{ access: ['unknown'] }]) };
const before = Array.from({ length: 200 }, (_, index) => `old.${index}`);
const remembered = { at: 1, requested: before, required: [], kept: before, dropped: [] };
const baseline = {
  provider: 'hubspot',
  app: 'CLIENT',
  account: '',
  appName: '',
  at: 1,
  scopes: before.map((id) => ({ id, requirement: 'undeclared' as const })),
  askedBy: '',
  reason: '',
  reviewedBy: '',
  until: null,
};

function timeFor(count: number, input: Partial<ReviewInput>, more: string): number {
  const scopes = Array.from({ length: count }, (_, index) => `s${index}`);
  const parsed = hubspot.requests.parseRequest(hubspotUrl(scopes, []) + more);
  if (!parsed.ok) throw new Error(parsed.reason);
  const times = [0, 0, 0].map(() =>
    processorTime(() => buildReview({ provider: hubspot, request: parsed.value, isObserved: true, ...input })),
  );
  return Math.min(...times);
}

it.each([
  ['a policy', { policy }, ''],
  ['a policy, read-only', { policy }, '&redirect_uri=https%3A%2F%2Fother.example'],
  ['a saved selection', { remembered }, ''],
  ['a baseline', { baseline }, ''],
])('B4: twice the scopes take less than three times the work under %s', (_, input, more) => {
  timeFor(2_000, input, more);
  const [half, whole] = [timeFor(8_000, input, more), timeFor(16_000, input, more)];
  expect(whole).toBeLessThan(3 * Math.max(half, 20));
});
