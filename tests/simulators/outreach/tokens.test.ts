import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ask } from '../ask';
import { canary } from '../canary';
import { challengeFor, verifierFor } from '../clients/authorize-url';
import { type Simulator, startSimulator } from '../server';
import { type OutreachApp, outreachRegistration } from './apps';
import { type AuthorizationRequest, readRequest } from './request';
import { createOutreachState, type OutreachState } from './state';
import { createTokens, type TokenAnswer, type Tokens } from './tokens';

let state: OutreachState;
let tokens: Tokens;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  state = createOutreachState();
  tokens = createTokens(state);
});
afterEach(() => {
  vi.useRealTimers();
});

const { clay, workato } = outreachRegistration;
const ada = 'ada@ridgeline.example';
const challenge = { codeChallenge: challengeFor('x'), codeChallengeMethod: 'S256' };

function requestOf(app: OutreachApp, more: Partial<AuthorizationRequest> = {}): AuthorizationRequest {
  const known = new URLSearchParams({ client_id: app.clientId, redirect_uri: app.redirectUris[0] ?? '' });
  return { ...readRequest(known), ...more };
}

function form(code: string, changes: Record<string, string> = {}, app: OutreachApp = clay): URLSearchParams {
  const { clientId, clientSecret, redirectUris } = app;
  const grant = { grant_type: 'authorization_code', redirect_uri: redirectUris[0] ?? '', code };
  return new URLSearchParams({ ...grant, client_id: clientId, client_secret: clientSecret, ...changes });
}

const issue = (more: Partial<AuthorizationRequest> = {}, email = ada) =>
  tokens.issueCode(requestOf(clay, more), 'a.all b.read a.all', email);
const errorOf = (answer: TokenAnswer) => (answer.ok ? undefined : `${answer.status} ${answer.error}`);

describe('the code exchange at Outreach', () => {
  it('gives a token with exactly the granted scopes, once', () => {
    const code = issue();
    const answer = tokens.exchange(form(code));
    expect(answer).toMatchObject({ ok: true, token: { clientId: clay.clientId, email: ada, scopes: ['a.all', 'b.read'] } });
    expect(code).toContain(canary);
    expect(answer.ok && answer.accessToken).toContain(canary);
    expect(answer.ok && answer.refreshToken).toContain(canary);
    expect(state.tokens).toEqual([answer.ok && answer.token]);
    expect(errorOf(tokens.exchange(form(code)))).toBe('400 invalid_grant');
  });

  it.each([
    ['grant_type', '', '400 invalid_request'],
    ['grant_type', 'password', '400 unsupported_grant_type'],
    ['code', '', '400 invalid_request'],
    ['code', 'guessed', '400 invalid_grant'],
    ['redirect_uri', '', '400 invalid_request'],
    ['redirect_uri', 'https://app.clay.com/', '400 invalid_grant'],
    ['client_id', 'nobody', '401 invalid_client'],
    ['client_id', workato.clientId, '401 invalid_client'],
    ['client_secret', 'guessed', '401 invalid_client'],
    ['code_verifier', 'not asked for', '400 invalid_grant'],
  ])('refuses %s=%s with %s', (name, value, error) => {
    expect(errorOf(tokens.exchange(form(issue(), { [name]: value })))).toBe(error);
    expect(state.tokens).toEqual([]);
  });

  it('refuses a code of another app, and an expired code', () => {
    const redirectUri = clay.redirectUris[0] ?? '';
    expect(errorOf(tokens.exchange(form(issue(), { redirect_uri: redirectUri }, workato)))).toBe('400 invalid_grant');
    const code = issue();
    vi.advanceTimersByTime(state.codeLifetimeMs);
    expect(errorOf(tokens.exchange(form(code)))).toBe('400 invalid_grant');
  });

  it('requires no secret from a public client', () => {
    const app = state.apps.find(({ clientId }) => clientId === clay.clientId);
    if (app) app.confidential = false;
    expect(tokens.exchange(form(issue(), { client_secret: '' })).ok).toBe(true);
  });

  it.each([
    ['the right verifier', verifierFor('x'), undefined],
    ['no verifier', '', '400 invalid_request'],
    ['another verifier', 'guessed', '400 invalid_grant'],
  ])('checks the code challenge against %s', (_what, verifier, error) => {
    expect(errorOf(tokens.exchange(form(issue(challenge), { code_verifier: verifier })))).toBe(error);
  });

  it('compares a plain challenge literally, and ignores PKCE before version 5.0', () => {
    const plain = { codeChallenge: 'word', codeChallengeMethod: 'plain' };
    expect(tokens.exchange(form(issue(plain), { code_verifier: 'word' })).ok).toBe(true);
    expect(tokens.exchange(form(issue(plain), { code_verifier: 'another' })).ok).toBe(false);
    state.version = '4.4';
    expect(tokens.exchange(form(issue(plain), { code_verifier: 'another' })).ok).toBe(true);
  });
});

describe('the limit of one Outreach token a minute', () => {
  it('is off by default', () => {
    for (let turn = 0; turn < 3; turn += 1) expect(tokens.exchange(form(issue())).ok).toBe(true);
  });

  it('refuses a second token of the same user and app with 429 until a minute has passed', () => {
    state.oneTokenPerMinute = true;
    expect(tokens.exchange(form(issue())).ok).toBe(true);
    expect(tokens.exchange(form(issue({}, 'ben@ridgeline.example'))).ok).toBe(true);
    const second = issue();
    vi.advanceTimersByTime(59_999);
    expect(errorOf(tokens.exchange(form(second)))).toBe('429 rateLimitExceeded');
    expect(state.tokens).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(tokens.exchange(form(second)).ok).toBe(true);
  });

  it('counts each app separately', () => {
    state.oneTokenPerMinute = true;
    tokens.exchange(form(issue()));
    const other = tokens.issueCode(requestOf(workato), 'a.all', ada);
    expect(tokens.exchange(form(other, {}, workato)).ok).toBe(true);
  });
});

describe('the Outreach token endpoint over HTTP', () => {
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await startSimulator();
  });
  afterEach(() => simulator.close());

  const post = (host: string, body: string) => ask(simulator, `https://${host}/oauth/token`, { method: 'POST', body });

  async function newCode(scope: string): Promise<string> {
    const { name, value } = simulator.outreachCookie(ada);
    const headers = { cookie: `${name}=${value}` };
    const request = new URLSearchParams({
      client_id: clay.clientId,
      redirect_uri: clay.redirectUris[0] ?? '',
      response_type: 'code',
      scope,
    });
    const page = await ask(simulator, `https://accounts.outreach.io/oauth/authorize?${request}`, { headers });
    request.set('authenticity_token', /name="authenticity_token" value="([^"]+)"/.exec(page.body)?.[1] ?? '');
    const answer = await ask(simulator, 'https://accounts.outreach.io/oauth/authorize', { method: 'POST', headers, body: `${request}` });
    return new URL(answer.headers.location ?? '').searchParams.get('code') ?? '';
  }

  it('answers on both hosts with the granted scopes', async () => {
    for (const [host, scope] of [
      ['api.outreach.io', 'users.all tasks.all'],
      ['accounts.outreach.io', 'users.all'],
    ] as const) {
      const { status, body } = await post(host, form(await newCode(scope)).toString());
      expect(status).toBe(200);
      expect(JSON.parse(body)).toMatchObject({ token_type: 'Bearer', expires_in: 7200, scope });
      expect(body.match(new RegExp(canary, 'g'))).toHaveLength(2);
    }
  });

  it('reports errors with their status, sentence and format', async () => {
    const wrong = await post('api.outreach.io', form('guessed').toString());
    expect(wrong.status).toBe(400);
    expect(JSON.parse(wrong.body)).toEqual({
      error: 'invalid_grant',
      error_description: expect.stringContaining('The provided authorization grant is invalid, expired'),
    });
    simulator.state.outreach.oneTokenPerMinute = true;
    await post('api.outreach.io', form(await newCode('users.all')).toString());
    const tooSoon = await post('api.outreach.io', form(await newCode('tasks.all')).toString());
    expect(tooSoon.status).toBe(429);
    expect(JSON.parse(tooSoon.body)).toMatchObject({ errors: [{ id: 'rateLimitExceeded' }] });
  });
});

it('two Outreach states share no settings', () => {
  const app = state.apps[0];
  app?.scopes.pop();
  expect(createOutreachState().apps[0]?.scopes).toHaveLength(16);
});
