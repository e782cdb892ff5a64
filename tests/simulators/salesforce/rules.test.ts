import { beforeEach, describe, expect, it } from 'vitest';
import { type SalesforceUrlOptions, salesforceAuthorizeUrl } from '../clients/salesforce';
import { salesforceRegistration } from './apps';
import { selfAuthorized } from './orgs';
import { parseRequest, wayBack } from './request';
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
  return { app, request, person, org, approvals: state.approvals, integrationUsers: state.integrationUsers };
}

function approved(username: string, names: string[], since = 0): Approval {
  return { clientId: clay, username, orgId: '', scopes: names, since };
}

const notInstalled = { surface: 'page', error: 'invalid_client', description: 'app must be installed into org' };
const notAllowed = { surface: 'page', error: 'invalid_scope', description: 'the requested scope is not allowed' };
const blocked = { surface: 'callback', error: 'OAUTH_APP_BLOCKED', description: 'this app is blocked by admin' };
const denied = { surface: 'callback', error: 'OAUTH_APP_ACCESS_DENIED', description: 'user is not admin approved to access this app' };

describe('an app that nobody installed', () => {
  it('is refused, except to holders of the permission', () => {
    expect(judge(subject('hank@globex.example'))).toEqual(notInstalled);
    expect(judge(subject('gia@globex.example'))).toBeUndefined();
  });

  it('works on for people who had allowed it before, and for nobody else', () => {
    state.approvals.push(approved('gia@globex.example', ['api']));
    expect(judge(subject('hank@globex.example'))).toEqual(notInstalled);
    state.approvals.push(approved('hank@globex.example', ['api']));
    expect(judge(subject('hank@globex.example'))).toBeUndefined();
  });

  it('works once it is installed, and in the org that made it', () => {
    const { app, ...rest } = subject('hank@globex.example');
    expect(judge({ ...rest, app: { ...app, homeOrgId: rest.org.id } })).toBeUndefined();
    orgAt(state, globex).installed[clay] = selfAuthorized();
    expect(judge(subject('hank@globex.example'))).toBeUndefined();
  });
});

describe('administrators', () => {
  it('block an app, and API Access Control blocks what is not installed', () => {
    expect(judge(subject('uma@umbrella.example'))).toEqual(blocked);
    const org = orgAt(state, umbrella);
    org.blocked = [];
    org.installed = {};
    expect(judge(subject('uma@umbrella.example'))).toEqual(blocked);
  });

  it('admit people, by the app’s policy or because of API Access Control', () => {
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
  it('needs its package', () => {
    expect(judge(subject('ben@acme.example', {}, 'northwind'))).toBeUndefined();
    expect(judge(subject('gia@globex.example', {}, 'northwind'))).toMatchObject({ surface: 'callback', error: 'OAUTH_EC_APP_NOT_FOUND' });
    orgAt(state, globex).installed[northwind] = selfAuthorized();
    expect(judge(subject('gia@globex.example', {}, 'northwind'))).toBeUndefined();
  });

  it('stays in its own org when it is local, installed or not', () => {
    for (const app of state.apps) app.distribution = 'local';
    orgAt(state, globex).installed[northwind] = selfAuthorized();
    expect(judge(subject('ben@acme.example', {}, 'northwind'))).toBeUndefined();
    expect(judge(subject('gia@globex.example', {}, 'northwind'))).toMatchObject({ error: 'OAUTH_AUTHORIZATION_BLOCKED' });
  });
});

describe('the org, the person and the flow', () => {
  it('are refused at the callback', () => {
    personCalled(state, 'ben@acme.example').active = false;
    expect(judge(subject('ben@acme.example'))).toMatchObject({ surface: 'callback', error: 'inactive_user' });
    orgAt(state, acme).locked = true;
    expect(judge(subject('ada@acme.example'))).toMatchObject({ surface: 'callback', error: 'inactive_org' });
  });

  it('the user-agent flow can be switched off', () => {
    orgAt(state, acme).blocksUserAgentFlow = true;
    expect(judge(subject('ada@acme.example', { responseType: 'token' }))).toMatchObject({ error: 'unsupported_response_type' });
    expect(judge(subject('ada@acme.example'))).toBeUndefined();
  });

  it.each(['error-page', 'login-refused'] as const)('an Integration User ends on the error page: %s', (setting) => {
    state.integrationUsers = setting;
    expect(judge(subject('robot@acme.example'))).toMatchObject({ surface: 'page' });
    expect(judge(subject('ben@acme.example'))).toBeUndefined();
  });

  it('an Integration User may finish when set so, unless another rule stands in the way', () => {
    state.integrationUsers = 'allowed';
    expect(judge(subject('robot@acme.example'))).toBeUndefined();
    orgAt(state, acme).installed = {};
    expect(judge(subject('robot@acme.example'))).toEqual(notInstalled);
  });
});

describe('scopes', () => {
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
  it.each(cases)('%s', (_what, options, refusal) => {
    expect(judge(subject('ben@acme.example', options))).toEqual(refusal);
  });

  it('full stands for everything but the refresh token', () => {
    expect(scopes.filter(({ id }) => !covers(['full'], id)).map(({ id }) => id)).toEqual(['refresh_token']);
    expect(covers(['full'], 'our_own_scope')).toBe(false);
    expect(covers(['our_own_scope'], 'our_own_scope')).toBe(true);
  });

  it('a request without them means all of the app’s', () => {
    const { app, request } = subject('ben@acme.example', { scope: [] });
    expect(request.scope).toBeUndefined();
    expect(requestedScopes(app, request)).toEqual(['api', 'refresh_token', 'id', 'openid', 'profile']);
  });

  it('have one line for all names of one', () => {
    const { app, request } = subject('ben@acme.example', { scope: ['profile', 'email', 'api', 'offline_access', 'refresh_token'] });
    expect(consentScopes(app, request)).toEqual(['id', 'api', 'refresh_token']);
    expect(requestedScopes(app, request)).toHaveLength(5);
  });

  it('have no repeats', () => {
    const names = scopes.flatMap(({ id, synonyms = [] }) => [id, ...synonyms]);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('approval', () => {
  it('is skipped when one earlier approval holds everything, unless the app asks for the page', () => {
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

  it('revokes the oldest beyond five of one app and person', () => {
    const mine = [1, 2, 3, 4].map((since) => approved('ben@acme.example', ['api'], since));
    const others = [approved('ada@acme.example', ['api']), { ...approved('ben@acme.example', ['api']), clientId: northwind }];
    const next = (list: Approval[]) => revokedByNext(list, clay, 'ben@acme.example').map(({ since }) => since);
    expect(next([...others, ...mine])).toEqual([]);
    const fifth = approved('ben@acme.example', ['api'], 5);
    expect(next([...others, ...mine, fifth])).toEqual([1]);
  });
});

describe('at the authorize URL', () => {
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
  it.each(cases)('%s', (_what, name, options, body) => {
    const request = parseRequest(new URL(salesforceAuthorizeUrl(name, options)).search);
    const refusal = judgeRequest({ method: 'GET', apps: state.apps, request });
    expect(refusal && bodyOf(refusal)).toBe(body);
  });

  it('takes GET only', () => {
    const request = parseRequest(new URL(salesforceAuthorizeUrl('clay')).search);
    expect(judgeRequest({ method: 'POST', apps: state.apps, request })).toMatchObject({ description: 'must use HTTP GET' });
  });
});

it('answers in the query, or in the fragment of the user-agent flow, with the state', () => {
  const back = (options: SalesforceUrlOptions) =>
    wayBack(subject('ben@acme.example', options).request, { error: 'x', error_description: 'a b' });
  expect(back({})).toMatch(/callback\?error=x&error_description=a\+b&state=CANARY/);
  expect(back({ responseType: 'token id_token' })).toMatch(/callback#error=x&error_description=a\+b&state=CANARY/);
});
