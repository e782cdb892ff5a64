import { describe, expect, it } from 'vitest';
import { genericProvider, parseRequest, providerById } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest, ReadOnlyReason } from '@/providers/contract/request';
import { clay } from '@/providers/hubspot/apps/clay';
import type { Baseline } from '@/utils/policy/baseline';
import { type Approval, approvalAccount } from '@/utils/review/approval';
import { isCovered } from '@/utils/review/approval-text';
import { buildReview } from '@/utils/review/build-review';
import { readRequests } from '@/utils/review/read-requests';
import type { ReviewInput } from '@/utils/review/review-input';
import { reviewMarkdown } from '@/utils/review/review-markdown';
import { clayUrl } from '../../providers/hubspot/sample-urls';
import { samplePolicy } from '../../sample-policy';

const provider = providerById('hubspot') as Provider;
const request = (url = clayUrl) => {
  const [read] = readRequests(url);
  if (!read?.ok) throw new Error('the sample is a request');
  return read.request;
};
const scopes = () => request().scopes.map(({ id, requirement }) => ({ id, requirement }));
const baseline = (more: Partial<Baseline> = {}): Baseline => ({
  provider: 'hubspot',
  app: 'client',
  account: '',
  appName: 'Clay',
  at: 1_790_000_000_000,
  scopes: scopes(),
  askedBy: 'Sales operations',
  reason: 'Enriches contacts',
  reviewedBy: 'IT security',
  until: null,
  ...more,
});
const approval = (given: Baseline | null, more: { readOnly?: ReadOnlyReason } = {}) =>
  buildReview({ provider, request: { ...request(), ...more }, baseline: given }).approval;

describe('the approval of a request', () => {
  it('is null without a baseline', () => {
    expect(approval(null)).toBeNull();
    expect(buildReview({ provider, request: request() }).approval).toBeNull();
  });

  it('says who asked, why, who reviewed and until when, and that nothing changed', () => {
    const { provider: _provider, app: _app, scopes: _scopes, ...facts } = baseline({ until: '2027-06-30' });
    expect(approval(baseline({ until: '2027-06-30' }))).toEqual({
      ...facts,
      drift: { added: [], removed: [], newlyRequired: [], moreAccess: [] },
    });
  });

  it('says that the app returns to another host than was approved, or that it is unknown where it does', () => {
    const approvalFor = (redirectHost: string | null, approved?: string, more: Partial<AuthorizationRequest> = {}) =>
      buildReview({
        provider,
        request: { ...request(), redirectHost, ...more },
        baseline: baseline(approved === undefined ? {} : { redirectHost: approved }),
      }).approval;
    const host = (...given: Parameters<typeof approvalFor>) => approvalFor(...given)?.drift?.otherHosts;
    const isCoveredFor = (...given: Parameters<typeof approvalFor>) => isCovered(approvalFor(...given) as Approval);
    for (const other of ['sync.northwind.example', 'app.clay.com:8443', 'http://app.clay.com', 'nwsync:'])
      expect(host(other, 'app.clay.com'), other).toEqual([other]);
    expect(host('app.clay.com', 'app.clay.com')).toBeUndefined();
    expect(host('app.clay.com')).toBeUndefined();
    expect(approvalFor(null, 'app.clay.com')?.drift).toMatchObject({ added: [], unknownHost: ['app.clay.com'] });
    expect([isCoveredFor('app.clay.com', 'app.clay.com'), isCoveredFor(null, 'app.clay.com'), isCoveredFor(null)]).toEqual([
      true,
      false,
      true,
    ]);
    // What is no request, such as a token response, returns nowhere. One from an admin's mail has no URL.
    expect(isCoveredFor(null, 'app.clay.com', { url: '', pageKind: 'consent' })).toBe(true);
    expect(isCoveredFor(null, 'app.clay.com', { url: '' })).toBe(false);
  });

  it('of a smaller request reports nothing as new, and what it leaves out as not approved', () => {
    const dropped = ['crm.objects.deals.write'];
    expect(approval(baseline({ dropped }))).toMatchObject({ dropped, drift: { added: [], newlyRequired: [], notApproved: dropped } });
    const review = buildReview({
      provider,
      request: { ...request(), scopes: request().scopes.filter(({ id }) => id !== dropped[0]) },
      baseline: baseline({ dropped }),
    });
    expect(review.approval?.drift).toEqual({ added: [], removed: [], newlyRequired: [], moreAccess: [] });
  });

  it('names what it leaves out once in Markdown', () => {
    const dropped = ['crm.objects.deals.write'];
    const lines = reviewMarkdown(buildReview({ provider, request: request(), baseline: baseline({ dropped }) }));
    const text = lines.slice(lines.findIndex((line) => line.startsWith('### Approved')));
    expect(text.filter((line) => line.includes('deals.write'))).toEqual(['- Leaves out: `crm.objects.deals.write`']);
    expect(text.at(-1)).toBe('- Otherwise the same scopes as approved');
  });

  it('names what it leaves out in Markdown also by the name that the request uses now', () => {
    const salesforce = providerById('salesforce') as Provider;
    const url = (id: string) =>
      `https://login.salesforce.com/services/oauth2/authorize?response_type=code&client_id=c&redirect_uri=https%3A%2F%2Fa.example%2F&scope=api+${id}`;
    const given = request(url('refresh_token')).scopes.map(({ id, requirement }) => ({ id, requirement }));
    const approved = baseline({ provider: 'salesforce', scopes: given, dropped: ['refresh_token'] });
    const text = reviewMarkdown(buildReview({ provider: salesforce, request: request(url('offline_access')), baseline: approved }));
    expect(text.at(-1)).toBe('- **Left out of the approval**: `offline_access`');
  });

  it('calls a scope newly required once the request demands it, whatever the profile of the app lists', () => {
    const moved = 'crm.objects.deals.write';
    const [url, before] = [clayUrl.replace('scope=', `scope=${moved}%20`), scopes()];
    expect(before.find(({ id }) => id === moved)?.requirement).toBe('optional-on');
    const review = buildReview({ provider, request: request(url), baseline: baseline({ scopes: before }) });
    expect(review.approval?.drift).toEqual({ added: [], removed: [], newlyRequired: [moved], moreAccess: [] });
    expect(review.scopes.find(({ id }) => id === moved)).toMatchObject({ requirement: 'required', locked: true });
    expect(approval(baseline({ scopes: before.slice(1) }))?.drift).toMatchObject({ added: [before[0]?.id], removed: [] });
  });

  it('calls nothing newly required because an error or a profile of the user says so', () => {
    const optional = request().scopes.find(({ requirement }) => requirement === 'optional-on')?.id ?? '';
    const own = { ...clay, required: [...clay.required, optional] };
    for (const more of [{ learnedRequired: [optional] }, { userOverrides: { customProfiles: [own], appOverride: null } }]) {
      const review = buildReview({ provider, request: request(), isObserved: true, baseline: baseline(), ...more });
      expect(review.scopes.find(({ id }) => id === optional)?.requirement).toBe('required');
      expect(review.approval?.drift?.newlyRequired).toEqual([]);
    }
  });

  it.each(['repeated-client-id', 'repeated-redirect-uri', 'ambiguous-parameters'] as const)(
    'compares nothing if the request may be another app’s: %s',
    (readOnly) => {
      expect(approval(baseline(), { readOnly })?.drift).toBeNull();
    },
  );

  it.each(['repeated-scope', 'truncated-scope', 'request-object', 'too-long', 'read-from-page', 'mcp-server', 'unsupported-flow'] as const)(
    'compares nothing if the request may have other scopes: %s',
    (readOnly) => {
      expect(approval(baseline({ scopes: [] }), { readOnly })?.drift).toBeNull();
      expect(approval(baseline({ scopes: [] }))?.drift?.added).not.toEqual([]);
    },
  );
});

it('counts only at the unsupported server that was approved', () => {
  const at = (server: string) =>
    request(
      `https://${server}/authorize?client_id=grafana&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&response_type=code&scope=openid%20admin`,
    );
  const requested = at('sso.test.example');
  const scopes = requested.scopes.map(({ id, requirement }) => ({ id, requirement }));
  const given = baseline({ provider: 'oauth2', app: 'grafana', account: approvalAccount(requested), scopes });
  const approvalAt = (server: string, one = given) =>
    buildReview({ provider: genericProvider, request: at(server), baseline: one }).approval;
  expect(approvalAt('sso.test.example')?.drift?.added).toEqual([]);
  for (const other of ['sso.prod.example', 'sso.test.example:8443']) expect(approvalAt(other), other).toBeNull();
  // What was taken out of a host is that of any server.
  expect(
    buildReview({ provider: genericProvider, request: { ...requested, server: '[address]' }, baseline: { ...given, account: '[address]' } })
      .approval,
  ).toBeNull();
  // Nobody approves an app at every server.
  expect(approvalAt('sso.test.example', { ...given, account: '' })).toBeNull();
});

it('has no approval, no certain app and no allowed scope on a host where not only the provider publishes pages', () => {
  const salesforce = providerById('salesforce');
  const reviewAt = (host: string) => {
    const url = `https://${host}/services/oauth2/authorize?response_type=code&client_id=3MVG9CLAY&redirect_uri=https%3A%2F%2Fapp.clay.com%2Fcb&scope=id+api`;
    const parsed = parseRequest(url);
    if (!parsed.ok || !salesforce) throw new Error('not read');
    const scopes = parsed.value.scopes.map(({ id, requirement }) => ({ id, requirement }));
    const approved: Baseline = {
      ...{ provider: 'salesforce', app: '3MVG9CLAY', account: '', appName: 'Clay', at: 1, redirectHost: 'app.clay.com', scopes },
      ...{ askedBy: '', reason: '', reviewedBy: 'Ada', until: null },
    };
    const file = samplePolicy([{ action: 'allow', app: '3MVG9CLAY' }, { action: 'ask' }]);
    const overrides = { customProfiles: [], appOverride: { profile: 'clay' } };
    const of = (more: Partial<ReviewInput>) =>
      buildReview({ provider: salesforce, request: parsed.value, isObserved: true, baseline: approved, ...more });
    return {
      approval: of({}).approval !== null,
      matchedBy: of({}).app?.matchedBy ?? null,
      chosen: of({ userOverrides: overrides }).app?.matchedBy ?? null,
      actions: [...new Set(of({ policy: { owner: 'user', file } }).scopes.map(({ policy }) => policy?.action ?? 'allow'))],
    };
  };
  expect(reviewAt('acme.my.salesforce.com')).toEqual({ approval: true, matchedBy: 'redirect-host', chosen: 'user', actions: ['allow'] });
  for (const host of ['phish.example', 'evil.my.site.com', 'evil.sandbox.my.site.com', 'evil.force.com', 'evil.secure.force.com'])
    expect(reviewAt(host), host).toEqual({ approval: false, matchedBy: 'claimed-host', chosen: 'claimed-host', actions: ['ask'] });
});
