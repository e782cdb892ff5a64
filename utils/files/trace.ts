/**
 * Reads the connections in a recorded trace. The pages that it requested become the events that the
 * browser would have reported, so a trace gets the same diagnosis as the tab.
 */
import { genericProvider, providerById, providerOf, readRequest } from '@/providers';
import type { PageKind } from '@/providers/contract/page';
import { readQuery } from '@/providers/oauth2/query';
import { withReason } from '@/providers/oauth2/uncertain';
import { connectionOf, laterConnection } from '@/utils/flow/connections';
import { nextConsentPage } from '@/utils/flow/consent-page';
import { parseDestination } from '@/utils/flow/destination';
import type { Flow, FlowEvent } from '@/utils/flow/flow';
import { hasErrorHeading } from '@/utils/flow/outcome';
import { reduceFlow } from '@/utils/flow/reduce';
import { flowInput } from '@/utils/review/flow-input';
import type { ReviewInput } from '@/utils/review/review-input';
import { errorsOnPage, headingsOf } from './page-text';
import { safeInput } from './safe-input';
import { appErrorOf, timelines, type Visit } from './timeline';
import type { TraceStep } from './trace-fields';
import { exchangeOf, isOpen, Owners, type TracedFlow, withGrantDoubt } from './traced-flow';
import type { Found, Receipt } from './types';

/** Further connections in one trace are not read. */
const MAX_FOUND = 200;
/** Further pages are not searched for errors. */
const MAX_ERROR_PAGES = 200;

/**
 * Returns the connections of a trace in the order of their steps; without one of a supported
 * provider, the requests to other servers.
 */
export function readTrace(steps: readonly TraceStep[], receipt: Receipt): Found[] {
  const hasTimes = steps.some(({ at }) => at !== null);
  const read = withAnswers(steps);
  const flows = flowsOf(hasTimes ? read.toSorted((left, right) => (left.at ?? 0) - (right.at ?? 0)) : read);
  const connections = flows.flatMap((traced) => {
    const { flow, here, visits } = traced;
    const input = flowInput(flow, here);
    return input ? [{ input: { ...input, request: withGrantDoubt(input.request, traced) }, flow, visits }] : [];
  });
  if (!hasTimes) for (const { input } of connections) input.outcomeAt = null;
  // Nobody has seen which page the tab showed before the response.
  for (const { input } of connections) if (input.outcome?.kind === 'code') input.pastedFrom = 'url';
  const connected = Object.assign({}, ...flows.map(({ flow, isUncertain }) => (isUncertain ? {} : connectionOf(flow))));
  for (const { input, flow } of hasTimes ? connections : []) {
    const kind = kindOf(input);
    // Without an error, another account makes no difference to where it is listed.
    const later = kind !== 'approval' && laterConnection(flow, Object.values(connected), kind === 'failure');
    if (later) input.connectedAt = later.at;
  }
  const found = connections.length > 0 ? connections : otherRequests(steps);
  receipt.isCut ||= found.length > MAX_FOUND;
  const kept = timelines(found.slice(0, MAX_FOUND));
  const recorded = new Set(kept.flatMap(({ recorded }) => recorded));
  receipt.kept = recorded.size;
  receipt.leftOut += steps.length - recorded.size;
  return kept.map(({ input, timeline }) => ({
    kind: kindOf(input),
    input: {
      ...safeInput(input, receipt),
      appError: appErrorOf(timeline),
      ...(input.connectedAt !== undefined && { connectedAt: input.connectedAt }),
    },
    settings: null,
    app: null,
    records: [],
    timeline,
  }));
}

/** Puts the answer that a form posts to a redirect URI where other answers are, into the URL. */
function withAnswers(steps: readonly TraceStep[]): readonly TraceStep[] {
  const redirectUris = steps.map(({ url }) => readQuery(url).parameters.find(({ name }) => name === 'redirect_uri')?.value ?? '');
  const targets = new Set(redirectUris.map((uri) => parseDestination(uri)?.originAndPath));
  return steps.map((step) => {
    const url = step.answer === '' ? null : URL.parse(step.url);
    if (!url || !targets.has(url.origin + url.pathname)) return step;
    url.search += `&${step.answer}`;
    return { ...step, url: url.href };
  });
}

function kindOf({ outcome, navigation, snapshot }: ReviewInput): 'failure' | 'request' | 'approval' {
  if (outcome?.kind === 'code') return 'approval';
  // A snapshot holds nothing but errors.
  return outcome || snapshot || navigation?.at(-1)?.pageKind === 'error' ? 'failure' : 'request';
}

/** Replays the steps as the events of one tab, and returns its flows in the order of their requests. */
function flowsOf(steps: readonly TraceStep[]): TracedFlow[] {
  const ended: TracedFlow[] = [];
  const owners = new Owners();
  let now: TracedFlow | null = null;
  let here: URL | null = null;
  const end = (one: TracedFlow, next: Visit) => {
    if (one.visits.at(-1) === next) one.visits.pop();
    ended.push(one);
  };
  for (const { event, visit, target } of eventsOf(steps)) {
    const owner: TracedFlow | null = now && owners.ownerOf(visit, target, ended, now);
    if (owner !== now) {
      if (!owner) continue;
      Object.assign(owner, { flow: reduceFlow(owner.flow, event) ?? owner.flow, here: target ?? visit.url });
      owners.note(visit, owner);
      continue;
    }
    // In a tab a code is final, because every request has a state of its own. A trace may have lost
    // it.
    if (now?.flow.outcome?.kind === 'code' && event.type === 'request' && startsAgain.has(pageKindOf(event.url))) {
      end(now, visit);
      now = null;
    }
    const next: Flow | null = reduceFlow(now?.flow ?? null, event);
    if (now && (!next || next.startedAt !== now.flow.startedAt || (hasFailed(now.flow) && !hasFailed(next)))) {
      end(now, visit);
      now = null;
    }
    if (event.type === 'request') here = URL.parse(event.url);
    if (!next) continue;
    now ??= { flow: next, here, visits: [], isUncertain: false };
    Object.assign(now, { flow: next, here });
    owners.note(visit, now);
  }
  if (now) ended.push(now);
  return withoutReduced(ended.toSorted((left, right) => left.flow.startedAt - right.flow.startedAt));
}

/**
 * Returns the flows without those whose request was reduced, as *Continue* does: another request of the same
 * exchange with fewer scopes followed, which has their pages now.
 */
function withoutReduced(flows: readonly TracedFlow[]): TracedFlow[] {
  const next = new Map<string, TracedFlow>();
  const kept = flows.toReversed().filter((traced) => {
    const exchange = exchangeOf(traced.flow.requestUrl ?? '') ?? '';
    const later = next.get(exchange);
    const isReduced = later !== undefined && isOpen(traced) && hasFewerScopes(later.flow, traced.flow);
    if (isReduced) later.visits.unshift(...traced.visits);
    else if (exchange !== '') next.set(exchange, traced);
    return !isReduced;
  });
  return kept.toReversed();
}

function hasFewerScopes(later: Flow, before: Flow): boolean {
  const [now, then] = [later, before].map(({ requestUrl }) => readRequest(requestUrl ?? ''));
  if (!now?.ok || !then?.ok || now.value.clientId !== then.value.clientId) return false;
  const ids = new Set(then.value.scopes.map(({ id }) => id));
  return now.value.scopes.length < ids.size && now.value.scopes.every(({ id }) => ids.has(id));
}

const startsAgain: ReadonlySet<PageKind> = new Set<PageKind>(['authorize', 'error']);

/** Some providers show an error instead of the consent page. */
function hasFailed({ outcome, errorPage, snapshotPage }: Flow): boolean {
  return outcome?.kind === 'error' || errorPage !== null || (snapshotPage !== null && pageKindOf(snapshotPage) === 'authorize');
}

/** `target`: where a redirect leads. */
function* eventsOf(steps: readonly TraceStep[]): Generator<{ event: FlowEvent; visit: Visit; target?: URL }> {
  const requested = new Set(steps.map(({ url }) => URL.parse(url)?.href));
  let at = 0;
  let pagesLeft = MAX_ERROR_PAGES;
  let redirected = '';
  let initiator: string | null = null;
  let [lead] = steps;
  let page: URL | null = null;
  const requests = new Map<string, string>();
  for (const step of steps) {
    const url = URL.parse(step.url);
    const to = parseDestination(step.url);
    if (!url || !to) continue;
    at = Math.max(at + 1, step.at ?? 0);
    const isRedirected = redirected === url.href;
    // A redirect keeps the initiator of the request that was redirected, as in the browser.
    if (!isRedirected) [initiator, lead] = [step.initiator, step];
    const shown = mayShowError(url, step) && pagesLeft-- > 0 ? errorsOnPage(step.body, url) : null;
    const visit: Visit = { step, lead, url, from: initiator, shown };
    const exchange = exchangeOf(url.href);
    const request = exchange === null ? undefined : requests.get(exchange);
    if (exchange !== null && isProviderPage(url.href)) requests.set(exchange, url.href);
    // The page's own script or form went there, which the content script would have reported. A trace
    // may lack who went there, but not the `state` of the request.
    const isLed = page && isProviderPage(page.href) && initiator === page.origin;
    const from = isLed ? page?.href : request;
    if (!isRedirected && from) yield { event: { type: 'redirected', from, to, at }, visit, target: url };
    yield { event: { type: 'request', url: step.url, at, initiatorOrigin: initiator ?? undefined, isPosted: isPost(step) }, visit };
    if (shown) yield { event: { type: 'pageRead', snapshot: shown, page: to.originAndPath }, visit };
    const target = step.redirect === null ? null : URL.parse(step.redirect);
    const destination = target && parseDestination(target.href);
    if (target && destination) {
      // A trace that was stopped at a redirect lacks the page at its end.
      const isMissing = !requested.has(target.href);
      const next: Visit = isMissing ? { step, lead, url: target, from: initiator, shown: null, isMissing } : visit;
      yield { event: { type: 'redirected', from: step.url, to: destination, page: nextConsentPage(target.href), at }, visit: next, target };
      if (isMissing && isErrorPage(target.href)) yield { event: { type: 'request', url: target.href, at: ++at }, visit: next };
    }
    redirected = step.redirect ?? '';
    page = url;
  }
}

function pageKindOf(text: string): PageKind {
  const url = URL.parse(text);
  return (url && providerOf(url)?.urls.classifyUrl(url)) ?? 'elsewhere';
}

const isProviderPage = (text: string) => pageKindOf(text) !== 'elsewhere';
const isErrorPage = (text: string) => pageKindOf(text) === 'error';

/**
 * Whether the page shows nothing but an error: by its URL, its status, or the provider's heading of
 * errors. A page that asks for consent may quote anything.
 */
function mayShowError(url: URL, { status, redirect, body, isOnlyErrors }: TraceStep): boolean {
  const provider = providerOf(url);
  if (redirect !== null || body === '' || !provider) return false;
  return (
    isOnlyErrors === true ||
    isErrorPage(url.href) ||
    status >= 400 ||
    body.startsWith('error=') ||
    hasErrorHeading(provider.knowledge.errorHeadings, headingsOf(body))
  );
}

const isPost = ({ method }: TraceStep): boolean => method.toUpperCase() === 'POST';

/**
 * The requests to servers of no supported provider, each once. What another site posts may have more
 * parameters than its URL shows; the server's own form may have the same URL.
 */
function otherRequests(steps: readonly TraceStep[]) {
  const byUrl = new Map(steps.map((step) => [step.url, step]));
  const isFromSite = (step: TraceStep) => isPost(step) && step.initiator !== URL.parse(step.url)?.origin;
  const posted = new Set(steps.filter(isFromSite).map((step) => step.url));
  return [...byUrl].flatMap(([text, step]) => {
    const url = URL.parse(text);
    const read = readRequest(text);
    if (!read.ok || !url) return [];
    const request = posted.has(text) ? withReason(read.value, 'ambiguous-parameters') : read.value;
    const input: ReviewInput = { provider: providerById(request.provider) ?? genericProvider, request };
    return [{ input, flow: null, visits: [{ step, lead: step, url, from: step.initiator, shown: null }] }];
  });
}
