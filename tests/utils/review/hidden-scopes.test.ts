/** Scopes that a provider may grant although the review does not see them in the request. */
import { describe, expect, it } from 'vitest';
import { providerById, providerOf, readRequest } from '@/providers';
import { isCertainClient, readOnlyBecause } from '@/providers/oauth2/uncertain';
import { lineOf, policyKeys } from '@/utils/files/review-line';
import type { PolicyResult } from '@/utils/policy/types';
import { isBlockedByPolicy } from '@/utils/review/access';
import { accessRequestMarkdown } from '@/utils/review/access-request';
import { mayHaveOthers } from '@/utils/review/approval';
import { buildReview } from '@/utils/review/build-review';
import { requestsIn } from '@/utils/review/parse-input';
import { readAccessRequest } from '@/utils/review/read-access-request';
import { readRequests } from '@/utils/review/read-requests';
import type { ReviewInput } from '@/utils/review/review-input';
import { reviewMarkdown, reviewSummary } from '@/utils/review/review-markdown';
import { tPlural } from '@/utils/text/text';
import { pageSnapshot } from '../../page-snapshot';
import { outreachUrl } from '../../providers/outreach/sample-urls';
import { samplePolicy } from '../../sample-policy';

const redirect = 'https://app.clay.com/cb';
const plain = outreachUrl(['users.read'], '+', { redirect });
const deny = { action: 'deny' as const, scopes: ['prospects.*'], reason: 'No prospects' };

function review(url: string, input: Partial<ReviewInput> = {}) {
  const provider = providerOf(new URL(url));
  const parsed = provider?.requests.parseRequest(url);
  if (!provider || !parsed?.ok) throw new Error(url);
  return buildReview({
    provider,
    request: parsed.value,
    isObserved: true,
    policy: { owner: 'organization', file: samplePolicy([deny]) },
    ...input,
  });
}
function requestIn(url: string) {
  const parsed = readRequest(url);
  const provider = parsed.ok && providerById(parsed.value.provider);
  if (!parsed.ok || !provider) throw new Error(url);
  return { provider, request: parsed.value };
}
const onPage = (...lineScopes: string[]) => ({ snapshot: pageSnapshot({ lines: lineScopes, lineScopes }) });
const baseline = (ids: readonly string[]) => ({
  provider: 'outreach',
  app: 'CLIENT-7',
  account: '',
  appName: '',
  at: 1,
  scopes: ids.map((id) => ({ id, requirement: 'required' as const })),
  askedBy: '',
  reason: '',
  reviewedBy: '',
  until: null,
});

describe('a request that the provider may read differently', () => {
  it.each([
    `${plain}&x=1;scope=prospects.all`,
    `${plain}&[scope]=prospects.all`,
    plain.replace('users.read', 'users.read%0Bprospects.all'),
  ])('is never complete, allowed, approved or of a certain app: %s', (url) => {
    for (const outcome of [null, { kind: 'code' as const }]) {
      const built = review(url, { outcome, baseline: baseline(['users.read']) });
      expect(built).toMatchObject({ editable: false, isIncomplete: true, presets: [], approval: { drift: null } });
      expect(built.policy).toMatchObject({ isIncomplete: true });
      expect(built.app.matchedBy).toBeNull();
      expect(reviewSummary(built, null)).toContain(tPlural('summary_incomplete', 1));
      expect(reviewMarkdown(built).join('\n')).toContain(tPlural('summary_incomplete', 1));
    }
    expect(review(url).readOnlyReason).toBe('ambiguous-parameters');
  });

  it('is compared with no earlier request, because what its list lacks may still be requested', () => {
    const earlier = { at: 1, requested: ['accounts.read', 'users.read'], required: null };
    for (const input of [{ earlier }, { remembered: { ...earlier, required: [], kept: ['accounts.read'], dropped: [] } }]) {
      expect(review(`${plain}&[scope]=prospects.all`, input).changes).toBeNull();
      expect(review(plain.replace('&scope=users.read', ''), input)).toMatchObject({ scopes: [], changes: null });
      expect(review(plain, { ...input, ...onPage('users.read', 'prospects.all') }).changes).toBeNull();
      expect(review(plain, input).changes).toMatchObject({ removed: ['accounts.read'] });
    }
  });

  it('is read-only by its client and redirect URI, too, if both are there twice', () => {
    const twice = review(`${plain}&client_id=2&redirect_uri=https%3A%2F%2Fevil.example`);
    expect(twice).toMatchObject({ readOnlyReason: 'repeated-client-id', isCertainClient: false, app: { matchedBy: null } });
  });

  it('reaches an admin as one of which neither the app nor the scopes are certain, whatever reason is shown', () => {
    const code = { outcome: { kind: 'code' as const } };
    for (const built of [review(`${plain}&client_id=2`), review(`${plain}&[scope]=prospects.all`, code)]) {
      const asked = readAccessRequest(accessRequestMarkdown(built))?.input;
      expect(asked && buildReview({ ...asked, baseline: baseline(['users.read']) })).toMatchObject({
        isIncomplete: true,
        app: { matchedBy: null },
        approval: { drift: null },
      });
    }
  });

  it('is complete without the trick', () => {
    const built = review(plain, { baseline: baseline(['users.read']) });
    expect(built).toMatchObject({
      editable: true,
      isIncomplete: false,
      app: { matchedBy: 'redirect-host' },
      policy: { isIncomplete: false },
    });
    expect(built.approval?.drift).not.toBeNull();
    expect(reviewSummary(built, null)).not.toContain(tPlural('summary_incomplete', 1));
  });

  it('is denied for a scope that is hidden inside an ID', () => {
    const built = review(plain.replace('users.read', 'users.read%0Cprospects.all'));
    expect(built.policy?.blocking).toEqual(['users.read\fprospects.all']);
    expect(isBlockedByPolicy(built)).toBe(true);
  });
});

describe('a request with several reasons why it can’t be edited', () => {
  const salesforce = 'https://acme.my.salesforce.com/services/oauth2/authorize?response_type=code';
  const hubspot = 'https://app.hubspot.com/oauth/authorize?client_id=1f0a2b';
  const other = 'https://login.good.example/oauth/authorize?response_type=code&client_id=1';

  it.each([
    [`${salesforce}&client_id=1&client_id=1&redirect_uri=${redirect}`, 'repeated-client-id'],
    [`${salesforce}&client_id=1&redirect_uri=${redirect}&redirect_uri=${redirect}&scope=`, 'repeated-redirect-uri'],
    [`${salesforce}&redirect_uri=${redirect}`, 'missing-client-id'],
    [`${salesforce}&client_id=1`, 'missing-redirect-uri'],
    [`${hubspot}&client_id=1f0a2b&redirect_uri=${redirect}&optional_scope=files`, 'repeated-client-id'],
    [`${hubspot}&scope=oauth%20crm.exp`, 'truncated-scope'],
    [`${hubspot}&scope=oauth%20crm.lists.read`, 'truncated-scope'],
    [`${hubspot}&client_id=2&redirect_uri=${redirect}&scope=oauth&scope=files`, 'repeated-client-id'],
    [`${outreachUrl(['users.read'])}&client_id=2&x=%zz&scope=users.read`, 'malformed-escape'],
    [`${other}&redirect_uri=${redirect}`, 'protocol-only'],
    [`${other}&client_id=1&redirect_uri=${redirect}&scope=openid&claims=%7B%7D`, 'repeated-client-id'],
  ])('is incomplete whichever of them is shown: %s', (url, shown) => {
    const request = requestIn(url);
    const policy = { owner: 'organization' as const, file: samplePolicy([{ ...deny, scopes: ['never.requested'] }]) };
    const built = buildReview({ ...request, policy, baseline: { ...baseline(['openid']), account: 'login.good.example' } });
    expect(built).toMatchObject({ readOnlyReason: shown, isIncomplete: true, policy: { isIncomplete: true, unseen: { action: 'ask' } } });
    expect(built.approval?.drift ?? null).toBeNull();
    expect(policyKeys(built.policy as PolicyResult, 'enforce').connects).toBeNull();
    expect(lineOf(built, request.request, { file: null, receipt: null }).scopesUncertain).toBe(true);
    expect(readAccessRequest(accessRequestMarkdown(built))?.input.request).toSatisfy(mayHaveOthers);
  });

  it('is of an uncertain client whichever of them is shown', () => {
    const { request } = requestIn(`${outreachUrl(['users.read']).replace('&scope=users.read', '')}&client_id=2`);
    expect(isCertainClient({ ...request, readOnly: 'missing-scope', alsoReadOnly: ['repeated-client-id'] })).toBe(false);
    const shownByScopes = buildReview({
      ...requestIn(plain),
      outcome: null,
      request: { ...request, ...readOnlyBecause(['missing-scope', 'repeated-client-id']) },
    });
    expect(readAccessRequest(accessRequestMarkdown(shownByScopes))?.input.request).not.toSatisfy(isCertainClient);
  });

  it('is cut off, and says so', () => {
    const built = buildReview(requestIn(`${hubspot}&scope=oauth%20crm.exp`));
    expect(built.findings.map(({ id }) => id)).toContain('link-cut-off');
  });

  it('has the warning that everything configured is granted, and no second one', () => {
    const ids = buildReview(requestIn(`${salesforce}&client_id=1&client_id=1&redirect_uri=${redirect}`)).findings.map(({ id }) => id);
    expect(ids).toContain('salesforce-everything-configured');
    expect(ids).not.toContain('oauth-no-scopes');
  });

  it.each(['&scope=oauth\u00a0crm.export', '&scope=oauth crm.lists.read and crm.export'])(
    'may go on in a text behind a client ID that is there twice: %j',
    (rest) => {
      const text = `Please approve ${hubspot}&redirect_uri=${redirect}&client_id=1f0a2b${rest}`;
      const [pasted] = requestsIn(text);
      const [read] = readRequests(text);
      for (const request of [pasted?.request, read?.ok ? read.request : undefined]) {
        expect(request).toSatisfy(mayHaveOthers);
        expect(request?.alsoReadOnly).toContain('repeated-client-id');
      }
    },
  );
});

describe('a flow in which the provider has rules of its own', () => {
  const mcp = plain.replace('accounts.outreach.io/oauth', 'api.outreach.io/mcpOAuth');

  it.each([
    [mcp, 'mcp-server'],
    [
      'https://app.hubspot.com/static-token/1234/authorize?client_id=1&scope=users.read&redirect_uri=https%3A%2F%2Fa.example',
      'unsupported-flow',
    ],
  ])('is never complete, allowed or approved: %s', (url, reason) => {
    const built = review(url, { baseline: baseline(['users.read']) });
    expect(built).toMatchObject({ readOnlyReason: reason, isIncomplete: true, approval: { drift: null }, policy: { isIncomplete: true } });
    expect(reviewMarkdown(built).join('\n')).toContain(tPlural('summary_incomplete', 1));
    expect(accessRequestMarkdown(built)).toContain(`"incomplete":"${reason}"`);
  });

  it.each(['redirect_uri=https%3A%2F%2Fevil.example', 'client_id=2&redirect_uri=https%3A%2F%2Fevil.example'])(
    'is of no certain app if the client is not certain: %s',
    (more) => {
      const built = review(`${mcp}&${more}`, { baseline: baseline(['users.read']) });
      expect(built).toMatchObject({ editable: false, isIncomplete: true, app: { matchedBy: null }, policy: { isIncomplete: true } });
    },
  );
});

describe('a page whose form sends scopes that the request does not list', () => {
  it('is a blocker that names them, and the review is read-only and incomplete', () => {
    const built = review(plain, { ...onPage('users.read', 'prospects.all'), baseline: baseline(['users.read']) });
    expect(built).toMatchObject({ editable: false, readOnlyReason: 'page-differs', isIncomplete: true, failed: false, presets: [] });
    expect(built.findings[0]).toMatchObject({
      id: 'page-differs',
      severity: 'blocker',
      confidence: 'observed',
      params: [['prospects.all']],
    });
    expect(built.approval?.drift).toBeNull();
    expect(built.policy?.isIncomplete).toBe(true);
    expect(accessRequestMarkdown(built)).toContain('"incomplete":"page-differs"');
  });

  it('is a blocker even if the request was narrowed before, or is read-only for another reason', () => {
    const current = review(outreachUrl(['users.read', 'prospects.all']));
    expect(current.readOnlyReason).toBeNull();
    const url = outreachUrl(['users.read', 'prospects.all'], '+', { redirect });
    const parsed = providerOf(new URL(plain))?.requests.parseRequest(plain);
    const narrowed = parsed?.ok ? parsed.value : null;
    expect(review(url, { current: narrowed, ...onPage('users.read', 'prospects.all') }).readOnlyReason).toBe('page-differs');
    expect(review(`${plain}&client_id=2`, onPage('users.read', 'prospects.all')).readOnlyReason).toBe('page-differs');
  });

  it('is fine if the form sends what is requested, or less, or if it is not known', () => {
    for (const input of [onPage('users.read'), onPage(), {}]) {
      const built = review(plain, input);
      expect(built).toMatchObject({ editable: true, isIncomplete: false });
      expect(built.findings.map(({ id }) => id)).not.toContain('page-differs');
    }
  });

  it('is not warned of once the app has its code', () => {
    const built = review(plain, { ...onPage('users.read', 'prospects.all'), outcome: { kind: 'code' } });
    expect(built).toMatchObject({ readOnlyReason: 'already-answered', isIncomplete: true });
    expect(built.findings.map(({ id }) => id)).not.toContain('page-differs');
  });
});
