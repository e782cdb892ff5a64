import { setTimeout as wait } from 'node:timers/promises';
import type { SimulatorState } from '../state';
import { asset, html, json, notFound, redirect, type SimRequest, type SimResponse, type Site } from '../web';
import {
  bridgePage,
  consentScript,
  consentShell,
  contactsPage,
  loginPage,
  lookAlikePage,
  staticTokenPage,
  styleSheet,
  userLevelPage,
} from './pages';
import { regionalHosts } from './portals';
import { parseRequest } from './request';
import { offeredScopes } from './rules';
import { createSessions, type Session, type Sessions, setCookie } from './sessions';
import { createTokens, type Tokens } from './tokens';
import { accountsView, caseOf, chosenPortal, decisionView, type View } from './view';

const apiHost = 'api.hubapi.com';
const userLevelHost = 'mcp.hubspot.com';
const lookAlikeHost = 'app.hubspot.com.evil.example';
const authorizePath = /^\/oauth\/(?:\d+\/)?authorize$/;

/**
 * The policy is strict, so that tests cover whatever an extension puts into the page. It has no
 * `form-action`, which would block the redirect to the app.
 */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

export interface Hubspot {
  site: Site;
  tokens: Tokens;
  sessionCookie: Sessions['open'];
}

export function createHubspot(state: SimulatorState): Hubspot {
  const sessions = createSessions(state);
  const tokens = createTokens(state);

  function app(request: SimRequest): SimResponse | Promise<SimResponse> {
    const { method, path } = request;
    if (authorizePath.test(path)) return authorize(request);
    if (path === '/oauth-bridge') return bridge(request);
    if (path === '/login') return method === 'POST' ? logIn(request) : html(loginPage(wanted(request), ''));
    if (path === '/api/oauth-sim/view') return view(request);
    if (path === '/api/oauth-sim/decision' && method === 'POST') return decide(request);
    if (path === '/assets/consent.js') return asset(consentScript, 'text/javascript');
    const portalId = /^\/contacts\/(\d+)$/.exec(path)?.[1];
    if (portalId) return html(contactsPage(portalId));
    if (/^\/static-token\/\d+\/authorize$/.test(path)) return html(staticTokenPage());
    return path === '/' ? redirect('/contacts/1234') : notFound();
  }

  /**
   * Sends a signed-out user to the landing page with the same query. A cookie carries the account
   * that the path named, which is a stand-in because HubSpot's own method is not known.
   */
  function authorize(request: SimRequest): SimResponse {
    if (sessions.of(request)) return html(consentShell(state.language));
    return redirect(`/oauth-bridge${request.query}`, [`sim_return=${request.path}; Path=/oauth-bridge; Secure; HttpOnly; SameSite=Lax`]);
  }

  function bridge(request: SimRequest): SimResponse {
    const path = request.cookies.sim_return ?? '';
    return html(bridgePage(`https://${request.host}${authorizePath.test(path) ? path : '/oauth/authorize'}${request.query}`));
  }

  function logIn(request: SimRequest): SimResponse {
    const form = new URLSearchParams(request.body);
    const user = state.users.find(({ email }) => email === form.get('email')?.trim().toLowerCase());
    if (!user || !form.get('password')) return html(loginPage(wanted(request), 'That email address or password is not right.'), 401);
    return redirect(wanted(request), [setCookie(sessions.open(user.email))]);
  }

  async function view(request: SimRequest): Promise<SimResponse> {
    if (state.renderDelayMs > 0) await wait(state.renderDelayMs);
    const session = sessions.of(request);
    const portalId = request.headers['x-sim-portal'] || rememberedChoice(session, request);
    const { layout, rerender, redirectBy } = state;
    return json({ ...viewFor(request, session, portalId), portal: portalId, layout, rerender, redirectBy });
  }

  /**
   * Asks for the account first, then switches to its region, and checks the request only then.
   * Public bug reports agree that errors come after the account is picked.
   */
  function viewFor(request: SimRequest, session: Session | undefined, portalId: string | undefined): View {
    if (!session) return { kind: 'signed-out' };
    const portal = chosenPortal(state, session.user, portalId);
    if (!portal) return accountsView(state, session.user);
    if (portal.host !== request.host) {
      session.choice = { query: request.query, portalId: String(portal.id) };
      return { kind: 'region', host: portal.host };
    }
    return decisionView(state, session.user, portal, parseRequest(request.query));
  }

  function decide(request: SimRequest): SimResponse {
    const form = new URLSearchParams(request.body);
    const location = outcome(request, form);
    if (location === undefined) return json({ refused: true }, 409);
    return request.headers.accept === 'application/json' ? json({ location }) : redirect(location);
  }

  /**
   * Checks the request again, issues the code and responds with the next URL. It refuses a request
   * for which no page showed these buttons.
   */
  function outcome(request: SimRequest, form: URLSearchParams): string | undefined {
    const session = sessions.of(request);
    const portal = session && chosenPortal(state, session.user, form.get('portal') ?? undefined);
    if (!session || !portal) return undefined;
    const authorization = parseRequest(request.query);
    const subject = caseOf(state, session.user, portal, authorization);
    const shown = decisionView(state, session.user, portal, authorization).kind;
    if (!subject || (shown !== 'consent' && shown !== 'approved')) return undefined;
    const answer = new URLSearchParams();
    if (form.get('action') === 'grant') {
      const off = new Set(form.getAll('off').map(Number));
      const scopes = offeredScopes(subject).filter((id, position) => !(off.has(position) && authorization.optional.includes(id)));
      const { clientId, redirectUri, codeChallenge, codeChallengeMethod } = authorization;
      const grant = { clientId, redirectUri, scopes, portalId: portal.id, domain: portal.domain, email: session.user.email };
      answer.set('code', tokens.issueCode({ ...grant, codeChallenge, codeChallengeMethod }));
      portal.installed[clientId] = [...new Set([...(portal.installed[clientId] ?? []), ...scopes])];
    } else {
      // RFC 6749 §4.1.2.1. HubSpot does not document what it sends on Cancel.
      answer.set('error', 'access_denied');
      answer.set('error_description', 'The user denied access to the app.');
    }
    if (authorization.state !== undefined) answer.set('state', authorization.state);
    return `${authorization.redirectUri}${authorization.redirectUri.includes('?') ? '&' : '?'}${answer}`;
  }

  return {
    site: {
      hosts: [...regionalHosts, userLevelHost, apiHost, lookAlikeHost],
      async handle(request) {
        if (request.host === apiHost) return tokens.handle(request) ?? notFound();
        const response = request.path === '/assets/style.css' ? asset(styleSheet, 'text/css') : await byHost(request, app);
        return { ...response, headers: { 'content-security-policy': contentSecurityPolicy, ...response.headers, ...state.extraHeaders } };
      },
    },
    tokens,
    sessionCookie: sessions.open,
  };
}

function byHost(request: SimRequest, app: (request: SimRequest) => SimResponse | Promise<SimResponse>): SimResponse | Promise<SimResponse> {
  if (request.host === lookAlikeHost) return html(lookAlikePage());
  if (request.host !== userLevelHost) return app(request);
  return /^\/oauth\/authorize(\/user)?$/.test(request.path) ? html(userLevelPage()) : notFound();
}

function rememberedChoice(session: Session | undefined, request: SimRequest): string | undefined {
  return session?.choice?.query === request.query ? session.choice.portalId : undefined;
}

/**
 * Returns the page to open after the sign-in, which is always a HubSpot URL and never another site.
 */
function wanted(request: SimRequest): string {
  const target = new URLSearchParams(request.query).get('loginRedirectUrl') ?? '';
  const ours = URL.canParse(target) && regionalHosts.some((host) => target.startsWith(`https://${host}/`));
  return ours ? target : '/contacts/1234';
}
