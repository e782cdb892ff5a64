import { secret } from '../canary';
import { html, redirect, type SimRequest, type SimResponse } from '../web';
import { loginPage, secondFactorPage } from './pages';
import type { Person } from './people';
import { homeOf, loginAddress, paths, type Realm, safeStart } from './realm';
import { noCookie, overPassword, sidCookie } from './sessions';
import { type Attempt, type Failure, judgeAttempt, judgeSignOn, sentenceFor } from './sign-in-rules';
import { ssoStartAddress } from './single-sign-on';
import { errorWords } from './words';
import type { World } from './world';

export interface SignIn {
  /** Shows the login page, with or without a pending request. */
  form(realm: Realm, request: SimRequest): SimResponse;
  /** Shows the login page with an error sentence. */
  formAgain(realm: Realm, startURL: string, problem: string): SimResponse;
  /** Handles the sign-in with username and password. */
  submit(realm: Realm, request: SimRequest): SimResponse;
  /** Signs in a user whom an identity provider authenticated. The rules of the login page apply. */
  arrive(realm: Realm, person: Person, startURL: string): SimResponse;
  customDomain(realm: Realm, request: SimRequest): SimResponse;
  secondFactor(realm: Realm, request: SimRequest): SimResponse;
  /** Handles the bridge page, which sets the session's cookie and redirects. */
  frontdoor(realm: Realm, request: SimRequest): SimResponse;
  logOut(realm: Realm, request: SimRequest): SimResponse;
}

export function createSignIn({ state, sessions }: World): SignIn {
  const waiting = new Map<string, { person: Person; startURL: string }>();

  function show(realm: Realm, startURL: string, problem = ''): SimResponse {
    const sso = realm.kind === 'my-domain' ? realm.org?.sso : undefined;
    const address = sso && realm.org ? ssoStartAddress(realm.org, startURL) : '';
    if (sso?.start === 'direct' && !sso.passwordForm && !problem) return redirect(address);
    const button = sso ? { label: 'Log in with single sign-on', address } : undefined;
    const action = formAction(realm, startURL);
    const body = loginPage({ realm, action, startURL, problem, passwordForm: !sso || sso.passwordForm, sso: button });
    return html(body, problem ? 401 : 200);
  }

  /** The response to the form appears at the form's target. */
  function formAction(realm: Realm, startURL: string): string {
    const bare = state.loginAnswersAt === 'root' || startURL === homeOf(realm);
    return bare ? `${realm.prefix}/` : loginAddress(realm, startURL);
  }

  function refuse(realm: Realm, startURL: string, failure: Failure): SimResponse {
    const sentence = state.loginMessages === 'status' ? sentenceFor(failure) : undefined;
    return show(realm, startURL, sentence ?? errorWords.loginFailed);
  }

  function attempt(realm: Realm, person: Person | undefined): Attempt {
    const org = state.orgs.find(({ id }) => id === person?.orgId);
    const at = realm.kind === 'lightning' || realm.kind === 'setup' ? 'my-domain' : realm.kind;
    return { person, org, at, integrationUsers: state.integrationUsers, loginLimit: state.loginLimit };
  }

  function withPassword(realm: Realm, form: URLSearchParams): SimResponse {
    const startURL = safeStart(form.get('startURL'), realm);
    const username = form.get('username')?.trim().toLowerCase() ?? '';
    const known = state.people.find((candidate) => candidate.username === username);
    const person = known && (!realm.org || realm.org.id === known.orgId) && form.get('pw') ? known : undefined;
    const tried = attempt(realm, person);
    const failure = judgeAttempt(tried);
    tried.org?.loginHistory.push({ username, status: failure ?? 'Success' });
    if (failure || !person) return refuse(realm, startURL, failure ?? 'Unknown user');
    if (!person.multiFactor) return enter(realm, person, startURL);
    const token = secret('verification');
    waiting.set(token, { person, startURL });
    return redirect(`${realm.prefix}${paths.secondFactor}?${new URLSearchParams({ token })}`);
  }

  /**
   * Redirects over the bridge page of the user's own host. The generic host sets a session cookie
   * too.
   */
  function enter(realm: Realm, person: Person, startURL: string, signedInOver = overPassword(person)): SimResponse {
    const { sid, org } = sessions.open(person.username, { signedInOver });
    const host = realm.org ? realm.host : org.host;
    const query = new URLSearchParams({ sid, retURL: startURL });
    return redirect(`https://${host}${realm.prefix}${paths.frontdoor}?${query}`, realm.org ? [] : [sidCookie(sid)]);
  }

  return {
    form: (realm, { query }) => show(realm, safeStart(new URLSearchParams(query).get('startURL'), realm)),
    formAgain: show,
    submit: (realm, { body }) => withPassword(realm, new URLSearchParams(body)),
    arrive(realm, person, startURL) {
      const tried = attempt(realm, person);
      const failure = judgeSignOn(tried);
      tried.org?.loginHistory.push({ username: person.username, status: failure ?? 'Success' });
      return failure ? refuse(realm, startURL, failure) : enter(realm, person, startURL, 'identity-provider');
    },
    /**
     * Accepts only the name before `.my.salesforce.com`. Evidence: sfdx-mass-action-scheduler#59,
     * where a whole host failed.
     */
    customDomain(realm, { query }) {
      const parameters = new URLSearchParams(query);
      const startURL = safeStart(parameters.get('startURL'), realm);
      const host = `${parameters.get('mydomain')?.trim().toLowerCase()}.my.salesforce.com`;
      const org = state.orgs.find((candidate) => candidate.host === host);
      if (!org) return show(realm, startURL, 'This domain does not exist.');
      return redirect(`https://${host}${loginAddress({ ...realm, kind: 'my-domain', org }, startURL)}`);
    },
    secondFactor(realm, request) {
      if (request.method !== 'POST') return html(secondFactorPage(realm, new URLSearchParams(request.query).get('token') ?? ''));
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
