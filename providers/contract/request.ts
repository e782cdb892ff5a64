/** The authorization request as a review needs it (RFC 6749 §4.1.1). */

import type { ScopeId } from './catalogue';
import type { PageKind, ProviderId } from './page';

export type Requirement = 'required' | 'optional-on' | 'optional-off' | 'undeclared';

/**
 * Who says so: the request itself, the app's published profile, a profile of the user's own, an error seen for this client, the organization.
 */
export type Provenance = 'request' | 'profile' | 'custom-profile' | 'learned' | 'policy';

/** Why a request can be read but not changed. Each has a text `readonly_<reason>` in the locale file. */
export type ReadOnlyReason =
  | 'malformed-url'
  | 'malformed-escape'
  | 'repeated-scope'
  | 'repeated-optional-scope'
  | 'repeated-client-id'
  | 'repeated-redirect-uri'
  | 'missing-client-id'
  | 'missing-redirect-uri'
  | 'missing-scope'
  | 'request-object'
  | 'too-long'
  | 'truncated-scope'
  | 'sign-in-first'
  | 'unsupported-flow'
  | 'mcp-server'
  | 'narrowing-unverified'
  | 'page-offers-switches'
  | 'no-scope-parameter'
  | 'read-from-page'
  | 'pasted'
  | 'protocol-only'
  | 'already-answered'
  | 'window-closed';

/** Why a text is no request of a known provider. Each has a text `unreadable_<reason>` in the locale file. */
export type UnreadableReason = 'empty' | 'no-known-error' | 'not-a-url' | 'unknown-provider' | 'not-a-request';

export interface RequestedScope {
  id: ScopeId;
  /** The query parameter that carries it, as it is spelt in this request (`scope`, `optional_scope`, `scopes`). */
  parameter: string;
  /** What the request alone says of it. */
  requirement: Requirement;
  /** Dropping it is not safe by what the request alone says. A profile may offer to unlock it. */
  locked: boolean;
}

/** RFC 6749 §4.1.1, as far as a review needs it. Holds no state, code, PKCE value or login hint. */
export interface AuthorizationRequest {
  provider: ProviderId;
  pageKind: PageKind;
  /** The URL as it was given, byte for byte; empty where the request was not seen. Never stored, never logged. */
  url: string;
  clientId: string | null;
  /** Host of `redirect_uri`; null if there is none or it is no URL. */
  redirectHost: string | null;
  /** The account that the URL names (HubSpot: the portal id in the path). */
  account: string | null;
  /** In the order of the request, without repetitions. */
  scopes: readonly RequestedScope[];
  /** Null when the request can be edited. */
  readOnly: ReadOnlyReason | null;
}

export type Parsed<T> = { ok: true; value: T } | { ok: false; reason: UnreadableReason };

export type Narrowed =
  | { result: 'narrowed'; url: string; dropped: readonly ScopeId[] }
  | { result: 'unchanged'; url: string }
  | { result: 'refused'; reason: ReadOnlyReason | 'locked-scope' | 'nothing-left' | 'edit-not-exact' };
