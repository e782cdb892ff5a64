/**
 * Causes, questions and signals of every provider must be consistent and have texts. Each failure
 * message says what to do.
 */
import { describe, expect, it } from 'vitest';
import { providers } from '@/providers';
import en from '@/public/_locales/en/messages.json';
import { isDay } from '../day';

const missing = (keys: readonly string[]) => keys.map((key) => key.replaceAll('-', '_')).filter((key) => !Object.hasOwn(en, key));
const repeated = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index);

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

    it('include no question that affects no cause', () => {
      const unusedQuestions = questions
        .filter(({ id }) => !signals.some((signal) => signal.startsWith(`answer:${id}:`)))
        .map(({ id }) => id);
      expect(unusedQuestions, 'remove the question, or name its answers under `likelihoods`').toEqual([]);
    });
  },
);
