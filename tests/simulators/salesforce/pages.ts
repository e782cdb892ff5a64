import { page } from '../idp/page';
import { escapeHtml } from '../web';
import { paths, type Realm } from './realm';
import type { SalesforceState } from './state';
import type { Approval } from './tokens';
import { errorWords, lineFor, words } from './words';

const main = (title: string, body: string, language = 'en', head = '') =>
  page(`${title} (simulated)`, `<main>${body}</main>`, language, head);

export interface ApprovalView {
  realm: Realm;
  source: string;
  app: string;
  username: string;
  scopes: readonly string[];
  revoked: readonly Approval[];
}

/**
 * Public tests rely on `#header`, on the `h2` with the app, and on `#oaapprove` with its value. The
 * other button has no ID, because none is known. The element names of the list are stand-ins.
 */
export function approvalPage(state: SalesforceState, view: ApprovalView): string {
  if (state.layout === 'unknown') return unknownApprovalPage(state, view);
  const { language } = state;
  const text = words[language];
  const fill = (sentence: string) => escapeHtml(sentence.replace('{app}', view.app).replace('{user}', view.username));
  const again = `${view.realm.prefix}${paths.approval}?${new URLSearchParams({ source: view.source })}`;
  const notYou = `${view.realm.prefix}${paths.logout}?${new URLSearchParams({ startURL: again })}`;
  return main(
    text.heading,
    `<h1 id="header">${escapeHtml(text.heading)}</h1><h2>${escapeHtml(view.app)}</h2>
<form method="post" action="${view.realm.prefix}${paths.approval}"><input type="hidden" name="source" value="${view.source}">
<p>${fill(text.requests)}</p><ul>${lines(state, view)}</ul>
<p>${fill(text.user)} (<a href="${escapeHtml(notYou)}">${escapeHtml(text.notYou)}</a>)</p>${revokedList(text.revokes, view.revoked)}
<div class="actions"><input type="submit" id="oaapprove" name="save" value="${text.allow}" class="primary">
<input type="submit" name="cancel" value="${text.deny}"></div></form>`,
    language,
  );
}

function lines(state: SalesforceState, { scopes }: ApprovalView): string {
  return scopes.map((id) => `<li>${escapeHtml(lineFor(id, state))}</li>`).join('');
}

function revokedList(sentence: string, revoked: readonly Approval[]): string {
  if (revoked.length === 0) return '';
  const items = revoked.map(({ since }) => `<li>${new Date(since).toISOString().slice(0, 16)}</li>`).join('');
  return `<div class="banner"><p>${escapeHtml(sentence)}</p><ul>${items}</ul></div>`;
}

/** A redesign that the extension does not know: other elements and texts, and the same effect. */
function unknownApprovalPage(state: SalesforceState, view: ApprovalView): string {
  return main(
    'Connect an app',
    `<div class="title">Connect ${escapeHtml(view.app)}</div>
<form method="post" action="${view.realm.prefix}${paths.approval}"><input type="hidden" name="source" value="${view.source}">
<div>It will be able to</div>${view.scopes.map((id) => `<div class="row">${escapeHtml(lineFor(id, state))}</div>`).join('')}
<div class="actions"><button name="save" value="1" class="primary">Connect</button><button name="cancel" value="1">Not now</button></div></form>`,
    state.language,
  );
}

/**
 * The page shows the same sentence for every reason, because only its URL contains the reason. An
 * expired request has a sentence of its own.
 */
export function errorPage(state: SalesforceState, expired: boolean): string {
  const body = expired
    ? `<p>${escapeHtml(errorWords.expired)}</p>`
    : `<p>${escapeHtml(errorWords.ask)}</p><p>${escapeHtml(errorWords.generic(state.errorSpelling))}</p>`;
  return main(errorWords.heading, `<h1>${errorWords.heading}</h1>${body}`);
}

/** Evidence: the test log in Damecek/force-navigator-reloaded. */
export function insufficientPrivilegesPage(): string {
  return main(
    'Insufficient Privileges',
    '<h1>Insufficient Privileges</h1><p>You cannot do this while you are logged in as another user.</p>',
  );
}

/**
 * The page for a failed sign-on through an Auth. Provider. Only its URL is on record, so the texts
 * are stand-ins.
 */
export function authorizationErrorPage(description: string): string {
  return main('Login error', `<h1>We can’t log you in</h1><p>${escapeHtml(description)}</p>`);
}

export interface LoginView {
  realm: Realm;
  /** The target of the form with the password. */
  action: string;
  startURL: string;
  problem: string;
  /** Missing if single sign-on is the only option. */
  passwordForm: boolean;
  /** The label and the URL of the single sign-on button. */
  sso: { label: string; address: string } | undefined;
}

/** The IDs are those that public login scripts use. The generic hosts show no button of any org. */
export function loginPage({ realm, action, startURL, problem, passwordForm, sso }: LoginView): string {
  const hidden = `<input type="hidden" name="startURL" value="${escapeHtml(startURL)}">`;
  const generic = realm.kind === 'production' || realm.kind === 'sandbox';
  const form = `<form method="post" action="${escapeHtml(action)}">${hidden}
<label class="field">Username<input id="username" type="email" name="username" required autocomplete="off"></label>
<label class="field">Password<input id="password" type="password" name="pw" required autocomplete="off"></label>
<button id="Login" class="primary">Log In</button></form>`;
  const customDomain = `<form method="get" action="/login/custom-domain"><h2>Use Custom Domain</h2>${hidden}
<label class="field">Custom domain<input id="mydomain" name="mydomain" autocomplete="off"></label><button id="community_cont">Continue</button></form>`;
  const button = sso && ssoButton(sso);
  return main(
    'Login',
    `<h1>Log in to Salesforce</h1>${problem && `<p id="error" class="banner" role="alert">${escapeHtml(problem)}</p>`}
${passwordForm ? form : ''}${button ?? ''}${generic ? customDomain : ''}`,
  );
}

/** A form replaces the real button's script, because simulated pages forbid inline scripts. */
function ssoButton({ label, address }: { label: string; address: string }): string {
  const [action = '', query = ''] = address.split('?');
  const inputs = [...new URLSearchParams(query)].map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  );
  return `<div id="idp_section"><div id="idp_hint">Or log in using:</div><form id="idp_section_buttons" method="get" action="${escapeHtml(action)}">
${inputs.join('')}<button>${escapeHtml(label)}</button></form></div>`;
}

export function secondFactorPage({ prefix }: Realm, token: string): string {
  return main(
    'Verify Your Identity',
    `<h1>Verify your identity</h1><form method="post" action="${prefix}${paths.secondFactor}"><input type="hidden" name="token" value="${token}">
<label class="field">Verification code<input id="tc" name="tc" required autocomplete="off"></label><button id="save" class="primary">Verify</button></form>`,
  );
}

/** The page with a script that redirects to the approval page instead of a 302. */
export function sendOnPage(address: string): string {
  const script = '<script src="/assets/send-on.js" defer></script>';
  return main('Redirecting', `<p><a href="${escapeHtml(address)}">Continue</a></p>`, 'en', script);
}

export const sendOnScript = "location.replace(document.querySelector('a').href);\n";

/** A negative twin: an ordinary page of the same host whose list looks like scopes. */
export function homePage(name: string): string {
  return main(
    `Home | ${name}`,
    `<h1>Home of ${escapeHtml(name)}</h1><p>Clay is asking to:</p><ul><li>Manage user data via APIs</li><li>Perform requests at any time</li></ul>
<div class="actions"><button>Allow</button><button>Deny</button></div>`,
  );
}

/** A negative twin: what a phishing page on a look-alike host would show. */
export function lookAlikePage(): string {
  return main(
    'Allow Access?',
    `<h1 id="header">Allow Access?</h1><h2>Clay</h2><form><p>Clay is asking to:</p><ul><li>Manage user data via APIs</li></ul>
<input type="submit" id="oaapprove" name="save" value=" Allow "></form>`,
  );
}
