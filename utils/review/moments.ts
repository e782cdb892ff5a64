/** Tells errors apart that a ticket reports of different moments or people. */
import { genericProvider } from '@/providers';
import { hasCauses } from '@/utils/diagnosis/rank';
import type { ReviewInput } from './review-input';
import { clausesOf, errorKey, isOnPage, isRecognized, writtenError } from './written-error';

/** Words at the beginning of a clause about another moment, or about somebody else. */
const another =
  /^.{0,40}?(?:(?<!\p{L})(?:later|afterwards?|after that|then|meanwhile|previously|formerly|earlier|(?:at )?first(?: we| i| it| they| the)|initially|originally|before|until|used to|yesterday|last (?:week|month)|second (?:time|try|attempt)|(?:another|an?other|the other|one other) (?:user|colleague|person|app|org|account|time|day|try|attempt)|(?:a|my|our|his|her|their) (?:colleague|coworker|teammate|boss)|someone else|somebody else|gestern|vorher|zuvor|zuerst|früher|unsere? kolleg\p{L}+|hier|avant|d'abord|ayer|antes|primero|ieri|prima|ontem|primeiro|eerst|gisteren)(?!\p{L})|\((?:was|were|war) )/iu;

/** Words of a text that tells of more than one moment: what was, and what is. */
const moments =
  /(?<!\p{L})(?:before (?:the|we|our|that)|(?:at )?first (?:we|i|it|they|the)|previously|formerly|initially|originally|used to|until|since|now|no longer|yesterday|gestern|vorher|zuvor|zuerst|früher|seitdem|jetzt|avant|d'abord|maintenant|ayer|antes|ahora|ieri|prima|adesso|ontem|agora|eerst|gisteren)(?!\p{L})/iu;

/** The beginning of a clause about one of several people or orgs: an item of a list, who saw the error, or its label. */
const told =
  /^\s*(?:[-*•]|\d{1,3}[.)])\s|(?<!\p{L})(?:see|get|got|saw|say|said|show|read|receive|bekomm|sieh|sehen|steht)(?:s|t|en|ed)?(?!\p{L})|^\W{0,4}([^\s@,;:|]{1,60}@[\w.-]{3,60}|\p{Lu}[\p{L}.'’-]{1,30}(?: [\p{L}\d.'’()/-]{1,30}){0,3}) ?[:|,;\t–—]/iu;
/** Words that name a part of one report. */
const fieldName =
  /^(?:error|code|message|description|page|url|link|title|text|body|reason|status|type|details?|browser|app|org|result|answer|response|sees|subject|fehler|seite|meldung|grund|erreur|motif|motivo|errore|erro)s?\b/i;

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
const isWholeOfAnother = (clause: string) => another.test(clause) && clause.split('{').length === clause.split('}').length;

/** Leaves out errors that the text repeats. */
export function eachKeyOnce(errors: readonly ReviewInput[]): ReviewInput[] {
  const byKey = new Map<string, ReviewInput>();
  for (const error of errors) byKey.set(errorKey(error), byKey.get(errorKey(error)) ?? error);
  return [...byKey.values()];
}

/**
 * Leaves out an error without a reason beside another error that a page of its provider shows: it is
 * that page. It stays if the text, `prose`, tells of several moments or people.
 */
export function withoutPages(errors: readonly ReviewInput[], prose: string): ReviewInput[] {
  if (errors.length < 2 || moments.test(prose)) return [...errors];
  const apart = toldApart(prose, errors);
  return errors.filter((error, index) => {
    const mayBe = (other: ReviewInput, at: number) =>
      other.provider === error.provider &&
      isOnPage(other) &&
      !(apart.has(errorKey(error)) && apart.has(errorKey(other))) &&
      (givesReason(other) ? other !== error : at < index);
    return givesReason(error) || !errors.some(mayBe);
  });
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
