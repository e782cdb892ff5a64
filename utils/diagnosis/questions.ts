/** Which questions are worth asking: those that split the causes that are left, at most four in all. */
import type { CauseRule, Question, Signal } from '@/providers/contract/diagnosis';
import type { QuestionAnswers } from '@/utils/flow/flow';
import { likelihoodOf, posteriors } from './rank';
import type { QuestionState } from './types';

export const notSure = 'not-sure';

const MAX_QUESTIONS = 4;
/** Waiting at the same time: the first answer may make the others needless. */
const MAX_PENDING = 2;
/** A question that tells less than this, in bits, is not asked. */
const MIN_GAIN_BITS = 0.05;

export function answerSignals(questions: readonly Question[], answers: QuestionAnswers): Signal[] {
  return answeredOf(questions, answers).flatMap(({ id, answer }) => (answer === notSure ? [] : [answerSignal(id, answer)]));
}

/** In the order of the provider; an answer that was not offered is none. No more count than are shown. */
function answeredOf(questions: readonly Question[], answers: QuestionAnswers): (Question & { answer: string })[] {
  const answered = questions.flatMap((question) => {
    const answer = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
    return answer !== undefined && [...question.answers, notSure].includes(answer) ? [{ ...question, answer }] : [];
  });
  return answered.slice(0, MAX_QUESTIONS);
}

const answerSignal = (question: string, answer: string): Signal => `answer:${question}:${answer}`;

/** The answered ones in the order of the provider, then the next to ask. `signs` hold the answers already. */
export function questionsFor(
  questions: readonly Question[],
  rules: readonly CauseRule[],
  signals: readonly Signal[],
  answers: QuestionAnswers,
): QuestionState[] {
  const answered = answeredOf(questions, answers);
  const waiting = questions
    .filter(({ id }) => !answered.some((one) => one.id === id))
    .map((question) => ({ question, gain: informationGain(question, rules, signals) }))
    .filter(({ gain }) => gain >= MIN_GAIN_BITS)
    .toSorted((left, right) => right.gain - left.gain)
    .slice(0, Math.min(MAX_PENDING, MAX_QUESTIONS - answered.length));
  return [...answered, ...waiting.map(({ question }) => ({ ...question, answer: null }))];
}

/** How much less is unknown after the answer than before, on average, in bits. */
function informationGain(question: Question, rules: readonly CauseRule[], signals: readonly Signal[]): number {
  const shares = posteriors(rules, signals);
  const outcomes = question.answers.map((answer) => {
    const signal = answerSignal(question.id, answer);
    const weights = [...shares].map(([rule, share]) => share * likelihoodOf(rule, signal));
    return { weight: sum(weights), left: entropy(weights) };
  });
  const all = sum(outcomes.map(({ weight }) => weight));
  if (all === 0) return 0;
  const after = sum(outcomes.map(({ weight, left }) => (weight / all) * left));
  return entropy([...shares.values()]) - after;
}

/** Shannon's entropy of weights that need not add up to one, in bits. */
function entropy(weights: readonly number[]): number {
  const all = sum(weights);
  return sum(weights.filter((weight) => weight > 0).map((weight) => -(weight / all) * Math.log2(weight / all)));
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
