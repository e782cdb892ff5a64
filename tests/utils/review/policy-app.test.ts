/** Rules of a policy about an app, whatever way its vendor writes the request. */
import { describe, expect, it } from 'vitest';
import { genericProvider } from '@/providers';
import { hubspot } from '@/providers/hubspot';
import { salesforce } from '@/providers/salesforce';
import { clay } from '@/providers/salesforce/apps/clay';
import type { PolicyRule } from '@/utils/policy/policy-file';
import { buildReview } from '@/utils/review/build-review';
import { requestFromPage } from '@/utils/review/from-page';
import { policyEffect } from '@/utils/review/policy-summary';
import { hubspotUrl } from '../../providers/hubspot/sample-urls';
import { samplePolicy } from '../../sample-policy';

const salesforceUrl = (redirect: string, more = '') =>
  `https://acme.my.salesforce.com/services/oauth2/authorize?response_type=code&client_id=3MVG9own&redirect_uri=${encodeURIComponent(redirect)}&scope=api%20refresh_token${more}`;

function review(url: string, rules: readonly Partial<PolicyRule>[]) {
  const provider = [salesforce, hubspot].find(({ id }) => url.includes(id)) ?? genericProvider;
  const parsed = provider.requests.parseRequest(url);
  if (!parsed.ok) throw new Error(parsed.reason);
  return buildReview({ provider, request: parsed.value, isObserved: true, policy: { owner: 'organization', file: samplePolicy(rules) } });
}
const actions = (url: string, rules: readonly Partial<PolicyRule>[]) => review(url, rules).policy?.scopes.map(({ action }) => action);

describe('a rule that allows an app', () => {
  const rules: Partial<PolicyRule>[] = [{ action: 'allow', app: 'Clay' }, { access: ['full', 'offline', 'write'] }];

  it.each(['https://app.clay.com/cb', 'https://app.clay.com:8443/cb', 'https://app.clay.com./cb'])('counts for %s', (redirect) => {
    expect(actions(salesforceUrl(redirect), rules)).toEqual(['allow', 'allow']);
  });

  it.each(['nwsync://app.clay.com/cb', 'com.evil://clay.com', 'http://app.clay.com/cb', 'https://clay.com.evil.example/', 'clay://'])(
    'does not count for %s',
    (redirect) => {
      for (const app of ['Clay', '*clay.com', 'clay*'].filter((one) => !redirect.includes('evil.example') || one === 'Clay')) {
        const found = review(salesforceUrl(redirect), [{ action: 'allow', app }, { access: ['full', 'offline', 'write'] }]);
        expect(found.policy?.scopes.map(({ action }) => action)).toContain('deny');
        expect(found.app.matchedBy).toBeNull();
      }
    },
  );

  it.each([
    '&client_id=2',
    '&Client_ID=1',
    '&x;client_id=1',
    '&redirect_uri=https%3A%2F%2Fx.example',
    '&request=e30',
    '&%zz',
    '&client_id=2&sc',
  ])('does not count with %s, by client ID or name', (more) => {
    for (const app of ['Clay', '3MVG9own', 'app.clay.com']) {
      const given = [{ action: 'allow' as const, app }, { access: ['full' as const, 'offline' as const, 'write' as const] }];
      expect(actions(salesforceUrl('https://app.clay.com/cb', more), given), app).toContain('deny');
    }
  });
});

describe('a rule about the client ID at an unsupported server', () => {
  const url = (server: string) =>
    `https://${server}/authorize?response_type=code&client_id=grafana&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&scope=dashboards_admin`;

  it('allows nothing, because the client ID is another app’s elsewhere, and denies at each of them', () => {
    for (const server of ['sso.test.example', 'sso.prod.example']) {
      expect(actions(url(server), [{ action: 'allow', provider: 'oauth2', app: 'grafana' }]), server).toEqual(['ask']);
      expect(actions(url(server), [{ action: 'allow', provider: 'oauth2', app: 'app.example' }]), server).toEqual(['allow']);
      expect(actions(url(server), [{ provider: 'oauth2', app: 'grafana' }, { action: 'allow' }]), server).toEqual(['deny']);
    }
  });
});

describe('a rule that denies an app', () => {
  const evil = 'https://sync.northwind.example/cb';
  const patterns = ['*.northwind.example', '3MVG9own'];

  it.each([
    evil,
    'https://sync.northwind.example:8443/cb',
    'https://sync.northwind.example./cb',
    'https://SYNC.Northwind.example/cb',
    'http://sync.northwind.example/cb',
    'nwsync://sync.Northwind.example/cb',
    'nwsync://sync%2Enorthwind.example/cb',
  ])('is not evaded by %s', (redirect) => {
    for (const app of patterns) expect(actions(salesforceUrl(redirect), [{ app }]), app).toEqual(['deny', 'deny']);
  });

  it.each([
    '&redirect_uri=https%3A%2F%2Fsync.northwind.example%2Fcb',
    '&redirect_uri=https%3A%2F%2Fother.example%2Fcb',
    '&client_id=3MVG9own',
    '&client_id=other',
    '&Client_ID=1',
    '&x;client_id=1',
    '&request=e30',
    '&%zz',
    '&client_id=other&sc',
  ])('is not evaded with %s, whose blocker is shown', (more) => {
    for (const app of patterns) {
      const found = review(salesforceUrl(evil, more), [{ app }]);
      expect(found.policy?.blocking, app).toHaveLength(2);
      expect(found.findings[0]).toMatchObject({ id: 'policy-blocks', severity: 'blocker' });
    }
  });

  it.each([
    ['&redirect_uri=https%3A%2F%2Fsync.northwind.example%2F%zz', '*.northwind.example'],
    ['&Redirect_URI=https%3A%2F%2Fsync.northwind.example%2Fcb', '*.northwind.example'],
    ['&x=1;redirect_uri=https://sync.northwind.example/', '*.northwind.example'],
    ['&redirect_uri[]=//sync.northwind.example', 'Northwind'],
    ['&client_id[]=3MVG9hidden', '3MVG9hidden'],
    ['&redirect_uri=nwsync%3A%2F%2Fapp.clay.com', 'clay'],
  ])('counts for what a server may read in %s', (more, app) => {
    const expected = app === 'Northwind' ? ['ask', 'ask'] : ['deny', 'deny'];
    expect(actions(salesforceUrl('https://app.example.com/cb', more), [{ app }])).toEqual(expected);
  });

  it('asks where nothing shows whether it is that app, and says so', () => {
    const noRedirect = salesforceUrl('').replace('&redirect_uri=', '');
    const url = hubspotUrl(['oauth'], ['crm.lists.read']).replace(/&client_id=[^&]*|client_id=[^&]*&/, '');
    for (const given of [noRedirect, url]) {
      const found = review(given, [{ app: '*.northwind.example' }]);
      expect(new Set(found.policy?.scopes.map(({ action }) => action))).toEqual(new Set(['ask']));
      expect(found.policy?.scopes[0]?.reason).toContain('certain which app');
    }
    const request = {
      ...requestFromPage(salesforce, null, null),
      scopes: [{ id: 'api', parameter: 'scope', requirement: 'undeclared' as const, locked: false }],
    };
    const fromPage = buildReview({ provider: salesforce, request, policy: { owner: 'user', file: samplePolicy([{ app: 'Clay' }]) } });
    expect(fromPage.policy?.asked).toEqual(['api']);
    expect(fromPage.policy && policyEffect(fromPage.policy)).toBe('changed');
  });

  it.each(['3mvg9OWN', '%203MVG9own', '3MVG9own%20', '3MVG9own%0A', '%003MVG9own', '3MVG9%E2%80%8Bown', '3MVG9own%C2%A0'])(
    'is not evaded by the client ID %s, nor is a rule for another app satisfied by it',
    (id) => {
      const url = salesforceUrl('https://app.example.com/cb').replace('3MVG9own', id);
      expect(actions(url, [{ app: '3MVG9own' }, { action: 'allow' }])).toEqual(['deny', 'deny']);
      expect(actions(url, [{ app: '3MVG9*' }, { action: 'allow' }])).toEqual(['deny', 'deny']);
      expect(actions(url, [{ action: 'allow', app: '3MVG9own' }, {}])).toEqual(['deny', 'deny']);
    },
  );

  it('asks where the client ID has characters that a server may drop', () => {
    const url = salesforceUrl('https://app.example.com/cb').replace('3MVG9own', '3MVG9%E2%80%90own');
    expect(actions(url, [{ app: '3MVG9own' }, { action: 'allow' }])).toEqual(['ask', 'ask']);
    expect(actions(url, [{ action: 'allow', app: '3MVG9*' }, {}])).toEqual(['deny', 'deny']);
  });

  it('knows the app by a client ID of its profile in any spelling', () => {
    const provider = {
      ...salesforce,
      knowledge: { ...salesforce.knowledge, apps: [{ ...clay, clientIds: ['3MVG9own'], redirectHosts: [] }] },
    };
    for (const id of ['3MVG9own', '3mvg9OWN', '3MVG9own%20']) {
      const parsed = provider.requests.parseRequest(salesforceUrl('https://app.example.com/cb').replace('3MVG9own', id));
      if (!parsed.ok) throw new Error(parsed.reason);
      const policy = { owner: 'organization' as const, file: samplePolicy([{ app: 'Clay' }, { action: 'allow' }]) };
      const found = buildReview({ provider, request: parsed.value, isObserved: true, policy });
      expect(
        found.policy?.scopes.map(({ action }) => action),
        id,
      ).toEqual(['deny', 'deny']);
    }
  });

  it.each(['bücher.example', '*.BÜCHER.example', 'xn--bcher-kva.example', 'bücher.example:8443'])(
    'fits an international host name: %s',
    (app) => {
      const host = app.replace('*.', 'a.');
      for (const action of ['deny', 'allow'] as const) {
        const rules: Partial<PolicyRule>[] = [{ app, action }, { action: action === 'deny' ? 'allow' : 'deny' }];
        expect(actions(salesforceUrl(`https://${host}/cb`), rules), action).toEqual([action, action]);
      }
    },
  );

  it('does not concern another app', () => {
    for (const app of ['*.northwind.example', 'Clay', 'other'])
      expect(actions(salesforceUrl('https://app.example.com/cb'), [{ app }]), app).toEqual(['allow', 'allow']);
  });
});
