/** Finds the cases of a text that reports several errors, also those that no rule knows. */
import { genericProvider, providers } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import { pastedText, unifyMarks } from '@/utils/diagnosis/compared-text';
import { matchErrorText } from '@/utils/diagnosis/diagnose';
import { asksAbout, isDoubted, isGuess, severalCodes } from '@/utils/diagnosis/doubt';
import { isFieldName } from '@/utils/diagnosis/line-name';
import { withoutWithdrawn } from '@/utils/diagnosis/withdrawn';
import { isNamed, providerBeside } from './error-provider';
import type { ReviewInput } from './review-input';
import {
  addErrorText,
  allResponsesIn,
  failureLineIn,
  isOnPage,
  isRecognized,
  MAX_PARTS,
  unknownError,
  unknownErrorOf,
  writtenError,
} from './written-error';

/** Between two cases: an empty line, or the marker of a list's item. */
const caseBreak = /\n[^\S\n]*\n|\n(?=[^\S\n]*(?:[-*•]|\d{1,3}[.)])\s)/;

/**
 * Returns the errors of which a text shows that each is a case of its own: every error response, and
 * the errors that labels or quotation marks set off in several labeled parts. Those that no rule knows
 * are unknown errors. What the text asks about or withdraws is left out.
 */
export function casesIn(prose: string, preferred: Provider | undefined): ReviewInput[] {
  const stated = withoutWithdrawn(prose);
  const blocks = stated.split(caseBreak).slice(0, MAX_PARTS);
  const isList = blocks.filter((block) => labelLength(block) > 0).length > 1;
  const cases: ReviewInput[] = [];
  for (const block of blocks) {
    const responses = responseCases(block, stated, preferred, MAX_PARTS - cases.length);
    cases.push(...(responses.length === 0 && isList ? labeledCase(block, preferred) : responses));
  }
  return cases;
}

/** Whether a text has more than one error response. */
export const hasSeveralResponses = (text: string): boolean => allResponsesIn(text, 2).length > 1;

/** Nothing but these words between two responses makes what is said of the first be said of both. */
const conjunction = /^[\s,;/"'`”)]*(?:or|and|nor|oder|und|ou|et|o|y|e)?[\s"'`“(]*$/i;
/** A question is not longer before an error, in UTF-16 code units. */
const MAX_QUESTION_LENGTH = 400;

/** Returns the cases of the error responses in a part of a text. */
function responseCases(block: string, text: string, preferred: Provider | undefined, limit: number): ReviewInput[] {
  const found = allResponsesIn(block, Math.max(0, limit));
  // Codes that follow each other may be a list of possible errors.
  const isCodeList = found.length > 0 && severalCodes(pastedText(text)) === 'list';
  let isLeftOut = false;
  return found.flatMap((response, index) => {
    const from = found[index - 1]?.end ?? 0;
    const part = block.slice(from, found[index + 1] ? response.end : block.length);
    const before = block.slice(Math.max(0, response.start - MAX_QUESTION_LENGTH), response.start);
    const isJoined = index > 0 && conjunction.test(block.slice(from, response.start));
    isLeftOut =
      (isJoined && isLeftOut) || asksAbout(before.split(/[.!?]["”)]?\s|\n/).at(-1) ?? '') || isDoubted(pastedText(part), response.error);
    if (isLeftOut || (isCodeList && response.description === null)) return [];
    const named = providerBeside(pastedText(text), unifyMarks(response.error.toLowerCase()));
    return writtenError(part, preferred, response, named) ?? [];
  });
}

/** Who had an error, or which case it is, before a colon. */
const label = /^\s*(?:(?:[-*•]|\d{1,3}[.)])\s+)?(\p{L}[^\n:"“„«]{1,60}):(?=\s)/u;

/** Returns the length of the label at the beginning of a part; 0 if it has none. */
function labelLength(block: string): number {
  const [whole = '', name = ''] = label.exec(block) ?? [];
  return isFieldName(name) ? 0 : whole.length;
}

/** An error behind a label: in quotation marks, perhaps with a few words before it, or with a label of its own. */
const setOff =
  /^\s*(?:(?:[^"“„«\n]{0,40}(?<!\p{L})(?:sees?|gets?|got|shows?|reads?|(?:page|screen|window|app|browser|it) says|error|message|fehler)(?!\p{L})[^"“„«\n]{0,20})?["“„«]([^"“”„«»\n]{5,500})["”“»]|(?:error|fehler|erreur|errore|erro)(?: (?:message|code))?:\s*([^\n]{5,500}))/iu;
const noError = /^(?:none|nothing|no|n\/a|keine?r?|aucune?|ninguno?)(?!\p{L})/iu;
const codeName = /^[A-Z\d]+(?:_[A-Z\d]+)+$/;

/** Returns the error that a labeled part sets off and that no rule knows, as an unknown one; empty if there is none. */
function labeledCase(block: string, preferred: Provider | undefined): ReviewInput[] {
  const length = labelLength(block);
  const [, quoted, labeled] = (length > 0 && setOff.exec(block.slice(length))) || [];
  const error = (quoted ?? labeled)?.trim();
  if (!error || noError.test(error) || !(labeled || codeName.test(error) || failureLineIn(error, 'stated'))) return [];
  const text = pastedText(block);
  const { compared } = pastedText(error);
  const start = text.compared.indexOf(compared);
  if (start < 0 || isGuess(text, { start, end: start + compared.length })) return [];
  const known = writtenError(block, preferred);
  if (known && isRecognized(known)) return [];
  const [only, other] = providers.filter((provider) => isNamed(provider, text));
  return [unknownErrorOf(only && !other ? only : genericProvider, error)];
}

/**
 * A response or a page of a provider goes first, then its known errors, those of the protocol, and
 * unknown ones.
 */
export function rankOf(failure: ReviewInput): number {
  if (!isRecognized(failure)) return 3;
  if (failure.provider === genericProvider) return 2;
  return failure.outcome ? 0 : 1;
}

/** Whether a known error is stated, and not only guessed, asked about or made a condition. */
export function isStated(input: ReviewInput): boolean {
  const { provider, outcome, navigation, errorText } = input;
  if (outcome || navigation?.length) return isRecognized(input);
  const match = matchErrorText(provider, pastedText(errorText ?? ''));
  return match !== null && !isGuess(match.text, match.span);
}

/** Returns the failure beside a request, or beside an approval, in words that no rule knows, or null. */
export function unknownFailure(prose: string, beside: ReviewInput | undefined): ReviewInput | null {
  const line = beside ? failureLineIn(prose, 'stated') : null;
  if (!beside || line === null) return null;
  return unknownError(line) ?? unknownErrorOf(beside.provider, line);
}

/**
 * Returns the error that says most: one of a known provider goes before one in general words, and
 * both go before an unknown code, which may belong to another API. Null if the text has no error.
 * `preferred`: the provider of the request beside it.
 */
export function strongestError(
  linked: readonly ReviewInput[],
  cases: readonly ReviewInput[],
  prose: string,
  preferred: Provider | undefined,
): ReviewInput | null {
  const ofProvider = linked.filter(({ provider }) => provider !== genericProvider);
  const own = ofProvider.find(({ outcome }) => outcome) ?? ofProvider[0];
  if (own) return isOnPage(own) || !isRecognized(own) ? addErrorText(own, prose) : own;
  // The words of a text with several responses are not those of one error.
  const [best] = hasSeveralResponses(prose) ? cases.filter(isRecognized).toSorted((one, other) => rankOf(one) - rankOf(other)) : [];
  const written = best ?? writtenError(prose, preferred);
  if (written && written.provider !== genericProvider && isRecognized(written)) return written;
  return linked.find(isRecognized) ?? written ?? linked[0] ?? null;
}
