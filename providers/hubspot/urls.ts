/**
 * Classifies HubSpot's URLs: the consent page and the sign-in pages before it. README.md in this
 * folder has the evidence, read 2026-11-22.
 */

import type { PageKind, UrlRules } from '../contract/page';
import { isDefaultHttpsUrl } from '../trusted-url';

const listed = [
  'app.hubspot.com',
  'app-ap1.hubspot.com',
  'app-eu1.hubspot.com',
  'app-na1.hubspot.com',
  'app-na2.hubspot.com',
  'app-na3.hubspot.com',
  'app.hubspotqa.com',
];

/** HubSpot's regional hosts and its own test environment. */
export const urls: UrlRules = {
  hosts: listed,
  contentScriptPaths: ['/oauth/authorize?*', '/oauth/*/authorize?*'],
  classifyUrl,
  accountOf: portalOf,
};

const hosts: ReadonlySet<string> = new Set(listed);
const authorizePath = /^\/oauth\/(?:\d+\/)?authorize$/;
const staticTokenPath = /^\/static-token\/\d+\/authorize$/;

/** The remote MCP server lets each user choose scopes on its own page; its URLs carry none. */
const mcpHost = 'mcp.hubspot.com';

/** Whether the URL is on one of HubSpot's exact hosts and on https. Any other is a look-alike. */
export function isOwnHost(url: URL): boolean {
  return isDefaultHttpsUrl(url) && (hosts.has(url.hostname) || url.hostname === mcpHost);
}

/** Only exact paths count; every other URL is `elsewhere`. */
export function classifyUrl(url: URL): PageKind {
  if (!isOwnHost(url)) return 'elsewhere';
  if (url.hostname === mcpHost) return url.pathname.startsWith('/oauth/authorize') ? 'unsupported-flow' : 'elsewhere';
  if (authorizePath.test(url.pathname)) return 'authorize';
  if (staticTokenPath.test(url.pathname)) return 'unsupported-flow';
  if (url.pathname === '/oauth-bridge' || url.pathname === '/login' || url.pathname.startsWith('/login/')) return 'login';
  return 'elsewhere';
}

/** The portal ID between `/oauth/` and `/authorize`; null if the URL names none. */
export function portalOf(url: URL): string | null {
  return /^\/oauth\/(\d+)\/authorize$/.exec(url.pathname)?.[1] ?? null;
}
