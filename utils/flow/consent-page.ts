/**
 * Tells to which request a consent page belongs whose URL does not carry the request, as
 * Salesforce's does not; pure. Without it, *Back*, a navigation that is cut off, or any site that
 * sends the tab to a page of its choice, would leave the tab at a page that requests more than the
 * review says.
 */
import { providerOf } from '@/providers';
import { readQuery } from '@/providers/oauth2/query';
import { hash } from '@/utils/text/hash';
import type { Flow, FlowEvent, UrlEvent } from './flow';
import { isOfProvider, isOtherRequest, mayServe, requestMadeBy, whichRequest } from './which-request';

/** Pages of one tab; of more, the oldest are forgotten. */
const MAX_PAGES = 40;

/**
 * Where Salesforce's sign-in pages keep the page to which they lead. Their other parameters may be
 * those of the app, such as its `login_hint`.
 */
const START_PARAMETERS = /^(?:startURL|retURL|RelayState)$/i;

/**
 * Returns the key of a page in `consentPages`: a hash, because its URL may be secret. The host is no
 * part of it, because a sign-in may lead to that of the account. Null for any other page, and for
 * one whose URL is the same for every request.
 */
export function consentPageKey(text: string): string | null {
  const url = URL.parse(text);
  const isConsent = url && url.search !== '' && providerOf(url)?.urls.classifyUrl(url) === 'consent';
  return isConsent ? hash(url.pathname + url.search) : null;
}

/** Returns the key of the consent page at the URL, or of the one to which the sign-in there leads. */
export function nextConsentPage(text: string): string | null {
  const starts = readQuery(text).parameters.filter(({ name }) => START_PARAMETERS.test(name));
  const pages = [text, ...starts.map(({ value }) => URL.parse(value ?? '', text)?.href ?? '')];
  return pages.map(consentPageKey).find((key) => key !== null) ?? null;
}

/**
 * Returns which request of the flow led to the page, or that another flow did. Null if unknown, which
 * is possible only for the first page of an undisturbed request, whose report the background missed.
 */
export function requestOfPage(flow: Flow, url: string): Flow['activeRequest'] | 'other' | null {
  const key = consentPageKey(url);
  return key === null ? null : (flow.consentPages[key] ?? (mayLeadOn(flow) ? null : 'other'));
}

function mayLeadOn({ activeRequest, consentPages, isInterrupted }: Flow): boolean {
  const pages = Object.values(consentPages);
  // Once pages are forgotten, an unknown page may be one of them.
  return !isInterrupted && pages.length < MAX_PAGES && !pages.includes(activeRequest);
}

/** Returns which request of the flow the page at the URL belongs to, as `requestOfPage` does for a consent page. */
export const requestAt = (flow: Flow, url: string) => whichRequest(flow, url) ?? requestOfPage(flow, url);

/** Whether the answer of `requestAt` or `requestOfPage` is one of the flow's two requests. */
export const isOwn = (known: ReturnType<typeof requestAt>) => known === 'original' || known === 'narrowed';

/** Whether the URL is that of one of the flow's two requests, or of a page to which one of them led. */
export function isPageOfFlow(flow: Flow, url: string): boolean {
  return isOwn(requestMadeBy(flow, url)) || isOwn(requestOfPage(flow, url));
}

/**
 * Notes the consent page to which the request of a URL leads, if the provider led the tab there: by
 * a redirect of the flow's own request, or from one of its pages. Any other request for a page of
 * the provider interrupts the flow, until the tab shows a page of the flow again; so does another
 * app's request, as of an org that signs its users in at another org.
 */
export function withLead(flow: Flow, { url, requestId, initiatorOrigin }: Extract<FlowEvent, { type: 'request' }>): Flow {
  const id = requestId ?? null;
  if (isPageOfFlow(flow, url)) return flow.requestId === id ? flow : { ...flow, requestId: id };
  if (!isOfProvider(flow, url)) return flow;
  if (isOtherRequest(flow, url)) return { ...flow, isInterrupted: true, requestId: null };
  const isRedirect = flow.requestId === id && (id !== null || !flow.isInterrupted);
  // The origin of a site on a customer's own domain does not show that it is the provider's.
  const isOwn = (origin: string) => URL.parse(flow.requestUrl ?? '')?.origin === origin || mayServe(flow, origin);
  const isLed = isRedirect || (!flow.isInterrupted && initiatorOrigin !== undefined && isOwn(initiatorOrigin));
  if (!isLed) return flow.isInterrupted ? flow : { ...flow, isInterrupted: true };
  const key = mayServe(flow, url) ? nextConsentPage(url) : null;
  return key === null || flow.consentPages[key] ? flow : withPage(flow, key, flow.activeRequest);
}

/** Ends the interruption of a flow as soon as the tab shows a page of it. */
export function withArrival(flow: Flow, { type, url }: UrlEvent): Flow {
  return type === 'tabUpdated' && flow.isInterrupted && isPageOfFlow(flow, url) ? { ...flow, isInterrupted: false } : flow;
}

/** Notes that the page belongs to the request. Returns the same object if that is known. */
export function withPage(flow: Flow, key: string | null, request: Flow['activeRequest']): Flow {
  if (key === null || flow.consentPages[key] === request) return flow;
  const { [key]: _, ...others } = flow.consentPages;
  return { ...flow, consentPages: Object.fromEntries([...Object.entries(others), [key, request]].slice(-MAX_PAGES)) };
}

/**
 * Returns the pages of a flow as those of a request that is not known any more. `kept`: the request
 * that still is; absent for the pages of another flow.
 */
export function pagesOf(flow: Flow | null, kept?: Flow['activeRequest']): Flow['consentPages'] {
  return Object.fromEntries(Object.entries(flow?.consentPages ?? {}).map(([key, of]) => [key, of === kept ? of : 'other']));
}
