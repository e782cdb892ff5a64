/** Tells errors apart that a ticket reports of different moments or people. */
import { genericProvider } from '@/providers';
import { partAround, pastedText } from '@/utils/diagnosis/compared-text';
import { matchErrorText } from '@/utils/diagnosis/diagnose';
import { isAside } from '@/utils/diagnosis/doubt';
import { fieldName } from '@/utils/diagnosis/line-name';
import { hasCauses } from '@/utils/diagnosis/rank';
import { listItem, present } from '@/utils/diagnosis/withdrawn';
import type { ReviewInput } from './review-input';
import { hasSeveralResponses } from './written-cases';
import { clausesOf, errorKey, isOnPage, isRecognized, ruleOf, writtenError } from './written-error';

/** Words at the beginning of a clause about another moment, or about somebody else. */
const another =
  /^.{0,40}?(?:(?<!\p{L})(?:later|afterwards?|after that|then|meanwhile|previously|formerly|earlier|(?:at )?first(?: we| i| it| they| the)|initially|originally|before|until|used to|yesterday|last (?:week|month)|second (?:time|try|attempt)|(?:another|an?other|the other|one other) (?:user|colleague|person|app|org|account|time|day|try|attempt)|(?:a|my|our|his|her|their) (?:colleague|coworker|teammate|boss)|someone else|somebody else|gestern|vorher|zuvor|zuerst|früher|unsere? kolleg\p{L}+|hier|avant|d'abord|ayer|antes|primero|ieri|prima|ontem|primeiro|eerst|gisteren)(?!\p{L})|\((?:was|were|war) )/iu;

/** Words of a text that tells of more than one moment: what was, and what is. */
const moments =
  /(?<!\p{L})(?:before (?:the|we|our|that)|(?:at )?first (?:we|i|it|they|the)|previously|formerly|initially|originally|used to|until|since|now|no longer|yesterday|gestern|vorher|zuvor|zuerst|früher|seitdem|jetzt|avant|d'abord|maintenant|ayer|antes|ahora|ieri|prima|adesso|ontem|agora|eerst|gisteren)(?!\p{L})/iu;

/** The beginning of a clause about one of several people or orgs: an item of a list, who saw the error, or its label. */
const told =
  /^\s*(?:[-*•]|\d{1,3}[.)])\s|(?<!\p{L})(?:see|get|got|saw|say|said|show|read|receive|bekomm|sieh|sehen|steht)(?:s|t|en|ed)?(?!\p{L})|^(?:\[[^\]\n]{1,40}\] ?|\W{0,4})([^\s@,;:|]{1,60}@[\w.-]{3,60}|\p{Lu}[\p{L}.'’-]{1,30}(?: [\p{L}\d.'’()/-]{1,30}){0,3}?)(?: ?[:|,;\t–—]|(?<!^\W{0,4}(?:it|this|that|there|we|i|the \p{L}+)) ha(?:s|d|ve) )/iu;
/** Further clauses about another moment or somebody else are not told apart. */
const MAX_CLAUSES = 20;

/**
 * Splits a text into those of its errors that stand in a clause about another moment, and the text
 * without these clauses. `errors`: all of the text, because the words around a clause may deny
 * its error.
 */
export function momentsOf(prose: string, errors: readonly ReviewInput[]): { near: string; others: ReviewInput[] } {
  const keys = new Set(errors.map(errorKey));
  const clauses = errors.length > 1 ? prose.split('\n').flatMap(clausesOf) : [];
  let near = prose;
  const others: ReviewInput[] = [];
  for (const clause of clauses.filter(isWholeOfAnother).slice(0, MAX_CLAUSES)) {
    const error = writtenError(clause, errors[0]?.provider);
    if (!error || error.provider === genericProvider || !isRecognized(error) || !keys.has(errorKey(error))) continue;
    near = near.replace(clause, () => '');
    others.push(error);
  }
  return { near, others };
}

/** The end of data that begins here may be in the next line. */
const isWholeOfAnother = (clause: string) =>
  another.test(clause) && clause.split('{').length === clause.split('}').length && !hasSeveralResponses(clause);

/** The account in which an error was met; null if it is not known. */
const accountOf = ({ account, request }: ReviewInput) => account ?? request.account;

/**
 * Leaves out errors that the text repeats. The same error in another account, at another app or of
 * another request is one of its own. One of which less is known is the same as one of which more is.
 * They stand in the order in which each error was first met.
 */
export function eachOnce(errors: readonly ReviewInput[]): ReviewInput[] {
  return [...Map.groupBy(errors, errorKey).values()].flatMap(eachPlaceOnce);
}

function eachPlaceOnce(errors: readonly ReviewInput[]): ReviewInput[] {
  const placed = errors.map((error) => {
    const { url, redirectHost } = error.request;
    return { error, url, place: accountOf(error) ?? redirectHost ?? '' };
  });
  const keyOf = (url: string, place: string) => `${url} ${place}`;
  const lessKnown = new Set(
    placed.flatMap(({ url, place }) => [
      ...(url ? [keyOf('', place)] : []),
      ...(place ? [keyOf(url, '')] : []),
      ...(url || place ? [keyOf('', '')] : []),
    ]),
  );
  const byPlace = new Map<string, ReviewInput>();
  for (const { error, url, place } of placed) {
    const key = keyOf(url, place);
    if (!lessKnown.has(key)) byPlace.set(key, byPlace.get(key) ?? error);
  }
  return [...byPlace.values()];
}

/**
 * Leaves out an error without a reason beside another error that a page of its provider shows: it is
 * that page. It stays if it is of another account, or if the text, `prose`, tells of several moments or
 * people.
 */
export function withoutPages(errors: readonly ReviewInput[], prose: string): ReviewInput[] {
  const unnamed = unnamedFirst(errors, prose);
  if (unnamed) return unnamed;
  if (errors.length < 2 || moments.test(prose)) return [...errors];
  const apart = toldApart(prose, errors);
  const pages = errors.map((error, at) => ({ error, at })).filter(({ error }) => isOnPage(error));
  const byAccount = Map.groupBy(pages, ({ error }) => accountOf(error));
  return errors.filter((error, index) => {
    if (givesReason(error)) return true;
    const account = accountOf(error);
    const near = account === null ? pages : [...(byAccount.get(account) ?? []), ...(byAccount.get(null) ?? [])];
    return !near.some(
      ({ error: other, at }) =>
        other.provider === error.provider &&
        !(apart.has(errorKey(error)) && apart.has(errorKey(other))) &&
        (givesReason(other) ? other !== error : at < index),
    );
  });
}

/**
 * Puts an error that a text states without a reason before reasons in other sentences, whose words then
 * show that they are only possible, unless the text tells of them as of somebody else's error or the newest one. Null if
 * there are none.
 */
function unnamedFirst(errors: readonly ReviewInput[], prose: string): ReviewInput[] | null {
  const unnamed = errors.find((error) => !error.outcome && ruleOf(error)?.generic === 'unnamed');
  if (!unnamed) return null;
  const { provider, errorText } = unnamed;
  const text = pastedText(prose);
  const apart = toldApart(prose, errors);
  const placeOf = (error: ReviewInput) => {
    const match = matchErrorText(provider, text, ({ rule }) => rule === ruleOf(error));
    const { start, end } = match ? partAround(text, match.span, '') : { start: 0, end: 0 };
    return { match, sentence: text.plain.slice(start, end) };
  };
  const isItem = (error: ReviewInput) => listItem.test(placeOf(error).sentence);
  const isReason = (error: ReviewInput) => {
    if (error.provider !== provider || error.outcome || error.navigation?.length) return false;
    const { match, sentence } = placeOf(error);
    if (!match || !isAside(provider.knowledge.errors, match) || present.test(sentence)) return false;
    return ![error, unnamed].every((one) => apart.has(errorKey(one))) || isItem(error) !== isItem(unnamed);
  };
  const reasons = errors.filter(isReason);
  if (reasons.length === 0) return null;
  const others = errors.filter((error) => error !== unnamed && !reasons.includes(error));
  return [unnamed, ...others, ...reasons.map((error) => ({ ...error, errorText: `${errorText} … (${error.errorText})` }))];
}

/** Returns the keys of the errors that have a clause of their own about who or what had them. */
function toldApart(prose: string, errors: readonly ReviewInput[]): ReadonlySet<string> {
  const keys = new Set(errors.map(errorKey));
  const clauses = prose
    .split('\n')
    .flatMap(clausesOf)
    .filter((clause) => {
      const found = told.exec(clause);
      return found && !fieldName.test(found[1] ?? '');
    });
  return new Set(
    clauses.slice(0, MAX_CLAUSES).flatMap((clause) => {
      const error = writtenError(clause, errors[0]?.provider);
      return error && keys.has(errorKey(error)) ? [errorKey(error)] : [];
    }),
  );
}

/** Whether an error is more than a page that anything may have caused. */
const givesReason = (error: ReviewInput) =>
  Boolean(error.outcome ?? error.errorText) && !hasCauses(error.provider.knowledge.causes, `error:${errorKey(error)}`);
