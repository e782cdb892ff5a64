/**
 * The contract between what is known of a vendor (this floor) and the engine (utils). A provider never waits, never
 * touches the browser and never writes: it answers, the engine observes and asks again.
 */
import type { CauseRule, Question, Signal } from './causes';
import type { OrgApi, OrgFacts } from './org';
import type { AppProfile, Catalogue, CatalogueScope, ErrorRule } from './published';

export type * from './causes';
export type * from './org';
export type * from './published';

/** The folder's name: `hubspot`. */
export type ProviderId = string;

/** One scope token exactly as the request spells it (RFC 6749 §3.3), for example `crm.objects.contacts.read`. */
export type ScopeId = string;

/** What holding the scope lets an app do. `full` is read, write and delete. */
export type Access = 'read' | 'write' | 'delete' | 'full' | 'identity' | 'offline' | 'admin';

export type Requirement = 'required' | 'optional-on' | 'optional-off' | 'undeclared';

/**
 * Who says so: the request itself, the app's published profile, a profile of the user's own, an error seen for this client, the
 * provider's rule, the organisation.
 */
export type Provenance = 'request' | 'profile' | 'custom-profile' | 'learned' | 'provider' | 'policy';

export type Severity = 'blocker' | 'warning' | 'notice';
export type Confidence = 'observed' | 'likely' | 'possible';

/** Who can do something about it: the user, the app's vendor, or an administrator (`hubspot-super-admin`). */
export type Actor = 'you' | 'app-vendor' | `${string}-admin`;

/** A public source of a fact. `accessedOn` is the day on which it was read, `YYYY-MM-DD`. */
export interface Source {
  title: string;
  url?: string;
  accessedOn: string;
}

// ── Where a URL belongs ────────────────────────────────────────────────────────────────────────────────────────────

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
}

// ── The authorization request ──────────────────────────────────────────────────────────────────────────────────────

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

// ── What the page shows ────────────────────────────────────────────────────────────────────────────────────────────

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

// ── Findings ───────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Something to know before or after the click. Words are in the locale file: `finding_<id>_title`, `finding_<id>_text`,
 * `finding_<id>_steps` (one step a line; may be empty), with `-` of the id written `_` and `$1`… filled from `params`.
 */
export interface Finding {
  id: string;
  severity: Severity;
  confidence: Confidence;
  actor: Actor;
  /** Fill `$1`, `$2`… of the finding's texts; a list is told by its first entries. Plain text, never secret. */
  params: readonly (string | readonly string[])[];
  /** The scopes it is about; a row of the list shows a flag for each. */
  scopes: readonly ScopeId[];
  /** What was seen, in the reader's own words or as redacted text of the page. Never a URL with its query. */
  evidence: readonly string[];
  /** The rule or fact behind it. */
  source?: Source;
}

/** One step of a tab's way. `place` is of the provider that owns the host; `elsewhere` for any other host. */
export interface NavigationStep {
  /** Milliseconds since the epoch. */
  at: number;
  host: string;
  pageKind: PageKind;
  /** The product that signs people in there, where host or path tell: `Okta`. */
  idp?: string | undefined;
}

/** What the engine knows when it asks a provider for blockers. */
export interface Evidence {
  request: AuthorizationRequest;
  profile: AppProfile | null;
  /** What this tab's page shows, if it was read. */
  reading: PageSnapshot | null;
  /** The hosts that the tab went through, oldest first. */
  navigation: readonly NavigationStep[];
  /** Product to edition, as a user stated it for this account; null if never stated. */
  plans: Readonly<Record<string, string>> | null;
  /** Ids that an earlier error named as required for this client. */
  learnedRequired: readonly ScopeId[];
  /** What the account's org answered, where the user asked it. */
  org: OrgFacts | null;
}

export interface Provider {
  id: ProviderId;
  name: string;
  urls: UrlRules;
  classifyUrl(url: URL): PageKind;
  /** The account that a URL of the provider names: HubSpot's portal id, Salesforce's org host. */
  accountOf(url: URL): string | null;
  /** Takes the text and not a URL: the URL parser would rewrite bytes that have to stay. Never throws. */
  parseRequest(text: string): Parsed<AuthorizationRequest>;
  /**
   * Removes from the request what `keep` lacks, and nothing else. Refuses to drop a locked scope unless it is in
   * `unlocked`. The answer's URL differs from the request's in the scope parameters alone.
   */
  narrow(request: AuthorizationRequest, keep: ReadonlySet<ScopeId>, unlocked?: ReadonlySet<ScopeId>): Narrowed;
  /** A scope of the catalogue under this id or another spelling of it. */
  findScope(id: ScopeId): CatalogueScope | undefined;
  catalogue: Catalogue;
  apps: readonly AppProfile[];
  /**
   * What the request leaves open and an app's profile calls required: locked for good, or until the user unlocks it and
   * carries the risk.
   */
  requiredByProfile: 'locked' | 'unlockable';
  errors: readonly ErrorRule[];
  /** Headings that stand above any error: with an unrecognised sentence below, the error is unknown. */
  errorHeadings: readonly { language: string; text: string }[];
  /** What may stand behind an error that has several causes; an error that none of them names is its own cause. */
  causes: readonly CauseRule[];
  questions: readonly Question[];
  /** Pure. Findings that only this provider's rules can tell. */
  blockers(evidence: Evidence): Finding[];
  /** Pure. What the way, the page and the org show of the causes. */
  signals(evidence: Evidence): Signal[];
  /** Deep links into the account's administration by the names that the steps use; none for an account that is not known. */
  links(account: string | null): Readonly<Record<string, string>>;
  /** Null where there is nobody to ask. */
  org: OrgApi | null;
}
