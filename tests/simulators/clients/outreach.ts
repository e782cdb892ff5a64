import { canary, secret } from '../canary';
import type { OutreachApp } from '../outreach/apps';
import { type ClientName, challengeFor, clientApps } from './authorize-url';
import type { ClientApp } from './client-app';

export interface OutreachUrlOptions {
  /** Replaces the app's own scopes; an empty list leaves the parameter out. */
  scope?: readonly string[];
  /**
   * The text between two scopes. Careless apps send the comma and the escaped plus; Doorkeeper
   * refuses the tab and the line break.
   */
  separator?: '%20' | '+' | ',' | '%2B' | '%09' | '%0A' | '%0D';
  /** The API host, which is the documented one, or an accounts host. */
  host?: string | undefined;
  credentials?: OutreachApp['credentials'];
  /** An empty text leaves the parameter out, also in the fields below. */
  clientId?: string;
  redirectUri?: string;
  responseType?: string;
  responseMode?: string;
  codeChallengeMethod?: string;
}

/**
 * The prefix of `state` that tells an app with one callback for several vendors which of
 * them redirected the user.
 */
export const outreachStates = `${canary}-outreach-`;

/**
 * Returns the URL behind an app's "Connect Outreach" link, with new secrets. It is assembled by
 * hand, because tests depend on the encoding.
 */
export function outreachAuthorizeUrl(name: ClientName, options: OutreachUrlOptions = {}): string {
  const app: ClientApp = clientApps[name];
  const registration = outreachRegistrationOf(app, options.credentials ?? 'production');
  const state = secret('outreach-state');
  const scope = options.scope ?? app.outreach?.scope ?? [];
  const method = options.codeChallengeMethod ?? 'S256';
  const parameter = (key: string, value: string | undefined) => (value ? [`${key}=${encodeURIComponent(value)}`] : []);
  const parameters = [
    ...parameter('client_id', options.clientId ?? registration.clientId),
    ...parameter('redirect_uri', options.redirectUri ?? registration.redirectUris[0]),
    ...parameter('response_type', options.responseType ?? 'code'),
    ...parameter('response_mode', options.responseMode),
    ...(scope.length > 0 ? [`scope=${scope.map(encodeURIComponent).join(options.separator ?? '%20')}`] : []),
    `state=${state}`,
    ...(app.outreach?.pkce ? [`code_challenge=${challengeFor(state)}`, ...parameter('code_challenge_method', method)] : []),
  ];
  return `https://${options.host ?? 'api.outreach.io'}/oauth/authorize?${parameters.join('&')}`;
}

/** Returns the app's credentials by name, and throws if there are none. */
function outreachRegistrationOf(app: ClientApp, credentials: OutreachApp['credentials']): OutreachApp {
  const found = app.outreach?.registrations.find((registration) => registration.credentials === credentials);
  if (!found) throw new Error(`${app.name} has no ${credentials} credentials at the simulated Outreach.`);
  return found;
}
