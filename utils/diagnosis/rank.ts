/** Signs -> ranked causes. Each sign multiplies a cause's weight; what is left is compared. */
import type { CauseRule, Signal } from '@/providers/contract/diagnosis';
import type { Confidence } from '@/providers/contract/finding';

export interface RankedCause {
  rule: CauseRule;
  /** Of the weight of all causes that are left, 0 to 1. */
  posterior: number;
  /** An estimate is never `observed`. */
  confidence: Exclude<Confidence, 'observed'>;
  /** Signs that made it more likely, and less. */
  for: readonly Signal[];
  against: readonly Signal[];
  /** Whether a guide names the cause for one of the signals (`CauseRule.namedFor`). */
  named: boolean;
}

/** Below this share a cause is not worth a line. */
const MIN_POSTERIOR = 0.02;
/** From this share on one cause is more likely than all others together. */
const LIKELY_POSTERIOR = 0.5;

/** Most likely first; no rule for the error leaves nothing. */
export function rankCauses(rules: readonly CauseRule[], signals: readonly Signal[]): RankedCause[] {
  return [...posteriors(rules, signals)]
    .filter(([rule, share]) => share >= MIN_POSTERIOR || (share > 0 && isNamed(rule, signals)))
    .toSorted(([, left], [, right]) => right - left)
    .map(([rule, share]) => ranked(rule, share, signals));
}

/** What part of all the weight each cause has. */
export function posteriors(rules: readonly CauseRule[], signals: readonly Signal[]): Map<CauseRule, number> {
  const weights = candidates(rules, signals).map((rule) => [rule, weigh(rule, signals)] as const);
  const all = weights.reduce((sum, [, weight]) => sum + weight, 0);
  return new Map(all === 0 ? [] : weights.map(([rule, weight]) => [rule, weight / all]));
}

/** Whether some cause names the error: then the error is not a cause itself. */
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

export function likelihoodOf(rule: CauseRule, signal: Signal): number {
  return rule.likelihoods[signal] ?? 1;
}

/** Multiplied by size: rounding then is the same in whatever order the signs come. */
function weigh(rule: CauseRule, signals: readonly Signal[]): number {
  const factors = signals.map((signal) => likelihoodOf(rule, signal)).toSorted((left, right) => left - right);
  return factors.reduce((weight, factor) => weight * factor, rule.prior);
}

function ranked(rule: CauseRule, posterior: number, signals: readonly Signal[]): RankedCause {
  const speaks = (wanted: (factor: number) => boolean) =>
    signals.filter((signal) => !isError(signal) && wanted(likelihoodOf(rule, signal)));
  return {
    rule,
    posterior,
    confidence: posterior >= LIKELY_POSTERIOR ? 'likely' : 'possible',
    for: speaks((factor) => factor > 1),
    against: speaks((factor) => factor < 1),
    named: isNamed(rule, signals),
  };
}
