import { secret } from '../canary';
import { challengeMatches } from '../hubspot/tokens';
import type { AuthorizationRequest } from './request';
import { isIpRelaxed, revokedByNext } from './rules';
import { personCalled, type SalesforceState } from './state';

/**
 * The approval of an app by a user. The code, and later the token, stand for it until it is
 * revoked.
 */
export interface Approval {
  clientId: string;
  username: string;
  orgId: string;
  scopes: readonly string[];
  /** Unix time in ms. */
  since: number;
}

export type TokenAnswer =
  | { ok: true; accessToken: string; refreshToken: string | undefined; approval: Approval }
  | { ok: false; error: string; description: string };

export interface Tokens {
  /** Records the approval, and revokes the oldest one if there are too many. */
  approve(approval: Approval): void;
  /** Returns a code that can be exchanged once. */
  issueCode(approval: Approval, request: AuthorizationRequest): string;
  /** Returns a token for the user-agent flow, which has no code. */
  issueToken(approval: Approval): string;
  exchange(form: URLSearchParams): TokenAnswer;
  /** Returns the approval of a token; undefined if the token is unknown or revoked. */
  approvalOf(accessToken: string): Approval | undefined;
}

export function createTokens(state: SalesforceState): Tokens {
  const codes = new Map<string, { approval: Approval; request: AuthorizationRequest; expires: number }>();
  const tokens = new Map<string, Approval>();
  const live = (approval: Approval | undefined) => (approval && state.approvals.includes(approval) ? approval : undefined);

  function issueToken(approval: Approval): string {
    const accessToken = `${approval.orgId}!${secret('token')}`;
    tokens.set(accessToken, approval);
    return accessToken;
  }

  /**
   * The codes and sentences come from public lists and troubleshooting guides. The sentence for a
   * wrong verifier is a stand-in.
   */
  function exchange(form: URLSearchParams): TokenAnswer {
    const refuse = (error: string, description: string): TokenAnswer => ({ ok: false, error, description });
    if (form.get('grant_type') !== 'authorization_code') return refuse('unsupported_grant_type', 'grant type not supported');
    const app = state.apps.find(({ clientId }) => clientId === form.get('client_id'));
    if (!app) return refuse('invalid_client_id', 'client identifier invalid');
    if (app.clientSecret !== form.get('client_secret')) return refuse('invalid_client', 'invalid client credentials');
    const code = form.get('code') ?? '';
    const issued = codes.get(code);
    if (!issued || issued.request.clientId !== app.clientId) return refuse('invalid_grant', 'invalid authorization code');
    if (issued.expires <= Date.now() || !live(issued.approval)) return refuse('invalid_grant', 'expired authorization code');
    const { request, approval } = issued;
    if (request.redirectUri !== form.get('redirect_uri')) return refuse('redirect_uri_mismatch', 'redirect_uri must match configuration');
    if (!provesPossession(request, form.get('code_verifier') ?? '')) return refuse('invalid_grant', 'authentication failure');
    if (isRestricted(state, approval)) return refuse('invalid_grant', 'IP restricted or invalid login hours');
    codes.delete(code);
    return { ok: true, accessToken: issueToken(approval), refreshToken: refreshTokenFor(approval), approval };
  }

  return {
    approve(approval) {
      const revoked = new Set(revokedByNext(state.approvals, approval.clientId, approval.username));
      state.approvals = [...state.approvals.filter((one) => !revoked.has(one)), approval];
    },
    issueCode(approval, request) {
      const code = secret('code');
      codes.set(code, { approval, request, expires: Date.now() + state.codeLifetimeMs });
      return code;
    },
    issueToken,
    exchange,
    approvalOf: (accessToken) => live(tokens.get(accessToken)),
  };
}

/**
 * The app's server is outside the login IP ranges of the profile and the app's IP Relaxation does
 * not help, or the login hours are over. Evidence: Salesforce's help
 * xcloud.connected_app_continuous_ip for the policies, public lists of the error codes for the
 * response.
 */
function isRestricted(state: SalesforceState, { clientId, orgId, username }: Approval): boolean {
  const person = personCalled(state, username);
  const policy = state.orgs.find(({ id }) => id === orgId)?.installed[clientId];
  return person.outsideLoginHours || (person.appsOutsideIpRange && !isIpRelaxed(policy, person));
}

/** `full` alone gives no refresh token. Evidence: Salesforce's help on scopes. */
export function refreshTokenFor({ scopes }: Approval): string | undefined {
  return scopes.includes('refresh_token') || scopes.includes('offline_access') ? secret('refresh') : undefined;
}

function provesPossession({ codeChallenge, codeChallengeMethod }: AuthorizationRequest, verifier: string): boolean {
  if (codeChallenge === undefined) return true;
  return codeChallengeMethod === 'S256' && challengeMatches(codeChallenge, verifier);
}
