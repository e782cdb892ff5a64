import { page } from '../idp/page';
import { escapeHtml } from '../web';
import { type DoorkeeperVersion, versions } from './doorkeeper';

const main = (title: string, body: string) => page(`${title} (simulated)`, `<main>${body}</main>`);
const tokenField = (token: string) => `<input type="hidden" name="authenticity_token" value="${token}">`;
const banner = (problem: string) => problem && `<p class="banner" role="alert">${escapeHtml(problem)}</p>`;

/** Paths, field names and IDs are those that public scripts use; the texts are made up. */
export function emailPage(token: string, problem = ''): string {
  return main(
    'Sign in',
    `<h1>Sign in to Outreach</h1>${banner(problem)}<form method="post" action="/users/next">${tokenField(token)}
<label class="field">Email<input id="user_email" type="email" name="user[email]" required autocomplete="off"></label>
<button name="button" class="primary">Next</button></form>`,
  );
}

/**
 * The second step of the login. It is an assumption that its URL is that of the first step's form.
 */
export function passwordPage(token: string, email: string): string {
  return main(
    'Sign in',
    `<h1>Sign in to Outreach</h1><p>${escapeHtml(email)}</p><form method="post" action="/users/sign_in">${tokenField(token)}
<input type="hidden" name="user[email]" value="${escapeHtml(email)}">
<label class="field">Password<input id="user_password" type="password" name="user[password]" required autocomplete="off"></label>
<button name="button" class="primary">Log in</button></form>`,
  );
}

/** Doorkeeper's error.html.erb. It is not known whether Outreach changed it. */
export function errorPage(sentence: string, version: DoorkeeperVersion): string {
  const { errorBox, errorStatus } = versions[version];
  const text = errorStatus ? `\n    ${escapeHtml(sentence)}\n  ` : escapeHtml(sentence);
  return page(
    'OAuth authorization required (simulated)',
    `<div id="container"><div class="${errorBox}"><h1>An error has occurred</h1></div><main role="main"><pre>${text}</pre></main></div>`,
  );
}

/**
 * A redesign that the extension does not know: other elements and another heading around the same
 * sentence.
 */
export function unknownErrorPage(sentence: string): string {
  return main('Outreach', `<div class="title">That did not work</div><div>${escapeHtml(sentence)}</div>`);
}

/** Rails' response to a form that it did not issue for this session. */
export function forgeryPage(): string {
  return main('The change was rejected', '<h1>The change you wanted was rejected.</h1>');
}

/** A negative twin: an ordinary page of the product whose list looks like scopes. */
export function homePage(): string {
  return main(
    'Home',
    `<h1>Outreach</h1><p>This application will be able to</p><ul><li>Read Prospects</li><li>Sequences: All</li></ul>
<div class="actions"><button>Authorize</button><button>Deny</button></div>`,
  );
}

/**
 * A negative twin: the separate authorization server for MCP clients. Its real page is not known.
 */
export function mcpPage(): string {
  return main('Connect an assistant', '<h1>Connect an assistant to Outreach</h1><div class="actions"><button>Connect</button></div>');
}

/** A negative twin: what a phishing page on a look-alike host would show. */
export function lookAlikePage(): string {
  return main(
    'Authorization required',
    `<h1>Authorization required</h1><p><strong>Authorize Clay to use your account?</strong></p><p>This application will be able to</p>
<ul><li>Read Prospects</li></ul><form method="post" action="/oauth/authorize"><input type="hidden" name="scope" value="prospects.read">
<button class="primary">Authorize</button></form>`,
  );
}
