import { secret } from '../canary';
import { challengeMatches } from '../hubspot/tokens';
import { json, type SimRequest, type SimResponse } from '../web';
import { sentences, versions } from './doorkeeper';
import { type AuthorizationRequest, splitScopes } from './request';
import type { OutreachState } from './state';

/** What a token stands for. */
export interface IssuedToken {
  clientId: string;
  /** The email address of the user. */
  email: string;
  scopes: readonly string[];
  /** Unix time in ms. */
  since: number;
}

export type TokenAnswer =
  | { ok: true; accessToken: string; refreshToken: string; token: IssuedToken }
  | { ok: false; status: number; error: string; description: string };

export interface Tokens {
  /** Returns a code that can be exchanged once, for exactly these scopes. */
  issueCode(request: AuthorizationRequest, scope: string, email: string): string;
  exchange(form: URLSearchParams): TokenAnswer;
  /** Handles `POST /oauth/token`. */
  endpoint(request: SimRequest): SimResponse;
}

const lifetimeSeconds = 7200;
const minute = 60_000;

const refuse = (error: keyof typeof sentences, description: string = sentences[error]): TokenAnswer => ({
  ok: false,
  status: error === 'invalid_client' ? 401 : 400,
  error,
  description,
});
const missing = (name: string) => refuse('invalid_request', `Missing required parameter: ${name}.`);

interface Grant {
  request: AuthorizationRequest;
  token: Omit<IssuedToken, 'since'>;
  expires: number;
}

export function createTokens(state: OutreachState): Tokens {
  const grants = new Map<string, Grant>();

  /**
   * The order and the sentences are those of Doorkeeper's authorization_code_request.rb at
   * d0cd44a7.
   */
  function exchange(form: URLSearchParams): TokenAnswer {
    const { pkce } = versions[state.version];
    const field = (name: string) => form.get(name) ?? '';
    if (!field('grant_type')) return missing('grant_type');
    if (field('grant_type') !== 'authorization_code') return refuse('unsupported_grant_type');
    if (!field('code')) return missing('code');
    const grant = grants.get(field('code'));
    if (pkce && grant?.request.codeChallenge && !field('code_verifier')) return missing('code_verifier');
    if (!field('redirect_uri')) return missing('redirect_uri');
    const app = state.apps.find(({ clientId }) => clientId === field('client_id'));
    if (!app || (app.confidential && app.clientSecret !== field('client_secret'))) return refuse('invalid_client');
    if (grant?.request.clientId !== app.clientId || grant.request.redirectUri !== field('redirect_uri')) return refuse('invalid_grant');
    if (pkce && !provesPossession(grant.request, field('code_verifier'))) return refuse('invalid_grant');
    if (grant.expires <= Date.now()) return refuse('invalid_grant');
    const token = { ...grant.token, since: Date.now() };
    if (state.oneTokenPerMinute && state.tokens.some((other) => isTooSoonAfter(other, token))) return tooMany(token.since);
    grants.delete(field('code'));
    state.tokens.push(token);
    return { ok: true, accessToken: secret('token'), refreshToken: secret('refresh'), token };
  }

  return {
    issueCode(request, scope, email) {
      const code = secret('code');
      const token = { clientId: request.clientId, email, scopes: splitScopes(scope) };
      grants.set(code, { request, token, expires: Date.now() + state.codeLifetimeMs });
      return code;
    },
    exchange,
    endpoint: (request) => body(exchange(new URLSearchParams(request.body))),
  };
}

/**
 * `scope` contains the granted scopes. Evidence: Doorkeeper's token_response.rb,
 * developers.outreach.io/api/oauth.
 */
function body(answer: TokenAnswer): SimResponse {
  if (answer.ok)
    return json({
      access_token: answer.accessToken,
      token_type: 'Bearer',
      expires_in: lifetimeSeconds,
      refresh_token: answer.refreshToken,
      scope: answer.token.scopes.join(' '),
      created_at: Math.floor(answer.token.since / 1000),
    });
  const { status, error, description } = answer;
  if (status !== 429) return json({ error, error_description: description }, status);
  return json({ errors: [{ id: error, title: 'Rate Limit Exceeded', detail: description }] }, status);
}

function isTooSoonAfter(other: IssuedToken, { clientId, email, since }: IssuedToken): boolean {
  return other.clientId === clientId && other.email === email && since - other.since < minute;
}

/**
 * Only one token per minute is allowed: developers.outreach.io/api/oauth. It is an assumption that
 * the token endpoint responds in the form of the REST API.
 */
function tooMany(now: number): TokenAnswer {
  const again = new Date(now + minute).toISOString().slice(0, 19);
  const description = `You have exceeded your permitted rate limit of 10,000; please try again at ${again}.`;
  return { ok: false, status: 429, error: 'rateLimitExceeded', description };
}

/**
 * A challenge needs its verifier, and a verifier without a challenge fails as well. Evidence:
 * `validate_code_verifier`.
 */
function provesPossession({ codeChallenge, codeChallengeMethod }: AuthorizationRequest, verifier: string): boolean {
  if (!verifier || !codeChallenge) return !verifier && !codeChallenge;
  return codeChallengeMethod === 'S256' ? challengeMatches(codeChallenge, verifier) : codeChallenge === verifier;
}
