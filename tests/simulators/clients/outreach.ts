import { canary, secret } from '../canary';
import type { OutreachApp } from '../outreach/apps';
import { type ClientName, challengeFor, clientApps } from './authorize-url';
import type { ClientApp } from './client-app';

export interface OutreachUrlOptions {
  /** Instead of the app's own; an empty list leaves the parameter out. */
  scope?: readonly string[];
  /** Between two scopes; the comma and the escaped plus are what careless apps send, the tab and the line break what Doorkeeper refuses. */
  separator?: '%20' | '+' | ',' | '%2B' | '%09' | '%0A' | '%0D';
  /** The API host, as documented, or an accounts host. */
  host?: string | undefined;
  credentials?: OutreachApp['credentials'];
  /** Empty leaves the parameter out, here and below. */
  clientId?: string;
  redirectUri?: string;
  responseType?: string;
  responseMode?: string;
  codeChallengeMethod?: string;
}

/** Tells an app whose callback serves several vendors which one sent the person back. */
export const outreachStates = `${canary}-outreach-`;

/** The URL behind an app's "Connect Outreach" link, with fresh secrets. Written by hand, since encodings are part of what is tested. */
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

/** Throws where the app has no such credentials. */
function outreachRegistrationOf(app: ClientApp, credentials: OutreachApp['credentials']): OutreachApp {
  const found = app.outreach?.registrations.find((registration) => registration.credentials === credentials);
  if (!found) throw new Error(`${app.name} has no ${credentials} credentials at the simulated Outreach.`);
  return found;
}
