import { readFileSync } from 'node:fs';
import type { Language } from '../state';
import { escapeHtml } from '../web';

/** The static files of the consent page. */
export const consentScript = readFileSync(new URL('./consent.client.js', import.meta.url), 'utf8');
export const styleSheet = readFileSync(new URL('../style.css', import.meta.url), 'utf8');

function page(title: string, body: string, language = 'en', head = ''): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><link rel="stylesheet" href="/assets/style.css">${head}</head><body>${body}</body></html>`;
}

/**
 * Returns an almost empty page. The script draws account choice, consent and errors, as on
 * HubSpot's single-page application.
 */
export function consentShell(language: Language): string {
  return page('HubSpot (simulated)', '<main></main>', language, '<script src="/assets/consent.js" defer></script>');
}

export function bridgePage(authorizeUrl: string): string {
  const signIn = `/login?loginRedirectUrl=${encodeURIComponent(authorizeUrl)}`;
  return page(
    'HubSpot (simulated)',
    `<main><h1>Connecting your app to HubSpot</h1><p>To go on, use a HubSpot account.</p>
<div class="actions"><a class="button" href="${escapeHtml(signIn)}">Sign in</a></div></main>`,
  );
}

export function loginPage(loginRedirectUrl: string, problem: string): string {
  return page(
    'Sign in (simulated)',
    `<main><h1>Sign in</h1>${problem && `<p class="banner" role="alert">${escapeHtml(problem)}</p>`}
<form method="post" action="/login?loginRedirectUrl=${encodeURIComponent(loginRedirectUrl)}">
<label class="field">Email address<input id="username" type="email" name="email" required autocomplete="off"></label>
<label class="field">Password<input id="password" type="password" name="password" required autocomplete="off"></label>
<button id="loginBtn" class="primary">Log in</button></form></main>`,
  );
}

/** Returns a negative twin: an ordinary page of the same host whose list looks like scopes. */
export function contactsPage(portalId: string): string {
  return page(
    'Contacts (simulated)',
    `<main><h1>Contacts of account ${escapeHtml(portalId)}</h1>
<ul><li>View contact records</li><li>Create or update contact records</li><li>Clay</li></ul>
<div class="actions"><button>Import</button><button>Cancel</button></div></main>`,
  );
}

/**
 * Returns a negative twin: apps with static auth have only required scopes and none in the URL, so
 * there is nothing to choose.
 */
export function staticTokenPage(): string {
  return page(
    'Install an app (simulated)',
    `<main><h1>Install Harbour Cards</h1><h2>Manage and view your CRM data</h2>
<ul><li>View contact records</li><li>View deal records</li></ul><div class="actions"><button class="primary">Connect app</button></div></main>`,
  );
}

/** Returns a negative twin: for user-level apps HubSpot itself lets the user choose. */
export function userLevelPage(): string {
  return page(
    'Connect an assistant (simulated)',
    `<main><h1>Connect an assistant to HubSpot</h1><form><fieldset>
<label class="row"><input type="checkbox" checked disabled> View contact records</label>
<label class="row"><input type="checkbox" checked> View deal records</label></fieldset>
<div class="actions"><button type="button" class="primary">Grant access</button></div></form></main>`,
  );
}

/** Returns a negative twin: what a phishing page on a look-alike host would show. */
export function lookAlikePage(): string {
  return page(
    'HubSpot',
    `<main><h1>Connect Clay to HubSpot</h1><h2>Manage and view your CRM data</h2>
<ul><li>View contact records</li><li>Create or update contact records</li></ul>
<div class="actions"><button class="primary">Grant access</button><button>Cancel</button></div></main>`,
  );
}
