/** What is known of errors and their causes, and the evidence that tells causes apart. */

import type { AppProfile, ScopeId, Source } from './catalogue';
import type { Actor, Severity } from './finding';
import type { OrgFacts } from './org';
import type { PageKind, PageSnapshot } from './page';
import type { AuthorizationRequest } from './request';

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

/** One error that the provider shows. Its words are in the locale file under its id. */
export interface ErrorRule {
  id: string;
  /**
   * `page`: on the provider's own page. `callback`: in the answer to the app (RFC 6749 §4.1.2.1). `api`: in the answer to an API call,
   * so a connection exists already; such an error only ever comes as a text that somebody pastes.
   */
  surface: 'page' | 'callback' | 'api';
  severity: Severity;
  actor: Actor;
  /**
   * Known wordings, newest first. Compared in a normal form (case, white space, apostrophes and quotes); `*` stands for
   * any text, for example an app's name or a list of ids.
   */
  texts: readonly { language: string; text: string }[];
  /**
   * Where an `api` error names the scopes that are missing: the first group of each match is a list of ids. Each expression has the `g`
   * flag and needs no more than one pass over the text.
   */
  scopeLists?: readonly RegExp[];
  /** The ids that the text names in brackets are ones that this client cannot do without. */
  namesRequiredScopes?: true;
  /** The complaint is that scopes are missing: a request that was made smaller may be its cause. */
  complainsOfMissingScopes?: true;

  source: Source;
}

/**
 * One thing that speaks for or against a cause: `error:<error rule>`, `error:unknown` or `error:download` (a file instead of a page),
 * `observed:<what the way, the page or the org shows>`, `answer:<question>:<answer>`.
 */
export type Signal = `${'error' | 'observed' | 'answer'}:${string}`;

/** A cause is told by the words of the finding with its id. */
export interface CauseRule {
  id: string;
  actor: Actor;
  /** How often it is the cause before anything is seen, relative to the other causes. Our own estimate. */
  prior: number;
  /**
   * What a sign does to the weight: a factor, 0 rules the cause out. A sign that is not named changes nothing, except an error: only
   * the errors that are named can have this cause.
   */
  likelihoods: Readonly<Partial<Record<Signal, number>>>;
  /**
   * Signals for which a guide that users come from names this cause. While one of them is present the cause stays in the list,
   * however unlikely, unless another signal rules it out.
   */
  namedFor?: readonly Signal[];
  source: Source;
}

/** Asked where it splits the causes that are left. Words: `question_<id>` and `question_<id>_<answer>`; "not sure" is always offered. */
export interface Question {
  id: string;
  answers: readonly string[];
}
