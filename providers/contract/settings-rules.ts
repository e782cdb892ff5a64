/** Types of the comparison of a request with the settings of its app. */
import type { ScopeId } from './catalogue';
import type { Actor, Confidence, Severity } from './finding';
import type { AuthorizationRequest } from './request';
import type { AppSettings } from './settings';

/** Where a request and the settings of its app differ. */
export type MismatchKind =
  /** The app's lists lack the scope. */
  | 'scope-unregistered'
  /** The lists lack the scope, but have one that includes it. */
  | 'scope-included'
  /** The org defines the scope itself, so the file does not say whether the app has it. */
  | 'scope-custom'
  | 'optional-in-scope'
  | 'conditional-in-optional'
  | 'required-in-optional'
  | 'required-missing'
  /** The request names no scopes, although it has to. */
  | 'scope-missing'
  | 'redirect-unregistered'
  | 'redirect-missing'
  | 'pkce-required'
  /** The client ID of the request is another than that of the settings. */
  | 'other-client';

/** What makes a request or the settings of an app less safe than they could be. */
export type HygieneKind =
  | 'pkce-missing'
  | 'pkce-plain'
  | 'state-missing'
  | 'implicit-grant'
  | 'plain-http'
  | 'full-access'
  /** The request names no scopes, so it gets all that the app has. */
  | 'every-scope'
  | 'refresh-token-unlimited'
  | 'refresh-token-expires-at-once'
  | 'refresh-token-not-rotated';

/** One mismatch, or one thing that could be safer. Its texts are those of its kind. */
export interface SettingsProblem<Kind = MismatchKind | HygieneKind> {
  kind: Kind;
  severity: Severity;
  /** `possible` if the file or the provider's documents leave it open. */
  confidence: Confidence;
  /** Who can correct it. */
  actor: Actor;
  scopes: readonly ScopeId[];
  /** The redirect URIs that it is about, without query. */
  urls: readonly string[];
  /** The ID of the error that the provider shows; null if it shows none, or none is known. */
  error: string | null;
}

/** The lists of an app's settings. */
export type ScopeLists = Pick<AppSettings, 'required' | 'conditionallyRequired' | 'optional'>;

/** The settings files of a provider whose apps have several. */
export interface AppFiles {
  /** The kinds of file without which a comparison is incomplete, see `AppSettings.parts`. */
  needed: readonly string[];
  /** The developer name in the name of an app's own file; null for any other name of a file. */
  appOf(file: string): string | null;
  /** The developer name that the provider proposes for a label. */
  nameFor(label: string): string;
}

/** What a provider's own rules say about a request of an app whose settings are known. */
export interface SettingsRules {
  /** Compares the scopes. The lists of the settings and of the request are complete. */
  compareScopes(request: AuthorizationRequest, lists: ScopeLists): SettingsProblem<MismatchKind>[];
  /**
   * Returns the URL with lists that the app's lists allow, otherwise byte for byte; null if nothing
   * would be left of them.
   */
  correctScopes(url: string, lists: ScopeLists): string | null;
  /** Returns lists that allow what the request asks for, with as few changes as possible. */
  correctLists(request: AuthorizationRequest, lists: ScopeLists): ScopeLists;
  /** Returns lists and redirect URIs as the provider's own file writes them. */
  formatSettings(settings: AppSettings): string;
  /** What only this provider calls less safe. */
  hygiene?(request: AuthorizationRequest, settings: AppSettings): SettingsProblem<HygieneKind>[];
  /** Whether the app refuses requests without a code challenge. */
  isPkceRequired?(settings: AppSettings): boolean;
  /**
   * Whether each user may connect the app without an admin; null if the settings do not say. Absent
   * if the provider has no such rule.
   */
  isSelfAuthorized?(settings: AppSettings): boolean | null;
  /** Absent if each app has one file. */
  files?: AppFiles;
  /** The query that lists the tokens of all apps in an account, without their users. */
  usageQuery?: string;
  /** Whether the app's settings say which scopes are required. */
  marksRequired: boolean;
  /** Scopes that include almost all others. */
  broadScopes: readonly ScopeId[];
  /** IDs of the provider's errors; null if none is known. */
  errors: Readonly<Record<'redirect' | 'redirectMissing' | 'challenge' | 'responseType', string | null>>;
}
