/**
 * Classifies Outreach's URLs: the consent page and the sign-in pages before it. README.md in this
 * folder has the evidence, read 2026-11-22.
 */

import type { PageKind, UrlRules } from '../contract/page';
import { kindOfPath, type PathKinds } from '../path-kind';
import { isDefaultHttpsUrl } from '../trusted-url';

const listed = ['accounts.outreach.io', 'api.outreach.io', 'accounts.outreach-staging.com', 'api.outreach-staging.com'];

/**
 * The documented host, the host to which it redirects with the same query, and the same two hosts
 * in Outreach's own test environment.
 */
export const urls: UrlRules = {
  hosts: listed,
  // The page posts its form to the path without a query, and an error may appear there. The paths
  // cover other spellings, too, as far as patterns can (providers/path-kind.ts).
  contentScriptPaths: [
    '/oauth/authorize*',
    '/oauth/*/authorize*',
    '//oauth/*authorize*',
    '/mcpOAuth/authorize*',
    '/mcpOAuth/*/authorize*',
    '//mcpOAuth/*authorize*',
  ],
  classifyUrl,
  // No URL of Outreach names the account.
  accountOf: () => null,
};

const hosts: ReadonlySet<string> = new Set(listed);

/** The remote MCP server has a separate authorization endpoint. */
const pathKinds: PathKinds = [
  [/^\/oauth\/authorize$/, 'authorize'],
  [/^\/mcpOAuth\/authorize$/i, 'unsupported-flow'],
  [/^\/users\/(?:sign_in|next)$/, 'login'],
];

/** Whether the URL is on one of Outreach's exact hosts and on https. Any other is a look-alike. */
export function isOwnHost(url: URL): boolean {
  return isDefaultHttpsUrl(url) && hosts.has(url.hostname);
}

/** Only these paths count, however they are spelled; every other URL is `elsewhere`. */
export function classifyUrl(url: URL, paths?: string[]): PageKind {
  return isOwnHost(url) ? kindOfPath(pathKinds, url, paths) : 'elsewhere';
}
