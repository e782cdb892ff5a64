/**
 * The contract between the knowledge of a vendor (`providers/`) and the engine (`utils/`). A
 * provider is synchronous, uses no browser API and writes nothing. The engine observes the browser
 * and calls it again whenever the evidence changes.
 */

import type { AppProfile, Catalogue, CatalogueScope, ScopeId } from './catalogue';
import type { CauseRule, ErrorRule, Evidence, Question, Signal } from './diagnosis';
import type { Finding } from './finding';
import type { OrgApi } from './org';
import type { ProviderId, UrlRules } from './page';
import type { AuthorizationRequest, Narrowed, Parsed } from './request';
import type { AppSettings } from './settings';

/** Parses and narrows the provider's authorization requests. The functions are pure. */
export interface RequestParser {
  /**
   * Takes text, because parsing it into a `URL` would rewrite bytes that must stay. Never throws.
   */
  parseRequest(text: string): Parsed<AuthorizationRequest>;
  /**
   * Removes the scopes that `keep` lacks and changes nothing else: the resulting URL differs from
   * the request's only in its scope parameters. Refuses to drop a locked scope that `unlocked`
   * lacks.
   */
  narrow(request: AuthorizationRequest, keep: ReadonlySet<ScopeId>, unlocked?: ReadonlySet<ScopeId>): Narrowed;
  /**
   * Whether the provider may ask for the account each time this request is opened, also if the user
   * has chosen one before. Absent if it never does.
   */
  asksForAccount?(request: AuthorizationRequest): boolean;
}

/** What is published or reported about a provider, as data. */
export interface Knowledge {
  catalogue: Catalogue;
  /** The catalogue's scope with exactly this ID; undefined if it has none. */
  findScope(id: ScopeId): CatalogueScope | undefined;
  apps: readonly AppProfile[];
  errors: readonly ErrorRule[];
  /**
   * Headings of the provider's error pages. A page with such a heading and no recognized sentence
   * shows an unknown error.
   */
  errorHeadings: readonly { language: string; text: string }[];
  /**
   * Possible causes of errors that have several. An error that no cause lists is explained by its
   * own texts.
   */
  causes: readonly CauseRule[];
  questions: readonly Question[];
  /**
   * Deep links into the account's administration, by the keys that steps use. Empty if the account
   * is unknown.
   */
  links(account: string | null): Readonly<Record<string, string>>;
}

/** What this provider's own rules conclude from the evidence. The functions are pure. */
export interface Rules {
  /**
   * How to treat a scope that only an app's profile calls required: it stays locked, or the user
   * may unlock it at their own risk.
   */
  requiredByProfile: 'locked' | 'unlockable';
  /** Findings from rules that only this provider has. */
  blockers(evidence: Evidence): Finding[];
  /** Signals for the causes of an error, from the navigation, the request, the page and the org. */
  signals(evidence: Evidence): Signal[];
}

/** Everything that the engine knows of a vendor, grouped by concern. */
export interface Provider {
  id: ProviderId;
  name: string;
  /** What an error text may call the provider besides its name, for example a host of its API. */
  otherNames?: readonly string[];
  /** Matches the name in lower case where it is an ordinary word, together with the word beside it. */
  ordinaryUse?: RegExp;
  urls: UrlRules;
  /**
   * Whether a customer of the provider controls the page at this URL, and can run scripts of its own
   * on it. Without the function no page is.
   */
  isCustomerPage?(url: URL): boolean;
  /**
   * Whether the consent page has lines for requested scopes and for no others, apart from those of
   * the user's identity. Then the label of another scope shows that the page belongs to another
   * request, which the address of the page may not tell.
   */
  listsRequestedOnly?: boolean;
  requests: RequestParser;
  /**
   * Reads the file in which a developer registers an app; null for any other text. Absent if the
   * provider has no such file. Never throws.
   */
  readSettings?(text: string): AppSettings | null;
  /**
   * Returns the app that a row of the provider's login history names, from the row's fields and the
   * position of the status; null if the columns around the status are not in a known order. Absent
   * if the provider has no such history.
   */
  appOfLogRow?(fields: readonly string[], status: number): string | null;
  knowledge: Knowledge;
  rules: Rules;
  /** Null if the provider's orgs offer nothing to query. */
  org: OrgApi | null;
}
