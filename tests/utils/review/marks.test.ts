import { describe, expect, it } from 'vitest';
import { salesforce } from '@/providers/salesforce';
import { buildReview } from '@/utils/review/build-review';
import { marksFor } from '@/utils/review/marks';
import { pageSnapshot } from '../../page-snapshot';
import { samplePolicy } from '../../sample-policy';

const url =
  'https://acme.my.salesforce.com/services/oauth2/authorize?response_type=code&client_id=3MVG9.SYNC&redirect_uri=https://sync.example/cb&scope=full%20refresh_token';
const parsed = salesforce.requests.parseRequest(url);
if (!parsed.ok) throw new Error(parsed.reason);
const page = pageSnapshot({ lines: ['Full access', 'Perform requests at any time'] });
const flagOf = (input: Partial<Parameters<typeof buildReview>[0]>) => {
  const review = buildReview({ provider: salesforce, request: parsed.value, snapshot: page, ...input });
  return marksFor(salesforce, review, page).find(({ label }) => label.endsWith(' full'))?.flag;
};

describe('the flag of a line', () => {
  it('says what the warning is', () => {
    expect(flagOf({})).toEqual({ severity: 'warning', text: 'Warning: acts as user' });
  });

  it('says that the policy denies a scope', () => {
    const file = samplePolicy([{ scopes: ['full'] }]);
    expect(flagOf({ policy: { owner: 'user', file } })).toEqual({ severity: 'warning', text: 'Warning: denied by policy' });
  });
});
