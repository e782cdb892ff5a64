/**
 * Classifies Acme CRM's URLs: the consent page and the sign-in pages before it. README.md in this
 * folder has the evidence.
 */

import type { PageKind, UrlRules } from '@/providers/contract/page';
import { kindOfPath, type PathKinds } from '@/providers/path-kind';
import { isDefaultHttpsUrl } from '@/providers/trusted-url';

// Fill in: add all hosts of the flow, including regions and test environments, each with its row in
// docs/permissions.md. contentScriptPaths lists the pages to read (consent, errors), with any query
// and in other spellings.

const listed = ['acme.example'];

/** The hosts of Acme CRM's flow. */
export const urls: UrlRules = {
  hosts: listed,
  contentScriptPaths: ['/oauth/authorize*'],
  classifyUrl,
  // Fill in: read the account from the URL if it names one (providers/hubspot/urls.ts). Otherwise
  // say here that it does not.
  accountOf: () => null,
};

const hosts: ReadonlySet<string> = new Set(listed);

// Fill in: add the paths of the sign-in ('login'), of a consent page with a separate URL
// ('consent'), of the error page ('error'), and of flows that carry no scopes ('unsupported-flow').
const authorizePath = '/oauth/authorize';
const pathKinds: PathKinds = [[new RegExp(`^${authorizePath}$`, 'i'), 'authorize']];

/** Whether the URL is on one of Acme CRM's exact hosts and on https. Any other is a look-alike. */
export function isOwnHost(url: URL): boolean {
  return isDefaultHttpsUrl(url) && hosts.has(url.hostname);
}

/** Only these paths count, however they are spelled; every other URL is `elsewhere`. */
export function classifyUrl(url: URL, paths?: string[]): PageKind {
  return isOwnHost(url) ? kindOfPath(pathKinds, url, paths) : 'elsewhere';
}
