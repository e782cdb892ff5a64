import { canary } from '../canary';
import { styleSheet } from '../hubspot/pages';
import type { Hubspot } from '../hubspot/routes';
import { asset, escapeHtml, html, notFound, type SimRequest, type SimResponse, type Site } from '../web';
import { authorizeUrl, type ClientName, clientApps, redirectUriOf, verifierFor } from './authorize-url';
import type { ClientApp } from './client-app';

/** The three apps: a start page with the link, and a callback that shows what was really granted. */
export function clientSites(hubspot: Hubspot): Site[] {
  return (Object.keys(clientApps) as ClientName[]).map((name) => ({
    hosts: [clientApps[name].host],
    handle(request) {
      if (request.path === '/assets/style.css') return asset(styleSheet, 'text/css');
      if (request.path === '/') return startPage(name, request);
      if (request.path === new URL(redirectUriOf(clientApps[name])).pathname) return callbackPage(clientApps[name], request, hubspot);
      return notFound();
    },
  }));
}

/** `?variant=plus` separates scopes by `+` instead of `%20`. */
function startPage(name: ClientName, request: SimRequest): SimResponse {
  const plus = new URLSearchParams(request.query).get('variant') === 'plus';
  const url = authorizeUrl(name, { separator: plus ? '+' : '%20' });
  return page(clientApps[name], '', `<div class="actions"><a class="button" href="${escapeHtml(url)}">Connect HubSpot</a></div>`);
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
  const items = scopes.map((id) => `<li>${escapeHtml(id)}</li>`).join('');
  return page(
    app,
    'Connected',
    `<p>HubSpot granted ${scopes.length} ${scopes.length === 1 ? 'scope' : 'scopes'}:</p><ul id="granted">${items}</ul>`,
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
