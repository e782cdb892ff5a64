import { secret } from '../canary';
import type { SimulatorState } from '../state';
import { asset, escapeHtml, html, notFound, type SimRequest, type SimResponse, type Site } from '../web';
import { type Idp, type IdpName, idps } from './idps';
import { autoSubmitScript, page, postForm, styleSheet } from './page';
import { createSamlMessages, type SamlMessages } from './saml';

export interface BrowserCookie {
  name: string;
  value: string;
  domain: string;
  path: string;
  secure: boolean;
  sameSite: 'None' | 'Lax';
}

export interface IdentityProviders {
  site: Site;
  saml: SamlMessages;
  /** Signs somebody in at a provider without its page. */
  sessionCookie(name: IdpName, username: string): BrowserCookie;
}

const cookieName = 'idp_session';

export function createIdentityProviders(state: SimulatorState): IdentityProviders {
  const saml = createSamlMessages();
  const sessions = new Map<string, string>();

  function open(username: string): string {
    const value = secret('idp-session');
    sessions.set(value, username);
    return value;
  }

  /** Request and RelayState come in the query or in the body, by binding. */
  function signOn(idp: Idp, request: SimRequest): SimResponse {
    const form = new URLSearchParams(request.method === 'POST' ? request.body : request.query);
    const samlRequest = form.get('SAMLRequest') ?? '';
    const relayState = form.get('RelayState') ?? '';
    if (saml.acsOf(samlRequest) === undefined) return html(problemPage(idp, 'This sign-in request is not known.'), 400);
    const known = sessions.get(request.cookies[cookieName] ?? '');
    if (known !== undefined) return respond(idp, samlRequest, relayState, known);
    if (!form.has(idp.fields.username)) return html(loginPage(idp, samlRequest, relayState, ''));
    const username = form.get(idp.fields.username)?.trim().toLowerCase() ?? '';
    if (!form.get(idp.fields.password)) return html(loginPage(idp, samlRequest, relayState, 'Type a password.'), 401);
    const answer = respond(idp, samlRequest, relayState, username);
    if (answer.status === 200) answer.headers['set-cookie'] = `${cookieName}=${open(username)}; Path=/; Secure; HttpOnly; SameSite=None`;
    return answer;
  }

  /** RelayState has to come back unchanged (SAML bindings §3.5.3); the setting breaks that. */
  function respond(idp: Idp, samlRequest: string, relayState: string, username: string): SimResponse {
    if (!state.idp.accounts.includes(username)) return html(problemPage(idp, 'You have no access to Salesforce here.'), 403);
    const fields = {
      SAMLResponse: saml.respond(samlRequest, username) ?? '',
      ...(state.idp.relayState === 'kept' ? { RelayState: relayState } : {}),
    };
    return html(postForm(`${idp.title} (simulated)`, saml.acsOf(samlRequest) ?? '', fields));
  }

  return {
    site: {
      hosts: Object.values(idps).map(({ host }) => host),
      handle(request) {
        if (request.path === '/assets/style.css') return asset(styleSheet, 'text/css');
        if (request.path === '/assets/auto-submit.js') return asset(autoSubmitScript, 'text/javascript');
        const idp = Object.values(idps).find(({ host, path }) => host === request.host && path === request.path);
        return idp ? signOn(idp, request) : notFound();
      },
    },
    saml,
    sessionCookie(name, username) {
      return { name: cookieName, value: open(username), domain: idps[name].host, path: '/', secure: true, sameSite: 'None' };
    },
  };
}

/** Posts to the same address, so that the page's URL never changes on the way. */
function loginPage(idp: Idp, samlRequest: string, relayState: string, problem: string): string {
  return page(
    `${idp.title} sign-in (simulated)`,
    `<main><h1>${escapeHtml(idp.title)}</h1>${problem && `<p class="banner" role="alert">${escapeHtml(problem)}</p>`}
<form method="post" action="${idp.path}"><input type="hidden" name="SAMLRequest" value="${escapeHtml(samlRequest)}">
<input type="hidden" name="RelayState" value="${escapeHtml(relayState)}">
<label class="field">User name<input type="email" name="${idp.fields.username}" required autocomplete="off"></label>
<label class="field">Password<input type="password" name="${idp.fields.password}" required autocomplete="off"></label>
<button id="idSIButton9" class="primary">Sign in</button></form></main>`,
  );
}

function problemPage(idp: Idp, text: string): string {
  return page(
    `${idp.title} (simulated)`,
    `<main><h1>${escapeHtml(idp.title)}</h1><p class="banner" role="alert">${escapeHtml(text)}</p></main>`,
  );
}
