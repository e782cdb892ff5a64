import { secret } from '../canary';
import type { SimulatorState } from '../state';
import { asset, escapeHtml, html, notFound, redirect, type SimRequest, type SimResponse, type Site } from '../web';
import { type Idp, type IdpName, idps } from './idps';
import { createOpenidCodes, type OpenidCodes } from './openid';
import { autoSubmitScript, page, postForm, styleSheet } from './page';
import { createSamlMessages, type SamlMessages } from './saml';

export interface BrowserCookie {
  name: string;
  value: string;
  domain: string;
  path: string;
  httpOnly: boolean;
  secure: boolean;
  sameSite: 'None' | 'Lax';
}

export interface IdentityProviders {
  site: Site;
  saml: SamlMessages;
  openid: OpenidCodes;
  /** Signs a user in at a provider without its page, and returns the cookie. */
  sessionCookie(name: IdpName, username: string): BrowserCookie;
}

/** An application's authentication request, in either protocol. */
interface Question {
  /**
   * The target of the provider's form. It is the URL of the page itself, so the URL never changes
   * during the sign-in.
   */
  path: string;
  /** Hidden fields that the page carries along. */
  fields: Record<string, string>;
  answer(username: string): SimResponse;
}

const cookieName = 'idp_session';

export function createIdentityProviders(state: SimulatorState): IdentityProviders {
  const saml = createSamlMessages();
  const openid = createOpenidCodes();
  const sessions = new Map<string, string>();

  function open(username: string): string {
    const value = secret('idp-session');
    sessions.set(value, username);
    return value;
  }

  /**
   * Reads a SAML request. RelayState must be returned unchanged (SAML bindings §3.5.3) unless the
   * setting breaks that. Undefined for an unknown request.
   */
  function samlQuestion(idp: Idp, form: URLSearchParams): Question | undefined {
    const SAMLRequest = form.get('SAMLRequest') ?? '';
    const acs = saml.acsOf(SAMLRequest);
    if (acs === undefined) return undefined;
    const RelayState = form.get('RelayState') ?? '';
    const answer = (username: string) => {
      const SAMLResponse = saml.respond(SAMLRequest, username) ?? '';
      return html(postForm(`${idp.title} (simulated)`, acs, { SAMLResponse, ...(state.idp.relayState === 'kept' ? { RelayState } : {}) }));
    };
    return { path: idp.path, fields: { SAMLRequest, RelayState }, answer };
  }

  /**
   * Reads an OpenID request. `state` must be returned unchanged (RFC 6749 §4.1.2) unless the
   * setting breaks that. Undefined for an unknown client.
   */
  function openidQuestion(idp: Idp, form: URLSearchParams): Question | undefined {
    const callback = form.get('redirect_uri') ?? '';
    if (form.get('response_type') !== 'code' || !openid.knows(form.get('client_id') ?? '', callback)) return undefined;
    const answer = (username: string) => {
      const code = openid.issue(callback, username);
      const parameters = new URLSearchParams({ code, ...(state.idp.relayState === 'kept' ? { state: form.get('state') ?? '' } : {}) });
      return redirect(`${callback}?${parameters}`);
    };
    const names = ['response_type', 'client_id', 'redirect_uri', 'scope', 'state', 'nonce'];
    return { path: idp.openidPath, fields: Object.fromEntries(names.map((name) => [name, form.get(name) ?? ''])), answer };
  }

  /** The request arrives in the query or in the body, depending on the binding. */
  function signOn(idp: Idp, request: SimRequest): SimResponse {
    const form = new URLSearchParams(request.method === 'POST' ? request.body : request.query);
    const question = isAt(idp.openidPath, request) ? openidQuestion(idp, form) : samlQuestion(idp, form);
    if (!question) return html(problemPage(idp, 'This sign-in request is not known.'), 400);
    const known = sessions.get(request.cookies[cookieName] ?? '');
    if (known === undefined && !form.has(idp.fields.username)) return html(loginPage(idp, question, ''));
    const username = known ?? form.get(idp.fields.username)?.trim().toLowerCase() ?? '';
    if (known === undefined && !form.get(idp.fields.password)) return html(loginPage(idp, question, 'Type a password.'), 401);
    if (!state.idp.accounts.includes(username)) return html(problemPage(idp, 'You have no access to Salesforce here.'), 403);
    const answer = question.answer(username);
    if (known === undefined) answer.headers['set-cookie'] = `${cookieName}=${open(username)}; Path=/; Secure; HttpOnly; SameSite=None`;
    return answer;
  }

  return {
    site: {
      hosts: Object.values(idps).map(({ host }) => host),
      handle(request) {
        if (request.path === '/assets/style.css') return asset(styleSheet, 'text/css');
        if (request.path === '/assets/auto-submit.js') return asset(autoSubmitScript, 'text/javascript');
        const idp = Object.values(idps).find(({ host }) => host === request.host);
        return idp && (isAt(idp.path, request) || isAt(idp.openidPath, request)) ? signOn(idp, request) : notFound();
      },
    },
    saml,
    openid,
    sessionCookie(name, username) {
      const { host } = idps[name];
      return { name: cookieName, value: open(username), domain: host, path: '/', httpOnly: true, secure: true, sameSite: 'None' };
    },
  };
}

/** AD FS is used with and without the trailing slash. */
function isAt(path: string, request: SimRequest): boolean {
  return request.path.replace(/\/$/, '') === path.replace(/\/$/, '');
}

function loginPage(idp: Idp, { path, fields }: Question, problem: string): string {
  const hidden = Object.entries(fields).map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`);
  return page(
    `${idp.title} sign-in (simulated)`,
    `<main><h1>${escapeHtml(idp.title)}</h1>${problem && `<p class="banner" role="alert">${escapeHtml(problem)}</p>`}
<form method="post" action="${path}">${hidden.join('')}
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
