/** Where HubSpot asks for consent, and the pages before it. Evidence: README.md beside this file, seen 2026-11-22. */

import type { PageKind, UrlRules } from '../contract/page';
import { isDefaultHttpsUrl } from '../trusted-url';

export const urls: UrlRules = {
  hosts: [
    'app.hubspot.com',
    'app-ap1.hubspot.com',
    'app-eu1.hubspot.com',
    'app-na1.hubspot.com',
    'app-na2.hubspot.com',
    'app-na3.hubspot.com',
    'app.hubspotqa.com',
  ],
  contentScriptPaths: ['/oauth/authorize?*', '/oauth/*/authorize?*'],
  classifyUrl,
  accountOf: portalOf,
};

const hosts: ReadonlySet<string> = new Set(urls.hosts);
const authorizePath = /^\/oauth\/(?:\d+\/)?authorize$/;
const staticTokenPath = /^\/static-token\/\d+\/authorize$/;

/** The remote MCP server has its own chooser for each user, and its URLs carry no scopes. */
const mcpHost = 'mcp.hubspot.com';

/** An exact host over https on the default port, without user-info: anything else only looks like HubSpot. */
export function isOwnHost(url: URL): boolean {
  return isDefaultHttpsUrl(url) && (hosts.has(url.hostname) || url.hostname === mcpHost);
}

export function classifyUrl(url: URL): PageKind {
  if (!isOwnHost(url)) return 'elsewhere';
  if (url.hostname === mcpHost) return url.pathname.startsWith('/oauth/authorize') ? 'unsupported-flow' : 'elsewhere';
  if (authorizePath.test(url.pathname)) return 'authorize';
  if (staticTokenPath.test(url.pathname)) return 'unsupported-flow';
  if (url.pathname === '/oauth-bridge' || url.pathname === '/login' || url.pathname.startsWith('/login/')) return 'login';
  return 'elsewhere';
}

/** The portal that the URL names between `/oauth/` and `/authorize`. */
export function portalOf(url: URL): string | null {
  return /^\/oauth\/(\d+)\/authorize$/.exec(url.pathname)?.[1] ?? null;
}
