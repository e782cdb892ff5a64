import { autoSubmitScript, styleSheet } from '../idp/page';
import type { BrowserCookie, IdentityProviders } from '../idp/routes';
import type { SimulatorState } from '../state';
import { asset, html, notFound, redirect, type SimRequest, type SimResponse, type Site } from '../web';
import { api } from './api';
import { approval } from './approval';
import { authorize, authorizeOnLightning, authorizePath } from './authorize';
import { hostsOf } from './orgs';
import { errorPage, homePage, lookAlikePage, sendOnScript } from './pages';
import { createPending } from './pending';
import { paths, type Realm, realmOf } from './realm';
import { createSessions } from './sessions';
import { setup } from './setup';
import { createSignIn } from './sign-in';
import { createTokens, type Tokens } from './tokens';
import type { World } from './world';

const lookAlikeHost = 'acme.my.salesforce.com.evil.example';

/** Strict, so that whatever an extension puts into the page is tested against it. No `form-action`: it would stop the way back to the app. */
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
  sessionCookie(username: string, options?: { loginAs?: boolean }): BrowserCookie;
}

export function createSalesforce(state: SimulatorState, { saml }: IdentityProviders): Salesforce {
  const { salesforce } = state;
  const tokens = createTokens(salesforce);
  const sessions = createSessions(salesforce);
  const world: World = { state: salesforce, sessions, pending: createPending(salesforce), tokens, saml };
  const signIn = createSignIn(world);

  function route(realm: Realm, request: SimRequest): SimResponse {
    const { path, kind, org } = realm;
    if (kind === 'setup' || kind === 'lightning') return withoutSession(realm, request);
    if (authorizePath.test(path)) return authorize(world, realm, request);
    if (path === '/' || path === '/login' || path === '/s/login/')
      return request.method === 'POST' ? signIn.submit(realm, request) : signIn.form(realm, request);
    if (path === paths.secondFactor) return signIn.secondFactor(realm, request);
    if (!org) return api(world, realm, request) ?? (path === '/login/custom-domain' ? signIn.customDomain(realm, request) : notFound());
    if (path === paths.approval) return approval(world, realm, request);
    if (path === paths.error) return html(errorPage(salesforce, new URLSearchParams(request.query).get('error')));
    if (path === paths.frontdoor) return signIn.frontdoor(realm, request);
    if (path === paths.samlStart) return signIn.samlStart(realm, request);
    if (path === paths.logout) return signIn.logOut(realm, request);
    if (path === paths.home) return html(homePage(org.name));
    return api(world, realm, request) ?? setup(salesforce, org, path, request) ?? notFound();
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
      handle(request) {
        const known = assets[request.path];
        const realm = realmOf(salesforce, request);
        const response = known ?? (realm ? route(realm, request) : outside(request));
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
