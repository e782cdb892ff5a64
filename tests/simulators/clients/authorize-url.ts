import { createHash } from 'node:crypto';
import { canary, secret } from '../canary';
import { clay } from './clay';
import type { ClientApp } from './client-app';
import { northwind } from './northwind';
import { workato } from './workato';

export const clientApps = { clay, workato, northwind } as const;
export type ClientName = keyof typeof clientApps;

export interface AuthorizeUrlOptions {
  /** Replaces the app's own scopes; an empty list leaves the parameter out. */
  scope?: readonly string[];
  optional?: readonly string[];
  /** The text between two scopes. Careless apps send a comma. */
  separator?: '%20' | '+' | ',';
  /** Sends `scopes` and `optional_scopes`, as Airbyte does. */
  plural?: boolean;
  host?: string;
  /** The account to name in the path. */
  portalId?: number;
  /** False sends no PKCE challenge. */
  pkce?: boolean;
  clientId?: string;
  redirectUri?: string;
  loginHint?: boolean;
}

/**
 * Returns the URL behind an app's "Connect HubSpot" link, with new secrets. It is assembled by
 * hand, because tests depend on the encoding.
 */
export function authorizeUrl(name: ClientName, options: AuthorizeUrlOptions = {}): string {
  const app: ClientApp = clientApps[name];
  const separator = options.separator ?? '%20';
  const state = secret('state');
  const list = (ids: readonly string[]) => ids.map(encodeURIComponent).join(separator);
  const scope = options.scope ?? app.scope;
  const optional = options.optional ?? app.optional;
  const suffix = options.plural ? 's' : '';
  const parameters = [
    `client_id=${encodeURIComponent(options.clientId ?? app.registration.clientId)}`,
    `redirect_uri=${encodeURIComponent(options.redirectUri ?? redirectUriOf(app))}`,
    ...(scope.length > 0 ? [`scope${suffix}=${list(scope)}`] : []),
    ...(optional.length > 0 ? [`optional_scope${suffix}=${list(optional)}`] : []),
    `state=${state}`,
    ...(options.pkce === false ? [] : [`code_challenge=${challengeFor(state)}`, 'code_challenge_method=S256']),
    ...(options.loginHint ? [`login_hint=${secret('hint')}%40ridgeline.example`] : []),
  ];
  const portal = options.portalId === undefined ? '' : `${options.portalId}/`;
  return `https://${options.host ?? 'app.hubspot.com'}/oauth/${portal}authorize?${parameters.join('&')}`;
}

export function redirectUriOf(app: ClientApp): string {
  return app.registration.redirectUris[0] ?? '';
}

/**
 * Derives the verifier from `state`, so that a URL made in a test ends at the same callback as one
 * from the start page.
 */
export function verifierFor(state: string): string {
  return createHash('sha256').update(`verifier of ${state}`).digest('hex');
}

/**
 * Returns the S256 challenge with the marker before it. The marker is the only departure from RFC
 * 7636, and the token endpoint removes it.
 */
export function challengeFor(state: string): string {
  return canary + createHash('sha256').update(verifierFor(state)).digest('base64url');
}
