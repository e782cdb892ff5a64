/** Turns the pages of a recorded connection into the steps of its timeline. */
import { providerOf, providers, readRequest } from '@/providers';
import type { ScopeId } from '@/providers/contract/catalogue';
import type { PageKind, PageSnapshot } from '@/providers/contract/page';
import { isListed } from '@/providers/matches';
import { identityProviderAt } from '@/providers/oauth2/identity-providers';
import { readQuery } from '@/providers/oauth2/query';
import { hasCodeChallenge } from '@/providers/oauth2/request';
import { parseDestination } from '@/utils/flow/destination';
import type { Flow } from '@/utils/flow/flow';
import { type ErrorResponse, errorIn, errorOutcome, outcomeOnPage } from '@/utils/flow/outcome';
import { plainHost } from '@/utils/review/report';
import type { ReviewInput } from '@/utils/review/review-input';
import { newReceipt } from './receipt';
import { safeId, safeText } from './safe-text';
import { samlInUrl, type TraceStep, tokenErrorIn } from './trace-fields';
import { traceUrls } from './trace-url';
import type { TimelineKind, TimelineStep } from './types';

/** If there are more steps, the first one and the last ones are kept, which show how it ended. */
const MAX_STEPS = 100;

/** A page that a tab requested while a connection was replayed. */
export interface Visit {
  /** The recorded step; of a missing page, the step that redirects to it. */
  step: TraceStep;
  /** The step from which redirects led there; the step itself if none did. */
  lead?: TraceStep | undefined;
  url: URL;
  /** The origin of the page that made the request; null if unknown. */
  from: string | null;
  /** The known errors that the page shows; null if there are none. */
  shown: PageSnapshot | null;
  /** Whether the trace has only the redirect to the page. */
  isMissing?: boolean;
}

/** A connection in a trace. */
export interface Connection {
  input: ReviewInput;
  /** Null for a request to an unsupported server, and for an answer whose request the trace lacks. */
  flow: Flow | null;
  visits: readonly Visit[];
  /** Whether its answer may be that to another request. */
  isUncertain?: boolean;
}

/**
 * Returns the timeline of each connection of a trace, and the recorded pages that it consists of.
 * One number stands for the same `state` in all of them.
 */
export function timelines(
  connections: readonly Connection[],
): { connection: Connection; timeline: TimelineStep[]; recorded: TraceStep[] }[] {
  const all = connections.map((connection) => ({ connection, kept: firstAndLast(keptVisits(connection)) }));
  const safe = traceUrls(
    new Set(
      all.flatMap(({ kept }) =>
        kept.flatMap(({ visit: { url }, kind }) => (isOtherSite(kind) || kind === 'app' ? [] : originAndPath(url))),
      ),
    ),
  );
  return all.map(({ connection, kept }) => {
    return {
      connection,
      timeline: kept.map(({ visit, kind }) => toStep(visit, kind, { input: connection.input, safe })),
      recorded: kept.flatMap(({ visit: { step, isMissing } }) => (isMissing ? [] : [step])),
    };
  });
}

const firstAndLast = (kept: readonly KeptVisit[]) => (kept.length > MAX_STEPS ? [...kept.slice(0, 1), ...kept.slice(1 - MAX_STEPS)] : kept);

interface KeptVisit {
  visit: Visit;
  kind: TimelineKind;
}

/** The visits that belong to the connection, without further pages of the same other site. */
function keptVisits({ input, flow, visits }: Connection): KeptVisit[] {
  const redirectUri = readQuery(flow?.requestUrl ?? input.request.url).parameters.find(({ name }) => name === 'redirect_uri')?.value ?? '';
  const callback = parseDestination(redirectUri)?.originAndPath ?? null;
  // The hosts between which the flow was sent; the tab may have shown any other page meanwhile.
  const otherHosts = new Set(flow?.navigation.flatMap(({ host, pageKind }) => (pageKind === 'elsewhere' ? [host] : [])));
  const kept: KeptVisit[] = [];
  for (const visit of visits) {
    const last = kept.at(-1);
    // Nothing else of it is known.
    const kind = flow ? kindOf(visit, { before: last, callback, otherHosts }) : input.outcome ? 'callback' : 'request';
    // Whoever sent a SAML response has signed the user in.
    if (kind === 'sso-end' && last?.kind === 'other-site' && visit.step.saml === 'response') last.kind = 'identity-provider';
    if (kind === null || (last?.kind === kind && isOtherSite(kind) && last.visit.url.host === visit.url.host)) continue;
    kept.push({ visit, kind });
    const { codes = 0, error = null } = (kind === 'callback' && parseDestination(visit.url.href)) || {};
    if (codes > 0) return [...kept, ...failedAfter(visits, visit)];
    if (error !== null) return kept;
  }
  return kept;
}

/**
 * Returns the page on which the app says at once that it failed, although it has its code: the one to
 * which the callback redirects, or the next one of the same origin.
 */
function failedAfter(visits: readonly Visit[], callback: Visit): KeptVisit[] {
  let before = callback;
  for (const visit of visits.slice(visits.indexOf(callback) + 1)) {
    const isLed = before.step.redirect === visit.url.href;
    if (!isLed && (visit.url.origin !== callback.url.origin || isLater(visit.step, before.step))) break;
    if (hasError(visit.url) || (isLed && hasFailed(visit.step))) return [{ visit, kind: 'app' }];
    if (!isLed) break;
    before = visit;
  }
  // The page itself may be missing, or recorded at another place.
  const target = URL.parse(callback.step.redirect ?? '');
  return target && hasError(target) ? [{ visit: { ...callback, url: target, shown: null, isMissing: true }, kind: 'app' }] : [];
}

/** A page that follows later may be another one that the user opened, in milliseconds. */
const NEXT_PAGE_MS = 10_000;

const isLater = (page: TraceStep, before: TraceStep) => page.at !== null && before.at !== null && page.at - before.at > NEXT_PAGE_MS;

/** What the pages of apps write for no error; none of these is an error code. */
const noError = /^(?:0|false|no|none|null|undefined)?$/i;

const hasError = (url: URL) => !noError.test(parseDestination(url.href)?.error ?? '');

/** Whether the page was answered with an error, or not at all. A window that closes aborts what it loads. */
const hasFailed = ({ status, networkError = '' }: Pick<TraceStep, 'status' | 'networkError'>) =>
  status >= 400 || (networkError !== '' && !networkError.endsWith('ABORTED'));

/**
 * Returns the error with which the app failed right after the approval: an error code with its description, the
 * status of the page as `HTTP 500`, or why the browser got no answer. Null if it did not fail. The provider has
 * approved the request all the same.
 */
export function appErrorOf(timeline: readonly TimelineStep[]): string | null {
  const start = timeline.findLastIndex(({ hasCode }) => hasCode);
  const after = start < 0 ? [] : timeline.slice(start);
  const failed = after.find(({ error }) => error) ?? after.find(hasFailed);
  if (!failed?.error) return failed ? failed.networkError || `HTTP ${failed.status}` : null;
  return failed.description ? `${failed.error}: ${failed.description}` : failed.error;
}

const originAndPath = ({ origin, pathname }: URL) => origin + pathname;

const isOtherSite = (kind: TimelineKind) => kind === 'identity-provider' || kind === 'other-site';

const kinds: Readonly<Partial<Record<PageKind, TimelineKind>>> = {
  login: 'sign-in',
  sso: 'sso-start',
  error: 'refusal',
  home: 'home',
};

interface Around {
  before: KeptVisit | undefined;
  /** Origin and path of the app's redirect URI; null if the request has none. */
  callback: string | null;
  otherHosts: ReadonlySet<string>;
}

/** What a visit is; null if it is no part of the connection. */
function kindOf({ url, step, isMissing }: Visit, { before, callback, otherHosts }: Around): TimelineKind | null {
  if (originAndPath(url) === callback) return 'callback';
  const pageKind = providerOf(url)?.urls.classifyUrl(url) ?? 'elsewhere';
  const isOwn = providers.some(({ urls }) => isListed(urls, url.hostname));
  const consentStep = !isMissing && step.method === 'POST' ? 'answer' : 'approval';
  // A provider may receive the form of its consent page at the same path, without the request.
  if (pageKind === 'authorize') return readQuery(url.href).parameters.some(({ name }) => name === 'client_id') ? 'request' : consentStep;
  const isBack = (before && isOtherSite(before.kind)) || (!isMissing && step.saml === 'response');
  if (isBack && (pageKind === 'login' || pageKind === 'sso' || (pageKind === 'elsewhere' && isOwn))) return 'sso-end';
  if (pageKind === 'consent') return consentStep;
  if (pageKind !== 'elsewhere') return kinds[pageKind] ?? null;
  if (isOwn) return null;
  const isSignIn = identityProviderAt(url) !== undefined || samlInUrl(url.href) !== null || before?.kind === 'sso-start';
  if (otherHosts.has(url.hostname)) return isSignIn ? 'identity-provider' : 'other-site';
  return null;
}

/** The methods of a page that a tab requests. */
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);

/** Returns the token endpoint's error that the page after the approval, or its script, received; null without one. */
function tokenErrorOf(kind: TimelineKind, { status, body, tokenError, isOnlyErrors }: TraceStep): ErrorResponse | null {
  if (kind !== 'app' && kind !== 'callback') return null;
  if (isOnlyErrors) return errorIn(body);
  return tokenError ?? (kind === 'app' || status >= 400 ? tokenErrorIn(body) : null);
}

/** The scopes of the request at a URL, which *Continue* may have reduced since. */
function scopesAt(url: URL, { request }: ReviewInput): ScopeId[] {
  const read = readRequest(url.href);
  return (read.ok ? read.value : request).scopes.map(({ id }) => id);
}

interface Reduced {
  input: ReviewInput;
  /** Redacts a URL. */
  safe(url: string): string;
}

function toStep({ step, url, from, shown, isMissing = false }: Visit, kind: TimelineKind, { input, safe }: Reduced): TimelineStep {
  const receipt = newReceipt();
  const text = (given: string) => safeText(given, receipt);
  const destination = parseDestination(url.href);
  const onPage = shown && outcomeOnPage(shown);
  const mayHaveError = kind === 'app' ? hasError(url) : kind !== 'request';
  const inUrl = destination?.error && mayHaveError ? errorOutcome(destination.error, destination.description) : null;
  const fromApp = isMissing ? null : tokenErrorOf(kind, step);
  const outcome = inUrl ?? (onPage?.kind === 'error' ? onPage : fromApp && errorOutcome(fromApp.error, fromApp.description));
  const isRequest = kind === 'request';
  const origin = from === null ? null : URL.parse(safe(from));
  return {
    kind,
    at: step.at,
    host: plainHost(safeId(url.hostname, receipt)),
    method: !isMissing && methods.has(step.method) ? step.method : null,
    status: isMissing ? 0 : step.status,
    ...(!isMissing && step.networkError !== undefined && { networkError: text(step.networkError) }),
    ...(!isMissing && step.refusedStatus && { refusedStatus: step.refusedStatus }),
    isRecorded: !isMissing,
    scopes: isRequest ? scopesAt(url, input).map((id) => text(id)) : [],
    hasPkce: isRequest ? hasCodeChallenge({ url: url.href }) : null,
    saml: isMissing ? samlInUrl(url.href) : step.saml,
    hasCode: kind === 'callback' && (destination?.codes ?? 0) > 0,
    error: outcome && text(outcome.error),
    description: outcome?.description ? text(outcome.description) : null,
    shown: onPage ? [] : (shown?.paragraphs ?? []).map(text),
    idp: identityProviderAt(url),
    url: safe(url.href),
    redirect: isMissing || step.redirect === null ? null : safe(step.redirect),
    from: origin && (origin.origin === 'null' ? null : origin.origin),
    referrer: isMissing || step.referrer === null ? null : safe(step.referrer),
    posted: isMissing || step.posted === null ? null : step.posted.map(text),
  };
}
