/**
 * Applies one event of a tab to its flow. This is the state machine that README.md draws: pure,
 * without browser API, clock or storage, so that every case can be tested as a list of events.
 */

import { parseRequest, providerOf } from '@/providers';
import { isTooLong } from '@/providers/oauth2/request';
import { type Flow, type FlowEvent, type Outcome, parseDestination, type QuestionAnswers, type UrlEvent } from './flow';
import { appendSteps } from './navigation';
import { newFlow, noText } from './new-flow';
import { errorOutcome } from './outcome';
import { applyAnnounced, redactedDestination, redirectTo } from './redirect';
import { withFirst, withoutTakenBack } from './saved';
import { mayServe, whichRequest } from './which-request';

/**
 * Returns the flow after the event. Null stands for a tab without a flow, before the event as
 * well as after it. Returns the same object if nothing changed, because the store then writes
 * nothing and panel and popup are not redrawn.
 */
export function reduceFlow(flow: Flow | null, event: FlowEvent): Flow | null {
  if (event.type === 'request' || event.type === 'tabUpdated') return applyUrl(flow, event);
  if (!flow) return null;
  switch (event.type) {
    case 'pageRead':
      return applyPageRead(flow, event);
    case 'scopesLearned':
      return { ...flow, learnedAt: event.at };
    case 'selectionChanged':
      return { ...flow, draftSelection: event.keep, unlocked: event.unlocked, undone: null };
    case 'saved':
      return { ...flow, saveFault: event.fault, saved: withFirst(flow, event.saved), undone: event.undone ?? null };
    case 'takenBack':
      return withoutTakenBack(flow, event.saved);
    case 'answered':
      return { ...flow, answers: withAnswer(flow.answers, event) };
    case 'narrowed':
      return { ...flow, narrowedUrl: event.url, activeRequest: 'narrowed', ...noText, navigationStartedAt: event.at };
    case 'originalRestored':
      return {
        ...flow,
        draftSelection: event.keep,
        ...(flow.activeRequest === 'narrowed' && { activeRequest: 'original', ...noText, navigationStartedAt: event.at }),
      };
    case 'redirected':
      return redirectTo(flow, redactedDestination(flow, event.from, event.to), event.at);
    case 'download':
      return isRequestOfFlow(flow, event.url) ? { ...flow, outcome: { kind: 'download' }, outcomeAt: event.at } : flow;
    case 'announced':
      return { ...flow, announced: { to: redactedDestination(flow, event.from, event.to), at: event.at } };
    case 'closed':
      // Apps often close their window right after an error, so the error must survive the tab for
      // the popup to explain it.
      return flow.incognito || !flow.outcome || flow.outcome.kind === 'code' ? null : { ...flow, closedAt: event.at };
    case 'loading':
      return flow.outcomeAt !== null && event.at - flow.outcomeAt > CALLBACK_GRACE_MS ? null : applyAnnounced(flow, event);
    case 'loaded':
      return applyAnnounced(flow, event);
  }
}

function applyPageRead(flow: Flow, { snapshot, page, url = '' }: Extract<FlowEvent, { type: 'pageRead' }>): Flow {
  const isError = pageKindOf(page) === 'error';
  // The page of a code is the one before it; an error page that follows says nothing about it.
  if (isError && flow.outcome?.kind === 'code') return flow;
  const snapshotOrigin = isError ? 'error' : whichRequest(flow, url);
  const consentRead = flow.consentRead || (snapshot.lines.length > 0 && mayServe(flow, page));
  const reset = flow.outcome?.kind === 'download' && clearedOutcome;
  return { ...flow, snapshot, snapshotPage: page, snapshotOrigin, consentRead, ...reset };
}

/**
 * Apps redirect again within a moment of their callback; a later navigation is unrelated to the
 * outcome.
 */
const CALLBACK_GRACE_MS = 10_000;

const clearedOutcome = { outcome: null, outcomeAt: null, errorPage: null, answers: {} } as const;

/**
 * Limits how long a tab may take to show the request that we sent it to; after that we believe what
 * the tab shows.
 */
const NAVIGATION_TIMEOUT_MS = 10_000;

function applyUrl(flow: Flow | null, event: UrlEvent): Flow | null {
  // Stale event: the tab's URL was read before the latest request.
  if (event.type === 'tabUpdated' && flow && event.at < flow.lastRequestAt) return flow;
  const before = event.type === 'request' && flow ? applyAnnounced(flow, event) : flow;
  const next = applyProviderPage(applyAuthorizationRequest(before, event), event);
  return next && next !== flow && event.type === 'request' ? { ...next, lastRequestAt: event.at } : next;
}

/**
 * Starts a flow, or notes which of its two requests the tab shows now. Any other URL leaves the
 * flow as it is.
 */
function applyAuthorizationRequest(flow: Flow | null, event: UrlEvent): Flow | null {
  const parsed = parseRequest(event.url);
  if (!parsed.ok) return flow;
  const request = parsed.value;
  // Only the URL tells two requests apart, so the page of one that is not kept belongs to the flow.
  if (isTooLong(request.url) && flow?.isTooLong && flow.provider === request.provider && event.type === 'tabUpdated') return flow;
  const requested = flow && whichRequest(flow, request.url);
  if (!flow || !requested || isMadeAnew(flow, event)) return newFlow(request, event);
  // A sign-in page may carry the request along; only the page that asks for consent shows it.
  if (request.pageKind !== 'authorize') return flow;

  const isSwitch = requested !== flow.activeRequest;
  if (isSwitch && isPageBeforeNavigation(flow, event)) return flow;
  const hasArrived = isSwitch || event.type === 'tabUpdated';
  const endsNavigation = hasArrived && flow.navigationStartedAt !== null;
  const clearsOutcome = isRetry(flow, event);
  // The response is another page than the one whose text the flow has.
  const clearsSnapshot = flow.snapshot !== null && event.type === 'request' && flow.outcome?.kind !== 'code';
  const isSameUrl = request.url === (requested === 'narrowed' ? flow.narrowedUrl : flow.requestUrl);
  if (isSameUrl && !isSwitch && !endsNavigation && !clearsOutcome && !clearsSnapshot) return flow;
  return {
    ...flow,
    ...(requested === 'narrowed' ? { narrowedUrl: request.url } : { requestUrl: request.url }),
    activeRequest: requested,
    navigationStartedAt: hasArrived ? null : flow.navigationStartedAt,
    ...((clearsSnapshot || (isSwitch && flow.snapshotOrigin !== requested)) && noText),
    // The user went Back or Forward, so the ticked scopes belong to the other request.
    ...(isSwitch && { draftSelection: null, undone: null }),
    ...(clearsOutcome && clearedOutcome),
  };
}

/**
 * Whether the app was connected and its request is now made once more: the page asks for consent
 * again, and must not say that the user has given it.
 */
function isMadeAnew({ outcome, outcomeAt }: Flow, event: UrlEvent): boolean {
  return outcome?.kind === 'code' && event.type === 'request' && event.at > (outcomeAt ?? 0) && pageKindOf(event.url) === 'authorize';
}

/**
 * While our own navigation is under way, the browser still reports the URL of the page that the tab
 * is leaving.
 */
function isPageBeforeNavigation({ navigationStartedAt }: Flow, event: UrlEvent): boolean {
  return event.type === 'tabUpdated' && navigationStartedAt !== null && event.at - navigationStartedAt < NAVIGATION_TIMEOUT_MS;
}

/**
 * Whether a page that asks for consent makes the outcome obsolete. A new request retries after an
 * error, and the tab no longer shows the error page that it had. A download was only a guess, so a
 * page that the tab shows disproves it as well. A code is final: the app is connected, whatever page
 * the tab shows next.
 */
function isRetry({ outcome, errorPage }: Flow, event: UrlEvent): boolean {
  if (outcome?.kind === 'code') return false;
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

function withAnswer(answers: QuestionAnswers, { question, answer }: Extract<FlowEvent, { type: 'answered' }>): QuestionAnswers {
  const others = Object.entries(answers).filter(([id]) => id !== question);
  return Object.fromEntries(answer === null ? others : [...others, [question, answer]]);
}

/**
 * Handles the page at the URL and adds its step. If the flow cannot be about a provider's consent
 * or error page, a flow without a request starts.
 */
function applyProviderPage(flow: Flow | null, event: UrlEvent): Flow | null {
  const url = URL.parse(event.url);
  const provider = url && providerOf(url);
  const pageKind = url && provider?.urls.classifyUrl(url);
  if (!provider || (pageKind !== 'error' && pageKind !== 'consent')) return flow && appendSteps(flow, event);
  const page = { hostname: url.hostname, isError: pageKind === 'error' };
  const belongsToFlow = flow && mayServe(flow, event.url) && !isOfAnotherRequest(flow, event, page);
  // Nothing tells later which consent page a text belongs to, so only that of this one is kept.
  const isOfPage = pageKind === 'error' || flow?.snapshotPage === parseDestination(event.url)?.originAndPath;
  const kept = isOfPage ? keptText(flow, event) : noText;
  const flowOfPage = belongsToFlow ? flow : { ...newFlow({ provider: provider.id, url: null }, event), ...kept };
  if (pageKind === 'error') return applyErrorPage(flowOfPage, event);
  return appendSteps(isRetry(flowOfPage, event) ? { ...flowOfPage, ...withoutOutcome(flowOfPage, event) } : flowOfPage, event);
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
  if (!page || flow.outcome?.kind === 'code') return flow;
  const outcome = page.error ? errorOutcome(page.error, page.description) : null;
  // The same page arrives twice: as a request and as the URL that the tab shows.
  if (flow.errorPage === page.originAndPath && isSameError(flow.outcome, outcome)) return flow;
  const shown = appendSteps({ ...flow, ...withoutOutcome(flow, event), errorPage: page.originAndPath }, event);
  return { ...shown, outcome, outcomeAt: outcome && event.at };
}

function isSameError(left: Outcome | null, right: Outcome | null): boolean {
  if (left?.kind !== 'error' || right?.kind !== 'error') return left === right;
  return left.error === right.error && left.description === right.description;
}

/**
 * Whether the URL is one of the flow's two requests, at a place where the provider asks for
 * consent.
 */
function isRequestOfFlow(flow: Flow, text: string): boolean {
  return pageKindOf(text) === 'authorize' && whichRequest(flow, text) !== null;
}

function pageKindOf(text: string) {
  const url = URL.parse(text);
  return url && providerOf(url)?.urls.classifyUrl(url);
}
