import { useEffect, useId, useState } from 'preact/hooks';
import { findingText, type Links } from '@/utils/diagnosis/finding-text';
import type { Cause, Diagnosis } from '@/utils/diagnosis/types';
import { t, tById } from '@/utils/text/text';
import { InlineMarkup } from '../controls/InlineMarkup';
import { Icon } from '../icons/Icon';
import { useReviewActions } from '../review/review-state';

interface Props {
  questions: Diagnosis['questions'];
  /** The remaining causes, most likely first. */
  causes: readonly Cause[];
  /** Setup pages by key. */
  links: Links;
}

/**
 * Asks the questions that separate the remaining causes. An answer ranks the causes again, and can
 * be changed.
 */
export function Questions({ questions, causes, links }: Props) {
  if (questions.length === 0) return null;
  return (
    <section class="sr-fix" aria-labelledby="questions">
      <h2 class="sr-heading" id="questions">
        {t(questions.every(({ answer }) => answer !== null) ? 'questions_done' : 'questions')}
      </h2>
      {questions.map((question) => (
        <QuestionField key={question.id} question={question} causes={causes} links={links} />
      ))}
    </section>
  );
}

function QuestionField({ question, causes, links }: Omit<Props, 'questions'> & { question: Diagnosis['questions'][number] }) {
  const { answerQuestion } = useReviewActions();
  const name = useId();
  // The answer is shown at once; the new ranking arrives later with the next review.
  const [chosen, setChosen] = useState(question.answer);
  useEffect(() => setChosen(question.answer), [question.answer]);
  const choose = (answer: string) => {
    setChosen(answer);
    answerQuestion(question.id, answer);
  };
  const fits = causes.find((cause) => cause.for.some((signal) => signal === `answer:${question.id}:${question.answer}`));
  return (
    <fieldset class="sr-question">
      <legend>
        {tById('question', question.id)}
        <span class="sr-question__where">
          <InlineMarkup text={tById('question', question.id, 'where')} links={links} />
        </span>
      </legend>
      <div class="sr-segments sr-segments--answers">
        {[...question.answers, 'not-sure'].map((answer) => (
          <label key={answer}>
            <input type="radio" name={name} checked={chosen === answer} onChange={() => choose(answer)} />
            {answer === 'not-sure' ? t('question_not_sure') : tById('question', question.id, answer)}
          </label>
        ))}
      </div>
      <div aria-live="polite">
        {question.answer !== null && fits && (
          <p class="sr-question__effect">
            <Icon name="check" small />
            {t('question_fits', findingText(fits, 'title'))}
          </p>
        )}
      </div>
    </fieldset>
  );
}
