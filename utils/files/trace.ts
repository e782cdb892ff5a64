/**
 * Reads the connections in a recorded trace. The pages that it requested become the events that the
 * browser would have reported, so a trace gets the same diagnosis as the tab.
 */
import { genericProvider, providerById, providerOf, readRequest } from '@/providers';
import type { PageKind } from '@/providers/contract/page';
import { hasErrorHeading } from '@/utils/diagnosis/recognize';
import { type Flow, type FlowEvent, parseDestination } from '@/utils/flow/flow';
import { reduceFlow } from '@/utils/flow/reduce';
import type { ReviewInput } from '@/utils/review/build-review';
import { flowInput } from '@/utils/review/flow-input';
import { errorsOnPage, headingsOf } from './page-text';
import { safeInput } from './safe-input';
import type { Found, Receipt } from './types';

/** A page that a tab requested, and its response. */
export interface TraceStep {
  url: string;
  /** When it was requested, in milliseconds since the epoch; null if the trace does not say. */
  at: number | null;
  /** The origin of the page that made the request; null if unknown. */
  initiator: string | null;
  /** The URL that the response redirects to; null if it does not redirect. */
  redirect: string | null;
  status: number;
  /** The source of the page; empty if the trace does not contain it. */
  body: string;
}

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
  const flows = flowsOf(hasTimes ? steps.toSorted((left, right) => (left.at ?? 0) - (right.at ?? 0)) : steps);
  const inputs = flows.flatMap(({ flow, here }) => flowInput(flow, here) ?? []);
  if (!hasTimes) for (const input of inputs) input.outcomeAt = null;
  const found = inputs.length > 0 ? inputs : otherRequests(steps);
  receipt.kept = inputs.length > 0 ? steps.filter(({ url }) => isProviderPage(url)).length : found.length;
  receipt.leftOut += steps.length - receipt.kept;
  receipt.isCut ||= found.length > MAX_FOUND;
  return found
    .slice(0, MAX_FOUND)
    .map((input) => ({ kind: kindOf(input), input: safeInput(input, receipt), settings: null, app: null, records: [] }));
}

function kindOf({ outcome, navigation, snapshot }: ReviewInput): 'failure' | 'request' | 'approval' {
  if (outcome?.kind === 'code') return 'approval';
  // A snapshot holds nothing but errors.
  return outcome || snapshot || navigation?.at(-1)?.pageKind === 'error' ? 'failure' : 'request';
}

/** A flow as it was when it ended, and the page that the tab showed then. */
interface EndedFlow {
  flow: Flow;
  here: URL | null;
}

/** Replays the steps as the events of one tab, and returns its flows. */
function flowsOf(steps: readonly TraceStep[]): EndedFlow[] {
  const ended: EndedFlow[] = [];
  let flow: Flow | null = null;
  let here: URL | null = null;
  for (const event of eventsOf(steps)) {
    // In a tab a code is final, because every request has a state of its own. A trace may have lost
    // it.
    if (flow?.outcome?.kind === 'code' && event.type === 'request' && startsAgain.has(pageKindOf(event.url))) {
      ended.push({ flow, here });
      flow = null;
    }
    const next: Flow | null = reduceFlow(flow, event);
    if (flow && (!next || next.startedAt !== flow.startedAt || (hasFailed(flow) && !hasFailed(next)))) ended.push({ flow, here });
    flow = next;
    if (event.type === 'request') here = URL.parse(event.url);
  }
  return flow ? [...ended, { flow, here }] : ended;
}

const startsAgain: ReadonlySet<PageKind> = new Set<PageKind>(['authorize', 'error']);

/** Some providers show an error instead of the consent page. */
function hasFailed({ outcome, errorPage, snapshotPage }: Flow): boolean {
  return outcome?.kind === 'error' || errorPage !== null || (snapshotPage !== null && pageKindOf(snapshotPage) === 'authorize');
}

function* eventsOf(steps: readonly TraceStep[]): Generator<FlowEvent> {
  const requested = new Set(steps.map(({ url }) => URL.parse(url)?.href));
  let at = 0;
  let pagesLeft = MAX_ERROR_PAGES;
  let redirected = '';
  let initiator: string | null = null;
  let page: URL | null = null;
  for (const step of steps) {
    const url = URL.parse(step.url);
    const to = parseDestination(step.url);
    if (!url || !to) continue;
    at = Math.max(at + 1, step.at ?? 0);
    const isRedirected = redirected === url.href;
    // A redirect keeps the initiator of the request that was redirected, as in the browser.
    if (!isRedirected) initiator = step.initiator;
    // The page's own script or form went there, which the content script would have reported.
    if (!isRedirected && page && isProviderPage(page.href) && initiator === page.origin) yield { type: 'redirected', to, at };
    yield { type: 'request', url: step.url, at, initiatorOrigin: initiator ?? undefined };
    const errors = mayShowError(url, step) && pagesLeft-- > 0 ? errorsOnPage(step.body, url) : null;
    if (errors) yield { type: 'pageRead', snapshot: errors, page: to.originAndPath };
    const target = step.redirect === null ? null : parseDestination(step.redirect);
    if (target) yield { type: 'redirected', to: target, at };
    // A trace that was stopped at a redirect lacks the page at its end.
    if (step.redirect !== null && !requested.has(step.redirect) && isErrorPage(step.redirect))
      yield { type: 'request', url: step.redirect, at: ++at };
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
function mayShowError(url: URL, { status, redirect, body }: TraceStep): boolean {
  const provider = providerOf(url);
  if (redirect !== null || body === '' || !provider) return false;
  return (
    isErrorPage(url.href) ||
    status >= 400 ||
    body.startsWith('error=') ||
    hasErrorHeading(provider.knowledge.errorHeadings, headingsOf(body))
  );
}

/** The requests to servers of no supported provider, each once. */
function otherRequests(steps: readonly TraceStep[]): ReviewInput[] {
  const urls = [...new Set(steps.map(({ url }) => url))];
  return urls.flatMap((url) => {
    const read = readRequest(url);
    return read.ok ? [{ provider: providerById(read.value.provider) ?? genericProvider, request: read.value }] : [];
  });
}
