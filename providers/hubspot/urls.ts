/**
 * Classifies HubSpot's URLs: the consent page and the sign-in pages before it. README.md in this
 * folder has the evidence, read 2026-11-22.
 */

import type { PageKind, UrlRules } from '../contract/page';
import { kindOfPath, type PathKinds, plainPath } from '../path-kind';
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
  // The paths cover other spellings, too, as far as patterns can (providers/path-kind.ts).
  contentScriptPaths: ['/oauth/authorize*', '/oauth/*/authorize*', '//oauth/*authorize*'],
  classifyUrl,
  accountOf: portalOf,
};

const hosts: ReadonlySet<string> = new Set(listed);
const pathKinds: PathKinds = [
  [/^\/oauth\/(?:\d+\/)?authorize$/, 'authorize'],
  [/^\/static-token\/\d+\/authorize$/, 'unsupported-flow'],
  [/^\/(?:oauth-bridge$|login(?:\/|$))/, 'login'],
];

/** The remote MCP server lets each user choose scopes on its own page; its URLs carry none. */
const mcpHost = 'mcp.hubspot.com';
const mcpKinds: PathKinds = [[/^\/oauth\/authorize/, 'unsupported-flow']];

/** Whether the URL is on one of HubSpot's exact hosts and on https. Any other is a look-alike. */
export function isOwnHost(url: URL): boolean {
  return isDefaultHttpsUrl(url) && (hosts.has(url.hostname) || url.hostname === mcpHost);
}

/** Only these paths count, however they are spelled; every other URL is `elsewhere`. */
export function classifyUrl(url: URL, paths?: string[]): PageKind {
  return isOwnHost(url) ? kindOfPath(url.hostname === mcpHost ? mcpKinds : pathKinds, url, paths) : 'elsewhere';
}

/** The portal ID between `/oauth/` and `/authorize`; null if the URL names none. */
export function portalOf(url: URL): string | null {
  return /^\/oauth\/(\d+)\/authorize$/.exec(plainPath(url))?.[1] ?? null;
}
