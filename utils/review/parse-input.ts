/**
 * Parses a pasted text: an authorization URL, the URL of an error, an error's text, or a report.
 * Nothing of it is stored.
 */
import { genericProvider, providerById, providerOf, providers, readRequest } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest, UnreadableReason } from '@/providers/contract/request';
import { asUndeclaredScopes } from '@/providers/oauth2/request';
import { matchErrorText, recognizeResponse } from '@/utils/diagnosis/diagnose';
import { pastedText } from '@/utils/diagnosis/match-text';
import { type Outcome, parseDestination } from '@/utils/flow/flow';
import { errorIn, errorOutcome } from '@/utils/flow/outcome';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { withoutMarkup } from '@/utils/text/markup';
import type { ReviewInput } from './build-review';
import { detectProvider, isApiError, isNamed, providerOfError } from './error-provider';
import { errorSentence } from './error-sentence';
import { requestFromPage } from './from-page';
import { readReport } from './read-report';
import type { Report } from './report';
import { fromReportPlace, fromReportSignals } from './report-format';

/** What to review, or why the text cannot be read; the reasons have texts `unreadable_<reason>`. */
export type ParsedInput = { ok: true; input: ReviewInput } | { ok: false; reason: UnreadableReason };

/**
 * Parses a pasted text. A report goes first. Otherwise the first authorization URL is reviewed
 * together with the error that stands beside it. Never throws, and reads no more than
 * `MAX_PASTED_LENGTH`.
 */
export function parseInput(pasted: string): ParsedInput {
  // A reply to an email quotes each line with `> `.
  const text = pasted
    .slice(0, MAX_PASTED_LENGTH)
    .replace(/^(?:> ?)+/gm, '')
    .trim();
  if (text === '') return { ok: false, reason: 'empty' };
  const report = readReport(text);
  if (report) return fromReport(report);
  const { inputs, prose } = readLinks(text);
  const request = inputs.find(isRequest);
  const errors = inputs.filter((input) => !isRequest(input));
  const error = strongestError(errors, prose, request?.provider);
  const input = request && error ? withError(request, error) : (request ?? error);
  if (input) return { ok: true, input };
  // A text that is only a URL is not the text of an error.
  return onlyLink.test(text) ? readLink(text) : fromUnknownError(prose);
}

const MAX_LINKS = 20;
const onlyLink = /^https?:\S+$/i;

/**
 * Reads the URLs in a text, without the punctuation after a URL that is inside a sentence. `prose`
 * is the text without the URLs that can be read and without markup.
 */
function readLinks(text: string): { inputs: ReviewInput[]; prose: string } {
  const inputs: ReviewInput[] = [];
  let count = 0;
  const rest = text.replace(/https?:\/\/[^\s<>"]+/gi, (word) => {
    if (count++ >= MAX_LINKS) return word;
    const parsed = readLink(word === text ? word : word.slice(0, -5) + word.slice(-5).replace(/[)\]}'*.,;:!]+$/, ''));
    if (!parsed.ok) return word;
    inputs.push(parsed.input);
    return ' ';
  });
  return { inputs, prose: withoutMarkup(rest) };
}

/** Whether the input is an authorization request only. An input with an error has an `errorText`. */
function isRequest({ errorText }: ReviewInput): boolean {
  return errorText === undefined;
}

/**
 * Returns the error that says most: one of a known provider goes before one in general words, and
 * both go before an unknown code, which may belong to another API. Null if the text has no error.
 * `preferred`: the provider of the request beside it.
 */
function strongestError(linked: readonly ReviewInput[], prose: string, preferred: Provider | undefined): ReviewInput | null {
  const ofProvider = linked.filter(({ provider }) => provider !== genericProvider);
  const own = ofProvider.find(({ outcome }) => outcome) ?? ofProvider[0];
  if (own) return addErrorText(own, prose);
  const written = writtenError(prose, preferred);
  if (written && written.provider !== genericProvider && isRecognized(written)) return written;
  return linked.find(isRecognized) ?? written ?? linked[0] ?? null;
}

/** Adds the error's text to the URL of an error page, which may lack the reason. */
function addErrorText(input: ReviewInput, prose: string): ReviewInput {
  const match = matchErrorText(input.provider, pastedText(prose));
  return match ? { ...input, errorText: errorSentence(input.provider, match) } : input;
}

/** Whether a rule of the input's provider explains its error. */
function isRecognized({ provider, outcome, errorText }: ReviewInput): boolean {
  if (outcome?.kind === 'error') return recognizeResponse(provider, outcome.error, outcome.description).state === 'recognized';
  return !!matchErrorText(provider, pastedText(errorText ?? ''));
}

/**
 * Adds an error to the request beside it. The rules of the request's provider do not know the error
 * of another provider, so such an error is explained without the request.
 */
function withError(request: ReviewInput, error: ReviewInput): ReviewInput {
  if (error.provider !== request.provider && error.provider !== genericProvider) return error;
  return { ...error, ...request };
}

function readLink(link: string): ParsedInput {
  const request = readRequest(link);
  if (request.ok) return fromRequest(request.value);
  const url = URL.parse(link);
  const to = parseDestination(link);
  const provider = url && providerOf(url);
  const response = to?.error ? { error: to.error, description: to.description } : null;
  if (provider) {
    const isErrorPage = provider.urls.classifyUrl(url) === 'error';
    if (response || isErrorPage)
      return { ok: true, input: fromUrl(provider, response, provider.urls.accountOf(url), isErrorPage ? url : null) };
  } else if (response) {
    return { ok: true, input: fromUrl(providerOfResponse(response), response, null, null, url?.hostname ?? null) };
  }
  return { ok: false, reason: request.reason };
}

function fromRequest(request: AuthorizationRequest): ParsedInput {
  const provider = providerById(request.provider) ?? genericProvider;
  return { ok: true, input: { provider, request: { ...request, readOnly: request.readOnly ?? 'pasted' } } };
}

/** The `error` and `error_description` parameters of a response (RFC 6749 §4.1.2.1). */
interface ErrorResponse {
  error: string;
  description: string | null;
}

/**
 * `errorPage`: the URL of the provider's own error page, if it is one. `redirectHost`: the host
 * that the response was sent to.
 */
function fromUrl(
  provider: Provider,
  response: ErrorResponse | null,
  account: string | null,
  errorPage: URL | null,
  redirectHost: string | null = null,
): ReviewInput {
  const request = { ...requestFromPage(provider, null, account), redirectHost };
  // An API's code is no outcome of the authorization.
  const apiError = response && isApiCode(response) ? textOf(response) : null;
  const outcome = response && apiError === null ? errorOutcome(response.error, response.description) : null;
  const navigation = errorPage ? [{ at: 0, host: errorPage.hostname, pageKind: 'error' as const }] : [];
  return { provider, request, account, navigation, outcome, errorText: outcome ? null : (apiError ?? '') };
}

function textOf({ error, description }: ErrorResponse): string {
  return description ? `${error}: ${description}` : error;
}

function providerOfResponse(response: ErrorResponse): Provider {
  return detectProvider(pastedText(textOf(response))) ?? genericProvider;
}

/** Whether the code is that of an API (RFC 6750 §3.1), whose app is connected already. */
function isApiCode({ error }: ErrorResponse): boolean {
  return isApiError(matchErrorText(genericProvider, pastedText(error)));
}

/**
 * Reads the error in a text; null if it is not known. It may also be the plain
 * `error=…&error_description=…` that some servers send, whatever its code.
 */
function writtenError(prose: string, preferred: Provider | undefined): ReviewInput | null {
  const text = pastedText(prose);
  const provider = providerOfError(text, preferred);
  const response = errorIn(prose);
  const isApi = response && isApiCode(response);
  // The header of an API's response has the scopes beside the code.
  const isHeader = isApi && response.description === null;
  const written = response && !isHeader ? fromUrl((isApi && provider) || providerOfResponse(response), response, null, null) : null;
  if (!provider || (written && isRecognized(written))) return written;
  return addErrorText({ provider, request: requestFromPage(provider, null, null) }, prose);
}

/** Reads a text that names a provider as the text of an unknown error. */
function fromUnknownError(prose: string): ParsedInput {
  const text = pastedText(prose);
  const provider = providers.find((candidate) => isNamed(candidate, text));
  if (!provider) return { ok: false, reason: 'no-known-error' };
  return { ok: true, input: { provider, request: requestFromPage(provider, null, null), errorText: prose } };
}

/**
 * Reads a report's evidence, but not its causes: they are ranked again, because the user may change
 * the answers here.
 */
function fromReport(report: Report): ParsedInput {
  const provider = providerById(report.provider);
  if (!provider) return { ok: false, reason: 'unknown-provider' };
  const { clientId, redirectHost, account, error, description, download, answers } = report;
  const request: AuthorizationRequest = {
    ...requestFromPage(provider, null, account),
    clientId,
    redirectHost,
    scopes: asUndeclaredScopes(report.requested),
    readOnly: 'pasted',
  };
  const outcome: Outcome | null = download ? { kind: 'download' } : error === null ? null : { kind: 'error', error, description };
  // If the error code alone was not known, the page's text is what the error was recognized by.
  const usesPageText = !download && (error === null || report.recognised);
  const navigation = report.trail.map(({ after, place, ...step }) => ({ at: after, pageKind: fromReportPlace(place), ...step }));
  return {
    ok: true,
    input: {
      provider,
      request,
      account,
      navigation,
      answers,
      outcome,
      outcomeAt: report.at === undefined ? null : Date.parse(report.at),
      errorText: usesPageText ? report.said : null,
      importedSignals: fromReportSignals(report.seen),
    },
  };
}
