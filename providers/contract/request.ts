/** Types of an authorization request (RFC 6749 §4.1.1) and of the result of narrowing it. */

import type { ScopeId } from './catalogue';
import type { PageKind, ProviderId } from './page';

/**
 * Whether the app needs a scope. An optional one is on or off by default; `undeclared` means that
 * neither the request nor a profile says.
 */
export type Requirement = 'required' | 'optional-on' | 'optional-off' | 'undeclared';

/**
 * Where a requirement comes from: the request, the app's published profile, a profile that the user
 * wrote, or an earlier error for this client.
 */
export type Provenance = 'request' | 'profile' | 'custom-profile' | 'learned';

/** Why a request can't be edited. Each reason has a text `readonly_<reason>` in the locale file. */
export type ReadOnlyReason =
  | 'ambiguous-parameters'
  | 'malformed-url'
  | 'malformed-escape'
  | 'repeated-scope'
  | 'repeated-optional-scope'
  | 'repeated-client-id'
  | 'repeated-redirect-uri'
  | 'server-to-server'
  | 'missing-client-id'
  | 'missing-redirect-uri'
  | 'missing-scope'
  | 'request-object'
  | 'too-long'
  | 'unread-scopes'
  | 'truncated-scope'
  | 'unclear-end'
  | 'unusual-address'
  | 'sign-in-first'
  | 'unsupported-flow'
  | 'mcp-server'
  | 'narrowing-unverified'
  | 'page-differs'
  | 'page-offers-switches'
  | 'grant-may-differ'
  | 'no-scope-parameter'
  | 'read-from-page'
  | 'pasted'
  | 'protocol-only'
  | 'rights-beside-scope'
  | 'already-answered'
  | 'window-closed'
  | 'app-settings'
  | 'from-file';

/**
 * Why a text can't be read as a request, error or report. Each reason has a text
 * `unreadable_<reason>` in the locale file.
 */
export type UnreadableReason =
  | 'empty'
  | 'no-known-error'
  | 'not-a-url'
  | 'unknown-provider'
  | 'not-a-request'
  | 'broken-url'
  | 'binary-file'
  | 'nothing-in-file'
  | 'own-sign-ins'
  | 'embedded-request'
  | 'unknown-table'
  | 'incomplete-file'
  | 'over-limit'
  | 'empty-file'
  | 'archive-file'
  | 'image-file'
  | 'own-damaged'
  | 'own-policy'
  | 'own-backup'
  | 'own-history'
  | 'own-approval'
  | 'own-review';

/** One scope of a request, with what the request alone says about it. */
export interface RequestedScope {
  id: ScopeId;
  /**
   * The query parameter that carries it, spelled as in this request: `scope`, `optional_scope`,
   * `scopes`.
   */
  parameter: string;
  /** The other parameters that carry it too; absent if there are none. */
  alsoIn?: readonly string[];
  requirement: Requirement;
  /**
   * The request suggests that dropping the scope breaks it. An app's profile may offer to unlock
   * it.
   */
  locked: boolean;
}

/**
 * The parts of an authorization request that a review needs (RFC 6749 §4.1.1). Apart from `url` it
 * holds no state, code, PKCE value or login hint.
 */
export interface AuthorizationRequest {
  provider: ProviderId;
  pageKind: PageKind;
  /**
   * The URL byte for byte; empty if the request was not observed. Kept only in memory, never
   * logged.
   */
  url: string;
  clientId: string | null;
  /**
   * Where `redirect_uri` leads: its host, `http://` and its host, or its scheme (`redirectHost` in
   * `oauth2/redirect.ts`); null if the parameter is missing or not a URL.
   */
  redirectHost: string | null;
  /**
   * The account that the URL names, for example the portal ID in the path of a HubSpot URL, or
   * null.
   */
  account: string | null;
  /** The host of the server, port included; only for a provider that is not supported. */
  server?: string;
  /**
   * Set if what was read lacks something of the request that it was written from, so that it may be
   * another app's: a client ID that was taken out, or the requirements in a report.
   */
  isUncertain?: true;
  /** The scopes in the order of the request, without repetitions. */
  scopes: readonly RequestedScope[];
  /** Why the request can't be edited, the reason that is shown; null if it can. */
  readOnly: ReadOnlyReason | null;
  /** The other reasons, absent without any. Each of them may make the list or the client uncertain. */
  alsoReadOnly?: readonly ReadOnlyReason[];
  /**
   * The URL without anything secret or of a user, which a placeholder such as `{state}` replaces.
   * Only of a request from a file, whose `url` has no query.
   */
  publicUrl?: string;
}

/** The result of a parser: a value, or the reason why the text can't be read. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; reason: UnreadableReason };

/**
 * The result of narrowing a request. `edit-not-exact` is a safeguard: the edited URL would have
 * differed in more than the scope lists.
 */
export type Narrowed =
  | { result: 'narrowed'; url: string; dropped: readonly ScopeId[] }
  | { result: 'unchanged'; url: string }
  | { result: 'refused'; reason: ReadOnlyReason | 'locked-scope' | 'nothing-left' | 'edit-not-exact' };
