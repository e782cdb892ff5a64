/** The flow that a tab starts with. */
import type { AuthorizationRequest } from '@/providers/contract/request';
import { isTooLong } from '@/providers/oauth2/request';
import { hash } from '@/utils/text/hash';
import { pagesOf } from './consent-page';
import type { Flow, UrlEvent } from './flow';
import { queryOf } from './which-request';

/** The fields of a flow whose page was not read. */
export const noText = { snapshot: null, snapshotPage: null, snapshotOrigin: null } as const;

/** What a flow starts from. `url` is null for a page whose request was not reported. */
type FlowStart = Pick<AuthorizationRequest, 'provider'> & { url: string | null };

/** Returns a flow of which only the event is known. `before`: the flow that the tab had. */
export function newFlow(start: FlowStart, event: UrlEvent, before: Flow | null): Flow {
  const requestUrl = start.url === null || isTooLong(start.url) ? null : start.url;
  const isPost = event.type === 'request' && event.isPosted === true;
  return {
    provider: start.provider,
    startedAt: event.at,
    lastRequestAt: event.at,
    requestUrl,
    isTooLong: start.url !== null && requestUrl === null,
    initiatorOrigin: (event.type === 'request' && event.initiatorOrigin) || null,
    navigation: [],
    narrowedUrl: null,
    activeRequest: 'original',
    navigationStartedAt: null,
    ...noText,
    hosts: [],
    consentPages: pagesOf(before),
    before: event.type === 'request' ? pageBefore(before) : null,
    consentRead: false,
    isInterrupted: false,
    led: null,
    isPosted: isPost || (requestUrl !== null && before?.made.includes(postedTo(requestUrl)) === true),
    made: event.type === 'request' && requestUrl !== null ? withMade(before, requestUrl, isPost) : (before?.made ?? []),
    requestId: (event.type === 'request' && event.requestId) || null,
    draftSelection: null,
    unlocked: [],
    announced: null,
    outcome: null,
    outcomeAt: null,
    errorPage: null,
    incognito: event.incognito ?? false,
    closedAt: null,
    learnedAt: null,
    saveFault: null,
    saved: null,
    undone: null,
    answers: {},
  };
}

/**
 * Returns the flow of the page that the tab shows. Nothing tells whether the page of a request that was
 * posted to the address of the page before has arrived, so that page may be either one.
 */
function pageBefore(flow: Flow | null): Flow | null {
  const { before = null, requestUrl, isPosted } = flow ?? {};
  if (!flow || !before) return flow;
  return isPosted && requestUrl && queryOf(requestUrl) === queryOf(before.requestUrl ?? '') ? { ...before, isPosted } : before;
}

/** Requests of one tab, and those that were posted; of more, the oldest are forgotten. */
const MAX_MADE = 40;

const madeAt = (url: string) => hash(queryOf(url));

/** Stands for a request that was posted there: the address alone does not say what. */
const postedTo = (url: string) => `${POSTED}${madeAt(url)}`;
const POSTED = 'posted:';
const wasPosted = (made: string) => made.startsWith(POSTED);

/**
 * Returns the requests of a tab, as hashes of their queries and oldest first, with this one as the last.
 * `before`: the flow that the tab had.
 */
export function withMade(before: Flow | null, url: string, isPost = false): Flow['made'] {
  const key = isPost ? postedTo(url) : madeAt(url);
  const made = [...(before?.made ?? []).filter((other) => other !== key), key];
  // Requests that follow do not make the tab forget what was posted.
  return [...made.filter(wasPosted).slice(-MAX_MADE), ...made.filter((one) => !wasPosted(one)).slice(-MAX_MADE)];
}

/** Returns the requests of a tab without one that brought no page, so that no address of a page can be its. */
export const withoutMade = (made: Flow['made'], url: string): Flow['made'] => made.filter((other) => other !== madeAt(url));

/**
 * Whether the address of a tab shows a request that the tab did not make, although its requests are
 * reported: a script of the page can write any address of the page's origin, and *Back* may show what
 * was posted to the same address. A request that is too long is read-only anyway.
 */
export function isUnmade({ made }: Pick<Flow, 'made'>, url: string): boolean {
  const mayBePosted = made.includes(postedTo(url)) || made.filter(wasPosted).length === MAX_MADE;
  return !isTooLong(url) && made.length > 0 && (mayBePosted || !made.includes(madeAt(url)));
}

/** Returns what stays of a flow that had to be dropped: that nothing is known of the tab's page. */
export function forgottenFlow({ provider, lastRequestAt, incognito }: Flow): Flow {
  const event = { type: 'tabUpdated', url: '', at: lastRequestAt, incognito } as const;
  return { ...newFlow({ provider, url: null }, event, null), isInterrupted: true };
}

/**
 * Returns what stays of a flow once the tab has moved on after its outcome: which requests the tab
 * made, and which pages are not those of the next one. Null if that is nothing.
 */
export function leftFlow(flow: Flow): Flow | null {
  const consentPages = pagesOf(flow);
  const isEmpty = flow.made.length === 0 && Object.keys(consentPages).length === 0;
  return isEmpty ? null : { ...forgottenFlow(flow), consentPages, made: flow.made };
}

/** Whether nothing is left of a flow that could be dropped. */
export const isForgotten = ({ requestUrl, isInterrupted, snapshot, before }: Flow): boolean =>
  isInterrupted && requestUrl === null && snapshot === null && before === null;
