import { beforeEach, describe, expect, it } from 'vitest';
import { clientApps } from '../clients/authorize-url';
import { type OutreachUrlOptions, outreachAuthorizeUrl } from '../clients/outreach';
import { outreachApps, outreachRegistration } from './apps';
import { type DoorkeeperVersion, sentenceFor } from './doorkeeper';
import { readRequest, redirectToApp, splitScopes } from './request';
import { type Case, effectiveScope, judge, judgeClient } from './rules';
import { createOutreachState, type OutreachState } from './state';

let state: OutreachState;
beforeEach(() => {
  state = createOutreachState();
});

type Name = 'clay' | 'workato' | 'northwind';
const clay = outreachRegistration.clay;

function subject(options: OutreachUrlOptions = {}, name: Name = 'clay'): Case {
  return caseOf(new URL(outreachAuthorizeUrl(name, options)).search);
}

function caseOf(query: string): Case {
  return { request: readRequest(new URLSearchParams(query)), server: state };
}

const verdictOf = (one: Case, version: DoorkeeperVersion = '6') => {
  const refusal = judge(one);
  return refusal && `${refusal.error}: ${sentenceFor(refusal, version)}`;
};

const invalidClient =
  'invalid_client: Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.';
const invalidRedirect = "invalid_redirect_uri: The requested redirect URI is malformed or doesn't match the client redirect URI.";
const invalidScope = 'invalid_scope: The requested scope is invalid, unknown, or malformed.';
const noScope = 'invalid_request: Missing required parameter: scope.';

describe('judging an Outreach request', () => {
  const cases: [what: string, options: OutreachUrlOptions, sentence: string | undefined][] = [
    ['as the app makes it', {}, undefined],
    ['without client_id', { clientId: '' }, 'invalid_request: Missing required parameter: client_id.'],
    ['from an unknown client', { clientId: 'nobody' }, invalidClient],
    ['without redirect_uri', { redirectUri: '' }, invalidRedirect],
    ['with another redirect_uri', { redirectUri: `${clay.redirectUris[0]}/` }, invalidRedirect],
    ['without response_type', { responseType: '' }, 'invalid_request: Missing required parameter: response_type.'],
    ['for a token', { responseType: 'token' }, 'unsupported_response_type: The authorization server does not support this response type.'],
    [
      'with an unknown response_mode',
      { responseMode: 'pigeon' },
      'unsupported_response_mode: The authorization server does not support this response mode.',
    ],
    ['with response_mode=query', { responseMode: 'query' }, undefined],
    ['without scope', { scope: [] }, noScope],
  ];
  it.each(cases)('follows the rules of Doorkeeper for a request %s', (_what, options, sentence) => {
    expect(verdictOf(subject(options))).toBe(sentence);
  });

  it('refuses an empty or blank scope', () => {
    for (const value of ['', '+', '%20%20'])
      expect(verdictOf(caseOf(`${new URL(outreachAuthorizeUrl('clay', { scope: [] })).search}&scope=${value}`))).toBe(noScope);
  });

  it("reports the first error in Doorkeeper's order", () => {
    const all = { clientId: 'nobody', redirectUri: 'https://evil.example/', responseType: 'token', responseMode: 'x', scope: ['nonsense'] };
    const repairs: OutreachUrlOptions[] = [
      { ...all, clientId: '' },
      all,
      { ...all, clientId: clay.clientId },
      { responseType: '', responseMode: 'x', scope: ['nonsense'] },
      { responseType: 'token', responseMode: 'x', scope: [] },
      { responseType: 'token', responseMode: 'x', scope: ['nonsense'] },
      { responseMode: 'x', scope: ['nonsense'] },
      { scope: ['nonsense'] },
    ];
    expect(repairs.map((options) => judge(subject(options))?.missing ?? judge(subject(options))?.error)).toEqual([
      'client_id',
      'invalid_client',
      'invalid_redirect_uri',
      'response_type',
      'scope',
      'unsupported_response_type',
      'unsupported_response_mode',
      'invalid_scope',
    ]);
  });

  it('allows no redirect while client or redirect URI is in doubt', () => {
    const mayGoBack = (options: OutreachUrlOptions) => judge(subject(options))?.mayGoBack;
    for (const options of [{ clientId: '' }, { clientId: 'nobody' }, { redirectUri: 'https://evil.example/' }]) {
      expect(mayGoBack(options)).toBe(false);
      expect(judgeClient(subject(options))).toEqual(judge(subject(options)));
    }
    for (const options of [{ scope: [] }, { scope: ['nonsense'] }, { responseType: 'token' }]) {
      expect(mayGoBack(options)).toBe(true);
      expect(judgeClient(subject(options))).toBeUndefined();
    }
  });

  it('uses the last value of a repeated parameter', () => {
    const query = new URL(outreachAuthorizeUrl('clay')).search;
    expect(verdictOf(caseOf(`${query}&scope=nonsense`))).toBe(invalidScope);
    expect(verdictOf(caseOf(`?scope=nonsense&${query.slice(1)}`))).toBeUndefined();
  });
});

describe('the scopes of an Outreach request', () => {
  const cases: [what: string, options: OutreachUrlOptions, sentence: string | undefined][] = [
    ['plus signs', { separator: '+' }, undefined],
    ['fewer', { scope: ['tasks.all'] }, undefined],
    ['repeats', { scope: ['tasks.all', 'users.all', 'tasks.all'] }, undefined],
    ['one that is not registered fails all', { scope: ['tasks.all', 'webhooks.all'] }, invalidScope],
    ['one that a registered one would include', { scope: ['prospects.read'] }, invalidScope],
    ['another case', { scope: ['Tasks.all'] }, invalidScope],
    ['commas', { separator: ',' }, invalidScope],
    ['escaped plus signs', { separator: '%2B' }, invalidScope],
    ['tabs', { separator: '%09' }, invalidScope],
    ['line feeds', { separator: '%0A' }, invalidScope],
    ['carriage returns', { separator: '%0D' }, invalidScope],
  ];
  it.each(cases)("are judged by Doorkeeper's rules: %s", (_what, options, sentence) => {
    expect(verdictOf(subject(options))).toBe(sentence);
  });

  it('are split at white space and listed once, in the order of the request', () => {
    expect(splitScopes(' tasks.all  users.all\ftasks.all\vroles.all ')).toEqual(['tasks.all', 'users.all', 'roles.all']);
    expect(splitScopes('tasks.all\u00a0users.all')).toHaveLength(1);
  });

  it('are registered separately for development credentials', () => {
    expect(verdictOf(subject({ credentials: 'production' }, 'northwind'))).toBeUndefined();
    expect(verdictOf(subject({ credentials: 'development' }, 'northwind'))).toBe(invalidScope);
    expect(verdictOf(subject({ credentials: 'development', scope: ['accounts.read'] }, 'northwind'))).toBeUndefined();
  });

  it("default to the server's list, limited to the app's scopes", () => {
    state.defaultScopes = ['tasks.all', 'webhooks.all'];
    expect(verdictOf(subject({ scope: [] }))).toBeUndefined();
    expect(effectiveScope(subject({ scope: [] }))).toBe('tasks.all');
    expect(effectiveScope(subject({ scope: ['users.all'] }))).toBe('users.all');
    state.defaultScopes = ['webhooks.all'];
    expect(verdictOf(subject({ scope: [] }))).toBe(invalidScope);
  });

  it('are 16 for Clay, and each app requests only registered ones', () => {
    expect(clay.scopes).toHaveLength(16);
    expect(new Set(clay.scopes).size).toBe(16);
    expect(clay.scopes.slice(0, 12).every((id) => id.endsWith('.all'))).toBe(true);
    for (const name of Object.keys(clientApps) as Name[]) expect(verdictOf(subject({}, name))).toBeUndefined();
  });
});

describe('PKCE in the Outreach simulator', () => {
  it('is required only if configured', () => {
    expect(verdictOf(subject())).toBeUndefined();
    state.forcesPkce = true;
    expect(verdictOf(subject())).toBe('invalid_request: Code challenge is required.');
    expect(verdictOf(subject({}, 'northwind'))).toBeUndefined();
  });

  it('accepts the methods plain and S256, and requires a method', () => {
    for (const codeChallengeMethod of ['plain', 'S256']) expect(verdictOf(subject({ codeChallengeMethod }, 'northwind'))).toBeUndefined();
    for (const codeChallengeMethod of ['', 'S512'])
      expect(verdictOf(subject({ codeChallengeMethod }, 'northwind'))).toBe(
        'invalid_code_challenge_method: The code_challenge_method must be one of plain, S256.',
      );
  });
});

describe('the error sentences of Doorkeeper', () => {
  it.each([
    ['4.2', 'The redirect uri included is not valid.'],
    ['4.4', "The requested redirect uri is malformed or doesn't match client redirect URI."],
    ['5.6', "The requested redirect uri is malformed or doesn't match client redirect URI."],
    ['6', "The requested redirect URI is malformed or doesn't match the client redirect URI."],
  ] as const)('describe a wrong redirect URI as version %s does', (version, sentence) => {
    expect(verdictOf(subject({ redirectUri: 'x' }), version)).toBe(`invalid_redirect_uri: ${sentence}`);
  });

  it.each([
    ['5.0', 'The request is missing a required parameter, includes an unsupported parameter value, or is otherwise malformed.'],
    ['5.5', 'Missing required parameter: scope.'],
  ] as const)('describe a missing parameter as version %s does', (version, sentence) => {
    expect(verdictOf(subject({ scope: [] }), version)).toBe(`invalid_request: ${sentence}`);
  });
});

it('the redirect of Outreach returns the state, in the query or the fragment', () => {
  const back = (options: OutreachUrlOptions) => redirectToApp(subject(options).request, { error: 'x', error_description: 'a b' });
  expect(back({})).toMatch(
    /^https:\/\/app\.clay\.com\/oauth\/outreach\/callback\?error=x&error_description=a\+b&state=CANARY-outreach-state/,
  );
  expect(back({ responseMode: 'fragment' })).toMatch(/callback#error=x&error_description=a\+b&state=CANARY/);
  expect(back({ redirectUri: 'https://a.example/?b=c' })).toMatch(/^https:\/\/a\.example\/\?b=c&error=x/);
  const { request } = caseOf('?redirect_uri=https://a.example/');
  expect(redirectToApp(request, { code: 'y' })).toBe('https://a.example/?code=y');
});

it('every Outreach registration has its own id, secret and https redirect URIs', () => {
  for (const values of [outreachApps.map(({ clientId }) => clientId), outreachApps.map(({ clientSecret }) => clientSecret)])
    expect(new Set(values).size).toBe(outreachApps.length);
  const addresses = outreachApps.flatMap(({ redirectUris }) => redirectUris);
  expect(new Set(addresses).size).toBe(addresses.length);
  for (const address of addresses) expect(address).toMatch(/^https:\/\//);
});
