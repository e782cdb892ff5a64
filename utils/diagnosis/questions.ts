/** Chooses the questions that separate the remaining causes best. */
import type { CauseRule, Question, Signal } from '@/providers/contract/diagnosis';
import type { QuestionAnswers } from '@/utils/flow/flow';
import { notSure } from './finding-text';
import { likelihoodOf, posteriors } from './rank';
import type { QuestionState } from './types';

/** Limits the questions per diagnosis, answered ones included. */
const MAX_QUESTIONS = 4;
/**
 * Limits the questions that wait for an answer at the same time, because an answer may make the
 * others pointless.
 */
const MAX_PENDING = 2;
/** The information gain below which a question is not worth asking. */
const MIN_GAIN_BITS = 0.05;

/**
 * Returns the signals of the answers, `answer:<question>:<answer>`. The answer `not-sure` gives
 * none.
 */
export function answerSignals(questions: readonly Question[], answers: QuestionAnswers): Signal[] {
  return answeredOf(questions, answers).flatMap(({ id, answer }) => (answer === notSure ? [] : [answerSignal(id, answer)]));
}

/**
 * Returns the answered questions in the provider's order. Answers that were not offered and those
 * beyond the limit are ignored.
 */
function answeredOf(questions: readonly Question[], answers: QuestionAnswers): (Question & { answer: string })[] {
  const answered = questions.flatMap((question) => {
    const answer = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
    return answer !== undefined && [...question.answers, notSure].includes(answer) ? [{ ...question, answer }] : [];
  });
  return answered.slice(0, MAX_QUESTIONS);
}

const answerSignal = (question: string, answer: string): Signal => `answer:${question}:${answer}`;

/**
 * Returns the answered questions in the provider's order, then the next questions to ask, the
 * most informative first; slow ones are last. `signals` must include those of the answers.
 */
export function questionsFor(
  questions: readonly Question[],
  rules: readonly CauseRule[],
  signals: readonly Signal[],
  answers: QuestionAnswers,
): QuestionState[] {
  const answered = answeredOf(questions, answers);
  const pending = questions
    .filter(({ id, answeredBy = [] }) => !answered.some((one) => one.id === id) && !answeredBy.some((signal) => signals.includes(signal)))
    .filter(({ errors }) => errors?.some((error) => signals.includes(error)) ?? true)
    .map((question) => ({ question, gain: informationGain(question, rules, signals) }))
    .filter(({ gain }) => gain >= MIN_GAIN_BITS)
    .toSorted((left, right) => Number(left.question.isSlow ?? false) - Number(right.question.isSlow ?? false) || right.gain - left.gain)
    .slice(0, Math.min(MAX_PENDING, MAX_QUESTIONS - answered.length));
  return [...answered, ...pending.map(({ question }) => ({ ...question, answer: null }))];
}

/**
 * Returns by how many bits an answer reduces the uncertainty about the cause on average: the
 * entropy before minus after it.
 */
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
