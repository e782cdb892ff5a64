/** The identity providers, by the kinds of URL that users meet. */
export interface Idp {
  host: string;
  /** The path that receives the SAML request. */
  path: string;
  /** The authorization endpoint of OpenID Connect. */
  openidPath: string;
  title: string;
  /** The names of the two fields on the sign-in page. */
  fields: { username: string; password: string };
}

const plain = { username: 'username', password: 'password' };

/**
 * Evidence: dalehamel/okta-auth-proxy#1 for Okta's path, public login scripts for Entra's fields.
 * The paths of Entra, Ping and AD FS have their usual form, and so do the OpenID paths. AD FS runs
 * on a company's own host, so only its path identifies it. `unknown` has a host and a path of the
 * company.
 */
export const idps = {
  okta: {
    host: 'initech.okta.com',
    path: '/app/salesforce/exksim0001/sso/saml',
    openidPath: '/oauth2/v1/authorize',
    title: 'Okta',
    fields: plain,
  },
  entra: {
    host: 'login.microsoftonline.com',
    path: '/7d1f0c1e-0000-4c55-9d7e-2a64c1a70001/saml2',
    openidPath: '/7d1f0c1e-0000-4c55-9d7e-2a64c1a70001/oauth2/v2.0/authorize',
    title: 'Microsoft Entra ID',
    fields: { username: 'loginfmt', password: 'passwd' },
  },
  ping: {
    host: 'sso.connect.pingidentity.com',
    path: '/sso/idp/SSO.saml2',
    openidPath: '/sso/as/authorization.oauth2',
    title: 'Ping',
    fields: plain,
  },
  adfs: { host: 'login.initech.example', path: '/adfs/ls/', openidPath: '/adfs/oauth2/authorize/', title: 'AD FS', fields: plain },
  unknown: { host: 'signin.initech.example', path: '/gate/enter', openidPath: '/gate/authorize', title: 'Initech sign-in', fields: plain },
} as const satisfies Record<string, Idp>;

export type IdpName = keyof typeof idps;

export function ssoUrl(name: IdpName): string {
  return `https://${idps[name].host}${idps[name].path}`;
}

export function openidUrl(name: IdpName): string {
  return `https://${idps[name].host}${idps[name].openidPath}`;
}
