/** Tells errors apart that a ticket reports of different moments or people. */
import { genericProvider } from '@/providers';
import { hasCauses } from '@/utils/diagnosis/rank';
import type { ReviewInput } from './review-input';
import { errorKey, isOnPage, isRecognized, sentencesOf, writtenError } from './written-error';

/** Words at the beginning of a sentence about another moment, or about somebody else. */
const another =
  /^.{0,40}?\b(?:later|afterwards?|after that|then|meanwhile|previously|earlier|before that|yesterday|last (?:week|month)|second (?:time|try|attempt)|(?:another|an?other|the other|one other) (?:user|colleague|person|app|org|account|time|day|try|attempt)|(?:a|my|our|his|her|their) (?:colleague|coworker|teammate|boss)|someone else|somebody else)\b/i;

/** Further sentences belong to the rest of the text. */
const MAX_SENTENCES = 20;

/**
 * Splits a text into those of its errors that stand in a sentence about another moment, and the text
 * without these sentences. `errors`: all of the text, because the words around a sentence may deny
 * its error.
 */
export function momentsOf(prose: string, errors: readonly ReviewInput[]): { near: string; others: ReviewInput[] } {
  const keys = new Set(errors.map(errorKey));
  const sentences =
    errors.length > 1 ? prose.split('\n').flatMap((line) => (sentencesOf(line).length > 0 ? sentencesOf(line) : [line])) : [];
  let near = prose;
  const others: ReviewInput[] = [];
  for (const sentence of sentences.filter(isWholeOfAnother).slice(0, MAX_SENTENCES)) {
    const error = writtenError(sentence, errors[0]?.provider);
    if (!error || error.provider === genericProvider || !isRecognized(error) || !keys.has(errorKey(error))) continue;
    near = near.replace(sentence, () => '');
    others.push(error);
  }
  return { near, others };
}

/** The end of data that begins here may be in the next line. */
const isWholeOfAnother = (sentence: string) => another.test(sentence) && sentence.split('{').length === sentence.split('}').length;

/** Leaves out errors that the text repeats. */
export function eachKeyOnce(errors: readonly ReviewInput[]): ReviewInput[] {
  const byKey = new Map<string, ReviewInput>();
  for (const error of errors) byKey.set(errorKey(error), byKey.get(errorKey(error)) ?? error);
  return [...byKey.values()];
}

/**
 * Leaves out an error without a reason beside another error that a page of its provider shows: it is
 * that page.
 */
export function withoutPages(errors: readonly ReviewInput[]): ReviewInput[] {
  return errors.filter((error, index) => {
    const mayBe = (other: ReviewInput, at: number) =>
      other.provider === error.provider && isOnPage(other) && (givesReason(other) ? other !== error : at < index);
    return givesReason(error) || !errors.some(mayBe);
  });
}

/** Whether an error is more than a page that anything may have caused. */
const givesReason = (error: ReviewInput) =>
  Boolean(error.outcome ?? error.errorText) && !hasCauses(error.provider.knowledge.causes, `error:${errorKey(error)}`);
