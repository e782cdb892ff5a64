/**
 * The diagnosis asks few questions, the most useful first, and none that would not distinguish
 * causes.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CauseRule, Question, Signal } from '@/providers/contract/diagnosis';
import { salesforce } from '@/providers/salesforce';
import { notSure } from '@/utils/diagnosis/finding-text';
import { answerSignals, questionsFor } from '@/utils/diagnosis/questions';
import { likelihoodOf, posteriors } from '@/utils/diagnosis/rank';
import type { QuestionAnswers } from '@/utils/flow/flow';
import { buildReview } from '@/utils/review/build-review';
import { requestFromPage } from '@/utils/review/from-page';

const {
  knowledge: { causes, questions },
} = salesforce;
const source = { title: 'Test', accessedOn: '2026-11-22' };
const rule = (id: string, prior: number, signals: CauseRule['likelihoods']): CauseRule => ({
  id,
  actor: 'you',
  prior,
  likelihoods: { 'error:a': 1, ...signals },
  source,
});
const yesNo = (id: string): Question => ({ id, answers: ['yes', 'no'] });

function ask(
  answers: QuestionAnswers,
  seen: readonly Signal[] = [],
  of = questions,
  rules: readonly CauseRule[] = causes,
  error: Signal = 'error:unknown',
) {
  return questionsFor(of, rules, [error, ...seen, ...answerSignals(of, answers)], answers);
}
const waiting = (asked: ReturnType<typeof ask>) => asked.filter(({ answer }) => answer === null);

/** Generates answers: offered ones, "not sure", nonsense and names of built-in properties. */
const someAnswers: fc.Arbitrary<QuestionAnswers> = fc.dictionary(
  fc.oneof(fc.constantFrom(...questions.map(({ id }) => id), '__proto__', 'constructor', 'toString'), fc.string()),
  fc.oneof(fc.constantFrom(...questions.flatMap(({ answers }) => answers), notSure, '__proto__', 'constructor'), fc.string()),
);
const errors = [
  'error:unknown',
  'error:salesforce-approval-error',
  'error:salesforce-invalid-client',
  'error:salesforce-invalid-grant',
] as const;

describe('the questions of a diagnosis', () => {
  it('are at most four, at most two of them open, and never repeated', () => {
    fc.assert(
      fc.property(someAnswers, fc.constantFrom(...errors), (answers, error) => {
        const asked = ask(answers, [], questions, causes, error);
        expect(asked.length).toBeLessThanOrEqual(4);
        expect(waiting(asked).length).toBeLessThanOrEqual(2);
        expect(new Set(asked.map(({ id }) => id)).size).toBe(asked.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it('ignore an answer that was not offered', () => {
    fc.assert(
      fc.property(someAnswers, (answers) => {
        const meant = Object.fromEntries(
          questions.flatMap(({ id, answers: offered }) => {
            const answer = Object.hasOwn(answers, id) ? answers[id] : undefined;
            return answer !== undefined && [...offered, notSure].includes(answer) ? [[id, answer]] : [];
          }),
        );
        expect(ask(answers)).toEqual(ask(meant));
        expect(answerSignals(questions, answers)).toEqual(answerSignals(questions, meant));
      }),
      { examples: [[{ listed: 'nonsense' }], [JSON.parse('{"__proto__":"yes","who":"__proto__"}')]], numRuns: 2_000 },
    );
  });

  it('count only the answers that are shown', () => {
    const all = Object.fromEntries(questions.map(({ id, answers }) => [id, answers[0] ?? '']));
    const pending = ask(all).flatMap(({ id, answer }) => (answer === null ? [] : [`answer:${id}:${answer}`]));
    expect(pending).toHaveLength(4);
    expect(answerSignals(questions, all)).toEqual(pending);
  });
});

describe('an open question', () => {
  /**
   * Returns the entropy of weighted causes in bits, computed independently of the code under test.
   */
  function entropy(weights: number[]): number {
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.filter((weight) => weight > 0).reduce((sum, weight) => sum - (weight / all) * Math.log2(weight / all), 0);
  }

  it('always distinguishes some of the remaining causes', () => {
    fc.assert(
      fc.property(someAnswers, fc.constantFrom(...errors), (answers, error) => {
        const signals: Signal[] = [error, ...answerSignals(questions, answers)];
        const shares = posteriors(causes, signals);
        for (const { id, answers: offered } of waiting(ask(answers, [], questions, causes, error))) {
          const branches = offered.map((answer) => [...shares].map(([one, share]) => share * likelihoodOf(one, `answer:${id}:${answer}`)));
          const weights = branches.map((branch) => branch.reduce((sum, weight) => sum + weight, 0));
          const all = weights.reduce((sum, weight) => sum + weight, 0);
          const after = branches.reduce((sum, branch, index) => sum + ((weights[index] ?? 0) / all) * entropy(branch), 0);
          expect(entropy([...shares.values()]) - after, id).toBeGreaterThan(0);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is omitted when it affects all causes equally or one cause is left', () => {
    const same = [rule('one', 5, { 'answer:q:yes': 3, 'answer:q:no': 0.2 }), rule('two', 5, { 'answer:q:yes': 3, 'answer:q:no': 0.2 })];
    expect(ask({}, [], [yesNo('q')], same, 'error:a')).toEqual([]);
    expect(ask({}, [], [yesNo('q')], same.slice(0, 1), 'error:a')).toEqual([]);
  });

  it('comes earlier the more it distinguishes', () => {
    const rules = [rule('one', 5, { 'answer:weak:yes': 1.6, 'answer:strong:yes': 0 }), rule('two', 5, { 'answer:strong:no': 0 })];
    expect(ask({}, [], [yesNo('weak'), yesNo('strong')], rules, 'error:a').map(({ id }) => id)).toEqual(['strong']);
    const closer = [
      rule('one', 5, { 'answer:weak:yes': 6, 'answer:weak:no': 0.2, 'answer:strong:yes': 0 }),
      rule('two', 5, { 'answer:strong:no': 0 }),
    ];
    expect(ask({}, [], [yesNo('weak'), yesNo('strong')], closer, 'error:a').map(({ id }) => id)).toEqual(['strong', 'weak']);
  });
});

describe('a question whose answer takes time', () => {
  it('comes after the others, however much it distinguishes', () => {
    const rules = [rule('one', 5, { 'answer:quick:yes': 6, 'answer:slow:yes': 0 }), rule('two', 5, { 'answer:slow:no': 0 })];
    expect(ask({}, [], [{ ...yesNo('slow'), isSlow: true }, yesNo('quick')], rules, 'error:a').map(({ id }) => id)).toEqual([
      'quick',
      'slow',
    ]);
  });
});

describe('the questions for Salesforce', () => {
  const request = requestFromPage(salesforce, null, 'acme.my.salesforce.com');
  const navigation = [{ at: 0, host: 'acme.my.salesforce.com', pageKind: 'error' as const }];
  const unknown = (answers: QuestionAnswers) => buildReview({ provider: salesforce, request, navigation, answers }).diagnosis;

  it('begin with the list of apps', () => {
    expect(ask({})[0]?.id).toBe('listed');
  });

  it('accept "not sure", which changes no cause and closes the question', () => {
    expect(unknown({ listed: notSure })?.causes).toEqual(unknown({})?.causes);
    const asked = unknown({ listed: notSure })?.questions ?? [];
    expect(asked.find(({ id }) => id === 'listed')?.answer).toBe(notSure);
    expect(asked.filter(({ answer }) => answer === null).length).toBeGreaterThan(0);
  });

  it('rank the causes again after each answer, and restore the order when the answer is removed', () => {
    const first = (answers: QuestionAnswers) => unknown(answers)?.causes[0]?.id;
    expect(first({})).toBe('salesforce-app-not-installed');
    expect(first({ listed: 'unblock' })).toBe('salesforce-app-blocked');
    expect(first({ listed: 'uninstall', who: 'integration' })).toBe('salesforce-integration-user-refused');
    expect(unknown({ listed: 'uninstall' })?.causes.map(({ id }) => id)).not.toContain('salesforce-app-not-installed');
    expect(first({})).toBe('salesforce-app-not-installed');
    expect(unknown({ listed: 'unblock' })?.causes[0]?.for).toEqual(['answer:listed:unblock']);
  });
});
