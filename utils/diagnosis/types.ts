/** The types of a diagnosis. They are plain JSON, so that a diagnosis can be sent as a message. */

import type { NavigationStep, Question, Signal } from '@/providers/contract/diagnosis';
import type { Finding } from '@/providers/contract/finding';

/** Why a request was refused, or why a connected app met an error, as far as the evidence shows. */
export interface Diagnosis {
  /** When it happened, in milliseconds since the epoch; null if that was not observed. */
  at: number | null;
  /** The `error` parameter (RFC 6749 §4.1.2.1), redacted; null if only the page shows the error. */
  error: string | null;
  /** The `error_description` parameter, redacted; null if there is none. */
  description: string | null;
  /** The text by which the error was recognized, or the beginning of the page's text; redacted. */
  errorText: string;
  /** The first line of that text that reports a failure in words of its own, which the review adds; null if none does. */
  failureLine?: string | null;
  recognized: boolean;
  /**
   * Whether the words say nothing about the reason, so that the rest of the page is worth asking
   * for.
   */
  isTextMissing: boolean;
  /** Where a pasted error was; null if the error was observed in a tab. */
  pastedFrom: 'url' | 'text' | null;
  /** Whether any site may have sent the tab to the page that names the error, see `ReviewInput`. */
  isUnled: boolean;
  /**
   * Whether the evidence shows whose error it is, only a name in the text suggests it, nothing does, or the user
   * chose the provider.
   */
  owner: 'known' | 'named' | 'unknown' | 'chosen';
  /** The names of the providers whose error it can be; empty unless the owner is unknown. */
  ownerNames: readonly string[];
  /**
   * Whether the error is an API's response: the app is connected then, and the connection was not
   * refused.
   */
  connected: boolean;
  /** The error itself, which may be its own cause or have several possible causes. */
  finding: Finding;
  /**
   * The possible causes, the most likely first; empty if none is known. An observed cause is the
   * only one.
   */
  causes: readonly Cause[];
  /** What the navigation, the page and the org show, as `observed:…`. */
  observedSignals: readonly Signal[];
  /** The questions that were answered, then those that wait for an answer. */
  questions: readonly QuestionState[];
  navigation: readonly NavigationStep[];
  /** The rows of opened login histories that belong or may belong to the attempt, in a line each. */
  logRows?: readonly string[];
  /** When the connection succeeded after the error, see `ReviewInput`; absent if nothing shows that. */
  connectedAt?: number;
}

/** A provider whose error a pasted text can be. */
export interface ProviderChoice {
  id: string;
  name: string;
}

/** A finding that explains an error, with the signals for and against it. */
export interface Cause extends Finding {
  for: readonly Signal[];
  against: readonly Signal[];
  /**
   * Whether a guide that users come from names this cause for one of the signals. Such a cause is
   * never folded away.
   */
  named: boolean;
  /** Whether a request with fewer scopes may succeed, see `CauseRule`. */
  fewerScopesMayHelp?: true;
}

/** A question of a diagnosis and its answer. */
export interface QuestionState extends Question {
  /** The answer's id, `not-sure` included; null while the question waits for an answer. */
  answer: string | null;
}
