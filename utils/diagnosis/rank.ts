/** Signs -> ranked causes. Each sign multiplies a cause's weight; what is left is compared. */
import type { CauseRule, Confidence, Sign } from '@/providers/types';

export interface RankedCause {
  rule: CauseRule;
  /** Of the weight of all causes that are left, 0 to 1. */
  share: number;
  /** An estimate is never `observed`. */
  confidence: Exclude<Confidence, 'observed'>;
  /** Signs that made it more likely, and less. */
  for: readonly Sign[];
  against: readonly Sign[];
  /** Whether a guide names the cause for one of the signals (`CauseRule.namedFor`). */
  named: boolean;
}

/** Below this share a cause is not worth a line. */
const leastShare = 0.02;
/** From this share on one cause is more likely than all others together. */
const likelyShare = 0.5;

/** Most likely first; no rule for the error leaves nothing. */
export function rankCauses(rules: readonly CauseRule[], signs: readonly Sign[]): RankedCause[] {
  return [...sharesOf(rules, signs)]
    .filter(([rule, share]) => share >= leastShare || (share > 0 && isNamed(rule, signs)))
    .toSorted(([, left], [, right]) => right - left)
    .map(([rule, share]) => ranked(rule, share, signs));
}

/** What part of all the weight each cause has. */
export function sharesOf(rules: readonly CauseRule[], signs: readonly Sign[]): Map<CauseRule, number> {
  const weights = candidates(rules, signs).map((rule) => [rule, weigh(rule, signs)] as const);
  const all = weights.reduce((sum, [, weight]) => sum + weight, 0);
  return new Map(all === 0 ? [] : weights.map(([rule, weight]) => [rule, weight / all]));
}

/** Whether some cause names the error: then the error is not a cause itself. */
export function hasCauses(rules: readonly CauseRule[], error: Sign): boolean {
  return rules.some((rule) => rule.signs[error] !== undefined);
}

function isNamed({ namedFor = [] }: CauseRule, signs: readonly Sign[]): boolean {
  return namedFor.some((sign) => signs.includes(sign));
}

const isError = (sign: Sign) => sign.startsWith('error:');

function candidates(rules: readonly CauseRule[], signs: readonly Sign[]): CauseRule[] {
  const errors = signs.filter(isError);
  return rules.filter((rule) => errors.some((error) => rule.signs[error] !== undefined));
}

export function factorOf(rule: CauseRule, sign: Sign): number {
  return rule.signs[sign] ?? 1;
}

/** Multiplied by size: rounding then is the same in whatever order the signs come. */
function weigh(rule: CauseRule, signs: readonly Sign[]): number {
  const factors = signs.map((sign) => factorOf(rule, sign)).toSorted((left, right) => left - right);
  return factors.reduce((weight, factor) => weight * factor, rule.weight);
}

function ranked(rule: CauseRule, share: number, signs: readonly Sign[]): RankedCause {
  const speaks = (wanted: (factor: number) => boolean) => signs.filter((sign) => !isError(sign) && wanted(factorOf(rule, sign)));
  return {
    rule,
    share,
    confidence: share >= likelyShare ? 'likely' : 'possible',
    for: speaks((factor) => factor > 1),
    against: speaks((factor) => factor < 1),
    named: isNamed(rule, signs),
  };
}
