import { beforeEach, describe, expect, it } from 'vitest';
import { type SalesforceUrlOptions, salesforceAuthorizeUrl } from '../clients/salesforce';
import { salesforceRegistration } from './apps';
import { selfAuthorized } from './orgs';
import { parseRequest, redirectToApp } from './request';
import { bodyOf, judgeRequest } from './request-rules';
import { type Case, consentScopes, judge, requestedScopes, revokedByNext, skipsApproval } from './rules';
import { covers, scopes } from './scopes';
import { createSalesforceState, orgAt, personCalled, type SalesforceState } from './state';
import type { Approval } from './tokens';

let state: SalesforceState;
beforeEach(() => {
  state = createSalesforceState();
});

const clay = salesforceRegistration.clay.clientId;
const northwind = salesforceRegistration.northwind.clientId;
const acme = 'acme.my.salesforce.com';
const globex = 'globex.my.salesforce.com';
const umbrella = 'umbrella.my.salesforce.com';

function subject(username: string, options: SalesforceUrlOptions = {}, name: 'clay' | 'northwind' = 'clay'): Case {
  const request = parseRequest(new URL(salesforceAuthorizeUrl(name, options)).search);
  const app = state.apps.find(({ clientId }) => clientId === request.clientId);
  const person = personCalled(state, username);
  const org = state.orgs.find(({ id }) => id === person.orgId);
  if (!app || !org) throw new Error('no such app or org');
  return { app, request, person, org, signedInOver: 'password', approvals: state.approvals, integrationUsers: state.integrationUsers };
}

function approved(username: string, names: string[], since = 0): Approval {
  return { clientId: clay, username, orgId: '', scopes: names, since };
}

const notInstalled = { surface: 'page', error: 'invalid_client', description: 'app must be installed into org' };
const notAllowed = { surface: 'page', error: 'invalid_scope', description: 'the requested scope is not allowed' };
const blocked = { surface: 'callback', error: 'OAUTH_APP_BLOCKED', description: 'this app is blocked by admin' };
const denied = { surface: 'callback', error: 'OAUTH_APP_ACCESS_DENIED', description: 'user is not admin approved to access this app' };

describe('an app that is not installed in the org', () => {
  it('is refused, except for users with the permission', () => {
    expect(judge(subject('hank@globex.example'))).toEqual(notInstalled);
    expect(judge(subject('gia@globex.example'))).toBeUndefined();
  });

  it('still works for users who approved it before, and for no others', () => {
    state.approvals.push(approved('gia@globex.example', ['api']));
    expect(judge(subject('hank@globex.example'))).toEqual(notInstalled);
    state.approvals.push(approved('hank@globex.example', ['api']));
    expect(judge(subject('hank@globex.example'))).toBeUndefined();
  });

  it('works once it is installed, and in the org that created it', () => {
    const { app, ...rest } = subject('hank@globex.example');
    expect(judge({ ...rest, app: { ...app, homeOrgId: rest.org.id } })).toBeUndefined();
    orgAt(state, globex).installed[clay] = selfAuthorized();
    expect(judge(subject('hank@globex.example'))).toBeUndefined();
  });
});

describe('Salesforce admins', () => {
  it('block an app themselves or, by API Access Control, every app that is not installed', () => {
    expect(judge(subject('uma@umbrella.example'))).toEqual(blocked);
    const org = orgAt(state, umbrella);
    org.blocked = [];
    org.installed = {};
    expect(judge(subject('uma@umbrella.example'))).toEqual(blocked);
  });

  it("admit users by the app's policy or because of API Access Control", () => {
    const org = orgAt(state, umbrella);
    org.blocked = [];
    expect(judge(subject('uma@umbrella.example'))).toEqual(denied);
    const policy = org.installed[clay];
    if (policy) policy.permittedUsers = 'self-authorize';
    expect(judge(subject('uma@umbrella.example'))).toEqual(denied);
    org.apiAccessControl = false;
    expect(judge(subject('uma@umbrella.example'))).toBeUndefined();
    org.apiAccessControl = true;
    policy?.admitted.push('uma@umbrella.example');
    expect(judge(subject('uma@umbrella.example'))).toBeUndefined();
  });
});

describe('an external client app', () => {
  it('needs its package in the org', () => {
    expect(judge(subject('ben@acme.example', {}, 'northwind'))).toBeUndefined();
    expect(judge(subject('gia@globex.example', {}, 'northwind'))).toMatchObject({ surface: 'callback', error: 'OAUTH_EC_APP_NOT_FOUND' });
    orgAt(state, globex).installed[northwind] = selfAuthorized();
    expect(judge(subject('gia@globex.example', {}, 'northwind'))).toBeUndefined();
  });

  it('works only in its own org when it is local, installed or not', () => {
    for (const app of state.apps) app.distribution = 'local';
    orgAt(state, globex).installed[northwind] = selfAuthorized();
    expect(judge(subject('ben@acme.example', {}, 'northwind'))).toBeUndefined();
    expect(judge(subject('gia@globex.example', {}, 'northwind'))).toMatchObject({ error: 'OAUTH_AUTHORIZATION_BLOCKED' });
  });
});

describe('the state of org, user and flow', () => {
  it('refuses an inactive user or a locked org at the callback', () => {
    personCalled(state, 'ben@acme.example').active = false;
    expect(judge(subject('ben@acme.example'))).toMatchObject({ surface: 'callback', error: 'inactive_user' });
    orgAt(state, acme).locked = true;
    expect(judge(subject('ada@acme.example'))).toMatchObject({ surface: 'callback', error: 'inactive_org' });
  });

  it('refuses the user-agent flow if the org switched it off', () => {
    orgAt(state, acme).blocksUserAgentFlow = true;
    expect(judge(subject('ada@acme.example', { responseType: 'token' }))).toMatchObject({ error: 'unsupported_response_type' });
    expect(judge(subject('ada@acme.example'))).toBeUndefined();
  });

  it.each(['error-page', 'login-refused'] as const)('refuses an Integration User on the error page with the setting %s', (setting) => {
    state.integrationUsers = setting;
    expect(judge(subject('robot@acme.example'))).toMatchObject({ surface: 'page' });
    expect(judge(subject('ben@acme.example'))).toBeUndefined();
  });

  it('admits an Integration User if configured and no other rule refuses', () => {
    state.integrationUsers = 'allowed';
    expect(judge(subject('robot@acme.example'))).toBeUndefined();
    orgAt(state, acme).installed = {};
    expect(judge(subject('robot@acme.example'))).toEqual(notInstalled);
  });
});

describe('settings of the org and the profile', () => {
  const withoutReason = { surface: 'bare-page', error: 'OAUTH_APPROVAL_ERROR_GENERIC' };

  it.each([
    ['enforce', false, false],
    ['enforce', true, false],
    ['enforce-but-refresh', true, false],
    ['relax-with-second-factor', false, false],
    ['relax-with-second-factor', true, true],
    ['relax', false, true],
  ] as const)(
    'login IP ranges that leave this machine out, with %s, second factor %s: allowed %s',
    (ipRelaxation, multiFactor, allowed) => {
      Object.assign(personCalled(state, 'ben@acme.example'), { outsideIpRange: true, multiFactor });
      Object.assign(orgAt(state, acme).installed[clay] ?? {}, { ipRelaxation });
      const refusal = judge(subject('ben@acme.example'));
      if (allowed) expect(refusal).toBeUndefined();
      else expect(refusal).toMatchObject({ ...withoutReason, status: 'Failed: IP Address Not Allowed' });
      personCalled(state, 'ben@acme.example').outsideIpRange = false;
      expect(judge(subject('ben@acme.example'))).toBeUndefined();
    },
  );

  it('hold for an app without policies', () => {
    personCalled(state, 'gia@globex.example').outsideIpRange = true;
    expect(judge(subject('gia@globex.example'))).toMatchObject(withoutReason);
  });

  it('a policy blocks the apps that it names', () => {
    orgAt(state, acme).transactionPolicies.push({ name: 'Northwind', blocks: [northwind] });
    expect(judge(subject('ben@acme.example'))).toBeUndefined();
    expect(judge(subject('ben@acme.example', {}, 'northwind'))).toMatchObject(withoutReason);
  });

  it('a locked session ends for who changes the address', () => {
    orgAt(state, acme).sessionSettings.lockedToIp = true;
    expect(judge(subject('ben@acme.example'))).toBeUndefined();
    personCalled(state, 'ben@acme.example').changesAddress = true;
    expect(judge(subject('ben@acme.example'))).toMatchObject(withoutReason);
    orgAt(state, acme).sessionSettings.lockedToIp = false;
    expect(judge(subject('ben@acme.example'))).toBeUndefined();
  });

  it('enforced single sign-on takes the approval away from all but those with a password', () => {
    const over = (signedInOver: Case['signedInOver']) => judge({ ...subject('ian@initech.example'), signedInOver });
    expect(over('identity-provider')).toBeUndefined();
    Object.assign(orgAt(state, 'initech.my.salesforce.com').sso ?? {}, { approval: 'error-page' });
    expect(over('identity-provider')).toMatchObject(withoutReason);
    expect(over('gateway')).toMatchObject(withoutReason);
    expect(over('password')).toBeUndefined();
  });
});

describe('the scopes of a Salesforce request', () => {
  const cases: [what: string, options: SalesforceUrlOptions, refusal: typeof notAllowed | undefined][] = [
    ['as the app makes the request', {}, undefined],
    ['plus signs', { separator: '+' }, undefined],
    ['fewer', { scope: ['api'] }, undefined],
    ['none', { scope: [] }, undefined],
    ['another name for one', { scope: ['email', 'api', 'offline_access'] }, undefined],
    ['one that a selected one includes', { scope: ['chatter_api'] }, undefined],
    ['one that is not selected', { scope: ['api', 'web'] }, notAllowed],
    ['full', { scope: ['full'] }, notAllowed],
    ['one that does not exist', { scope: ['api', 'nonsense'] }, notAllowed],
    ['commas', { separator: ',' }, notAllowed],
  ];
  it.each(cases)("are judged by Salesforce's rules: %s", (_what, options, refusal) => {
    expect(judge(subject('ben@acme.example', options))).toEqual(refusal);
  });

  it('are all included in full, except the refresh token', () => {
    expect(scopes.filter(({ id }) => !covers(['full'], id)).map(({ id }) => id)).toEqual(['refresh_token']);
    expect(covers(['full'], 'our_own_scope')).toBe(false);
    expect(covers(['our_own_scope'], 'our_own_scope')).toBe(true);
  });

  it("are all of the app's when the request names none", () => {
    const { app, request } = subject('ben@acme.example', { scope: [] });
    expect(request.scope).toBeUndefined();
    expect(requestedScopes(app, request)).toEqual(['api', 'refresh_token', 'id', 'openid', 'profile']);
  });

  it('have one line for all synonyms of a scope', () => {
    const { app, request } = subject('ben@acme.example', { scope: ['profile', 'email', 'api', 'offline_access', 'refresh_token'] });
    expect(consentScopes(app, request)).toEqual(['id', 'api', 'refresh_token']);
    expect(requestedScopes(app, request)).toHaveLength(5);
  });

  it('are unique, synonyms included', () => {
    const names = scopes.flatMap(({ id, synonyms = [] }) => [id, ...synonyms]);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the approval of a Salesforce request', () => {
  it('is skipped when one earlier approval covers everything, unless the app requests the page', () => {
    expect(skipsApproval(subject('ben@acme.example'))).toBe(false);
    state.approvals.push(
      approved('ben@acme.example', ['id', 'api']),
      approved('ada@acme.example', [...salesforceRegistration.clay.scopes]),
    );
    expect(skipsApproval(subject('ben@acme.example'))).toBe(false);
    expect(skipsApproval(subject('ben@acme.example', { scope: ['api'] }))).toBe(true);
    for (const prompt of ['consent', 'login', 'login consent'])
      expect(skipsApproval(subject('ben@acme.example', { scope: ['api'], prompt }))).toBe(false);
  });

  it('revokes the oldest one beyond five of the same app and user', () => {
    const mine = [1, 2, 3, 4].map((since) => approved('ben@acme.example', ['api'], since));
    const others = [approved('ada@acme.example', ['api']), { ...approved('ben@acme.example', ['api']), clientId: northwind }];
    const next = (list: Approval[]) => revokedByNext(list, clay, 'ben@acme.example').map(({ since }) => since);
    expect(next([...others, ...mine])).toEqual([]);
    const fifth = approved('ben@acme.example', ['api'], 5);
    expect(next([...others, ...mine, fifth])).toEqual([1]);
  });
});

describe('the authorization endpoint of Salesforce', () => {
  const cases: [what: string, name: 'clay' | 'northwind', options: SalesforceUrlOptions, body: string | undefined][] = [
    ['nothing wrong', 'clay', {}, undefined],
    ['no PKCE where none is demanded', 'clay', { pkce: false }, undefined],
    ['an unknown client', 'clay', { clientId: 'nobody' }, 'error=invalid_client_id&error_description=client%20identifier%20invalid'],
    ['no client', 'clay', { clientId: '' }, 'error=invalid_client_id&error_description=client%20identifier%20invalid'],
    ['no callback', 'clay', { redirectUri: '' }, 'error=redirect_uri_missing&error_description=redirect_uri%20not%20provided'],
    [
      'another callback',
      'clay',
      { redirectUri: 'https://app.clay.com/oauth/salesforce/callback/' },
      'error=redirect_uri_mismatch&error_description=redirect_uri%20must%20match%20configuration',
    ],
    [
      'an unknown response type',
      'clay',
      { responseType: 'device' },
      'error=unsupported_response_type&error_description=response%20type%20not%20supported',
    ],
    ['PKCE missing', 'northwind', { pkce: false }, 'error=invalid_request&error_description=missing required code challenge'],
    ['PKCE in the flow without a code', 'northwind', { pkce: false, responseType: 'token' }, undefined],
  ];
  it.each(cases)('follows the documented rules for %s', (_what, name, options, body) => {
    const request = parseRequest(new URL(salesforceAuthorizeUrl(name, options)).search);
    const refusal = judgeRequest({ method: 'GET', apps: state.apps, request });
    expect(refusal && bodyOf(refusal)).toBe(body);
  });

  it('accepts GET only', () => {
    const request = parseRequest(new URL(salesforceAuthorizeUrl('clay')).search);
    expect(judgeRequest({ method: 'POST', apps: state.apps, request })).toMatchObject({ description: 'must use HTTP GET' });
  });
});

it('the redirect of Salesforce returns the state, in the query or the fragment of the user-agent flow', () => {
  const back = (options: SalesforceUrlOptions) =>
    redirectToApp(subject('ben@acme.example', options).request, { error: 'x', error_description: 'a b' });
  expect(back({})).toMatch(/callback\?error=x&error_description=a\+b&state=CANARY/);
  expect(back({ responseType: 'token id_token' })).toMatch(/callback#error=x&error_description=a\+b&state=CANARY/);
});
