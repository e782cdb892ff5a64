/**
 * Types of a provider's URLs and pages. This is the part of the contract that the content script
 * needs.
 */

import type { ScopeId } from './catalogue';

/** The name of the provider's folder: `hubspot`. */
export type ProviderId = string;

/**
 * What a URL is for in an OAuth flow.
 * - `authorize`: carries the authorization request, and may be the consent page too
 * - `login`, `sso`: steps of a sign-in, at the provider or on the way to an identity provider
 * - `consent`, `error`: pages with a URL of their own
 * - `callback`: the app's redirect URI
 * - `home`: the default landing page after a login
 * - `unsupported-flow`: a consent flow of the provider that carries no request that can be edited
 * - `elsewhere`: no part of a flow
 */
export type PageKind = 'authorize' | 'login' | 'sso' | 'consent' | 'error' | 'callback' | 'home' | 'unsupported-flow' | 'elsewhere';

/**
 * A provider's hosts and paths, from which the manifest's match patterns are generated. A host is
 * an exact name or starts with `*.`, and means https on the default port.
 */
export interface UrlRules {
  /** Hosts of the flow. The host permissions consist of these and of nothing else. */
  hosts: readonly string[];
  /** Paths of match patterns, query included, of the pages on which the content script runs. */
  contentScriptPaths: readonly string[];
  /**
   * Those of `hosts` where customers publish pages with their own scripts. The content scripts run
   * there on `contentScriptPaths` only, which must then be exact.
   */
  customerHosts?: readonly string[];
  /**
   * Further such paths, of pages on the way to the consent page and of other spellings; not on
   * `customerHosts`.
   */
  ownHostPaths?: readonly string[];
  /**
   * Such paths of sign-in steps that send the user on by a form, which no redirect reveals; not on
   * `customerHosts`.
   */
  ssoFormPaths?: readonly string[];
  /** Hosts that the user may query (see `OrgApi`). The extension sends no other network request. */
  apiHosts?: readonly string[];
  /**
   * What the URL is for; `elsewhere` on any host of somebody else. `paths`: the spellings of its path
   * that decide, by default those of `kindOfPath` (providers/path-kind.ts).
   */
  classifyUrl(url: URL, paths?: string[]): PageKind;
  /**
   * The account that the URL names (HubSpot's portal ID, the host of a Salesforce org), or null.
   */
  accountOf(url: URL): string | null;
  /** Whether a URL that names no account may be for this account; if it is absent, it may be for any. */
  mayBeFor?(url: URL, account: string): boolean;
  /**
   * The host that signs its users in by the authorization request at this URL, or null. For a tab that
   * comes from there, the request is a step of the sign-in; for any other, it is an app's like all.
   */
  signsInFor?(url: URL): string | null;
}

/**
 * Texts of a page, as untrusted as the page itself. Every text is trimmed and limited in length.
 */
export interface PageSnapshot {
  /** Headings, in page order. */
  headings: readonly string[];
  /** Texts outside headings, lines and buttons, in page order. */
  paragraphs: readonly string[];
  /** List items, in page order; each may describe one scope. */
  lines: readonly string[];
  /** The name of the signed-in user; null if the page does not show it. */
  username: string | null;
  /**
   * The IDs that the page's form will send, in the form's order and without repetitions; empty if
   * the form names none. They are in the order of the lines if there are as many of them.
   */
  lineScopes: readonly ScopeId[];
  /** How many lines contain a switch or checkbox of the page that the user can change. */
  switches: number;
}

/**
 * What reading a page yields: `not-here` if this is another page, `not-ready` while it still
 * renders. `lineElements` are the elements of the lines, in the same order.
 */
export type PageReadResult =
  | { state: 'not-here' }
  | { state: 'not-ready' }
  | { state: 'ready'; snapshot: PageSnapshot; lineElements: readonly Element[] };

/**
 * The part of a provider that runs in its page, and the only part that the content script bundles.
 */
export interface PageReader {
  id: ProviderId;
  /** Whether `read` understands the page at this URL. */
  canRead(url: URL): boolean;
  /**
   * Whether the panel appears as soon as the page is read, because it asks for consent or shows
   * that an approval failed. On any other page the panel appears only after an error was
   * recognized.
   */
  dockOnLoad(url: URL): boolean;
  /** Reads texts from the page and changes nothing. */
  read(document: Document): PageReadResult;
}
