import { readFileSync } from 'node:fs';
import { styleSheet } from '../hubspot/pages';
import { asset, escapeHtml, html, notFound, type SimRequest, type SimResponse, type Site } from '../web';
import { authorizeUrl, type ClientName, clientApps } from './authorize-url';
import type { ClientApp } from './client-app';
import { connectionsOf, type Vendors } from './connections';
import { outreachAuthorizeUrl } from './outreach';
import { salesforceAuthorizeUrl } from './salesforce';

const windowScript = readFileSync(new URL('./window.client.js', import.meta.url), 'utf8');

/**
 * The sites of the three apps: a start page with the links, the same page in a separate window, and
 * callbacks that show the granted scopes.
 */
export function clientSites(vendors: Vendors): Site[] {
  return (Object.keys(clientApps) as ClientName[]).map((name) => ({
    hosts: [clientApps[name].host],
    handle(request) {
      if (request.path === '/assets/style.css') return asset(styleSheet, 'text/css');
      if (request.path === '/assets/window.js') return asset(windowScript, 'text/javascript');
      if (request.path === '/') return startPage(name, request, link);
      if (request.path === '/window') return startPage(name, request, windowButton);
      return callbackPage(clientApps[name], request, vendors) ?? notFound();
    },
  }));
}

/** Returns the HTML that starts a connection with a vendor. */
type LinkRenderer = (address: string, vendor: string) => string;

const link: LinkRenderer = (address, vendor) => `<a class="button" href="${escapeHtml(address)}">Connect ${vendor}</a>`;

/** The name of the separate window is `connect`. */
const windowButton: LinkRenderer = (address, vendor) => `<button data-address="${escapeHtml(address)}">Connect ${vendor}</button>`;

/**
 * The start page reads its own query: `?variant=plus` separates scopes by `+` instead of `%20`;
 * `?salesforce=` and `?outreach=` name another host to start at; for Salesforce,
 * `&prefix=/partners` selects a site, `&prompt=consent` always shows the approval page, and
 * `&pkce=no` sends no challenge. With `&closes`, a window closes itself at the callback.
 */
function startPage(name: ClientName, request: SimRequest, renderLink: LinkRenderer): SimResponse {
  const query = new URLSearchParams(request.query);
  const separator = query.get('variant') === 'plus' ? '+' : '%20';
  const hostFor = (vendor: string) => ({ separator, host: query.get(vendor) ?? undefined }) as const;
  const atSalesforce = {
    ...hostFor('salesforce'),
    prefix: query.get('prefix') ?? '',
    prompt: query.get('prompt') ?? '',
    pkce: query.get('pkce') !== 'no',
  };
  const app: ClientApp = clientApps[name];
  const links = [
    renderLink(authorizeUrl(name, { separator }), 'HubSpot'),
    ...(app.salesforce ? [renderLink(salesforceAuthorizeUrl(name, atSalesforce), 'Salesforce')] : []),
    ...(app.outreach ? [renderLink(outreachAuthorizeUrl(name, hostFor('outreach')), 'Outreach')] : []),
  ];
  return page(app, '', `<div class="actions">${links.join('')}</div>`);
}

/**
 * Does what the app's server does with a callback. One address may serve several vendors; then
 * `state` tells which of them it came from.
 */
function callbackPage(app: ClientApp, request: SimRequest, vendors: Vendors): SimResponse | undefined {
  const here = connectionsOf(app, vendors).filter(({ redirectUri }) => new URL(redirectUri).pathname === request.path);
  const parameters = new URLSearchParams(request.query);
  const state = parameters.get('state') ?? '';
  const connection = here.find(({ states }) => state.startsWith(states)) ?? here[0];
  if (!connection) return undefined;
  const error = parameters.get('error');
  if (error) return failed(app, `${error}: ${parameters.get('error_description') ?? ''}`);
  if (!state.startsWith(connection.states)) return failed(app, 'state: not from this app');
  const answer = connection.exchange(parameters.get('code') ?? '', state);
  return answer.ok ? connected(app, connection.vendor, answer.scopes) : failed(app, answer.text);
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
<body><main><h1>${escapeHtml(title)}</h1>${body}</main><script src="/assets/window.js"></script></body></html>`);
}
