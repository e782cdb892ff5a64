/**
 * The contract between what is known of a vendor (providers) and the engine (utils). A provider never waits, never touches the browser
 * and never writes: it answers, the engine observes and asks again.
 */

import type { AppProfile, Catalogue, CatalogueScope, ScopeId } from './catalogue';
import type { CauseRule, ErrorRule, Evidence, Question, Signal } from './diagnosis';
import type { Finding } from './finding';
import type { OrgApi } from './org';
import type { ProviderId, UrlRules } from './page';
import type { AuthorizationRequest, Narrowed, Parsed } from './request';

/** How a provider's requests are read and made smaller. Pure. */
export interface RequestParser {
  /** Takes the text and not a URL: the URL parser would rewrite bytes that have to stay. Never throws. */
  parseRequest(text: string): Parsed<AuthorizationRequest>;
  /**
   * Removes from the request what `keep` lacks, and nothing else. Refuses to drop a locked scope unless it is in
   * `unlocked`. The answer's URL differs from the request's in the scope parameters alone.
   */
  narrow(request: AuthorizationRequest, keep: ReadonlySet<ScopeId>, unlocked?: ReadonlySet<ScopeId>): Narrowed;
}

/** What is published or reported about a provider: data, and how to look it up. */
export interface Knowledge {
  catalogue: Catalogue;
  /** A scope of the catalogue under this id or another spelling of it. */
  findScope(id: ScopeId): CatalogueScope | undefined;
  apps: readonly AppProfile[];
  errors: readonly ErrorRule[];
  /** Headings that stand above any error: with an unrecognised sentence below, the error is unknown. */
  errorHeadings: readonly { language: string; text: string }[];
  /** What may stand behind an error that has several causes; an error that none of them names is its own cause. */
  causes: readonly CauseRule[];
  questions: readonly Question[];
  /** Deep links into the account's administration by the names that the steps use; none for an account that is not known. */
  links(account: string | null): Readonly<Record<string, string>>;
}

/** What only this provider's rules can tell. Pure. */
export interface Rules {
  /**
   * What the request leaves open and an app's profile calls required: locked for good, or until the user unlocks it and
   * carries the risk.
   */
  requiredByProfile: 'locked' | 'unlockable';
  /** Pure. Findings that only this provider's rules can tell. */
  blockers(evidence: Evidence): Finding[];
  /** Pure. What the way, the page and the org show of the causes. */
  signals(evidence: Evidence): Signal[];
}

/** All that the engine knows of a vendor, by concern. */
export interface Provider {
  id: ProviderId;
  name: string;
  urls: UrlRules;
  requests: RequestParser;
  knowledge: Knowledge;
  rules: Rules;
  /** Null where there is nobody to ask. */
  org: OrgApi | null;
}
