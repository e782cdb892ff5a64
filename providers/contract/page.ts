/** Where a URL belongs, and what a page shows: the part of the contract that the content script needs. */

import type { ScopeId } from './catalogue';

/** The folder's name: `hubspot`. */
export type ProviderId = string;

/**
 * `authorize`: carries the authorization request (and, where the page is client-rendered, the consent page too).
 * `home`: where people land who come for nothing in particular.
 * `unsupported-flow`: the provider's own way of granting that carries nothing for us to edit.
 */
export type PageKind = 'authorize' | 'login' | 'sso' | 'consent' | 'error' | 'callback' | 'home' | 'unsupported-flow' | 'elsewhere';

/** Source of the manifest's match patterns. Hosts are exact names over https on the default port. */
export interface UrlRules {
  /** Hosts on which the extension runs: host permissions are made of these and of nothing else. */
  hosts: readonly string[];
  /** Match-pattern paths (query included) of the pages on which the content script may run. */
  contentScriptPaths: readonly string[];
  /** The same for steps of a sign-in that send people on by a form, which no redirect shows. */
  ssoFormPaths?: readonly string[];
  /** Hosts that may be asked a question of the user's, see `OrgQuestions`; the only network there is. */
  apiHosts?: readonly string[];
  classifyUrl(url: URL): PageKind;
  /** The account that a URL of the provider names: HubSpot's portal id, Salesforce's org host. */
  accountOf(url: URL): string | null;
}

/** Text of the provider's page, as untrusted as the page itself. Every text is trimmed and cut. */
export interface PageSnapshot {
  /** Headings, outermost first. */
  headings: readonly string[];
  /** Paragraphs and alerts outside the scope list. */
  paragraphs: readonly string[];
  /** Lines that may each describe one scope, in page order. */
  lines: readonly string[];
  /** The signed-in user as the page names it; null where it does not. */
  username: string | null;
  /**
   * The ids that the page's own form is about to send, in its order and without repetitions; empty where it names none. Their
   * order is that of the lines, if they are as many.
   */
  lineScopes: readonly ScopeId[];
  /** How many of the lines carry a switch or checkbox of the page's own that can be turned. */
  switches: number;
}

export type PageReadResult =
  | { state: 'not-here' }
  | { state: 'not-ready' }
  | { state: 'ready'; reading: PageSnapshot; lineElements: readonly Element[] };

/** The page side of a provider: the one thing that the content script bundles. */
export interface PageReader {
  id: ProviderId;
  urls: UrlRules;
  /** Whether the page at this URL is one to read. */
  canRead(url: URL): boolean;
  /** Whether consent is asked there or an approval failed. On any other page the panel shows only once something is found to have failed. */
  dockOnLoad(url: URL): boolean;
  read(document: Document): PageReadResult;
}
