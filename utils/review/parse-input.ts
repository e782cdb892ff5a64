/**
 * Parses a pasted text: an authorization URL, the URL of an error, an error's text, or a report.
 * Nothing of it is stored.
 */
import { genericProvider, providerById, providerOf, providers, readRequest } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest, UnreadableReason } from '@/providers/contract/request';
import { asUndeclaredScopes } from '@/providers/oauth2/request';
import { recognizeErrorText } from '@/utils/diagnosis/diagnose';
import type { RecognizedError } from '@/utils/diagnosis/recognize';
import { type Outcome, parseDestination } from '@/utils/flow/flow';
import { errorIn, errorOutcome } from '@/utils/flow/outcome';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import type { ReviewInput } from './build-review';
import { requestFromPage } from './from-page';
import { readReport } from './read-report';
import type { Report } from './report';
import { fromReportPlace, fromReportSignals } from './report-format';

/** What to review, or why the text cannot be read; the reasons have texts `unreadable_<reason>`. */
export type ParsedInput = { ok: true; input: ReviewInput } | { ok: false; reason: UnreadableReason };

/**
 * Parses a pasted text. A report goes first, then the first URL that can be read, then the text
 * as an error. Never throws, and reads no more than `MAX_PASTED_LENGTH`.
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
  const links = linksIn(text);
  let firstFailure: ParsedInput | null = null;
  for (const link of links) {
    const read = readLink(link);
    if (read.ok) return addsErrorText(read.input, text) ? { ok: true, input: { ...read.input, errorText: text } } : read;
    firstFailure ??= read;
  }
  // A text that is only a URL is not the text of an error.
  return firstFailure && links[0] === text ? firstFailure : fromErrorText(text);
}

const MAX_LINKS = 20;

/** Returns the URLs in a text. Trailing punctuation is stripped from URLs inside a sentence. */
function linksIn(text: string): string[] {
  const links: string[] = [];
  for (const [link] of text.matchAll(/https?:\/\/[^\s<>"]+/gi)) {
    if (links.length === MAX_LINKS) break;
    links.push(link === text ? link : link.slice(0, -5) + link.slice(-5).replace(/[)\]}'*.,;:!]+$/, ''));
  }
  return links;
}

/**
 * Whether the URL is an error page's without a reason, and the rest of the text contains the
 * reason.
 */
function addsErrorText({ provider, errorText }: ReviewInput, text: string): boolean {
  return errorText === '' && recognizeErrorText(provider, text).state === 'recognized';
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
    if (response || isErrorPage) return fromUrl(provider, response, provider.urls.accountOf(url), isErrorPage ? url : null);
  } else if (response) {
    return fromUrl(providerOfResponse(response), response, null, null, url?.hostname ?? null);
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
): ParsedInput {
  const request = { ...requestFromPage(provider, null, account), redirectHost };
  const outcome = response && errorOutcome(response.error, response.description);
  const navigation = errorPage ? [{ at: 0, host: errorPage.hostname, pageKind: 'error' as const }] : [];
  return { ok: true, input: { provider, request, account, navigation, outcome, errorText: outcome ? null : '' } };
}

function providerOfResponse({ error, description }: ErrorResponse): Provider {
  return detectProvider(`${error}: ${description ?? ''}`) ?? genericProvider;
}

/**
 * Reads a text as an error's. It may also be the plain `error=…&error_description=…` that some
 * servers send.
 */
function fromErrorText(text: string): ParsedInput {
  const response = errorIn(text);
  if (response) return fromUrl(providerOfResponse(response), response, null, null);
  const provider = providerOfErrorText(text);
  if (!provider) return { ok: false, reason: 'no-known-error' };
  return { ok: true, input: { provider, request: requestFromPage(provider, null, null), errorText: errorSentence(provider, text) } };
}

/**
 * Returns the provider whose wording the text has, else the provider that the text names. Null if
 * the error is not known.
 */
function providerOfErrorText(text: string): Provider | null {
  const detected = detectProvider(text);
  if (detected) return detected;
  const named = providers.filter((provider) => isNamed(provider, text));
  const general = recognizeErrorText(genericProvider, text);
  // Any provider's API may use this wording, so a text that names two providers may be about
  // either.
  if (isApiError(general)) return named.length === 1 && named[0] ? named[0] : genericProvider;
  return named[0] ?? (general.state === 'recognized' ? genericProvider : null);
}

const isApiError = (error: RecognizedError) => error.state === 'recognized' && error.rule.surface === 'api';

/**
 * Cuts the error's own sentence out of a text around it, so that nothing else of the text is shown
 * or reported.
 */
function errorSentence(provider: Provider, text: string): string {
  const error = recognizeErrorText(provider, text);
  if (error.state !== 'recognized') return text;
  const sentences = [/(?<=[.!?:])\s+|\n+/, /(?<=[.!?])\s+|\n+/].flatMap((ends) => text.split(ends));
  const parts = [jsonIn(text), ...sentences];
  const sentence = parts.find((part) => {
    const partError = recognizeErrorText(provider, part);
    return partError.state === 'recognized' && partError.rule === error.rule && partError.ids.length === error.ids.length;
  });
  return sentence?.replace(/[\s:]+$/, '') ?? text;
}

/**
 * Returns the body of an API's response: the text from where JSON begins to the last closing brace
 * or bracket; else empty.
 */
function jsonIn(text: string): string {
  const start = text.search(/[[{]\s*["'{]/);
  return start < 0 ? '' : text.slice(start, Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1);
}

/**
 * Returns the provider whose own wording matches best. Wordings of the protocol or of APIs in
 * general do not count; if two providers share the best one, the text must name one of them.
 * Undefined if no provider can be told.
 */
function detectProvider(text: string): Provider | undefined {
  const general = recognizeErrorText(genericProvider, text);
  const shared = general.state === 'recognized' && isApiError(general) ? general.weight : 0;
  const matches = providers
    .map((provider) => ({ provider, error: recognizeErrorText(provider, text) }))
    .flatMap(({ provider, error }) => {
      if (error.state !== 'recognized' || error.rule.id.startsWith('oauth-')) return [];
      return isApiError(error) && error.weight <= shared ? [] : [{ provider, weight: error.weight }];
    })
    .toSorted((left, right) => right.weight - left.weight);
  const best = matches.filter(({ weight }) => weight === matches[0]?.weight).map(({ provider }) => provider);
  return best.length > 1 ? best.find((provider) => isNamed(provider, text)) : best[0];
}

function isNamed({ name }: Provider, text: string): boolean {
  return text.toLowerCase().includes(name.toLowerCase());
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
      errorText: usesPageText ? report.said : null,
      importedSignals: fromReportSignals(report.seen),
    },
  };
}
