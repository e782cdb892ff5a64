import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './ask';
import { canary } from './canary';
import { registration } from './hubspot/apps';
import { createTokens, type Grant } from './hubspot/tokens';
import { type Simulator, startSimulator } from './server';
import { createState } from './state';

const verifier = 'a-verifier-of-this-test';
const grant: Grant = {
  clientId: registration.clay.clientId,
  redirectUri: 'https://app.clay.com/oauth/hubspot/callback',
  scopes: ['crm.objects.contacts.read'],
  portalId: 4100001,
  domain: 'ridgeline.example',
  email: 'ada@ridgeline.example',
  codeChallenge: createHash('sha256').update(verifier).digest('base64url'),
  codeChallengeMethod: 'S256',
};

function form(code: string, changes: Record<string, string> = {}): URLSearchParams {
  return new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: grant.clientId,
    client_secret: registration.clay.clientSecret,
    redirect_uri: grant.redirectUri,
    code,
    code_verifier: verifier,
    ...changes,
  });
}

describe('the code exchange at HubSpot', () => {
  it('gives a token with the granted scopes, once', () => {
    const tokens = createTokens(createState());
    const code = tokens.issueCode(grant);
    const answer = tokens.exchange(form(code));
    expect(code).toContain(canary);
    expect(answer.ok && answer.accessToken).toContain(canary);
    expect(answer.ok && tokens.introspect(answer.accessToken)?.scopes).toEqual(grant.scopes);
    expect(tokens.exchange(form(code))).toEqual({ ok: false, status: 'BAD_AUTH_CODE' });
  });

  it.each([
    ['client_id', 'nobody', 'BAD_CLIENT_ID'],
    ['client_secret', 'guessed', 'BAD_CLIENT_SECRET'],
    ['grant_type', 'client_credentials', 'BAD_GRANT_TYPE'],
    ['code', 'guessed', 'BAD_AUTH_CODE'],
    ['redirect_uri', 'https://app.clay.com/oauth/hubspot/callback/', 'MISMATCH_REDIRECT_URI_AUTH_CODE'],
    ['code_verifier', 'guessed', 'BAD_CODE_VERIFIER'],
    ['code_verifier', '', 'BAD_CODE_VERIFIER'],
  ])('refuses %s=%s with %s', (name, value, status) => {
    const tokens = createTokens(createState());
    expect(tokens.exchange(form(tokens.issueCode(grant), { [name]: value }))).toEqual({ ok: false, status });
  });

  it('refuses a code of another app and an expired code', () => {
    const state = createState();
    const tokens = createTokens(state);
    const { clientId, clientSecret } = registration.workato;
    const foreign = form(tokens.issueCode(grant), { client_id: clientId, client_secret: clientSecret });
    expect(tokens.exchange(foreign)).toEqual({ ok: false, status: 'BAD_AUTH_CODE' });
    state.codeLifetimeMs = 0;
    expect(tokens.exchange(form(tokens.issueCode(grant)))).toEqual({ ok: false, status: 'EXPIRED_AUTH_CODE' });
  });

  it('requires no verifier when the request had no challenge', () => {
    const tokens = createTokens(createState());
    const code = tokens.issueCode({ ...grant, codeChallenge: undefined, codeChallengeMethod: undefined });
    expect(tokens.exchange(form(code, { code_verifier: '' })).ok).toBe(true);
  });
});

describe('the HubSpot token endpoints over HTTP', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator();
  });
  afterAll(() => simulator.close());
  const tokenUrl = 'https://api.hubapi.com/oauth/v1/token';

  it('accept form data only', async () => {
    const headers = { 'content-type': 'application/json' };
    expect((await ask(simulator, tokenUrl, { method: 'POST', headers, body: '{}' })).status).toBe(415);
  });

  it("exchange the code of a decision and return the token's scopes", async () => {
    const cookie = simulator.sessionCookie('ada@ridgeline.example');
    const request = new URLSearchParams({
      client_id: grant.clientId,
      redirect_uri: grant.redirectUri,
      scope: registration.clay.required.join(' '),
      state: 'x',
    });
    const decided = await ask(simulator, `https://app.hubspot.com/api/oauth-sim/decision?${request}`, {
      method: 'POST',
      headers: { cookie: `${cookie.name}=${cookie.value}` },
      body: 'portal=4100001&action=grant',
    });
    const code = new URL(decided.headers.location ?? '').searchParams.get('code') ?? '';
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const exchanged = await ask(simulator, tokenUrl, { method: 'POST', headers, body: form(code).toString() });
    const token = (JSON.parse(exchanged.body) as { access_token: string }).access_token;
    const info = await ask(simulator, `https://api.hubapi.com/oauth/v1/access-tokens/${token}`);
    expect(JSON.parse(info.body)).toMatchObject({ scopes: registration.clay.required, hub_id: 4100001, user: 'ada@ridgeline.example' });
    expect((await ask(simulator, tokenUrl, { method: 'POST', headers, body: form(code).toString() })).body).toContain('BAD_AUTH_CODE');
  });

  it('do not know any other token', async () => {
    expect((await ask(simulator, 'https://api.hubapi.com/oauth/v1/access-tokens/guessed')).status).toBe(404);
  });
});
