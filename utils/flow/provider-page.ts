/** What the page that a tab shows means for its flow: a consent page, an error page, or neither; pure. */
import { isCustomerPage, providerOf } from '@/providers';
import type { PageKind } from '@/providers/contract/page';
import { consentPageKey, requestOfPage, withPage } from './consent-page';
import { parseDestination } from './destination';
import { type Flow, isConnected, type Outcome, snapshotOf, type UrlEvent } from './flow';
import { appendSteps } from './navigation';
import { newFlow, noText } from './new-flow';
import { errorOutcome, hasErrorHeading } from './outcome';
import { mayServe } from './which-request';

/** The fields of a flow that has not ended. */
export const clearedOutcome = { outcome: null, outcomeAt: null, errorPage: null, answers: {} } as const;

/**
 * Limits how long a tab may take to show the request that we sent it to; after that we believe what
 * the tab shows.
 */
const NAVIGATION_TIMEOUT_MS = 10_000;

/**
 * Handles the page at the URL and adds its step. If the flow cannot be about a provider's consent
 * or error page, a flow without a request starts.
 */
export function applyProviderPage(flow: Flow | null, event: UrlEvent): Flow | null {
  const url = URL.parse(event.url);
  const provider = url && providerOf(url);
  const pageKind = url && provider?.urls.classifyUrl(url);
  if (!provider || (pageKind !== 'error' && pageKind !== 'consent')) return flow && appendSteps(flow, event);
  const page = { hostname: url.hostname, isError: pageKind === 'error' };
  const isForged = page.isError && mayBeForged(flow, event);
  const isOther = flow && requestOfPage(flow, event.url) === 'other';
  if (isOther && isPageBeforeNavigation(flow, event)) return flow;
  const belongsToFlow = flow && !isForged && !isOther && mayServe(flow, event.url) && !isOfAnotherRequest(flow, event, page);
  // Nothing tells later which consent page a text belongs to, so only that of this one is kept.
  const isOfPage = pageKind === 'error' || flow?.snapshotPage === parseDestination(event.url)?.originAndPath;
  const kept = isOfPage && !isOther ? keptText(flow, event) : noText;
  const unknown = () => ({ ...newFlow({ provider: provider.id, url: null }, event, flow), ...kept, isInterrupted: isForged });
  const flowOfPage = belongsToFlow ? flow : unknown();
  if (pageKind === 'error') return applyErrorPage(flowOfPage, event);
  const shown = applyConsentPage(flowOfPage, event);
  return appendSteps(isRetry(shown, event) ? { ...shown, ...withoutOutcome(shown, event) } : shown, event);
}

/**
 * Whether any site may have sent the tab to the error page, whose address can say anything. It is
 * then the answer to no request.
 */
function mayBeForged(flow: Flow | null, event: UrlEvent): boolean {
  if (event.type !== 'request' || isSameErrorPage(flow, event)) return false;
  if (!flow || !mayServe(flow, event.url)) return true;
  return flow.isInterrupted && flow.outcome?.kind !== 'code' && (!event.requestId || event.requestId !== flow.requestId);
}

/**
 * Notes which request the consent page belongs to. If that is the other one of the two, the user went
 * Back or Forward, or the way to the other page was cut off.
 */
function applyConsentPage(flow: Flow, event: UrlEvent): Flow {
  const known = requestOfPage(flow, event.url);
  const isActive = known === flow.activeRequest;
  const isKeyed = consentPageKey(event.url) !== null;
  if (!isActive && !(isKeyed && known === null) && isPageBeforeNavigation(flow, event)) return flow;
  if (known === null || known === 'other' || isActive) {
    const shown = withPage(flow, consentPageKey(event.url), flow.activeRequest);
    return event.type === 'tabUpdated' && flow.navigationStartedAt !== null ? { ...shown, navigationStartedAt: null } : shown;
  }
  return switchTo(known, flow);
}

/**
 * Returns the flow at the other one of its two requests. The ticked scopes belong to the one that the
 * user left, and so does the text of its page. What was approved stays, whatever page the tab shows.
 */
export function switchTo(activeRequest: Flow['activeRequest'], flow: Flow): Flow {
  if (isConnected(flow)) return flow;
  const text = flow.snapshotOrigin === activeRequest ? null : noText;
  return { ...flow, activeRequest, navigationStartedAt: null, draftSelection: null, undone: null, ...text };
}

/**
 * Whether the page on that host is about another request than the flow. Without a permission for a
 * host the browser reports none of its requests, so a host that only the tab shows is unknown. After
 * an error, a retry starts with a request, so an error page on another host has nothing to do with
 * this one; it may be about another org.
 */
function isOfAnotherRequest(
  { requestUrl, navigation, outcome, errorPage }: Flow,
  event: UrlEvent,
  { hostname, isError }: { hostname: string; isError: boolean },
): boolean {
  if (isError && errorPage !== null) return URL.parse(errorPage)?.hostname !== hostname;
  const isNew = navigation.every((step) => step.host !== hostname);
  return isNew && (outcome?.kind === 'error' || (event.type === 'tabUpdated' && requestUrl !== null));
}

/**
 * Makes the error page that the tab shows the outcome of the flow. Its URL carries the reason, which
 * the provider does not send on to the app. A page without a reason has no outcome, and nothing of
 * an earlier error may explain it.
 */
function applyErrorPage(flow: Flow, event: UrlEvent): Flow {
  const page = parseDestination(event.url);
  if (!page || isConnected(flow)) return flow;
  const outcome = page.error ? errorOutcome(page.error, page.description) : null;
  // The same page arrives twice: as a request and as the URL that the tab shows.
  if (isSameErrorPage(flow, event)) return flow;
  const shown = appendSteps({ ...flow, ...withoutOutcome(flow, event), errorPage: page.originAndPath }, event);
  return { ...shown, outcome, outcomeAt: outcome && event.at };
}

/** Whether the flow ended in anything but a code, or the page that the tab shows now says so. */
export const hasFailed = (flow: Flow): boolean => (flow.outcome ? !isConnected(flow) : showsRefusal(flow));

/**
 * Whether the tab shows a page of the flow whose text alone says that the provider refused: on the
 * provider's own host, under the heading of its errors. Any other page can contain an error's sentence.
 */
function showsRefusal(flow: Flow): boolean {
  const page = flow.led?.isShown ? URL.parse(flow.snapshotPage ?? '') : null;
  const provider = page && !isCustomerPage(page.href) ? providerOf(page) : undefined;
  return provider?.id === flow.provider && hasErrorHeading(provider.knowledge.errorHeadings, snapshotOf(flow)?.headings ?? []);
}

function isSameErrorPage(flow: Flow | null, { url }: UrlEvent): boolean {
  const page = parseDestination(url);
  const outcome = page?.error ? errorOutcome(page.error, page.description) : null;
  return flow !== null && flow.errorPage === page?.originAndPath && isSameError(flow.outcome, outcome);
}

function isSameError(left: Outcome | null, right: Outcome | null): boolean {
  if (left?.kind !== 'error' || right?.kind !== 'error') return left === right;
  return left.error === right.error && left.description === right.description;
}

/**
 * While our own navigation is under way, the browser still reports the URL of the page that the tab
 * is leaving.
 */
export function isPageBeforeNavigation({ navigationStartedAt }: Flow, event: UrlEvent): boolean {
  return event.type === 'tabUpdated' && navigationStartedAt !== null && event.at - navigationStartedAt < NAVIGATION_TIMEOUT_MS;
}

/** Ends our own navigation once the tab shows a page on the way: what it shows next is no page before. `url`: undefined if unknown. */
export function withPassedPage(flow: Flow, url: string | undefined): Flow {
  const page = URL.parse(url ?? '');
  const kind = page && providerOf(page)?.urls.classifyUrl(page);
  return flow.navigationStartedAt !== null && (!kind || onTheWay.has(kind)) ? { ...flow, navigationStartedAt: null } : flow;
}

/** The pages from which nobody can send the reduced request. */
const onTheWay: ReadonlySet<PageKind> = new Set<PageKind>(['login', 'sso', 'home', 'elsewhere']);

/**
 * Whether a page that asks for consent makes the outcome obsolete. A new request retries after an
 * error, and the tab no longer shows the error page that it had. A download was only a guess, so a
 * page that the tab shows disproves it as well. A code is final: the app is connected, whatever page
 * the tab shows next.
 */
export function isRetry(flow: Flow, event: UrlEvent): boolean {
  const { outcome, errorPage } = flow;
  if (isConnected(flow)) return false;
  return errorPage !== null || outcome?.kind === 'download' || (outcome?.kind === 'error' && event.type === 'request');
}

/**
 * Forgets how the flow ended. A request also forgets the text of the page before. A `tabUpdated` may
 * come before or after the text of the page that it reports, and while a tab loads it may even report
 * the page before once more, so it forgets no text; `snapshotOf` tells which page a text belongs to.
 */
function withoutOutcome(flow: Flow, event: UrlEvent) {
  return { ...clearedOutcome, ...keptText(flow, event) };
}

function keptText(flow: Flow | null, { type, url }: UrlEvent): Pick<Flow, 'snapshot' | 'snapshotPage' | 'snapshotOrigin'> {
  if (!flow) return noText;
  const { snapshot, snapshotPage, snapshotOrigin, errorPage } = flow;
  // Firefox may report a request after the content script has read the page.
  const isOfRequestedPage = snapshotPage !== errorPage && snapshotPage === parseDestination(url)?.originAndPath;
  return type === 'tabUpdated' || isOfRequestedPage ? { snapshot, snapshotPage, snapshotOrigin } : noText;
}
