/** Checks the ranking on generated rules and on those of Salesforce. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CauseRule, Signal } from '@/providers/contract/diagnosis';
import { salesforce } from '@/providers/salesforce';
import { hasCauses, posteriors, rankCauses } from '@/utils/diagnosis/rank';

const source = { title: 'Test', accessedOn: '2026-11-22' };
const signal: fc.Arbitrary<Signal> = fc.constantFrom('error:a', 'error:b', 'observed:x', 'observed:y', 'answer:q:yes', 'answer:q:no');
const factor = fc.oneof(fc.constant(0), fc.double({ min: 0.05, max: 20, noNaN: true }));
const weighing = fc.record({ prior: fc.double({ min: 0.1, max: 50, noNaN: true }), likelihoods: fc.dictionary(signal, factor) });
const anyRules: fc.Arbitrary<CauseRule[]> = fc
  .array(weighing, { maxLength: 12 })
  .map((list) => list.map((one, index) => ({ ...one, id: `c${index}`, actor: 'you' as const, source })));
const signals = fc.uniqueArray(signal);
const rule = (id: string, prior: number, of: CauseRule['likelihoods']): CauseRule => ({ id, actor: 'you', prior, likelihoods: of, source });
const idsOf = (rules: readonly CauseRule[], given: readonly Signal[]) => rankCauses(rules, given).map((one) => one.rule.id);
const total = (numbers: Iterable<number>) => [...numbers].reduce((sum, number) => sum + number, 0);

describe('ranking any causes', () => {
  it('gives shares that add up to one', () => {
    fc.assert(
      fc.property(anyRules, signals, (rules, given) => {
        const shares = [...posteriors(rules, given).values()];
        for (const share of shares) expect(share).toBeGreaterThanOrEqual(0);
        if (shares.length) expect(total(shares)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('never brings back a cause that one signal ruled out', () => {
    fc.assert(
      fc.property(anyRules, signals, signals, (rules, given, more) => {
        const out = rules.filter((one) => given.some((each) => one.likelihoods[each] === 0)).map(({ id }) => id);
        expect(idsOf(rules, [...given, ...more]).filter((id) => out.includes(id))).toEqual([]);
      }),
    );
  });

  it('includes only causes of the given error, and none without an error', () => {
    fc.assert(
      fc.property(anyRules, signals, (rules, given) => {
        const errors = given.filter((each) => each.startsWith('error:'));
        for (const { rule: one } of rankCauses(rules, given))
          expect(errors.some((error) => one.likelihoods[error] !== undefined)).toBe(true);
        expect(
          idsOf(
            rules,
            given.filter((each) => !each.startsWith('error:')),
          ),
        ).toEqual([]);
      }),
    );
  });

  it('sorts by share, omits shares below 2 %, and calls a cause likely from 50 % on', () => {
    fc.assert(
      fc.property(anyRules, signals, (rules, given) => {
        const ranked = rankCauses(rules, given);
        expect(ranked.map(({ posterior }) => posterior)).toEqual(
          ranked.map(({ posterior }) => posterior).toSorted((left, right) => right - left),
        );
        for (const { posterior, confidence } of ranked) {
          expect(posterior).toBeGreaterThanOrEqual(0.02);
          expect(confidence).toBe(posterior >= 0.5 ? 'likely' : 'possible');
        }
      }),
    );
  });

  it('lists the signals for and against each cause, without the error itself', () => {
    fc.assert(
      fc.property(anyRules, signals, (rules, given) => {
        for (const one of rankCauses(rules, given)) {
          for (const each of one.for) {
            expect(given).toContain(each);
            expect(Number(one.rule.likelihoods[each])).toBeGreaterThan(1);
          }
          for (const each of one.against) {
            expect(given).toContain(each);
            expect(Number(one.rule.likelihoods[each])).toBeLessThan(1);
          }
          expect([...one.for, ...one.against].filter((each) => each.startsWith('error:'))).toEqual([]);
        }
      }),
    );
  });
});

describe('ranking example causes', () => {
  it('keeps the order of the rules when no signal distinguishes them', () => {
    const rules = ['one', 'two', 'three'].map((id) => rule(id, 5, { 'error:a': 1 }));
    expect(idsOf(rules, ['error:a'])).toEqual(['one', 'two', 'three']);
    expect(idsOf(rules.toReversed(), ['error:a'])).toEqual(['three', 'two', 'one']);
  });

  it('multiplies the prior of a cause by the likelihood of each signal', () => {
    const rules = [
      rule('frequent', 10, { 'error:a': 1, 'observed:x': 0.5 }),
      rule('rare', 2, { 'error:a': 1, 'observed:x': 4, 'observed:y': 2 }),
    ];
    expect(idsOf(rules, ['error:a'])).toEqual(['frequent', 'rare']);
    expect(idsOf(rules, ['error:a', 'observed:x'])).toEqual(['rare', 'frequent']);
    expect(rankCauses(rules, ['error:a', 'observed:x', 'observed:y']).map(({ posterior }) => Math.round(posterior * 100))).toEqual([
      76, 24,
    ]);
  });

  it('lists an unlikely cause that a guide names for a signal, unless another signal rules it out', () => {
    const unlikely = { ...rule('named', 0.1, { 'error:a': 1, 'observed:x': 0 }), namedFor: ['error:a', 'observed:y'] as Signal[] };
    const rules = [rule('frequent', 100, { 'error:a': 1, 'error:b': 1 }), unlikely, rule('unlikely', 0.1, { 'error:a': 1 })];
    expect(idsOf(rules, ['error:a'])).toEqual(['frequent', 'named']);
    expect(rankCauses(rules, ['error:a']).map(({ named }) => named)).toEqual([false, true]);
    expect(idsOf(rules, ['error:a', 'observed:x'])).toEqual(['frequent']);
    expect(idsOf(rules, ['error:b', 'observed:y'])).toEqual(['frequent']);
  });

  it('treats names of built-in properties as ordinary signals', () => {
    const rules = [rule('one', 1, { 'error:a': 1 })];
    const strange: Signal[] = ['error:__proto__', 'observed:constructor', 'answer:__proto__:toString'];
    expect(idsOf(rules, ['error:a', ...strange])).toEqual(['one']);
    expect(idsOf(rules, strange)).toEqual([]);
    expect(hasCauses(rules, 'error:b')).toBe(false);
  });
});

describe('ranking the causes of Salesforce', () => {
  const {
    knowledge: { causes, questions },
  } = salesforce;
  const named = [...new Set(causes.flatMap((cause) => Object.keys(cause.likelihoods) as Signal[]))];
  const error = fc.constantFrom(...named.filter((each) => each.startsWith('error:')));
  const others = fc.subarray(named.filter((each) => !each.startsWith('error:')));

  it('does not depend on the order of the signals', () => {
    fc.assert(
      fc.property(
        error,
        others.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        (first, [list, shuffled]) => {
          expect(idsOf(causes, [...shuffled, first])).toEqual(idsOf(causes, [first, ...list]));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('leaves at least one cause, whatever the user answers', () => {
    const answers = fc.record(
      Object.fromEntries(questions.map(({ id, answers: offered }) => [id, fc.option(fc.constantFrom(...offered))])),
    );
    fc.assert(
      fc.property(error, answers, (first, given) => {
        const answerSignals = Object.entries(given).flatMap(([id, answer]) => (answer ? [`answer:${id}:${answer}` as const] : []));
        expect(rankCauses(causes, [first, ...answerSignals]).length).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });
});
