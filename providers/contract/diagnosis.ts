/** Types of errors, of their possible causes, and of the evidence that separates those causes. */

import type { AppProfile, ScopeId, Source } from './catalogue';
import type { Actor, Severity } from './finding';
import type { OrgFacts } from './org';
import type { PageKind, PageSnapshot } from './page';
import type { AuthorizationRequest } from './request';

/**
 * One page or redirect that a tab went through. `pageKind` follows the rules of the provider that
 * owns the host, and is `elsewhere` on any other host.
 */
export interface NavigationStep {
  /** When the step was observed, in milliseconds since the epoch. */
  at: number;
  host: string;
  pageKind: PageKind;
  /** The product that signs users in there, if host or path reveal it: `Okta`. */
  idp?: string | undefined;
}

/** What the engine knows of a request when it evaluates a provider's rules. */
export interface Evidence {
  request: AuthorizationRequest;
  /**
   * The profile of the app; null if nothing but a name on the page or a set of scopes leads to it,
   * because another app may have the same.
   */
  profile: AppProfile | null;
  /** What the tab's page shows; null if the page was not read. */
  snapshot: PageSnapshot | null;
  /** The steps that the tab went through, oldest first. */
  navigation: readonly NavigationStep[];
  /** The edition of each product, as the user set it for this account; null if never set. */
  plans: Readonly<Record<string, string>> | null;
  /** IDs that an earlier error reported as required for this client. */
  learnedRequired: readonly ScopeId[];
  /** What the account's org answered; null if the user did not run a check. */
  org: OrgFacts | null;
}

/** A known wording of an error. */
export interface Wording {
  language: string;
  /**
   * The comparison ignores case, white space and the form of quotes. `*` matches any text, for
   * example an app's name or a list of IDs.
   */
  text: string;
  /**
   * Sentences use these words too, so they count only where they begin a line or field of a text.
   * Words that others use too must also end it.
   */
  whole?: true;
  /** Others use these words too, so they do not tell whose error it is. */
  shared?: true;
  /**
   * Others may use these words too: right beside the name of another product they do not count,
   * unless the text names the provider.
   */
  ambiguous?: true;
  /** Only the provider's log has these words, so whoever has them has its row. */
  isLogRow?: true;
}

/**
 * How little an error's wording says about the reason. A wording that says more wins in the same
 * text, however short it is.
 * - `code`: the code covers several reasons, as `invalid_grant` does.
 * - `unnamed`: the wording says that there is a reason, but not which one.
 * - `heading`: the sentence stands above every error of the provider.
 */
export type Genericness = 'code' | 'unnamed' | 'heading';

/** An error that the provider shows. The locale file holds its texts under this ID. */
export interface ErrorRule {
  id: string;
  /**
   * Where the error appears.
   * - `page`: on a page of the provider.
   * - `callback`: in the redirect to the app (RFC 6749 §4.1.2.1) or in the token endpoint's response
   *   (§5.2), after which the app is not connected either.
   * - `api`: in the response to an API call of an app that is already connected. The extension gets
   *   such an error only as text that a user pastes.
   */
  surface: 'page' | 'callback' | 'api';
  severity: Severity;
  actor: Actor;
  /** Known wordings, newest first. */
  texts: readonly Wording[];
  /** Absent if the wording names one reason. */
  generic?: Genericness;
  /**
   * The words mean this error only on the provider's page in the OAuth flow. Elsewhere, and so in a
   * pasted text, they may stand on any other page.
   */
  pageOnly?: true;
  /**
   * Patterns that find the scopes in a text that does not list them in brackets at the end of the
   * wording, such as the JSON of an API; the first group of each match is a list of IDs. Each has
   * the `g` flag and runs in linear time, because the text is untrusted.
   */
  scopeLists?: readonly RegExp[];
  /** The lines of the error's page are what the user or the account lacks, so they belong to its text. */
  listsOnPage?: true;
  /** The IDs that the text lists in brackets are required for this client, so they may be saved. */
  namesRequiredScopes?: true;
  /**
   * The error is about one of the requested scopes and doesn't say which; these are often the reason.
   */
  suspects?: readonly ScopeId[];
  /** The account's plan may lack the scopes, so the texts get the plans that include one as `$2`. */
  namesPlans?: true;
  /** Without named scopes the wording can have other reasons too, so the finding is only `likely`. */
  likelyWithoutScopes?: boolean;
  /** The error says that scopes are missing, so a narrowed request may be its cause. */
  complainsOfMissingScopes?: true;
  source: Source;
}

/**
 * One piece of evidence for or against a cause.
 * - `error:<id of an error rule>`, `error:unknown`, or `error:download` for a file instead of a
 *   page
 * - `observed:<name>` for what the navigation, the page or the org shows
 * - `answer:<question>:<answer>` for what the user answered
 */
export type Signal = `${'error' | 'observed' | 'answer'}:${string}`;

/** A possible cause of an error. Its texts are those of the finding with the same ID. */
export interface CauseRule {
  id: string;
  actor: Actor;
  /**
   * How likely the cause is before any evidence, relative to the other causes. An estimate of this
   * project; there are no statistics.
   */
  prior: number;
  /**
   * The factor by which each signal multiplies the weight; 0 rules the cause out. A signal that is
   * not listed changes nothing. Errors are the exception: only the listed ones can have this cause.
   */
  likelihoods: Readonly<Partial<Record<Signal, number>>>;
  /**
   * Signals for which a published guide names this cause. Users who come from that guide look for
   * its words, so the cause stays in the list while one of these signals is present, unless another
   * signal rules it out.
   */
  namedFor?: readonly Signal[];
  /**
   * The user lacks permissions that only some of the scopes need, so a request without the optional
   * ones may succeed. The texts get what the page lists as missing as `$2`.
   */
  fewerScopesMayHelp?: true;
  source: Source;
}

/**
 * A question to the user, asked if its answer can separate the remaining causes. Its texts are
 * `question_<id>` and `question_<id>_<answer>`. The answer "not sure" is always offered as well.
 */
export interface Question {
  id: string;
  answers: readonly string[];
  /** The errors for which it is asked; absent if any error will do. */
  errors?: readonly Signal[];
  /** What was observed that answers it already, so that it is not asked. */
  answeredBy?: readonly Signal[];
  /** The answer takes time to look up, so the question comes after the others. */
  isSlow?: true;
}
