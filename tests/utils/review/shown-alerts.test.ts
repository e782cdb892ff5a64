/** What is shown about a request is about the request that the page shows. */
import { describe, expect, it } from 'vitest';
import type { Provider } from '@/providers/contract/provider';
import { hubspot } from '@/providers/hubspot';
import { outreach } from '@/providers/outreach';
import { salesforce } from '@/providers/salesforce';
import { buildReview } from '@/utils/review/build-review';
import type { ReviewInput } from '@/utils/review/review-input';
import { findingsFor, shownAlerts } from '@/utils/review/shown-alerts';
import { hubspotUrl } from '../../providers/hubspot/sample-urls';
import { outreachUrl } from '../../providers/outreach/sample-urls';
import { acme, authorize } from '../../providers/salesforce/sample-urls';

function requestOf(provider: Provider, url: string) {
  const parsed = provider.requests.parseRequest(url);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}

/** The review after the user continued with only these scopes, or before that if there are none. */
function reviewOf(provider: Provider, url: string, kept: readonly string[] | null, input: Partial<ReviewInput> = {}) {
  const request = requestOf(provider, url);
  const keep = kept && new Set(kept);
  const narrowed = keep && provider.requests.narrow(request, keep);
  if (narrowed && !('url' in narrowed)) throw new Error('not narrowed');
  return buildReview({ provider, request, current: narrowed && requestOf(provider, narrowed.url), ...input });
}
const ids = (findings: readonly { id: string }[]) => findings.map(({ id }) => id);

/** Per rule about scopes: a request that it warns of, and what is kept so that it no longer applies. */
const cases: [string, Provider, string, string[]][] = [
  ['salesforce-user-access', salesforce, authorize(acme, { scope: 'full+openid+refresh_token' }), ['openid', 'refresh_token']],
  ['outreach-withdrawn-scopes', outreach, outreachUrl(['prospects.read', 'audits.read']), ['prospects.read']],
  ['outreach-mcp-scopes', outreach, outreachUrl(['prospects.read', 'mcp:read']), ['prospects.read']],
  ['hubspot-scope-on-request', hubspot, hubspotUrl(['oauth'], ['crm.schemas.custom.write', 'tickets']), ['oauth', 'tickets']],
];

describe.each(cases)('%s', (id, provider, url, kept) => {
  it('is shown while the page requests the scope, and after Continue without it nowhere', () => {
    expect(ids(shownAlerts(reviewOf(provider, url, null)))).toContain(id);
    expect(ids(reviewOf(provider, url, kept).findings)).not.toContain(id);
  });

  it('leaves the choice with the scope, and counts as long as the page requests it', () => {
    const { findings, scopes, current, diagnosis } = reviewOf(provider, url, null);
    expect(ids(findingsFor(findings, scopes, new Set(kept)))).not.toContain(id);
    expect(ids(shownAlerts({ findings, scopes, current, diagnosis }))).toContain(id);
  });

  it('comes back with the scope, and counts only once the page requests it', () => {
    const all = requestOf(provider, url).scopes.map((scope) => scope.id);
    const ticked = reviewOf(provider, url, kept, { draftSelection: all });
    expect(ids(findingsFor(ticked.findings, ticked.scopes, new Set(ticked.selection)))).toContain(id);
    expect(ids(shownAlerts(ticked))).not.toContain(id);
  });
});

it('after Continue, a finding about several scopes names only those that the page still requests', () => {
  const url = authorize(acme, { scope: 'api+full+openid' });
  const access = (kept: string[] | null) => reviewOf(salesforce, url, kept).findings.find(({ id }) => id === 'salesforce-user-access');
  expect(access(null)).toMatchObject({ severity: 'warning', params: [['api', 'full']] });
  expect(access(['api', 'openid'])).toMatchObject({ severity: 'notice', params: [['api']] });
  const unknown = (kept: string[] | null) =>
    reviewOf(outreach, outreachUrl(['prospects.read', 'acme.one', 'acme.two']), kept).findings.find(({ id }) => id === 'unknown-scopes');
  expect(unknown(null)?.params).toEqual([['acme.one', 'acme.two']]);
  expect(unknown(['prospects.read', 'acme.two'])?.params).toEqual([['acme.two']]);
});
