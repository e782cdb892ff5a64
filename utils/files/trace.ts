/**
 * Reads the connections in a recorded trace. The pages that it requested become the events that the
 * browser would have reported, so a trace gets the same diagnosis as the tab.
 */
import { providerOf } from '@/providers';
import type { PageKind } from '@/providers/contract/page';
import { readQuery } from '@/providers/oauth2/query';
import { connectionOf, laterConnection } from '@/utils/flow/connections';
import { nextConsentPage } from '@/utils/flow/consent-page';
import { parseDestination } from '@/utils/flow/destination';
import type { Flow, FlowEvent } from '@/utils/flow/flow';
import { hasErrorHeading } from '@/utils/flow/outcome';
import { reduceFlow } from '@/utils/flow/reduce';
import { flowInput } from '@/utils/review/flow-input';
import type { ReviewInput } from '@/utils/review/review-input';
import { errorsInAnswer, errorsOnPage, headingsOf } from './page-text';
import { safeInput } from './safe-input';
import { answersAlone, requestsAlone } from './stand-alone';
import { appErrorOf, type Connection, timelines, type Visit } from './timeline';
import { isPost, type TraceStep } from './trace-fields';
import {
  exchangeOf,
  hasFailed,
  isRequest,
  mayAnswer,
  Owners,
  pageKindOf,
  type TracedFlow,
  withAnswer,
  withGrantDoubt,
  withoutReplaced,
} from './traced-flow';
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
  const connections = flows.flatMap((traced): Connection[] => {
    const { flow, here, visits } = traced;
    const input = flowInput(flow, here);
    return input
      ? [{ input: { ...input, request: withGrantDoubt(input.request, traced) }, flow, visits, isUncertain: traced.isUncertain }]
      : [];
  });
  if (!hasTimes) for (const { input } of connections) input.outcomeAt = null;
  // Nobody has seen which page the tab showed before the response.
  for (const { input } of connections) if (input.outcome?.kind === 'code') input.pastedFrom = 'url';
  const requested = connections.length > 0 ? connections : requestsAlone(steps);
  const found = [...answersAlone(steps, requested), ...requested];
  receipt.isCut ||= found.length > MAX_FOUND;
  const kept = timelines(found.slice(0, MAX_FOUND)).map((one) => ({ ...one, appError: appErrorOf(one.timeline) }));
  const connected = Object.assign(
    {},
    ...kept.map(({ connection: { flow, isUncertain }, appError }) => (flow && !isUncertain && !appError ? connectionOf(flow) : {})),
  );
  const recorded = new Set(kept.flatMap(({ recorded }) => recorded));
  receipt.kept = recorded.size;
  receipt.leftOut += steps.length - recorded.size;
  const outdated = outdatedFailures(kept.map(({ connection }) => connection.input));
  return kept.map(({ connection: { input, flow }, timeline, appError }): Found => {
    const kind = kindOf(input);
    // Without an error, another account makes no difference to where it is listed.
    const later = hasTimes && flow && kind !== 'approval' && laterConnection(flow, Object.values(connected), kind === 'failure');
    return {
      kind,
      input: { ...safeInput(input, receipt), appError, ...(later && { connectedAt: later.at }) },
      settings: null,
      app: null,
      records: [],
      timeline,
      ...(outdated.has(input) && { isOutdated: true }),
    };
  });
}

/** Returns the failures after which the provider refused the same app and account once more. */
function outdatedFailures(inputs: readonly ReviewInput[]): ReadonlySet<ReviewInput> {
  const refused = new Set<string>();
  const isOutdated = (input: ReviewInput) => {
    const { request, account, outcome } = input;
    if (kindOf(input) !== 'failure' || request.clientId === null) return false;
    const key = JSON.stringify([request.provider, request.clientId, account ?? null]);
    if (refused.has(key)) return true;
    // What the user declined says nothing about an error before it.
    if (outcome?.kind !== 'error' || outcome.error !== 'access_denied') refused.add(key);
    return false;
  };
  return new Set(inputs.toReversed().filter(isOutdated));
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
  const place = new Map(steps.map((step, index) => [step, index]));
  const placeOf = ({ visits: [first] }: TracedFlow) => (first && place.get(first.step)) ?? 0;
  return withoutReplaced(ended.map(withAnswer).toSorted((left, right) => placeOf(left) - placeOf(right)));
}

const startsAgain: ReadonlySet<PageKind> = new Set<PageKind>(['authorize', 'error']);

/** `target`: where a redirect leads. */
function* eventsOf(steps: readonly TraceStep[]): Generator<{ event: FlowEvent; visit: Visit; target?: URL }> {
  const requested = new Set(steps.map(({ url }) => URL.parse(url)?.href));
  let at = 0;
  let pagesLeft = MAX_ERROR_PAGES;
  let redirected = '';
  let initiator: string | null = null;
  let [lead] = steps;
  let page: URL | null = null;
  // The last request of an app, and the last one of each exchange.
  let latest = '';
  const requests = new Map<string, string>();
  for (const step of steps) {
    const url = URL.parse(step.url);
    const to = parseDestination(step.url);
    if (!url || !to) continue;
    at = Math.max(at + 1, step.at ?? 0);
    const isRedirected = redirected === url.href;
    // A redirect keeps the initiator of the request that was redirected, as in the browser.
    if (!isRedirected) [initiator, lead] = [step.initiator, step];
    const isSearched = (mayShowError(url, step) || step.refusedBody) && pagesLeft-- > 0;
    const shown = isSearched ? errorsShown(url, step) : null;
    const visit: Visit = { step, lead, url, from: initiator, shown };
    const exchange = exchangeOf(url.href);
    const isUnnamed = initiator === null && mayAnswer(url, latest);
    const request = exchange === null ? (isUnnamed ? latest : undefined) : requests.get(exchange);
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
    if (pageKindOf(url.href) === 'authorize' && isRequest(url.href)) latest = url.href;
  }
}

const isProviderPage = (text: string) => pageKindOf(text) !== 'elsewhere';
const isErrorPage = (text: string) => pageKindOf(text) === 'error';

/** Returns the known errors of a page, or of what its script was answered with; null if there are none. */
const errorsShown = (url: URL, step: TraceStep) =>
  (mayShowError(url, step) ? errorsOnPage(step.body, url) : null) ?? errorsInAnswer(step.refusedBody ?? '', url);

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
