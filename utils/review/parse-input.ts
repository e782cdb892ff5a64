/**
 * Parses a pasted text: authorization URLs, the URLs and the texts of errors, an app's settings, or
 * a report. Nothing of it is stored.
 */
import { genericProvider, providerById } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest, UnreadableReason } from '@/providers/contract/request';
import { asUndeclaredScopes } from '@/providers/oauth2/request';
import { hasCauses } from '@/utils/diagnosis/rank';
import type { Outcome } from '@/utils/flow/flow';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { withoutMarkup } from '@/utils/text/markup';
import type { ReviewInput } from './build-review';
import { findUrls } from './find-urls';
import { requestFromPage } from './from-page';
import { readLink } from './read-link';
import { readReport } from './read-report';
import { readAppSettings } from './read-settings';
import type { Report } from './report';
import { fromReportPlace, fromReportSignals } from './report-format';
import type { PastedItem } from './types';
import { addErrorText, errorKey, failureLineIn, isRecognized, unknownError, writtenError, writtenErrors } from './written-error';

/**
 * What to review, or why the text cannot be read; the reasons have texts `unreadable_<reason>`.
 * `input` is the most important part of the text and the first of `inputs`, which lists all parts:
 * failures, then requests, then responses to approved requests.
 */
export type ParsedInput =
  | { ok: true; input: ReviewInput; inputs: readonly [ReviewInput, ...ReviewInput[]] }
  | { ok: false; reason: UnreadableReason };

/**
 * Parses a pasted text. A report or an app's settings are the whole text. Otherwise failures go before requests, and a failure
 * is explained together with the request that stands beside it. Never throws, and reads no more
 * than `MAX_PASTED_LENGTH`.
 */
export function parseInput(pasted: string): ParsedInput {
  const text = withoutQuoteMarks(pasted.slice(0, MAX_PASTED_LENGTH)).trim();
  if (text === '') return { ok: false, reason: 'empty' };
  const report = readReport(text);
  if (report) return fromReport(report);
  const app = readAppSettings(text);
  if (app) return readAs({ provider: app.provider, request: app.request });
  const { inputs, prose, isBroken } = readLinks(text);
  const requests = inputs.filter((input) => kindOf(input) === 'request');
  const approvals = inputs.filter((input) => kindOf(input) === 'approval');
  const failures = findFailures(inputs, prose, requests, approvals);
  const inFailures = new Set(failures.map(({ request }) => request.url));
  const others = [...requests.filter(({ request }) => !inFailures.has(request.url)), ...approvals];
  const [first, ...rest] = [...failures, ...others];
  if (first) return readAs(first, rest);
  if (isBroken) return { ok: false, reason: 'broken-url' };
  // A text that is only a URL is not the text of an error.
  const link = onlyLink.test(text) ? readLink(text) : null;
  if (link) return link.ok ? readAs(link.input) : link;
  const unknown = unknownError(prose);
  return unknown ? readAs(unknown) : { ok: false, reason: 'no-known-error' };
}

const readAs = (input: ReviewInput, others: readonly ReviewInput[] = []): ParsedInput => ({
  ok: true,
  input,
  inputs: [input, ...others],
});

const onlyLink = /^https?:\S+$/i;

/** Removes the `> ` with which a reply to an email quotes each line. */
export function withoutQuoteMarks(text: string): string {
  return text.replace(/^(?:> ?)+/gm, '');
}

/**
 * Reads the URLs in a text, each once. `prose` is the text without the URLs that can be read and
 * without markup. `isBroken`: a line break cut one of them, so it was not read.
 */
function readLinks(text: string): { inputs: ReviewInput[]; prose: string; isBroken: boolean } {
  const inputs = new Map<string, ReviewInput>();
  let prose = '';
  let end = 0;
  let isBroken = false;
  for (const found of findUrls(text)) {
    isBroken ||= found.isBroken;
    const known = inputs.get(found.url);
    const link = known ? { ok: true as const, input: known } : found.isBroken ? null : readLink(found.url);
    if (!link?.ok && !found.isBroken) continue;
    prose += `${text.slice(end, found.start)} `;
    end = found.end;
    if (link?.ok) inputs.set(found.url, link.input);
  }
  return { inputs: [...inputs.values()], prose: withoutMarkup(prose + text.slice(end)), isBroken };
}

/** Returns what an input shows. An input with an error has an `errorText`, which may be null. */
export function kindOf({ errorText, outcome }: ReviewInput): PastedItem['kind'] {
  if (outcome?.kind === 'code') return 'approval';
  return errorText === undefined ? 'request' : 'failure';
}

/**
 * Returns all failures of a text, the most telling one first, each with the request that it is
 * about. A text that reports a failure in words that no rule knows has an unknown one.
 */
function findFailures(
  inputs: readonly ReviewInput[],
  prose: string,
  requests: readonly ReviewInput[],
  approvals: readonly ReviewInput[],
): ReviewInput[] {
  const linked = inputs.filter((input) => kindOf(input) === 'failure');
  const preferred = requests[0]?.provider;
  const first = strongestError(linked, prose, preferred) ?? unknownFailure(prose, requests[0] ?? approvals[0]);
  if (!first) return [];
  const byKey = new Map<string, ReviewInput>();
  for (const error of [first, ...linked, ...writtenErrors(prose, first.provider === genericProvider ? preferred : first.provider)]) {
    const key = errorKey(error);
    // An error without a reason, beside another error of its provider, is the page of that error.
    const saysNoMore =
      hasCauses(error.provider.knowledge.causes, `error:${key}`) && [...byKey.values()].some(({ provider }) => provider === error.provider);
    if (!byKey.has(key) && !saysNoMore) byKey.set(key, error);
  }
  return [...byKey.values()].map((error) => withRequest(error, requests));
}

/** A failure beside a request, or beside an approval, in words that no rule knows. */
function unknownFailure(prose: string, beside: ReviewInput | undefined): ReviewInput | null {
  const line = beside ? failureLineIn(prose) : null;
  if (!beside || line === null) return null;
  const { provider } = unknownError(line) ?? beside;
  return { provider, request: requestFromPage(provider, null, null), errorText: line };
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

/**
 * Adds the request beside an error. The rules of the request's provider do not know the error of
 * another provider, so such an error is explained without the request.
 */
function withRequest(error: ReviewInput, requests: readonly ReviewInput[]): ReviewInput {
  const request = requests.find(({ provider }) => error.provider === provider || error.provider === genericProvider);
  return request ? { ...error, ...request } : error;
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
  return readAs({
    provider,
    request,
    account,
    navigation,
    answers,
    outcome,
    outcomeAt: report.at === undefined ? null : Date.parse(report.at),
    errorText: usesPageText ? report.said : null,
    importedSignals: fromReportSignals(report.seen),
  });
}
