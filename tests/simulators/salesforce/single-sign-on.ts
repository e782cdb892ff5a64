/** The two ways over an identity provider: SAML, and an Auth. Provider that speaks OpenID Connect. */
import { secret } from '../canary';
import { idps, openidUrl, ssoUrl } from '../idp/idps';
import { postForm } from '../idp/page';
import { html, redirect, type SimRequest, type SimResponse } from '../web';
import type { Org, SingleSignOn } from './orgs';
import { authorizationErrorPage } from './pages';
import { paths, type Realm, safeStart } from './realm';
import type { SignIn } from './sign-in';
import type { World } from './world';

/** An Auth. Provider's start and callback, with or without the org's id. Evidence: the Mobile SDK guide, public set-up guides. */
export const providerPath = /^\/services\/(auth\/sso|authcallback)\/(?:(00D\w+)\/)?(\w+)$/;

export interface SsoLegs {
  /** The start of a SAML sign-in. */
  samlStart(realm: Realm, request: SimRequest): SimResponse;
  /** An assertion of the identity provider. */
  assertion(realm: Realm, form: URLSearchParams): SimResponse;
  /** Start and callback of an Auth. Provider; undefined for a provider that the org does not have. */
  provider(realm: Realm, request: SimRequest): SimResponse | undefined;
  /** Where a failed sign-on over an Auth. Provider ends. */
  providerFailed(request: SimRequest): SimResponse;
}

export function createSsoLegs({ state, saml, openid }: World, signIn: SignIn): SsoLegs {
  const startURLs = new Map<string, string>();

  const personOf = (org: Org, username: string | undefined) =>
    state.people.find((one) => one.username === username && one.orgId === org.id && one.signIn !== 'password');

  function providerStart(realm: Realm, org: Org, sso: SingleSignOn, { query }: SimRequest): SimResponse {
    const callback = callbackOf(org, sso);
    const value = secret('openid-state');
    startURLs.set(value, safeStart(new URLSearchParams(query).get('startURL'), realm));
    const parameters = {
      response_type: 'code',
      client_id: openid.clientFor(callback),
      redirect_uri: callback,
      scope: 'openid profile email',
      state: value,
      nonce: secret('nonce'),
    };
    return redirect(`${openidUrl(sso.idp)}?${new URLSearchParams(parameters)}`);
  }

  /** The first two codes are on record; the third, and what Login History notes, are stand-ins. */
  function providerCallback(realm: Realm, org: Org, sso: SingleSignOn, { query }: SimRequest): SimResponse {
    const parameters = new URLSearchParams(query);
    const value = parameters.get('state') ?? '';
    const startURL = startURLs.get(value);
    if (startURL === undefined) return failed(org, 'No_Oauth_State', 'State was not sent back');
    startURLs.delete(value);
    const username = openid.accept(parameters.get('code') ?? '', callbackOf(org, sso));
    if (username === undefined) return failed(org, 'No_Oauth_Token', 'invalid_grant');
    const person = personOf(org, username);
    if (person) return signIn.arrive(realm, person, startURL);
    org.loginHistory.push({ username, status: unknownThere });
    return failed(org, 'REGISTRATION_HANDLER_ERROR', 'No such user');
  }

  return {
    samlStart({ org }, { query }) {
      if (org?.sso?.kind !== 'saml') return html('', 404);
      const relayState = new URLSearchParams(query).get('RelayState') ?? '';
      const fields = { SAMLRequest: saml.request(acsOf(org)), RelayState: relayState };
      const target = ssoUrl(org.sso.idp);
      if (org.sso.binding === 'HttpRedirect') return redirect(`${target}?${new URLSearchParams(fields)}`);
      return html(postForm('Redirecting (simulated)', target, fields));
    },
    /** It must be for this org's address and name one of its users. Status words: the event log reference. */
    assertion(realm, form) {
      const { org } = realm;
      const startURL = safeStart(form.get('RelayState') || null, realm);
      const username = org && saml.accept(form.get('SAMLResponse') ?? '', acsOf(org));
      const person = org && personOf(org, username);
      if (person) return signIn.arrive(realm, person, startURL);
      org?.loginHistory.push({ username: username ?? '', status: unknownThere });
      return signIn.formAgain(realm, startURL, 'We cannot log you in because of an issue with single sign-on.');
    },
    provider(realm, request) {
      const [, step, orgId, suffix] = providerPath.exec(realm.path) ?? [];
      const { org } = realm;
      const sso = org?.sso;
      if (!org || sso?.kind !== 'openid' || suffix !== suffixOf(sso) || (orgId && orgId !== org.id)) return undefined;
      return step === 'authcallback' ? providerCallback(realm, org, sso, request) : providerStart(realm, org, sso, request);
    },
    providerFailed: ({ query }) => html(authorizationErrorPage(new URLSearchParams(query).get('ErrorDescription') ?? '')),
  };
}

const unknownThere = 'Failed: Username Or SSO Id Invalid';

function failed({ id }: Org, ErrorCode: string, ErrorDescription: string): SimResponse {
  const query = new URLSearchParams({ ErrorCode, ErrorDescription, ProviderId: id.replace('00D', '0SO') });
  return redirect(`${paths.authorizationError}?${query}`);
}

/** Where a sign-in over the org's identity provider begins. */
export function ssoStartAddress(org: Org, startURL: string): string {
  if (org.sso?.kind === 'openid') return `/services/auth/sso/${suffixOf(org.sso)}?${new URLSearchParams({ startURL })}`;
  return samlStartAddress(org, startURL);
}

/** The Auth. Provider's URL suffix, which its administrator chose. */
function suffixOf({ idp }: SingleSignOn): string {
  return idps[idp].title.replace(/\W/g, '_');
}

function callbackOf({ host }: Org, sso: SingleSignOn): string {
  return `https://${host}/services/authcallback/${suffixOf(sso)}`;
}

function acsOf({ id, host }: Org): string {
  return `https://${host}/?so=${id}&sc=${configOf(id)}`;
}

function configOf(orgId: string): string {
  return orgId.replace('00D', '0LE');
}

/** Parameters as public recordings show them; that RelayState is the start URL itself is a stand-in. */
function samlStartAddress(org: Org, startURL: string): string {
  const query = new URLSearchParams({
    saml_request_id: `_${secret('saml-id')}`,
    saml_acs: acsOf(org),
    saml_binding_type: org.sso?.binding ?? 'HttpPost',
    Issuer: `https://${org.host}`,
    samlSsoConfig: configOf(org.id),
    RelayState: startURL,
  });
  return `${paths.samlStart}?${query}`;
}
