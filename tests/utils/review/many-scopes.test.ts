/** Any site can open a request with very many scopes, which must not keep the background busy. */
import { expect, it } from 'vitest';
import type { RequestedScope } from '@/providers/contract/request';
import { hubspot } from '@/providers/hubspot';
import { isTooLong, readableUrl } from '@/providers/oauth2/request';
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
  const parsed = hubspot.requests.parseRequest(hubspotUrl(['s'], []) + more);
  if (!parsed.ok) throw new Error(parsed.reason);
  const scopes = Array.from({ length: count }, (_, index) => ({ ...(parsed.value.scopes[0] as RequestedScope), id: `s${index}` }));
  const request = { ...parsed.value, scopes };
  const times = [0, 0, 0].map(() => processorTime(() => buildReview({ provider: hubspot, request, isObserved: true, ...input })));
  return Math.min(...times);
}

it.each([
  ['a policy', { policy }, ''],
  ['a policy, read-only', { policy }, '&redirect_uri=https%3A%2F%2Fother.example'],
  ['a saved selection', { remembered }, ''],
  ['a baseline', { baseline }, ''],
])('B4: the work grows with the scopes, not with their square, under %s', (_, input, more) => {
  timeFor(2_000, input, more);
  const [few, many] = [timeFor(2_000, input, more), timeFor(32_000, input, more)];
  // 16 times the scopes: 16 times the work, or 256 times. A busy machine shifts either one by a factor of two.
  expect(many).toBeLessThan(64 * Math.max(few, 3));
});

it('B4: more scopes than any provider has are not reviewed, and what is reviewed is decided quickly by a large policy', () => {
  const patterns = Array.from({ length: 100 }, (_, index) => `crm.objects.x${index}.*`);
  const rules = Array.from({ length: 20 }, () => ({ action: 'deny' as const, scopes: patterns, reason: 'no' }));
  const requestFor = (count: number, separator: string) => {
    const url = `${hubspotUrl(['oauth'], [])}&optional_scope=${Array.from({ length: count }, (_, index) => `s${index}`).join(separator)}`;
    const parsed = hubspot.requests.parseRequest(url);
    if (!parsed.ok) throw new Error(parsed.reason);
    return { url, request: parsed.value };
  };
  for (const separator of ['+', '%20', ',', '%2c']) {
    const { url, request } = requestFor(2_100, separator);
    expect(request).toMatchObject({ readOnly: 'too-long', scopes: [] });
    expect(isTooLong(readableUrl(url))).toBe(true);
    expect(readableUrl(url).length).toBeLessThan(url.length);
    expect(readableUrl(requestFor(1_900, separator).url)).toBe(requestFor(1_900, separator).url);
  }
  const { request } = requestFor(1_900, '+');
  const largePolicy = { owner: 'user' as const, file: samplePolicy(rules) };
  expect(processorTime(() => buildReview({ provider: hubspot, request, policy: largePolicy, isObserved: true }))).toBeLessThan(1_000);
});
