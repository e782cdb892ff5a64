import { secret } from '../canary';
import { ssoUrl } from '../idp/idps';
import { postForm } from '../idp/page';
import { html, redirect, type SimRequest, type SimResponse } from '../web';
import type { Org } from './orgs';
import { loginPage, secondFactorPage } from './pages';
import type { Person } from './people';
import { loginAddress, paths, type Realm, safeStart } from './realm';
import { noCookie, sidCookie } from './sessions';
import { gatewayInvalid, judgeAttempt } from './sign-in-rules';
import { errorWords } from './words';
import type { World } from './world';

export interface SignIn {
  /** The login page, with or without a request behind it. */
  form(realm: Realm, request: SimRequest): SimResponse;
  /** User name and password, or an assertion of the identity provider. */
  submit(realm: Realm, request: SimRequest): SimResponse;
  customDomain(realm: Realm, request: SimRequest): SimResponse;
  /** The start of a SAML sign-in. */
  samlStart(realm: Realm, request: SimRequest): SimResponse;
  secondFactor(realm: Realm, request: SimRequest): SimResponse;
  /** The bridge: sets the session's cookie and goes on. */
  frontdoor(realm: Realm, request: SimRequest): SimResponse;
  logOut(realm: Realm, request: SimRequest): SimResponse;
}

export function createSignIn({ state, sessions, saml }: World): SignIn {
  const waiting = new Map<string, { person: Person; startURL: string }>();

  function show(realm: Realm, startURL: string, problem = ''): SimResponse {
    const sso = realm.kind === 'my-domain' ? realm.org?.sso : undefined;
    const address = sso && realm.org ? samlStartAddress(realm.org, startURL) : '';
    if (sso?.start === 'direct' && !sso.passwordForm && !problem) return redirect(address);
    const button = sso ? { label: 'Log in with single sign-on', address } : undefined;
    const body = loginPage({ realm, startURL, problem, passwordForm: !sso || sso.passwordForm, sso: button });
    return html(body, problem ? 401 : 200);
  }

  function withPassword(realm: Realm, form: URLSearchParams): SimResponse {
    const startURL = safeStart(form.get('startURL'), realm);
    const username = form.get('username')?.trim().toLowerCase() ?? '';
    const known = state.people.find((candidate) => candidate.username === username);
    const person = known && (!realm.org || realm.org.id === known.orgId) && form.get('pw') ? known : undefined;
    const org = state.orgs.find(({ id }) => id === person?.orgId);
    const at = realm.kind === 'lightning' || realm.kind === 'setup' ? 'my-domain' : realm.kind;
    const failure = judgeAttempt({ person, org, at, integrationUsers: state.integrationUsers });
    org?.loginHistory.push({ username, status: failure ?? 'Success' });
    if (failure || !person) return show(realm, startURL, failure === gatewayInvalid ? failure : errorWords.loginFailed);
    if (!person.multiFactor) return enter(realm, person, startURL);
    const token = secret('verification');
    waiting.set(token, { person, startURL });
    return redirect(`${realm.prefix}${paths.secondFactor}?${new URLSearchParams({ token })}`);
  }

  /** The assertion must be for this org's address and name one of its users. Status words: the event log reference. */
  function withAssertion(realm: Realm, form: URLSearchParams): SimResponse {
    const { org } = realm;
    const startURL = safeStart(form.get('RelayState') || null, realm);
    const username = org && saml.accept(form.get('SAMLResponse') ?? '', acsOf(org));
    const person = state.people.find((one) => one.username === username && one.orgId === org?.id && one.signIn !== 'password');
    org?.loginHistory.push({ username: username ?? '', status: person ? 'Success' : 'Failed: Username Or SSO Id Invalid' });
    return person ? enter(realm, person, startURL) : show(realm, startURL, 'We cannot log you in because of an issue with single sign-on.');
  }

  /** Over the bridge of the person's own host; the generic host remembers them too. */
  function enter(realm: Realm, person: Person, startURL: string): SimResponse {
    const { sid, org } = sessions.open(person.username);
    const host = realm.org ? realm.host : org.host;
    const query = new URLSearchParams({ sid, retURL: startURL });
    return redirect(`https://${host}${realm.prefix}${paths.frontdoor}?${query}`, realm.org ? [] : [sidCookie(sid)]);
  }

  return {
    form: (realm, { query }) => show(realm, safeStart(new URLSearchParams(query).get('startURL'), realm)),
    submit(realm, { body }) {
      const form = new URLSearchParams(body);
      return form.has('SAMLResponse') ? withAssertion(realm, form) : withPassword(realm, form);
    },
    /** Takes the name in front of `.my.salesforce.com` only. Evidence: sfdx-mass-action-scheduler#59, where a whole host failed. */
    customDomain(realm, { query }) {
      const parameters = new URLSearchParams(query);
      const startURL = safeStart(parameters.get('startURL'), realm);
      const host = `${parameters.get('mydomain')?.trim().toLowerCase()}.my.salesforce.com`;
      const org = state.orgs.find((candidate) => candidate.host === host);
      if (!org) return show(realm, startURL, 'This domain does not exist.');
      return redirect(`https://${host}${loginAddress({ ...realm, kind: 'my-domain', org }, startURL)}`);
    },
    samlStart({ org }, { query }) {
      if (!org?.sso) return html('', 404);
      const relayState = new URLSearchParams(query).get('RelayState') ?? '';
      const fields = { SAMLRequest: saml.request(acsOf(org)), RelayState: relayState };
      const target = ssoUrl(org.sso.idp);
      if (org.sso.binding === 'HttpRedirect') return redirect(`${target}?${new URLSearchParams(fields)}`);
      return html(postForm('Redirecting (simulated)', target, fields));
    },
    secondFactor(realm, request) {
      if (request.method !== 'POST') return html(secondFactorPage(new URLSearchParams(request.query).get('token') ?? ''));
      const form = new URLSearchParams(request.body);
      const found = form.get('tc') ? waiting.get(form.get('token') ?? '') : undefined;
      return found ? enter(realm, found.person, found.startURL) : show(realm, safeStart(null, realm), errorWords.loginFailed);
    },
    frontdoor(realm, { query }) {
      const parameters = new URLSearchParams(query);
      const session = sessions.called(parameters.get('sid') ?? '');
      const startURL = safeStart(parameters.get('retURL'), realm);
      if (!session || session.org !== realm.org) return redirect(loginAddress(realm, startURL));
      return redirect(startURL, [sidCookie(session.sid)]);
    },
    logOut: (realm, { query }) => redirect(loginAddress(realm, safeStart(new URLSearchParams(query).get('startURL'), realm)), [noCookie]),
  };
}

function acsOf({ id, host }: Org): string {
  return `https://${host}/?so=${id}&sc=${configOf(id)}`;
}

function configOf(orgId: string): string {
  return orgId.replace('00D', '0LE');
}

/** Parameters as public recordings show them; that RelayState is the start URL itself is a stand-in. */
export function samlStartAddress(org: Org, startURL: string): string {
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
