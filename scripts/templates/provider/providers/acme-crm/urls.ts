/** Where Acme CRM asks for consent, and the pages before it. Evidence: README.md beside this file. */

import type { PageKind, UrlRules } from '@/providers/contract/page';
import { isDefaultHttpsUrl } from '@/providers/trusted-url';

// Fill in: add all hosts of the flow, including regions and test environments, each with its row in docs/permissions.md. contentScriptPaths lists
// the pages to read (consent, errors), with and without a query if both exist.
export const urls: UrlRules = {
  hosts: ['acme.example'],
  contentScriptPaths: ['/oauth/authorize', '/oauth/authorize?*'],
  classifyUrl,
  // Fill in: read the account from the URL if it names one (providers/hubspot/urls.ts). Otherwise say here that it does not.
  accountOf: () => null,
};

const hosts: ReadonlySet<string> = new Set(urls.hosts);

// Fill in: add the paths of the sign-in ('login'), of a consent page with a separate URL ('consent'), of the error page ('error'), and of
// flows that carry no scopes ('unsupported-flow').
const paths: Readonly<Record<string, PageKind>> = {
  '/oauth/authorize': 'authorize',
};

/** An exact host over https on the default port, without user-info: anything else only looks like Acme CRM. */
export function isOwnHost(url: URL): boolean {
  return isDefaultHttpsUrl(url) && hosts.has(url.hostname);
}

export function classifyUrl(url: URL): PageKind {
  return (isOwnHost(url) && paths[url.pathname]) || 'elsewhere';
}
