/** One event of a tab onto its flow. Pure; null is a tab without a flow. */

import { parseRequest, providerOf } from '@/providers';
import type { NavigationStep } from '@/providers/contract/diagnosis';
import type { AuthorizationRequest } from '@/providers/contract/request';
import { identityProviderAt } from '@/providers/oauth2/identity-providers';
import { readQuery } from '@/providers/oauth2/query';
import { type Destination, type Flow, type FlowEvent, type Outcome, parseDestination, type QuestionAnswers } from './flow';
import { errorOutcome } from './outcome';

export function reduceFlow(flow: Flow | null, event: FlowEvent): Flow | null {
  if (event.type === 'request' || event.type === 'tabUpdated') {
    // It was looked at before the tab went on, and is told after.
    if (event.type === 'tabUpdated' && flow && event.at < flow.lastRequestAt) return flow;
    const next = afterError(appendSteps(afterRequest(flow, event), event), event);
    return next && next !== flow && event.type === 'request' ? { ...next, lastRequestAt: event.at } : next;
  }
  if (!flow) return null;
  switch (event.type) {
    case 'pageRead':
      return { ...flow, reading: event.reading, ...(flow.outcome?.kind === 'download' ? clearedOutcome : {}) };
    case 'selectionChanged':
      return { ...flow, draftSelection: event.keep, unlocked: event.unlocked };
    case 'answered':
      return { ...flow, answers: withAnswer(flow.answers, event) };
    case 'narrowed':
      return { ...flow, narrowedUrl: event.url, activeRequest: 'narrowed', reading: null, navigationStartedAt: event.at };
    case 'originalRestored':
      if (flow.activeRequest === 'original') return { ...flow, draftSelection: event.keep };
      return { ...flow, activeRequest: 'original', reading: null, draftSelection: event.keep, navigationStartedAt: event.at };
    case 'redirected':
      return applyRedirectResult(appendExternalStep(flow, event), event.to, event.at);
    case 'download':
      return isActiveRequest(flow, event.url) ? { ...flow, outcome: { kind: 'download' }, outcomeAt: event.at } : flow;
    case 'closed':
      // Apps close their window at once, and the user is left with the app's own words for it.
      return flow.incognito || !flow.outcome || flow.outcome.kind === 'code' ? null : { ...flow, closedAt: event.at };
  }
}

const clearedOutcome = { outcome: null, outcomeAt: null, answers: {} } as const;

/** Longer than this, in milliseconds, and the tab shows what it shows. */
const NAVIGATION_TIMEOUT_MS = 10_000;

/** Returns the same object where nothing is new, so that nothing is written and nobody is told. */
function afterRequest(flow: Flow | null, event: Extract<FlowEvent, { type: 'request' | 'tabUpdated' }>): Flow | null {
  const parsed = parseRequest(event.url);
  if (!parsed.ok) return flow;
  const request = parsed.value;
  // The same query at another host or path is the same request: HubSpot moves people to the region of their account.
  const activeRequest = flow?.narrowedUrl && sameQuery(flow.narrowedUrl, request.url) ? 'narrowed' : 'original';
  if (!flow || (activeRequest === 'original' && !(flow.requestUrl && sameQuery(flow.requestUrl, request.url))))
    return newFlow(request, event);
  if (request.pageKind !== 'authorize') return flow;

  const url = activeRequest === 'narrowed' ? flow.narrowedUrl : flow.requestUrl;
  const switchedRequest = activeRequest !== flow.activeRequest;
  // While our own navigation is under way the tab still shows the page that it leaves.
  const isNavigating = flow.navigationStartedAt !== null && event.at - flow.navigationStartedAt < NAVIGATION_TIMEOUT_MS;
  if (event.type === 'tabUpdated' && switchedRequest && isNavigating) return flow;
  const hasArrived = switchedRequest || event.type === 'tabUpdated';
  // A page after all, or another try.
  const isRetry = flow.outcome?.kind === 'download' || (event.type === 'request' && flow.outcome?.kind === 'error');
  if (url === request.url && !switchedRequest && !isRetry && !(hasArrived && flow.navigationStartedAt !== null)) return flow;
  return {
    ...flow,
    ...(activeRequest === 'narrowed' ? { narrowedUrl: request.url } : { requestUrl: request.url }),
    activeRequest,
    navigationStartedAt: hasArrived ? null : flow.navigationStartedAt,
    // Back or Forward: what was ticked belonged to the other request.
    ...(switchedRequest ? { reading: null, draftSelection: null } : {}),
    ...(isRetry ? clearedOutcome : {}),
  };
}

type Begins = Pick<AuthorizationRequest, 'provider'> & { url: string | null };

function newFlow(request: Begins, event: Extract<FlowEvent, { type: 'request' | 'tabUpdated' }>): Flow {
  return {
    provider: request.provider,
    startedAt: event.at,
    lastRequestAt: event.at,
    requestUrl: request.url,
    initiatorOrigin: (event.type === 'request' && event.initiatorOrigin) || null,
    navigation: [],
    narrowedUrl: null,
    activeRequest: 'original',
    navigationStartedAt: null,
    reading: null,
    draftSelection: null,
    unlocked: [],
    outcome: null,
    outcomeAt: null,
    incognito: event.incognito ?? false,
    closedAt: null,
    answers: {},
  };
}

function withAnswer(answers: QuestionAnswers, { question, answer }: Extract<FlowEvent, { type: 'answered' }>): QuestionAnswers {
  const others = Object.entries(answers).filter(([id]) => id !== question);
  return Object.fromEntries(answer === null ? others : [...others, [question, answer]]);
}

const MAX_NAVIGATION_STEPS = 40;

/** Adds where the tab goes, and where it came from if that is another site: an identity provider posts people back. */
function appendSteps(flow: Flow | null, event: Extract<FlowEvent, { type: 'request' | 'tabUpdated' }>): Flow | null {
  // After the answer the tab goes where it likes.
  if (!flow || flow.outcome || event.type !== 'request') return flow;
  const asked = toNavigationStep(event.url, event.at);
  const from = toNavigationStep(event.initiatorOrigin ?? '', event.at);
  // The app's own page sent the user here. Browsers name whoever did so again at each redirect that follows.
  const isNamed = flow.navigation.findLast((step) => step.pageKind === 'elsewhere')?.host === from?.host;
  const isExternal =
    from?.pageKind === 'elsewhere' &&
    event.initiatorOrigin !== flow.initiatorOrigin &&
    !isNamed &&
    flow.navigation.length > 0 &&
    !isProviderHost(flow, from.host);
  const came = isExternal ? appendStep(flow, from) : flow;
  return asked && asked.pageKind !== 'elsewhere' ? appendStep(came, asked) : came;
}

/** An origin has no path, so its place says nothing on a host where the provider was seen: its page posted to itself. */
function isProviderHost({ navigation }: Flow, host: string): boolean {
  return navigation.some((step) => step.host === host && step.pageKind !== 'elsewhere');
}

/** Null for an app's own scheme, and for a page of the extension that started the request again. */
function toNavigationStep(text: string, at: number): NavigationStep | null {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  return { at, host: url.hostname, pageKind: providerOf(url)?.urls.classifyUrl(url) ?? 'elsewhere', idp: identityProviderAt(url) };
}

/** The same step twice is one: frameworks and redirects to itself repeat it. */
function appendStep(flow: Flow, step: NavigationStep): Flow {
  const last = flow.navigation.at(-1);
  if (last?.host === step.host && last.pageKind === step.pageKind) return flow;
  return { ...flow, navigation: [...flow.navigation, step].slice(-MAX_NAVIGATION_STEPS) };
}

/** A redirect off the provider's hosts names the next host; what is asked there is not seen. */
function appendExternalStep(flow: Flow, { to, at }: Extract<FlowEvent, { type: 'redirected' }>): Flow {
  const step = toNavigationStep(to.originAndPath, at);
  return step?.pageKind === 'elsewhere' ? appendStep(flow, step) : flow;
}

/** A provider's own error page carries the reason in its address, and nobody sends it on to the app. */
function afterError(flow: Flow | null, event: Extract<FlowEvent, { type: 'request' | 'tabUpdated' }>): Flow | null {
  const url = URL.parse(event.url);
  const provider = url && providerOf(url);
  const pageKind = url && provider?.urls.classifyUrl(url);
  if (!provider || (pageKind !== 'error' && pageKind !== 'consent')) return flow;
  // On a host of no step that was seen the browser keeps us off: which request stands there is not known.
  const unseen = event.type === 'tabUpdated' && flow?.requestUrl && flow.navigation.every((step) => step.host !== url.hostname);
  const ofProvider = flow?.provider === provider.id && !unseen ? flow : newFlow({ provider: provider.id, url: null }, event);
  const to = pageKind === 'error' ? parseDestination(event.url) : null;
  if (!to?.error || ofProvider.outcome?.kind === 'code') return ofProvider;
  const outcome = errorOutcome(to.error, to.description);
  // The same page is seen twice, as a request and as what the tab shows.
  return isSame(ofProvider.outcome, outcome) ? ofProvider : { ...ofProvider, outcome, outcomeAt: event.at };
}

function isSame(left: Outcome | null, right: Outcome): boolean {
  return left?.kind === 'error' && right.kind === 'error' && left.error === right.error && left.description === right.description;
}

function isActiveRequest({ requestUrl, narrowedUrl }: Flow, url: string): boolean {
  const place = URL.parse(url);
  const isRequest = place !== null && providerOf(place)?.urls.classifyUrl(place) === 'authorize';
  return isRequest && [requestUrl, narrowedUrl].some((asked) => asked !== null && sameQuery(asked, url));
}

function sameQuery(left: string, right: string): boolean {
  const queryOf = (url: string) => {
    const query = readQuery(url);
    return url.slice(query.start, query.end);
  };
  return queryOf(left) === queryOf(right);
}

/** Only an answer that goes to the request's own redirect_uri ends the flow. */
function applyRedirectResult(flow: Flow, to: Destination, at: number): Flow {
  const redirect = readQuery(flow.requestUrl ?? '').parameters.find((parameter) => parameter.name === 'redirect_uri')?.value;
  if (!redirect || parseDestination(redirect)?.originAndPath !== to.originAndPath) return flow;
  if (to.hasCode) return { ...flow, outcome: { kind: 'code' }, outcomeAt: at };
  if (!to.error) return flow;
  return { ...flow, outcome: errorOutcome(to.error, to.description), outcomeAt: at };
}
