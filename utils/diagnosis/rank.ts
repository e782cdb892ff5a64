/**
 * Ranks the causes of an error by naive Bayes: each signal multiplies the prior of a cause by a
 * likelihood.
 */
import type { CauseRule, Signal } from '@/providers/contract/diagnosis';
import type { Confidence } from '@/providers/contract/finding';

/** A possible cause, with its share of the total weight and the signals behind it. */
export interface RankedCause {
  rule: CauseRule;
  /** The share of the weight of all remaining causes, 0 to 1. */
  posterior: number;
  /** An estimate is never `observed`. */
  confidence: Exclude<Confidence, 'observed'>;
  /** The signals that make the cause more likely. */
  for: readonly Signal[];
  /** The signals that make it less likely. */
  against: readonly Signal[];
  /** Whether a guide names the cause for one of the signals (`CauseRule.namedFor`). */
  named: boolean;
}

/** The share below which a cause is not listed, unless a guide names it. */
const MIN_POSTERIOR = 0.02;
/** The share from which a cause is at least as likely as all others together. */
const LIKELY_POSTERIOR = 0.5;

/** Returns the causes worth listing, the most likely first; empty if no rule is about the error. */
export function rankCauses(rules: readonly CauseRule[], signals: readonly Signal[]): RankedCause[] {
  return [...posteriors(rules, signals)]
    .filter(([rule, share]) => share >= MIN_POSTERIOR || (share > 0 && isNamed(rule, signals)))
    .toSorted(([, left], [, right]) => right - left)
    .map(([rule, share]) => ranked(rule, share, signals));
}

/**
 * Returns the share of each cause in the total weight, 0 to 1; empty if the signals rule out every
 * cause.
 */
export function posteriors(rules: readonly CauseRule[], signals: readonly Signal[]): Map<CauseRule, number> {
  const weights = candidates(rules, signals).map((rule) => [rule, weigh(rule, signals)] as const);
  const all = weights.reduce((sum, [, weight]) => sum + weight, 0);
  return new Map(all === 0 ? [] : weights.map(([rule, weight]) => [rule, weight / all]));
}

/** Whether the error has causes of its own to rank. If not, the error is itself the cause. */
export function hasCauses(rules: readonly CauseRule[], error: Signal): boolean {
  return rules.some((rule) => rule.likelihoods[error] !== undefined);
}

function isNamed({ namedFor = [] }: CauseRule, signals: readonly Signal[]): boolean {
  return namedFor.some((signal) => signals.includes(signal));
}

const isError = (signal: Signal) => signal.startsWith('error:');

function candidates(rules: readonly CauseRule[], signals: readonly Signal[]): CauseRule[] {
  const errors = signals.filter(isError);
  return rules.filter((rule) => errors.some((error) => rule.likelihoods[error] !== undefined));
}

/**
 * Returns the factor by which the signal multiplies the weight of the cause; 1 if the rule does not
 * mention the signal.
 */
export function likelihoodOf(rule: CauseRule, signal: Signal): number {
  return rule.likelihoods[signal] ?? 1;
}

/**
 * Multiplies the factors in ascending order, so that rounding does not depend on the order of the
 * signals.
 */
function weigh(rule: CauseRule, signals: readonly Signal[]): number {
  const factors = signals.map((signal) => likelihoodOf(rule, signal)).toSorted((left, right) => left - right);
  return factors.reduce((weight, factor) => weight * factor, rule.prior);
}

function ranked(rule: CauseRule, posterior: number, signals: readonly Signal[]): RankedCause {
  const signalsWhere = (matches: (factor: number) => boolean) =>
    signals.filter((signal) => !isError(signal) && matches(likelihoodOf(rule, signal)));
  return {
    rule,
    posterior,
    confidence: posterior >= LIKELY_POSTERIOR ? 'likely' : 'possible',
    for: signalsWhere((factor) => factor > 1),
    against: signalsWhere((factor) => factor < 1),
    named: isNamed(rule, signals),
  };
}
