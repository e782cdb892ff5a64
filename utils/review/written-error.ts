/** Reads the errors that stand in a pasted text in words, as parameters or as printed data. */

import { genericProvider, providers } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import { matchErrorText, recognizeResponse } from '@/utils/diagnosis/diagnose';
import { pastedText } from '@/utils/diagnosis/match-text';
import { type ErrorResponse, errorIn } from '@/utils/flow/outcome';
import type { ReviewInput } from './build-review';
import { isNamed, providerOfError } from './error-provider';
import { errorSentence } from './error-sentence';
import { requestFromPage } from './from-page';
import { errorInput, isApiCode, providerOfResponse } from './read-link';

/**
 * Reads the error in a text; null if it is not known. It may also be the plain
 * `error=…&error_description=…` that some servers send, whatever its code.
 */
export function writtenError(prose: string, preferred: Provider | undefined): ReviewInput | null {
  const text = pastedText(prose);
  const provider = providerOfError(text, preferred);
  const response = errorIn(prose) ?? printedErrorIn(prose);
  const isApi = response && isApiCode(response);
  // The header of an API's response has the scopes beside the code.
  const isHeader = isApi && response.description === null;
  const written = response && !isHeader ? errorInput(ownerOf(response, provider, !!isApi), response) : null;
  if (!provider || (written && isRecognized(written))) return written;
  return addErrorText({ provider, request: requestFromPage(provider, null, null) }, prose);
}

/** The provider of a written response: whose words it has, else the one that the text around it names. */
function ownerOf(response: ErrorResponse, provider: Provider | null, isApi: boolean): Provider {
  const own = providerOfResponse(response);
  return provider && (isApi || own === genericProvider) ? provider : own;
}

const printedName = String.raw`(?<![\w.-])(?:oauth_)?(error(?:_description)?)\\*["']?`;
const printedValue = String.raw`\s*(?:=>|:)\s*\\*(["'])((?:(?!\2)[^\r\n\\])*)`;
const printedPair = new RegExp(printedName + printedValue, 'g');

/**
 * Finds an error response in a hash as Ruby and Python print it, or in JSON:
 * `"error"=>"access_denied", "error_description"=>"…"`. Without a description the code may belong to
 * any other protocol, so it does not count.
 */
function printedErrorIn(text: string): ErrorResponse | null {
  const values = new Map<string, string>();
  for (const [, name = '', , value = ''] of text.matchAll(printedPair)) if (!values.has(name)) values.set(name, value.trim());
  const error = values.get('error') ?? '';
  const description = values.get('error_description');
  return description !== undefined && /^[A-Za-z][\w-]{0,100}$/.test(error) ? { error, description: description.slice(0, 600) } : null;
}

/** Adds the error's text to the URL of an error page, which may lack the reason. */
export function addErrorText(input: ReviewInput, prose: string): ReviewInput {
  const match = matchErrorText(input.provider, pastedText(prose));
  return match ? { ...input, errorText: errorSentence(input.provider, match) } : input;
}

/** Whether a rule of the input's provider explains its error. */
export function isRecognized({ provider, outcome, errorText }: ReviewInput): boolean {
  if (outcome?.kind === 'error') return recognizeResponse(provider, outcome.error, outcome.description).state === 'recognized';
  return !!matchErrorText(provider, pastedText(errorText ?? ''));
}

/**
 * Reads a text that names one provider as the text of an unknown error; null if it names none or
 * several. An error that the provider knows is not read here, because it is the error of another
 * product.
 */
export function unknownError(prose: string): ReviewInput | null {
  const text = pastedText(prose);
  const [provider, other] = providers.filter((candidate) => isNamed(candidate, text));
  return provider && !other && !matchErrorText(provider, text)
    ? { provider, request: requestFromPage(provider, null, null), errorText: prose }
    : null;
}

/**
 * Words that report a failure, in the languages of the providers' pages. A text with one of them
 * beside a request is an error that no rule knows, and not a review of the request.
 */
const failureWords = new RegExp(
  [
    String.raw`(?<![\p{L}\d])(?:errors?|fail(?:s|ed|ure|ures|ing)?|(?:can|could)(?:n['’]?t|not| not)|(?:did|does|do)(?:n['’]?t| not) (?:work|connect|match|exist|load|open|have access)|unable|denied|refus(?:ed|es)|reject(?:ed|s)|invalid|malformed`,
    'unauthori[sz]ed|forbidden|blocked|insufficient|mismatch|expired|went wrong|not allowed|not working',
    'fehler|fehlgeschlagen|ungültig\\p{L}*|verweigert|erreur|impossible|échou\\p{L}*|refusée?|erreurs|no se (?:pudo|puede)|denegado|errore|impossibile|negato',
    'erro|não foi possível|negado|fout|mislukt|geweigerd|ongeldig\\p{L}*|fel|misslyckades|fejl|mislykkedes|virhe|epäonnistui|błąd|chyba|hata)(?![\\p{L}\\d])',
    'エラー|失敗|できません|错误|失败|無效|오류|실패|ошибка|помилка|ข้อผิดพลาด',
  ].join('|'),
  'iu',
);

/** Returns the first line of a text that reports a failure in words; null if none does. */
export function failureLineIn(prose: string): string | null {
  return (
    prose
      .split(/[\r\n]+/)
      .find((line) => failureWords.test(line))
      ?.trim() ?? null
  );
}

/** Further paragraphs are not searched for errors of their own. */
const MAX_PARAGRAPHS = 40;

/** Returns the known errors of the paragraphs of a text, each rule once. */
export function writtenErrors(prose: string, preferred: Provider | undefined): ReviewInput[] {
  const paragraphs = prose.split(/\n\s*\n/).filter((paragraph) => paragraph.trim());
  return paragraphs.slice(0, MAX_PARAGRAPHS).flatMap((paragraph) => {
    const error = writtenError(paragraph, preferred);
    return error && isRecognized(error) ? [error] : [];
  });
}

/** Identifies the error of an input, so that one error that stands in a text twice counts once. */
export function errorKey({ provider, outcome, errorText, request }: ReviewInput): string {
  if (outcome?.kind === 'error') {
    const found = recognizeResponse(provider, outcome.error, outcome.description);
    return found.state === 'recognized' ? found.rule.id : `${provider.id} ${outcome.error} ${outcome.description}`;
  }
  return matchErrorText(provider, pastedText(errorText ?? ''))?.rule.id ?? `${provider.id} ${request.account} ${errorText}`;
}
