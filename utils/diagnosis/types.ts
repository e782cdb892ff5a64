/** Why a request was refused, as far as it can be told. Plain JSON, so that it travels as a message. */

import type { NavigationStep, Question, Signal } from '@/providers/contract/diagnosis';
import type { Finding } from '@/providers/contract/finding';

/** Why it was refused, as far as it can be told. */
export interface Diagnosis {
  /** Milliseconds since the epoch; null where nobody saw it. */
  at: number | null;
  /** As the address carries them (RFC 6749 §4.1.2.1), redacted; null where only the page speaks. */
  error: string | null;
  description: string | null;
  /** The text by which the error was recognised, or all that the page says; redacted. */
  errorText: string;
  recognized: boolean;
  /** The error answers an API call: the app is connected, and nobody refused the connection. */
  connected: boolean;
  /** The error itself, which may be a cause or hide several. */
  finding: Finding;
  /** Most likely first; empty where nothing is known. An observed one stands alone. */
  causes: readonly Cause[];
  /** What the way, the page and the org show, `observed:…`. */
  observedSignals: readonly Signal[];
  questions: readonly QuestionState[];
  navigation: readonly NavigationStep[];
}

/** A finding that explains an error, with what speaks for and against it. */
export interface Cause extends Finding {
  for: readonly Signal[];
  against: readonly Signal[];
  /** Whether a guide that users come from names this cause for what was found: it stays in sight. */
  named: boolean;
}

export interface QuestionState extends Question {
  /** Null while it waits. */
  answer: string | null;
}
