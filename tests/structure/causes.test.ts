/**
 * Causes, questions and signals of every provider must be consistent and have texts. Each failure
 * message says what to do.
 */
import { describe, expect, it } from 'vitest';
import { providers } from '@/providers';
import type { CauseRule, Question, Signal } from '@/providers/contract/diagnosis';
import en from '@/public/_locales/en/messages.json';
import { questionsFor } from '@/utils/diagnosis/questions';
import { likelihoodOf, posteriors } from '@/utils/diagnosis/rank';
import { isDay } from '../day';

const missing = (keys: readonly string[]) => keys.map((key) => key.replaceAll('-', '_')).filter((key) => !Object.hasOwn(en, key));
const repeated = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index);

const isError = (signal: string): signal is Signal => signal.startsWith('error:');
const errorsBehind = (rules: readonly CauseRule[]) => [
  ...new Set(rules.flatMap(({ likelihoods }) => Object.keys(likelihoods).filter(isError))),
];

/** Every choice of one answer, or none, to each of at most four questions. No more are ever asked. */
function answerSets(questions: readonly Question[]): Signal[][] {
  let sets: Signal[][] = [[]];
  for (const { id, answers } of questions) {
    const longer = sets.filter(({ length }) => length < 4);
    sets = [...sets, ...answers.flatMap((answer) => longer.map((set): Signal[] => [...set, `answer:${id}:${answer}`]))];
  }
  return sets;
}

/** Whether the cause is alone in front under some evidence: an error, observations and answers. */
function canComeFirst(rule: CauseRule, rules: readonly CauseRule[], questions: readonly Question[]): boolean {
  const factor = (signal: string) => likelihoodOf(rule, signal as Signal);
  const observations = [...new Set(rules.flatMap(({ likelihoods }) => Object.keys(likelihoods)))].filter((one) =>
    one.startsWith('observed:'),
  );
  const supporting = observations.filter((one) => factor(one) > 1) as Signal[];
  const opposingOthers = observations.filter((one) => factor(one) === 1 && rules.every((other) => likelihoodOf(other, one as Signal) <= 1));
  const helpful = questions.map(({ id, answers }) => ({ id, answers: answers.filter((answer) => factor(`answer:${id}:${answer}`) >= 1) }));
  return errorsBehind([rule]).some((error) =>
    answerSets(helpful).some((answers) =>
      [[], supporting, [...supporting, ...(opposingOthers as Signal[])]].some((seen) => {
        const [first, second] = [...posteriors(rules, [error, ...seen, ...answers])].toSorted(([, left], [, right]) => right - left);
        return first?.[0] === rule && first[1] > (second?.[1] ?? 0);
      }),
    ),
  );
}

describe.each(providers.filter(({ knowledge: { causes } }) => causes.length > 0))(
  'the causes and questions of $name',
  ({ knowledge: { causes, questions, errors } }) => {
    const signals = [...new Set(causes.flatMap((cause) => Object.keys(cause.likelihoods)))];

    it('have unique ids, and the texts of the finding with that id', () => {
      expect(repeated(causes.map(({ id }) => id)), 'one row for each cause').toEqual([]);
      const keys = causes.flatMap(({ id }) => ['title', 'text', 'steps'].map((part) => `finding_${id}_${part}`));
      expect(missing(keys), 'add these to public/_locales/en/messages.json').toEqual([]);
    });

    it('have a weight, a dated source and at least one error for each cause', () => {
      for (const { id, prior, source, likelihoods: weighing } of causes) {
        expect(prior, id).toBeGreaterThan(0);
        expect(isDay(source.accessedOn), `${id}: write the day of reading as YYYY-MM-DD`).toBe(true);
        expect(
          Object.keys(weighing).some((signal) => signal.startsWith('error:')),
          `${id}: name the errors that it may be behind`,
        ).toBe(true);
      }
    });

    it('use only signals that exist', () => {
      const known = [
        'error:unknown',
        'error:download',
        ...errors.map(({ id }) => `error:${id}`),
        ...questions.flatMap(({ id, answers }) => answers.map((answer) => `answer:${id}:${answer}`)),
      ];
      const strange = signals.filter((signal) => !signal.startsWith('observed:') && !known.includes(signal));
      expect(strange, 'correct the id of the error, or of the question and its answer').toEqual([]);
    });

    it('have a text for every signal, question and answer', () => {
      const observedKeys = signals.flatMap((signal) =>
        signal.startsWith('observed:') ? [`signal_${signal.slice('observed:'.length)}`] : [],
      );
      const questionKeys = questions.flatMap(({ id, answers }) => [
        `question_${id}`,
        ...answers.map((answer) => `question_${id}_${answer}`),
      ]);
      expect(missing([...observedKeys, ...questionKeys]), 'add these to public/_locales/en/messages.json').toEqual([]);
    });

    it('can each be the first cause, under some answers and observations', () => {
      const neverFirst = causes.filter((cause) => !canComeFirst(cause, causes, questions)).map(({ id }) => id);
      expect(neverFirst, 'remove the cause, or give it a signal that no other cause shares').toEqual([]);
    });

    it('have questions with two to four answers, each asked for some error', () => {
      for (const { id, answers, isSlow } of questions) {
        expect(answers.length, id).toBeGreaterThanOrEqual(2);
        // An answer that is copied from a list in the org needs no reading of all the others.
        expect(answers.length, id).toBeLessThanOrEqual(isSlow ? 6 : 4);
      }
      // An answer or an observation may have to come first.
      const contexts: Signal[][] = [[], ...signals.filter((signal) => !isError(signal)).map((signal) => [signal as Signal])];
      const gaining = questions.filter((question) =>
        errorsBehind(causes).some((error) => contexts.some((seen) => questionsFor([question], causes, [error, ...seen], {}).length > 0)),
      );
      expect(gaining, 'remove the questions whose answers separate no causes').toEqual(questions);
    });

    it('include no question that affects no cause', () => {
      const unusedQuestions = questions
        .filter(({ id }) => !signals.some((signal) => signal.startsWith(`answer:${id}:`)))
        .map(({ id }) => id);
      expect(unusedQuestions, 'remove the question, or name its answers under `likelihoods`').toEqual([]);
    });
  },
);
