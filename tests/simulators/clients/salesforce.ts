import { secret } from '../canary';
import { type ClientName, challengeFor, clientApps } from './authorize-url';
import type { ClientApp } from './client-app';

export interface SalesforceUrlOptions {
  /** Replaces the app's own scopes; an empty list leaves the parameter out. */
  scope?: readonly string[];
  /** The text between two scopes. Careless apps send a comma. */
  separator?: '%20' | '+' | ',';
  /** A generic host, a My Domain, a Lightning host or the host of a site. */
  host?: string | undefined;
  /** The path prefix of an Experience Cloud site, such as `/partners`. */
  prefix?: string;
  /** The experience ID after the path, which selects the site's branding, such as `expid_Login`. */
  experienceId?: string;
  /** False sends no PKCE challenge. */
  pkce?: boolean;
  responseType?: string;
  /** An empty text leaves the parameter out. */
  clientId?: string;
  redirectUri?: string;
  display?: 'page' | 'popup' | 'touch' | 'mobile';
  prompt?: string;
  immediate?: boolean;
  loginHint?: boolean;
}

/**
 * Returns the URL behind an app's "Connect Salesforce" link, with new secrets. It is assembled by
 * hand, because tests depend on the encoding.
 */
export function salesforceAuthorizeUrl(name: ClientName, options: SalesforceUrlOptions = {}): string {
  const app: ClientApp = clientApps[name];
  if (!app.salesforce) throw new Error(`${app.name} does not connect to Salesforce in the simulator.`);
  const { registration } = app.salesforce;
  const state = secret('state');
  const scope = options.scope ?? app.salesforce.scope;
  const parameter = (key: string, value: string | undefined) => (value ? [`${key}=${encodeURIComponent(value)}`] : []);
  const parameters = [
    `response_type=${encodeURIComponent(options.responseType ?? 'code')}`,
    ...parameter('client_id', options.clientId ?? registration.clientId),
    ...parameter('redirect_uri', options.redirectUri ?? salesforceRedirectUri(app)),
    ...(scope.length > 0 ? [`scope=${scope.map(encodeURIComponent).join(options.separator ?? '%20')}`] : []),
    `state=${state}`,
    ...(options.pkce === false ? [] : [`code_challenge=${challengeFor(state)}`, 'code_challenge_method=S256']),
    ...parameter('display', options.display),
    ...parameter('prompt', options.prompt),
    ...(options.immediate ? ['immediate=true'] : []),
    ...(options.loginHint ? [`login_hint=${secret('hint')}%40acme.example`] : []),
  ];
  const path = `${options.prefix ?? ''}/services/oauth2/authorize${options.experienceId ? `/${options.experienceId}` : ''}`;
  return `https://${options.host ?? 'login.salesforce.com'}${path}?${parameters.join('&')}`;
}

export function salesforceRedirectUri(app: ClientApp): string {
  return app.salesforce?.registration.callbackUrls[0] ?? '';
}
