/** One error may hide several causes. What is known of them and what tells them apart: data of a provider. */
import type { Actor, Source } from './types';

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
