/**
 * Single sign-on through an identity provider: with SAML, and with an Auth. Provider that uses
 * OpenID Connect.
 */
import { secret } from '../canary';
import { idps, openidUrl, ssoUrl } from '../idp/idps';
import { postForm } from '../idp/page';
import { html, redirect, type SimRequest, type SimResponse } from '../web';
import type { Org, SingleSignOn } from './orgs';
import { authorizationErrorPage } from './pages';
import { paths, type Realm, safeStart } from './realm';
import type { SignIn } from './sign-in';
import type { World } from './world';

/**
 * The start and the callback of an Auth. Provider, with or without the org's ID. Evidence: the
 * Mobile SDK guide, public set-up guides.
 */
export const providerPath = /^\/services\/(auth\/sso|authcallback)\/(?:(00D\w+)\/)?(\w+)$/;

export interface SsoLegs {
  /** Starts a SAML sign-in. */
  samlStart(realm: Realm, request: SimRequest): SimResponse;
  /** Handles an assertion of the identity provider. */
  assertion(realm: Realm, form: URLSearchParams): SimResponse;
  /**
   * Handles the start and the callback of an Auth. Provider; undefined for a provider that the org
   * does not have.
   */
  provider(realm: Realm, request: SimRequest): SimResponse | undefined;
  /** Shows the page for a failed sign-on through an Auth. Provider. */
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

  /**
   * The first two codes are on record. The third code and the status in Login History are
   * stand-ins.
   */
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
    /**
     * An assertion must be for this org's URL and name one of its users. The statuses are those of
     * the event log reference.
     */
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

/** Returns the URL that starts a sign-in through the org's identity provider. */
export function ssoStartAddress(org: Org, startURL: string): string {
  if (org.sso?.kind === 'openid') return `/services/auth/sso/${suffixOf(org.sso)}?${new URLSearchParams({ startURL })}`;
  return samlStartAddress(org, startURL);
}

/** Returns the URL suffix of the Auth. Provider, which the org's admin chose. */
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

/**
 * The parameters are those of public recordings. It is an assumption that RelayState is the start
 * URL itself.
 */
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
