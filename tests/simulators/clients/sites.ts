import { readFileSync } from 'node:fs';
import { canary } from '../canary';
import { styleSheet } from '../hubspot/pages';
import type { Hubspot } from '../hubspot/routes';
import type { Salesforce } from '../salesforce/routes';
import { asset, escapeHtml, html, notFound, type SimRequest, type SimResponse, type Site } from '../web';
import { authorizeUrl, type ClientName, clientApps, redirectUriOf, verifierFor } from './authorize-url';
import type { ClientApp } from './client-app';
import { type SalesforceUrlOptions, salesforceAuthorizeUrl, salesforceRedirectUri } from './salesforce';

const windowScript = readFileSync(new URL('./window.client.js', import.meta.url), 'utf8');

/** The three apps: a start page with the link, the same in a window of its own, and a callback that shows what was really granted. */
export function clientSites(hubspot: Hubspot, salesforce: Salesforce): Site[] {
  return (Object.keys(clientApps) as ClientName[]).map((name) => ({
    hosts: [clientApps[name].host],
    handle(request) {
      if (request.path === '/assets/style.css') return asset(styleSheet, 'text/css');
      if (request.path === '/assets/window.js') return asset(windowScript, 'text/javascript');
      if (request.path === '/') return startPage(name, request, link);
      if (request.path === '/window') return startPage(name, request, windowButton);
      if (request.path === new URL(redirectUriOf(clientApps[name])).pathname) return callbackPage(clientApps[name], request, hubspot);
      if (request.path === salesforceCallbackPath(clientApps[name])) return salesforceCallback(clientApps[name], request, salesforce);
      return notFound();
    },
  }));
}

type Way = (address: string, vendor: string) => string;

const link: Way = (address, vendor) => `<a class="button" href="${escapeHtml(address)}">Connect ${vendor}</a>`;

/** The window's name is `connect`. */
const windowButton: Way = (address, vendor) => `<button data-address="${escapeHtml(address)}">Connect ${vendor}</button>`;

/**
 * `?variant=plus` separates scopes by `+` instead of `%20`; `?salesforce=test.salesforce.com` starts there, with `&prefix=/partners` on
 * a site; `&prompt=consent` asks for the approval page every time.
 */
function startPage(name: ClientName, request: SimRequest, way: Way): SimResponse {
  const query = new URLSearchParams(request.query);
  const separator = query.get('variant') === 'plus' ? '+' : '%20';
  const url = authorizeUrl(name, { separator });
  const options: SalesforceUrlOptions = {
    separator,
    host: query.get('salesforce') ?? undefined,
    prefix: query.get('prefix') ?? '',
    prompt: query.get('prompt') ?? '',
  };
  const second = 'salesforce' in clientApps[name] ? way(salesforceAuthorizeUrl(name, options), 'Salesforce') : '';
  const script = way === windowButton ? '<script src="/assets/window.js" defer></script>' : '';
  return page(clientApps[name], '', `<div class="actions">${way(url, 'HubSpot')}${second}</div>${script}`);
}

/** Exchanges the code and asks HubSpot for the granted scopes, as the app's server does: the request says nothing about them. */
function callbackPage(app: ClientApp, request: SimRequest, { tokens }: Hubspot): SimResponse {
  const parameters = new URLSearchParams(request.query);
  const state = parameters.get('state') ?? '';
  const error = parameters.get('error');
  if (error) return failed(app, `${error}: ${parameters.get('error_description') ?? ''}`);
  if (!state.startsWith(canary)) return failed(app, 'state: not from this app');
  const { clientId, clientSecret } = app.registration;
  const answer = tokens.exchange(
    new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uri: redirectUriOf(app),
      code: parameters.get('code') ?? '',
      code_verifier: verifierFor(state),
    }),
  );
  if (!answer.ok) return failed(app, answer.status);
  const scopes = tokens.introspect(answer.accessToken)?.scopes ?? [];
  return connected(app, 'HubSpot', scopes);
}

function salesforceCallbackPath(app: ClientApp): string | undefined {
  return app.salesforce && new URL(salesforceRedirectUri(app)).pathname;
}

/** The answer of Salesforce's token endpoint names the granted scopes. In the user-agent flow everything stays in the fragment. */
function salesforceCallback(app: ClientApp, request: SimRequest, { tokens }: Salesforce): SimResponse {
  const parameters = new URLSearchParams(request.query);
  const state = parameters.get('state') ?? '';
  const error = parameters.get('error');
  if (error) return failed(app, `${error}: ${parameters.get('error_description') ?? ''}`);
  if (!state.startsWith(canary)) return failed(app, 'state: not from this app');
  const answer = tokens.exchange(
    new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: app.salesforce?.registration.clientId ?? '',
      client_secret: app.salesforce?.registration.clientSecret ?? '',
      redirect_uri: salesforceRedirectUri(app),
      code: parameters.get('code') ?? '',
      code_verifier: verifierFor(state),
    }),
  );
  return answer.ok ? connected(app, 'Salesforce', answer.approval.scopes) : failed(app, `${answer.error}: ${answer.description}`);
}

function connected(app: ClientApp, vendor: string, scopes: readonly string[]): SimResponse {
  const items = scopes.map((id) => `<li>${escapeHtml(id)}</li>`).join('');
  return page(
    app,
    'Connected',
    `<p>${vendor} granted ${scopes.length} ${scopes.length === 1 ? 'scope' : 'scopes'}:</p><ul id="granted">${items}</ul>`,
  );
}

function failed(app: ClientApp, text: string): SimResponse {
  return page(app, 'Not connected', `<p id="error" class="banner">${escapeHtml(text)}</p>`);
}

function page(app: ClientApp, heading: string, body: string): SimResponse {
  const title = `${app.name}${heading && `: ${heading.toLowerCase()}`}`;
  return html(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)} (simulated)</title><link rel="stylesheet" href="/assets/style.css"></head>
<body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`);
}
