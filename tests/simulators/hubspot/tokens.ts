import { createHash } from 'node:crypto';
import { canary, secret } from '../canary';
import type { SimulatorState } from '../state';
import { json, type SimRequest, type SimResponse } from '../web';

/** What the user granted, from the click until the code is exchanged, and then for the token. */
export interface Grant {
  clientId: string;
  redirectUri: string;
  scopes: readonly string[];
  portalId: number;
  domain: string;
  email: string;
  codeChallenge: string | undefined;
  codeChallengeMethod: string | undefined;
}

export type TokenAnswer =
  | { ok: true; accessToken: string; refreshToken: string; expiresIn: number }
  | {
      ok: false;
      status:
        | 'BAD_CLIENT_ID'
        | 'BAD_CLIENT_SECRET'
        | 'BAD_GRANT_TYPE'
        | 'BAD_AUTH_CODE'
        | 'EXPIRED_AUTH_CODE'
        | 'MISMATCH_REDIRECT_URI_AUTH_CODE'
        | 'BAD_CODE_VERIFIER';
    };

export interface Tokens {
  /** Returns a code that can be exchanged once. */
  issueCode(grant: Grant): string;
  exchange(form: URLSearchParams): TokenAnswer;
  introspect(accessToken: string): Grant | undefined;
  /** Handles requests to api.hubapi.com; `undefined` for any other path. */
  handle(request: SimRequest): SimResponse | undefined;
}

/**
 * Returns the S256 transformation of RFC 7636 §4.2. It skips the marker that our client apps put
 * first, because a hash cannot contain one.
 */
export function challengeMatches(challenge: string, verifier: string): boolean {
  return challenge.replace(canary, '') === createHash('sha256').update(verifier).digest('base64url');
}

const lifetimeSeconds = 1800;

export function createTokens(state: SimulatorState): Tokens {
  const codes = new Map<string, { grant: Grant; expires: number }>();
  const tokens = new Map<string, Grant>();

  /**
   * Returns the status names of HubSpot's endpoint. The client ID is checked first, and a code
   * works once. BAD_CODE_VERIFIER is a stand-in.
   */
  function exchange(form: URLSearchParams): TokenAnswer {
    const app = state.apps.find(({ clientId }) => clientId === form.get('client_id'));
    if (!app) return { ok: false, status: 'BAD_CLIENT_ID' };
    if (app.clientSecret !== form.get('client_secret')) return { ok: false, status: 'BAD_CLIENT_SECRET' };
    if (form.get('grant_type') !== 'authorization_code') return { ok: false, status: 'BAD_GRANT_TYPE' };
    const code = form.get('code') ?? '';
    const issued = codes.get(code);
    if (!issued || issued.grant.clientId !== app.clientId) return { ok: false, status: 'BAD_AUTH_CODE' };
    if (issued.expires <= Date.now()) return { ok: false, status: 'EXPIRED_AUTH_CODE' };
    const { grant } = issued;
    if (grant.redirectUri !== form.get('redirect_uri')) return { ok: false, status: 'MISMATCH_REDIRECT_URI_AUTH_CODE' };
    if (grant.codeChallenge !== undefined && !provesPossession(grant, form.get('code_verifier') ?? ''))
      return { ok: false, status: 'BAD_CODE_VERIFIER' };
    codes.delete(code);
    const accessToken = secret('token');
    tokens.set(accessToken, grant);
    return { ok: true, accessToken, refreshToken: secret('refresh'), expiresIn: lifetimeSeconds };
  }

  function tokenEndpoint(request: SimRequest): SimResponse {
    if (!(request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded'))
      return failure('Unsupported Media Type', 415);
    const answer = exchange(new URLSearchParams(request.body));
    if (!answer.ok) return failure(answer.status, 400);
    return json({
      token_type: 'bearer',
      access_token: answer.accessToken,
      refresh_token: answer.refreshToken,
      expires_in: answer.expiresIn,
    });
  }

  function introspectionEndpoint(token: string): SimResponse {
    const grant = tokens.get(token);
    if (!grant) return failure('INVALID_AUTHENTICATION', 404);
    return json({
      token,
      user: grant.email,
      hub_domain: grant.domain,
      scopes: grant.scopes,
      hub_id: grant.portalId,
      app_id: state.apps.find(({ clientId }) => clientId === grant.clientId)?.appId,
      expires_in: lifetimeSeconds,
      token_type: 'access',
    });
  }

  return {
    issueCode(grant) {
      const code = secret('code');
      codes.set(code, { grant, expires: Date.now() + state.codeLifetimeMs });
      return code;
    },
    exchange,
    introspect: (accessToken) => tokens.get(accessToken),
    handle(request) {
      if (request.method === 'POST' && request.path === '/oauth/v1/token') return tokenEndpoint(request);
      const token = /^\/oauth\/v1\/access-tokens\/([^/]+)$/.exec(request.path)?.[1];
      return request.method === 'GET' && token !== undefined ? introspectionEndpoint(decodeURIComponent(token)) : undefined;
    },
  };
}

function provesPossession(grant: Grant, verifier: string): boolean {
  return grant.codeChallengeMethod === 'S256' && challengeMatches(grant.codeChallenge ?? '', verifier);
}

function failure(status: string, code: number): SimResponse {
  return json({ status, message: status.toLowerCase().replaceAll('_', ' '), correlationId: secret('correlation') }, code);
}
