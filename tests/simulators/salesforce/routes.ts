import { autoSubmitScript, styleSheet } from '../idp/page';
import type { BrowserCookie, IdentityProviders } from '../idp/routes';
import type { SimulatorState } from '../state';
import { asset, html, notFound, redirect, type SimRequest, type SimResponse, type Site } from '../web';
import { api } from './api';
import { approval } from './approval';
import { authorize, authorizeOnLightning, authorizePath } from './authorize';
import { hostsOf, lightningHost, type Org } from './orgs';
import { errorPage, homePage, lookAlikePage, sendOnScript } from './pages';
import { createPending } from './pending';
import { paths, type Realm, realmOf } from './realm';
import { type CookieOptions, createSessions } from './sessions';
import { setup } from './setup';
import { createSignIn } from './sign-in';
import { createSsoLegs, providerPath } from './single-sign-on';
import { createTokens, type Tokens } from './tokens';
import type { World } from './world';

const lookAlikeHost = 'acme.my.salesforce.com.evil.example';

/**
 * The policy is strict, so that tests cover whatever an extension puts into the page. It has no
 * `form-action`, which would block the redirect to the app.
 */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

const assets: Readonly<Record<string, SimResponse>> = {
  '/assets/style.css': asset(styleSheet, 'text/css'),
  '/assets/auto-submit.js': asset(autoSubmitScript, 'text/javascript'),
  '/assets/send-on.js': asset(sendOnScript, 'text/javascript'),
};

export interface Salesforce {
  site: Site;
  tokens: Tokens;
  sessionCookie(username: string, options?: CookieOptions): BrowserCookie;
}

export function createSalesforce(state: SimulatorState, { saml, openid }: IdentityProviders): Salesforce {
  const { salesforce } = state;
  const tokens = createTokens(salesforce);
  const sessions = createSessions(salesforce);
  const world: World = { state: salesforce, sessions, pending: createPending(salesforce), tokens, saml, openid };
  const signIn = createSignIn(world);
  const sso = createSsoLegs(world, signIn);

  function route(realm: Realm, request: SimRequest): SimResponse | Promise<SimResponse> {
    const { path, kind, org } = realm;
    if (kind === 'setup' || kind === 'lightning') return withoutSession(realm, request);
    if (authorizePath.test(path)) return authorize(world, realm, request);
    if (path === '/' || path === '/login' || path === '/s/login/') return atLogin(realm, request);
    if (path === paths.secondFactor) return signIn.secondFactor(realm, request);
    if (!org) return api(world, realm, request) ?? (path === '/login/custom-domain' ? signIn.customDomain(realm, request) : notFound());
    if (path === paths.approval) return approval(world, realm, request);
    if (path === paths.error) return errorOf(request);
    if (path === paths.frontdoor) return signIn.frontdoor(realm, request);
    if (path === paths.logout) return signIn.logOut(realm, request);
    const own = kind === 'site' ? onSite(org, path) : onMyDomain(org, realm, request);
    return api(world, realm, request) ?? own ?? notFound();
  }

  function errorOf(request: SimRequest): SimResponse {
    const error = new URLSearchParams(request.query).get('error');
    const expired = error === null && sessions.known(request)?.bareError !== 'general';
    return html(errorPage(salesforce, expired));
  }

  function atLogin(realm: Realm, request: SimRequest): SimResponse {
    if (request.method !== 'POST') return signIn.form(realm, request);
    const form = new URLSearchParams(request.body);
    return form.has('SAMLResponse') ? sso.assertion(realm, form) : signIn.submit(realm, request);
  }

  function onSite(org: Org, path: string): SimResponse | undefined {
    return path === paths.siteHome ? html(homePage(org.name)) : undefined;
  }

  /** Lightning's home page is on a separate host. */
  function onMyDomain(org: Org, realm: Realm, request: SimRequest): SimResponse | undefined {
    const { path } = realm;
    if (path === paths.samlStart) return sso.samlStart(realm, request);
    if (providerPath.test(path)) return sso.provider(realm, request);
    if (path === paths.authorizationError) return sso.providerFailed(request);
    if (path === paths.home) return redirect(`https://${lightningHost(org)}${paths.home}`);
    if (path === paths.classicHome) return html(homePage(org.name));
    return setup(salesforce, org, path, request);
  }

  function withoutSession(realm: Realm, request: SimRequest): SimResponse {
    if (realm.kind === 'lightning' && authorizePath.test(realm.path)) return authorizeOnLightning(realm, request);
    if (realm.path === '/') return redirect(paths.home);
    if (realm.path === paths.home) return html(homePage(realm.org?.name ?? ''));
    return (realm.org && setup(salesforce, realm.org, realm.path, request)) ?? notFound();
  }

  return {
    site: {
      hosts: [...hostsOf(salesforce.orgs), lookAlikeHost],
      async handle(request) {
        const known = assets[request.path];
        const realm = realmOf(salesforce, request);
        const response = known ?? (realm ? await route(realm, request) : outside(request));
        return { ...response, headers: { 'content-security-policy': contentSecurityPolicy, ...state.extraHeaders, ...response.headers } };
      },
    },
    tokens,
    sessionCookie: (username, options) => sessions.cookie(username, options),
  };
}

function outside({ host }: SimRequest): SimResponse {
  return host === lookAlikeHost ? html(lookAlikePage()) : notFound();
}
