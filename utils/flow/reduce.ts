/**
 * Applies one event of a tab to its flow. This is the state machine that README.md draws: pure,
 * without browser API, clock or storage, so that every case can be tested as a list of events.
 */

import { parseRequest, providerOf } from '@/providers';
import { isTooLong } from '@/providers/oauth2/request';
import { pagesOf, requestAt, withArrival, withLead, withPage, withShown } from './consent-page';
import { type Flow, type FlowEvent, isConnected, isUnled, type QuestionAnswers, type UrlEvent } from './flow';
import { isUnmade, leftFlow, newFlow, noText, withMade, withoutMade } from './new-flow';
import { atPage, atRequest, backTo, flowOnScreen, repeated, shownBefore } from './on-screen';
import { applyProviderPage, clearedOutcome, hasFailed, isPageBeforeNavigation, isRetry, switchTo, withPassedPage } from './provider-page';
import { applyAnnounced, redactedDestination, redirectTo, withAnnounced, withHost } from './redirect';
import { applyRejection } from './rejection';
import { withFirst, withoutTakenBack } from './saved';
import { isSignInStep, mayServe, requestMadeBy, whichRequest } from './which-request';

/**
 * Returns the flow after the event. Null stands for a tab without a flow, before the event as
 * well as after it. Returns the same object if nothing changed, because the store then writes
 * nothing and panel and popup are not redrawn.
 */
export function reduceFlow(flow: Flow | null, event: FlowEvent): Flow | null {
  if (event.type === 'request' || event.type === 'tabUpdated') return applyUrl(flow, event);
  if (event.type === 'redirected' && isMissed(flow, event)) {
    const requested = applyUrl(flow, { ...event, type: 'request', url: event.from });
    return requested && applyRedirect(requested, event);
  }
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
      return {
        ...flow,
        narrowedUrl: event.url,
        made: withMade(flow, event.url),
        ...(event.url !== flow.narrowedUrl && { consentPages: pagesOf(flow, 'original') }),
        activeRequest: 'narrowed',
        ...noText,
        navigationStartedAt: event.at,
      };
    case 'originalRestored':
      return {
        ...flow,
        draftSelection: event.keep,
        ...(flow.activeRequest === 'narrowed' && { activeRequest: 'original', ...noText, navigationStartedAt: event.at }),
      };
    case 'redirected':
      return applyRedirect(flow, event);
    case 'download':
      return requestMadeBy(flow, event.url) ? { ...flow, outcome: { kind: 'download' }, outcomeAt: event.at } : flow;
    case 'rejected':
      return applyRejection(flow, event);
    case 'stopped':
      return applyStop(flow, event);
    case 'announced':
      return withAnnounced(atRequest(atPage(flow, event.from), event.from), event);
    case 'closed':
      // Apps often close their window right after an error, so the error must survive the tab for
      // the popup to explain it.
      return hasFailed(flow) && !flow.incognito && !isUnled(flow) ? { ...flow, closedAt: event.at } : null;
    case 'loading':
      return hasMovedOn(flow, event) ? leftFlow(flow) : applyLoad(flow, event);
    case 'loaded':
      return applyLoad(flow, event);
  }
}

function applyPageRead(flow: Flow, event: Extract<FlowEvent, { type: 'pageRead' }>): Flow {
  const { snapshot, page, url = '' } = event;
  const before = shownBefore(flow, url);
  if (before) return { ...flow, before: applyPageRead(before, event) };
  if (flow.requestUrl !== null && flowOnScreen(flow, url).requestUrl === null) return flow;
  const isError = pageKindOf(page) === 'error';
  // The page of a code is the one before it; an error page that follows says nothing about it.
  if (isError && isConnected(flow)) return flow;
  const shown = requestAt(flow, url);
  // While another request loads, the tab still shows the page of the one before, and *Back* shows the page of
  // the request that was not approved.
  if (shown === 'other' || (isConnected(flow) && shown !== null && shown !== flow.activeRequest)) return flow;
  const snapshotOrigin = isError ? 'error' : shown;
  const hasArrived = shown !== null && shown === flow.activeRequest;
  const arrival = { ...(hasArrived && { navigationStartedAt: null }), ...((hasArrived || page === flow.errorPage) && { before: null }) };
  const consentRead = flow.consentRead || (snapshot.lines.length > 0 && mayServe(flow, page));
  const reset = flow.outcome?.kind === 'download' && clearedOutcome;
  return { ...flow, snapshot, snapshotPage: page, snapshotOrigin, consentRead, ...reset, ...arrival };
}

/** Apps redirect again within a moment of their callback; a later navigation is unrelated to the outcome. */
const CALLBACK_GRACE_MS = 10_000;

/** How long the event of a tab's URL may wait for the events before it. */
const STALE_MS = 60_000;

function applyUrl(flow: Flow | null, event: UrlEvent): Flow | null {
  // Stale event: the tab's URL was read before the latest request, unless the clock was set back.
  const age = event.type === 'tabUpdated' && flow ? flow.lastRequestAt - event.at : 0;
  if (age > 0 && age < STALE_MS) return flow;
  const before =
    flow &&
    (event.type === 'request'
      ? applyAnnounced(repeated(flow, event), event)
      : withArrival(withShown(atPage(flow, event.url), event.url), event));
  const requested = applyAuthorizationRequest(before, event);
  const next = applyProviderPage(requested && event.type === 'request' ? withLead(requested, event) : requested, event);
  if (next && next !== flow && event.type === 'request') return { ...next, lastRequestAt: event.at };
  return next?.before && event.type === 'tabUpdated' ? { ...next, before: null } : next;
}

/**
 * Starts a flow, or notes which of its two requests the tab shows now. Any other URL leaves the
 * flow as it is.
 */
function applyAuthorizationRequest(flow: Flow | null, event: UrlEvent): Flow | null {
  const parsed = parseRequest(event.url);
  if (!parsed.ok) return flow;
  const request = parsed.value;
  if (flow && !isConnected(flow) && isSignInStep(flow, request.url)) return flow;
  // Only the URL tells two requests apart, so the page of one that is not kept belongs to the flow.
  if (isTooLong(request.url) && flow?.isTooLong && flow.provider === request.provider && event.type === 'tabUpdated') return flow;
  const requested = flow && whichRequest(flow, request.url);
  const isShownOnly = request.pageKind === 'authorize' && event.type === 'tabUpdated';
  if (flow && !requested && isShownOnly && isUnmade(flow, request.url)) return atUnknownPage(flow, request.provider, event);
  if (!flow || !requested || (request.pageKind === 'authorize' && (isMadeAnew(flow, event) || isPostedBySite(flow, event))))
    return newFlow(request, event, flow);
  // A sign-in page may carry the request along; only the page that asks for consent shows it.
  if (request.pageKind !== 'authorize') return flow;

  const isSwitch = requested !== flow.activeRequest;
  if (isSwitch && (isPageBeforeNavigation(flow, event) || isConnected(flow))) return flow;
  const hasArrived = isSwitch || event.type === 'tabUpdated';
  const endsNavigation = hasArrived && flow.navigationStartedAt !== null;
  const clearsOutcome = isRetry(flow, event);
  // The response is another page than the one whose text the flow has.
  const clearsSnapshot = flow.snapshot !== null && event.type === 'request' && !isConnected(flow);
  const isSameUrl = request.url === (requested === 'narrowed' ? flow.narrowedUrl : flow.requestUrl);
  if (isSameUrl && !isSwitch && !endsNavigation && !clearsOutcome && !clearsSnapshot) return flow;
  return {
    // The user went Back or Forward.
    ...(isSwitch ? switchTo(requested, flow) : flow),
    [requested === 'narrowed' ? 'narrowedUrl' : 'requestUrl']: request.url,
    ...(hasArrived && { navigationStartedAt: null }),
    ...(clearsSnapshot && noText),
    ...(clearsOutcome && clearedOutcome),
  };
}

/** Returns the flow of a tab whose address is no request that the tab made. */
function atUnknownPage(flow: Flow, provider: Flow['provider'], event: UrlEvent): Flow {
  const isThere = isUnled(flow) && flow.provider === provider;
  return isThere ? flow : { ...newFlow({ provider, url: null }, event, flow), isInterrupted: true };
}

/**
 * Whether the app was connected and its request is now made once more: the page asks for consent
 * again, and must not say that the user has given it.
 */
function isMadeAnew(flow: Flow, event: UrlEvent): boolean {
  return isConnected(flow) && event.type === 'request' && event.at > (flow.outcomeAt ?? 0);
}

/** Whether another site posts the request. The provider's own page may post its form to the same address. */
function isPostedBySite(flow: Flow, event: UrlEvent): boolean {
  return event.type === 'request' && event.isPosted === true && !mayServe(flow, event.initiatorOrigin ?? '');
}

function withAnswer(answers: QuestionAnswers, { question, answer }: Extract<FlowEvent, { type: 'answered' }>): QuestionAnswers {
  const others = Object.entries(answers).filter(([id]) => id !== question);
  return Object.fromEntries(answer === null ? others : [...others, [question, answer]]);
}

/**
 * Whether the browser redirects a request whose own report the background missed, because it was
 * stopped in that moment.
 */
function isMissed(flow: Flow | null, { from, page }: Extract<FlowEvent, { type: 'redirected' }>): boolean {
  const request = page === undefined || (flow && requestMadeBy(flow, from)) ? null : parseRequest(from);
  // A consent form may be posted to the same address, without a query.
  return request?.ok === true && request.value.pageKind === 'authorize' && request.value.clientId !== null;
}

function applyRedirect(flow: Flow, event: Extract<FlowEvent, { type: 'redirected' }>): Flow {
  return redirectTo(withRedirect(flow, event), redactedDestination(flow, event), event.at);
}

/**
 * Notes the consent page to which one of the two requests leads by a redirect. What follows a
 * redirect to another site was not decided by the provider.
 */
function withRedirect(flow: Flow, { from, to, page }: Extract<FlowEvent, { type: 'redirected' }>): Flow {
  if (page === undefined) return flow;
  const next = withHost(flow, from, to);
  const request = requestMadeBy(flow, from);
  const led = request ? withPage(next, page, request) : next;
  return led.requestId === null || mayServe(led, to.originAndPath) ? led : { ...led, requestId: null };
}

/**
 * Ends the way to a page that never came: the tab still shows the one before, of this flow or of the
 * flow before.
 */
function applyStop(flow: Flow, event: Extract<FlowEvent, { type: 'stopped' }>): Flow {
  const { activeRequest, before, navigationStartedAt } = flow;
  const { url, requestId } = event;
  // The next request may be reported before the end of the one before.
  if (requestId && before?.requestId === requestId && flow.requestId !== requestId)
    return { ...flow, made: withoutMade(flow.made, url), before: applyStop(before, event) };
  // Its last redirect may have been on the way to the page.
  const isStopped = flow.requestId && requestId ? flow.requestId === requestId : requestAt(flow, url) === activeRequest;
  if (!isStopped || flow.outcome) return flow;
  if (before) return backTo(before, flow);
  const stopped = { ...flow, made: withoutMade(flow.made, url) };
  if (navigationStartedAt === null) return { ...stopped, isInterrupted: true };
  // The tab never left the page from which *Continue* or *Undo* sent it, so what that page does counts as before.
  const shown =
    activeRequest === 'narrowed' ? ({ activeRequest: 'original', narrowedUrl: null } as const) : { activeRequest: 'narrowed' as const };
  // No request that follows is a redirect of the stopped one.
  return { ...stopped, ...shown, navigationStartedAt: null, requestId: '' };
}

function applyLoad(flow: Flow, event: Extract<FlowEvent, { type: 'loading' | 'loaded' }>): Flow {
  return withPassedPage(applyAnnounced(withShown(flow, event.url), event), event.url);
}

/**
 * Whether the tab loads something unrelated long after the outcome. While it shows a page of a provider,
 * the flow tells which request that is about; Firefox reports the load with the page that the tab leaves.
 */
function hasMovedOn({ outcomeAt }: Flow, { at, url = '' }: Extract<FlowEvent, { type: 'loading' | 'loaded' }>): boolean {
  return outcomeAt !== null && at - outcomeAt > CALLBACK_GRACE_MS && (pageKindOf(url) ?? 'elsewhere') === 'elsewhere';
}

function pageKindOf(text: string) {
  const url = URL.parse(text);
  return url && providerOf(url)?.urls.classifyUrl(url);
}
