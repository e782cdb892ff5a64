/** A text that somebody pasted -> what to review: an authorize URL, the address of an error, an error's text, a report. Kept nowhere. */
import { genericProvider, providerById, providerOf, providers, readRequest } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest, UnreadableReason } from '@/providers/contract/request';
import { asUndeclaredScopes } from '@/providers/oauth2/request';
import { recognizeErrorText } from '@/utils/diagnosis/diagnose';
import type { RecognizedError } from '@/utils/diagnosis/recognize';
import { parseDestination } from '@/utils/flow/flow';
import { errorIn, errorOutcome } from '@/utils/flow/outcome';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import type { ReviewInput } from './build-review';
import { requestFromPage } from './from-page';
import { readReport } from './read-report';
import type { Report } from './report';
import { fromReportPlace, fromReportSigns } from './report-format';

export type ParsedInput = { ok: true; input: ReviewInput } | { ok: false; reason: UnreadableReason };

export function parseInput(given: string): ParsedInput {
  // As an answer to a mail quotes it.
  const text = given
    .slice(0, MAX_PASTED_LENGTH)
    .replace(/^(?:> ?)+/gm, '')
    .trim();
  if (text === '') return { ok: false, reason: 'empty' };
  const report = readReport(text);
  if (report) return fromReport(report);
  const links = linksIn(text);
  let unread: ParsedInput | null = null;
  for (const link of links) {
    const read = readLink(link);
    if (read.ok) return addsErrorText(read.input, text) ? { ok: true, input: { ...read.input, errorText: text } } : read;
    unread ??= read;
  }
  // A lone address that says nothing is no error's text.
  return unread && links[0] === text ? unread : fromErrorText(text);
}

const MAX_LINKS = 20;

/** What a sentence puts behind an address is none of it, unless the address is all there is. */
function linksIn(text: string): string[] {
  const links: string[] = [];
  for (const [link] of text.matchAll(/https?:\/\/[^\s<>"]+/gi)) {
    if (links.length === MAX_LINKS) break;
    links.push(link === text ? link : link.slice(0, -5) + link.slice(-5).replace(/[)\]}'*.,;:!]+$/, ''));
  }
  return links;
}

/** The address of an error page without a reason, and beside it the words of the page. */
function addsErrorText({ provider, errorText: said }: ReviewInput, text: string): boolean {
  return said === '' && recognizeErrorText(provider, text).state === 'recognized';
}

function readLink(link: string): ParsedInput {
  const request = readRequest(link);
  if (request.ok) return fromRequest(request.value);
  const url = URL.parse(link);
  const to = parseDestination(link);
  const provider = url && providerOf(url);
  if (provider && to?.error)
    return fromUrl(
      provider,
      { error: to.error, description: to.description },
      provider.urls.accountOf(url),
      provider.urls.classifyUrl(url) === 'error' ? url : null,
    );
  if (provider && provider.urls.classifyUrl(url) === 'error') return fromUrl(provider, null, provider.urls.accountOf(url), url);
  if (to?.error) {
    const said = { error: to.error, description: to.description };
    return fromUrl(detectProvider(`${to.error}: ${to.description ?? ''}`) ?? genericProvider, said, null, null, url?.hostname ?? null);
  }
  return { ok: false, reason: request.reason };
}

function fromRequest(request: AuthorizationRequest): ParsedInput {
  const provider = providerById(request.provider) ?? genericProvider;
  return { ok: true, input: { provider, request: { ...request, readOnly: request.readOnly ?? 'pasted' } } };
}

/** `page`: the provider's own error page, where it is one. `app`: the host that the answer went to. */
function fromUrl(
  provider: Provider,
  said: { error: string; description: string | null } | null,
  account: string | null,
  page: URL | null,
  app: string | null = null,
): ParsedInput {
  const request = { ...requestFromPage(provider, null, account), redirectHost: app };
  const outcome = said && errorOutcome(said.error, said.description);
  const navigation = page ? [{ at: 0, host: page.hostname, pageKind: 'error' as const }] : [];
  return { ok: true, input: { provider, request, account, navigation, outcome, errorText: outcome ? null : '' } };
}

/** Also the bare `error=…&error_description=…` that some servers answer with. */
function fromErrorText(text: string): ParsedInput {
  const found = errorIn(text);
  if (found) return fromUrl(detectProvider(`${found.error}: ${found.description ?? ''}`) ?? genericProvider, found, null, null);
  const provider = providerOfWords(text);
  if (!provider) return { ok: false, reason: 'no-known-error' };
  return { ok: true, input: { provider, request: requestFromPage(provider, null, null), errorText: sentenceIn(provider, text) } };
}

/** Whose error it is: by its own wording, else by the provider that is named. Null where nobody knows it. */
function providerOfWords(text: string): Provider | null {
  const own = detectProvider(text);
  if (own) return own;
  const named = providers.filter((provider) => isNamed(provider, text));
  const general = recognizeErrorText(genericProvider, text);
  // Any provider's API may say so: with two named, it may be either.
  if (isApiError(general)) return named.length === 1 && named[0] ? named[0] : genericProvider;
  return named[0] ?? (general.state === 'recognized' ? genericProvider : null);
}

const isApiError = (error: RecognizedError) => error.state === 'recognized' && error.rule.surface === 'api';

/** The error's own words out of a mail around them: nobody else's are quoted on. */
function sentenceIn(provider: Provider, text: string): string {
  const error = recognizeErrorText(provider, text);
  if (error.state !== 'recognized') return text;
  const sentences = [/(?<=[.!?:])\s+|\n+/, /(?<=[.!?])\s+|\n+/].flatMap((ends) => text.split(ends));
  const parts = [jsonIn(text), ...sentences];
  const told = parts.find((part) => {
    const own = recognizeErrorText(provider, part);
    return own.state === 'recognized' && own.rule === error.rule && own.ids.length === error.ids.length;
  });
  return told?.replace(/[\s:]+$/, '') ?? text;
}

/** From where JSON opens to the last closing brace or bracket: the body of an API's answer. */
function jsonIn(text: string): string {
  const start = text.search(/[[{]\s*["'{]/);
  return start < 0 ? '' : text.slice(start, Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1);
}

/** The provider whose own wording fits best; a wording of the protocol or of any API is everybody's, and so is one that two share. */
function detectProvider(text: string): Provider | undefined {
  const general = recognizeErrorText(genericProvider, text);
  const shared = general.state === 'recognized' && isApiError(general) ? general.weight : 0;
  const found = providers
    .map((provider) => ({ provider, error: recognizeErrorText(provider, text) }))
    .flatMap(({ provider, error }) => {
      if (error.state !== 'recognized' || error.rule.id.startsWith('oauth-')) return [];
      return isApiError(error) && error.weight <= shared ? [] : [{ provider, weight: error.weight }];
    })
    .toSorted((left, right) => right.weight - left.weight);
  const best = found.filter(({ weight }) => weight === found[0]?.weight).map(({ provider }) => provider);
  return best.length > 1 ? best.find((provider) => isNamed(provider, text)) : best[0];
}

function isNamed({ name }: Provider, text: string): boolean {
  return text.toLowerCase().includes(name.toLowerCase());
}

/** The causes are ranked anew: the answers may be changed here too. */
function fromReport(report: Report): ParsedInput {
  const provider = providerById(report.provider);
  if (!provider) return { ok: false, reason: 'unknown-provider' };
  const { clientId, redirectHost, account, error, description, said, download, seen, answers } = report;
  const request: AuthorizationRequest = {
    ...requestFromPage(provider, null, account),
    clientId,
    redirectHost,
    scopes: asUndeclaredScopes(report.requested),
    readOnly: 'pasted',
  };
  const navigation = report.trail.map(({ after, place, ...step }) => ({ at: after, pageKind: fromReportPlace(place), ...step }));
  return {
    ok: true,
    input: {
      provider,
      request,
      account,
      navigation,
      answers,
      outcome: download ? { kind: 'download' } : error === null ? null : { kind: 'error', error, description },
      // Under an unknown code the page may have said more.
      errorText: !download && (error === null || report.recognised) ? said : null,
      importedSignals: fromReportSigns(seen),
    },
  };
}
