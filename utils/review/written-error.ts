/** Reads the errors that stand in a pasted text in words, as parameters or as printed data. */

import { genericProvider, providers } from '@/providers';
import type { ErrorRule } from '@/providers/contract/diagnosis';
import type { Provider } from '@/providers/contract/provider';
import { type ComparedText, pastedText, unifyMarks } from '@/utils/diagnosis/compared-text';
import { matchErrorText, recognizeResponse } from '@/utils/diagnosis/diagnose';
import { asksAbout, isDoubted, severalCodes } from '@/utils/diagnosis/doubt';
import { isFieldName } from '@/utils/diagnosis/line-name';
import { withoutWithdrawn } from '@/utils/diagnosis/withdrawn';
import { type ErrorResponse, errorIn, type PlacedResponse, responsesIn } from '@/utils/flow/outcome';
import { bestSharedMatch, isNamed, mayBeOf, providerBeside, providerOfError } from './error-provider';
import { errorSentence, rowOf, withoutListMarks } from './error-sentence';
import { requestFromPage } from './from-page';
import { appInRow, findRow, rowsOf } from './log-row';
import { errorInput, isApiCode, issuerOf, providerOfResponse } from './read-link';
import type { ReviewInput } from './review-input';

/**
 * Reads the error in a text; null if it is not known. It may also be the plain
 * `error=…&error_description=…` that some servers send, whatever its code. `stated`: that response.
 * `named`: the provider that words around the text name.
 */
export function writtenError(
  prose: string,
  preferred: Provider | undefined,
  stated: ErrorResponse | null = errorIn(prose) ?? printedResponsesIn(prose).next().value ?? null,
  named?: Provider,
): ReviewInput | null {
  const text = pastedText(prose);
  const provider = providerOfError(text, named ?? preferred);
  const response = stated && isDoubted(text, stated.error) ? null : stated;
  const issuer = response && issuerOf(prose);
  const isApi = response && isApiCode(response);
  // The header of an API's response has the scopes beside the code.
  const isHeader = isApi && response.description === null;
  const written = response && !isHeader ? errorInput(issuer ?? ownerOf(response, provider ?? named, !!isApi, text), response) : null;
  if (!provider || issuer || (written && isRecognized(written))) return written;
  const inWords = addErrorText({ provider, request: requestFromPage(provider, null, null) }, prose);
  // The code of a response that stays unknown says no more alone.
  return written?.outcome && ruleOf(inWords)?.generic === 'code' ? written : inWords;
}

/** The provider of a written response: whose words it has, else the one that the text beside or around it names. */
function ownerOf(response: ErrorResponse, provider: Provider | null | undefined, isApi: boolean, text: ComparedText): Provider {
  const own = providerOfResponse(response);
  if (!isApi && own !== genericProvider) return own;
  return providerBeside(text, unifyMarks(response.error.toLowerCase())) ?? provider ?? own;
}

const printedName = String.raw`(?<![\w.-])(?:oauth_)?(error(?:_description)?)\\*["']?`;
const printedValue = String.raw`\s*(?:=>|:)\s*\\*(["'])((?:(?!\2)[^\r\n\\])*)`;
const printedPair = new RegExp(printedName + printedValue, 'g');

/** Returns all error responses of a text, in order. A code alone is that of printed data with a description. */
export function allResponsesIn(text: string, limit = MAX_PARTS): PlacedResponse[] {
  const printed = [...printedResponsesIn(text).take(limit)];
  const isPrinted = (response: PlacedResponse) => response.description === null && printed.some(({ error }) => error === response.error);
  const others = [...responsesIn(text).take(limit)].filter((response) => !isPrinted(response));
  return [...others, ...printed].toSorted((one, other) => one.start - other.start).slice(0, limit);
}

/**
 * Finds the error responses in hashes as Ruby and Python print them, or in JSON:
 * `"error"=>"access_denied", "error_description"=>"…"`. Without a description the code may belong to
 * any other protocol, so it does not count.
 */
function* printedResponsesIn(text: string): Generator<PlacedResponse, undefined> {
  const values = new Map<string, string>();
  let start = 0;
  for (const { 0: pair, 1: name = '', 3: value = '', index } of text.matchAll(printedPair)) {
    // The next response begins.
    if (values.has(name)) values.clear();
    if (values.size === 0) start = index;
    values.set(name, value.trim());
    const [error = '', description] = [values.get('error'), values.get('error_description')];
    if (error === '' || description === undefined) continue;
    values.clear();
    if (/^[A-Za-z][\w-]{0,100}$/.test(error)) yield { error, description: description.slice(0, 600), start, end: index + pair.length };
  }
}

/** Adds the error's text to the URL of an error page, which may lack the reason. */
export function addErrorText(input: ReviewInput, prose: string): ReviewInput {
  const { provider } = input;
  const match = matchErrorText(provider, pastedText(prose), (one) => mayBeOf(provider, one));
  if (!match) return input;
  const row = rowOf(match);
  return { ...input, errorText: errorSentence(provider, match), ...(row ? { appName: appInRow(provider, row) } : {}) };
}

/** Whether a rule of the input's provider explains its error. */
export function isRecognized(input: ReviewInput): boolean {
  return ruleOf(input) !== null;
}

/** Whether nothing but words that no rule knows makes an input a failure. */
export function isUnknownText(input: ReviewInput): boolean {
  return !input.outcome && !input.navigation?.length && !isRecognized(input);
}

/**
 * Reads a text that names one provider as the text of an unknown error; null if it names none or
 * several. An error that the provider knows is not read here, because it is the error of another
 * product.
 */
export function unknownError(prose: string): ReviewInput | null {
  const text = pastedText(prose);
  // A longer text that names a provider and no failure is about anything, and so is a question.
  if ((prose.length > MAX_UNKNOWN_LENGTH || asksAbout(prose)) && failureLineIn(prose) === null) return null;
  const [provider, other] = providers.filter((candidate) => isNamed(candidate, text));
  return provider && !other && !matchErrorText(provider, text) ? unknownErrorOf(provider, prose) : null;
}

/**
 * Reads the message in quotation marks that a text reports beside the errors that it withdraws, and
 * that no rule knows; empty if there is none. `stated`: the part of the text that its writer states.
 */
export function quotedUnknown(text: string, stated: string): ReviewInput[] {
  const error = withoutWithdrawn(text) !== text && /["“„«].{12}/.test(stated) ? unknownError(stated) : null;
  return error ? [error] : [];
}

/**
 * Reads a text without a known error as an unknown one, if it names a provider, has words that
 * several products use, or reports a failure in words; else null.
 */
export function unknownText(prose: string): ReviewInput | null {
  const stated = withoutWithdrawn(prose);
  if (stated !== prose && failureLineIn(stated) === null) return null;
  const named = unknownError(prose);
  if (named) return named;
  const shared = bestSharedMatch(pastedText(prose));
  const owner = shared && providers.find(({ knowledge }) => knowledge.errors.includes(shared.rule));
  if (shared && owner) return unknownErrorOf(genericProvider, errorSentence(owner, shared));
  return failureLineIn(prose) === null ? null : unknownErrorOf(genericProvider, prose);
}

/** Only the line that reports the failure is shown of a longer text, such as an email. */
const MAX_UNKNOWN_LENGTH = 500;

/** Returns the input of a text that no rule knows. Of a table's row, only the failure is kept. */
export function unknownErrorOf(provider: Provider, prose: string): ReviewInput {
  const request = requestFromPage(provider, null, null);
  const isHeading = (field: string) => isFieldName(field) && /^\p{L}+(?: \p{L}+)?$/u.test(field);
  const isList = severalCodes(pastedText(prose)) === 'list';
  const row = isList ? null : findRow(prose, (field) => failureWords.test(field) && !isHeading(field));
  if (row) return { provider, request, errorText: row.fields[row.at] ?? '', appName: appInRow(provider, row) };
  return { provider, request, errorText: (prose.length > MAX_UNKNOWN_LENGTH && failureLineIn(prose)) || prose };
}

/**
 * Words that report a failure, in the languages of the providers' pages. A text with one of them
 * beside a request is an error that no rule knows, and not a review of the request. Beside a request,
 * what people say of a link does not count, because it may be damaged or for somebody else.
 */
const failureWords = new RegExp(
  [
    String.raw`(?<![\p{L}\d])(?:errors?|fail(?:s|ed|ure|ures|ing)?|(?:can|could)(?:n['’]?t|not| not)|(?:did|does|do)(?:n['’]?t| not) (?:work|connect|match|exist|load|open|have (?:the )?(?:right )?(?:access|permissions?))|(?:wo|would|is|are)n['’]?t (?:work|connect|load|open)(?:ing)?|unable|denied|refus(?:ed|es)|reject(?:ed|s)|invalid|malformed`,
    'unauthori[sz]ed|forbidden|blocked|insufficient|mismatch|expired|timed? ?out|went wrong|not (?:allowed|authori[sz]ed|permitted|working)',
    'fehler|fehlgeschlagen|ungültig\\p{L}*|verweigert|erreur|impossible|échou\\p{L}*|refusée?|erreurs|no se (?:pudo|puede)|denegado|errore|impossibile|negato',
    'erro|não foi possível|negado|fout|mislukt|geweigerd|ongeldig\\p{L}*|fel|misslyckades|fejl|mislykkedes|virhe|epäonnistui|błąd|chyba|hata)(?![\\p{L}\\d])',
    'エラー|失敗|できません|错误|失败|無效|오류|실패|ошибка|помилка|ข้อผิดพลาด',
  ].join('|'),
  'iu',
);

/** Words that say that there is no failure. */
const noFailure =
  /(?<!\p{L})(?:no|without(?: any| an)?|zero|never an?|kein(?:e[nr]?)?|ohne|sans|aucune|sin|ning\u00fan|senza|sem)(?: \p{L}+)? (?:errors?|fail\p{L}*|fehler|erreurs?|error(?:es)?|errori|erros?)(?!\p{L})/giu;

/** Names of hosts and files, and paths, whose words say nothing. */
const names = /(?<![\w.-])(?:https?:\/\/)?[\w-]+(?:\.[\w-]+)+(?:\/[\w./-]*)?/gi;

/** What people say of a link that they could not use, which is no message of a provider. */
const complaint =
  /(?<![\p{L}\d])(?:(?:did|does|do|wo|would|is|are)(?:n['’]?t| not) (?:work|connect|load|open)(?:ing)?|not working|(?:i|you|he|she|they|who) (?:can|could)(?:n['’]?t|not| not))(?![\p{L}\d])/giu;

/**
 * Returns the first line of a text that reports a failure in words; null if none does. `stated`: only
 * words count that can be an error's own.
 */
export function failureLineIn(prose: string, words: 'any' | 'stated' = 'any'): string | null {
  const counted = (line: string) => (words === 'any' ? line : line.replace(complaint, ''));
  const line = prose.split(/[\r\n]+/).find((one) => failureWords.test(counted(one).replace(names, '').replace(noFailure, '')));
  return line === undefined ? null : withoutListMarks(line.trim());
}

/** Further parts of a text are not searched for errors of their own. */
export const MAX_PARTS = 40;

/**
 * Returns the known errors of the paragraphs of a text, then those of its lines, sentences and clauses.
 * In a line, neither a code nor words without an owner count, because it may be a part of a
 * response.
 */
export function writtenErrors(prose: string, preferred: Provider | undefined): ReviewInput[] {
  const stated = withoutWithdrawn(prose);
  const paragraphs = stated.split(/\n\s*\n/).filter((part) => part.trim());
  const lines = stated.split('\n').filter((part) => part.trim());
  const inParagraphs = paragraphs.flatMap((part) => [part, ...rowsOf(part)]).slice(0, MAX_PARTS);
  const inLines = lines.flatMap((line) => [...new Set([line, ...sentencesOf(line), ...clausesOf(line)])]).slice(0, MAX_PARTS);
  const errorsIn = (parts: readonly string[], counts: (error: ReviewInput, rule: ErrorRule) => boolean) =>
    parts.flatMap((part) => {
      const error = writtenError(part, preferred);
      const rule = error && ruleOf(error);
      return rule && counts(error, rule) ? [error] : [];
    });
  return [
    ...errorsIn(inParagraphs, () => true),
    ...errorsIn(inLines, ({ provider }, { generic }) => provider !== genericProvider && (generic === undefined || generic === 'unnamed')),
  ];
}

const sentencesOf = (line: string) => line.split(/(?<=[.!?])\s+/);

/** Returns the sentences of a line, split where a part may be about another moment. */
export function clausesOf(line: string): string[] {
  return sentencesOf(line).flatMap((sentence) => sentence.split(/(?<=[,;]) (?=\D)| (?=(?:but|aber|mais|pero|mas) )/));
}

/** Returns the rule that explains the error of an input; null if none of its provider's does. */
export function ruleOf({ provider, outcome, errorText }: ReviewInput): ErrorRule | null {
  if (outcome?.kind !== 'error') return matchErrorText(provider, pastedText(errorText ?? ''))?.rule ?? null;
  const found = recognizeResponse(provider, outcome.error, outcome.description);
  return found.state === 'recognized' ? found.rule : null;
}

/**
 * Whether the page of a provider may show an error, also where it gives no reason. What the user
 * answered, and what an app or an API received, is no page.
 */
export function isOnPage(input: ReviewInput): boolean {
  const { outcome, request } = input;
  const isDenial = outcome?.kind === 'error' && outcome.error === 'access_denied';
  return !isDenial && request.redirectHost === null && ruleOf(input)?.surface !== 'api';
}

/** Identifies what the error of an input says, wherever it was met. */
export function errorKey(input: ReviewInput): string {
  const { provider, outcome, errorText } = input;
  const details = outcome?.kind === 'error' ? [outcome.error, outcome.description] : [errorText];
  return ruleOf(input)?.id ?? [provider.id, ...details].join(' ');
}
