/** Where Outreach asks for consent, and the pages before it. Evidence: README.md beside this file, seen 2026-11-22. */

import type { PageKind, UrlRules } from '../contract/page';
import { isDefaultHttpsUrl } from '../trusted-url';

/** The documented host, the one that it redirects to with the query kept, and the same two of Outreach's own test environment. */
export const urls: UrlRules = {
  hosts: ['accounts.outreach.io', 'api.outreach.io', 'accounts.outreach-staging.com', 'api.outreach-staging.com'],
  // Without a query it is where the page's own form is sent: an error may be shown there.
  contentScriptPaths: ['/oauth/authorize', '/oauth/authorize?*', '/mcpOAuth/authorize?*'],
  classifyUrl,
  // No address of Outreach's names the account.
  accountOf: () => null,
};

const hosts: ReadonlySet<string> = new Set(urls.hosts);

/** The remote MCP server has an authorization server of its own. */
const paths: Readonly<Record<string, PageKind>> = {
  '/oauth/authorize': 'authorize',
  '/mcpOAuth/authorize': 'unsupported-flow',
  '/users/sign_in': 'login',
  '/users/next': 'login',
};

/** An exact host over https on the default port, without user-info: anything else only looks like Outreach. */
export function isOwnHost(url: URL): boolean {
  return isDefaultHttpsUrl(url) && hosts.has(url.hostname);
}

export function classifyUrl(url: URL): PageKind {
  return (isOwnHost(url) && paths[url.pathname]) || 'elsewhere';
}
