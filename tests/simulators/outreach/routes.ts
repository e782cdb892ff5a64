import { styleSheet } from '../idp/page';
import type { BrowserCookie } from '../idp/routes';
import type { SimulatorState } from '../state';
import { asset, html, json, notFound, redirect, type SimRequest, type SimResponse, type Site } from '../web';
import { answer, authorize } from './authorize';
import { type Environment, environments } from './hosts';
import { homePage, lookAlikePage, mcpPage } from './pages';
import { createSessions } from './sessions';
import { signIn } from './sign-in';
import { createTokens, type Tokens } from './tokens';
import type { World } from './world';

const lookAlikeHost = 'accounts.outreach.io.evil.example';

/**
 * The policy is strict, so that tests cover whatever an extension puts into the page. It has no
 * `form-action`, which would block the redirect to the app.
 */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

export interface Outreach {
  site: Site;
  tokens: Tokens;
  sessionCookie(email: string): BrowserCookie;
}

export function createOutreach(state: SimulatorState): Outreach {
  const { outreach } = state;
  const tokens = createTokens(outreach);
  const sessions = createSessions(outreach);
  const world: World = { state: outreach, sessions, tokens };

  /**
   * The documented authorize URL redirects to the accounts host with the same query, byte for byte.
   * Evidence: product-os/jellyfish's tests.
   */
  function api({ accounts }: Environment, request: SimRequest): SimResponse {
    if (request.path === '/oauth/authorize') return redirect(`https://${accounts}${request.path}${request.query}`);
    if (request.path === '/oauth/token' && request.method === 'POST') return tokens.endpoint(request);
    if (request.path === '/mcpOAuth/authorize') return html(mcpPage());
    // The gateway's response, from api-evangelist/outreach.
    return json({ error: '404', error_description: 'route not found' }, 404);
  }

  function accounts({ web }: Environment, request: SimRequest): SimResponse {
    const { method } = request;
    // Rails joins slashes, drops a final one and takes what follows a dot for a format
    // (`Journey::Router::Utils.normalize_path`; 2026-11-26).
    const path = request.path.replace(/\/+/g, '/').replace(/(?<=.)(?:\.[^./]+)?\/?$/, '');
    if (path === '/oauth/authorize') return method === 'POST' ? answer(world, request) : authorize(world, request);
    if (path === '/consent/answer' && method === 'POST') return answer(world, request);
    if (path === '/oauth/token' && method === 'POST') return tokens.endpoint(request);
    if (path === '/users/sign_in' || path === '/users/next') return signIn(world, request);
    return path === '/' ? redirect(`https://${web}/`) : notFound();
  }

  function route(request: SimRequest): SimResponse {
    if (request.path === '/assets/style.css') return asset(styleSheet, 'text/css');
    if (request.host === lookAlikeHost) return html(lookAlikePage());
    for (const environment of environments) {
      if (request.host === environment.api) return api(environment, request);
      if (request.host === environment.accounts) return accounts(environment, request);
    }
    return request.path === '/' ? html(homePage()) : notFound();
  }

  return {
    site: {
      hosts: [...environments.flatMap((environment) => [environment.api, environment.accounts, environment.web]), lookAlikeHost],
      handle(request) {
        const response = route(request);
        return { ...response, headers: { 'content-security-policy': contentSecurityPolicy, ...state.extraHeaders, ...response.headers } };
      },
    },
    tokens,
    sessionCookie: (email) => sessions.cookie(email),
  };
}
