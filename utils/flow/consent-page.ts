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
import { isOfProvider, isSignInStep, mayServe, requestMadeBy, whichRequest } from './which-request';

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
 * Returns which request of the flow led to the page, or that another flow did, as for a page about
 * which nothing is known. Null for a page whose URL is the same for every request, and if it may be that
 * of the other request than the one whose page is known: *Continue* sends the tab there, and the
 * browser does not repeat a report for which it stopped the background.
 */
export function requestOfPage(flow: Flow, url: string): Flow['activeRequest'] | 'other' | null {
  const key = consentPageKey(url);
  return key === null ? null : (flow.consentPages[key] ?? (mayLeadOn(flow) && hasPage(flow, otherRequest(flow)) ? null : 'other'));
}

const hasPage = ({ consentPages }: Flow, request: Flow['activeRequest']) => Object.values(consentPages).includes(request);

const otherRequest = ({ activeRequest }: Flow) => (activeRequest === 'narrowed' ? 'original' : 'narrowed');

/** Whether the first page of the active request is still to come, and nothing came between. */
function mayLeadOn(flow: Flow): boolean {
  // Once pages are forgotten, an unknown page may be one of them.
  return !flow.isInterrupted && Object.keys(flow.consentPages).length < MAX_PAGES && !hasPage(flow, flow.activeRequest);
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
 * Notes the page to which a request leads, if the provider led the tab there: by a redirect of the
 * flow's own request, or from a page that the tab is known to show and to which the flow led. Where a
 * request comes from shows nothing by itself, because *Back* repeats the origin of an earlier one. Any
 * other request for a page of the provider interrupts the flow, until the tab shows a page of the flow
 * again; so does another app's request, as of an org that signs its users in at another org.
 */
export function withLead(flow: Flow, { url, requestId, initiatorOrigin }: Extract<FlowEvent, { type: 'request' }>): Flow {
  const id = requestId ?? null;
  const led = ledTo(flow, url);
  if (isPageOfFlow(flow, url)) return led.requestId === id ? led : { ...led, requestId: id };
  // The address of a site on a customer's own domain does not show that it is the provider's.
  const isAtRequest = (address = '') => URL.parse(flow.requestUrl ?? '')?.origin === URL.parse(address)?.origin;
  if (!isOfProvider(flow, url) && !isAtRequest(url)) return flow;
  if (isSignInStep(flow, url)) return { ...flow, isInterrupted: true, requestId: null };
  const isRedirect = flow.requestId === id && (id !== null || !flow.isInterrupted);
  const isOwn = initiatorOrigin !== undefined && (isAtRequest(initiatorOrigin) || mayServe(flow, initiatorOrigin));
  const isFromPage = isOwn && !flow.isInterrupted && flow.led?.isShown === true;
  if (!isRedirect && !isFromPage) return flow.isInterrupted ? flow : { ...flow, isInterrupted: true };
  const key = mayServe(flow, url) ? nextConsentPage(url) : null;
  return key === null || flow.consentPages[key] || !(isRedirect || mayLeadOn(flow)) ? led : withPage(led, key, flow.activeRequest);
}

/** Two addresses of one page may differ in their fragment, which no request has. */
const pageAt = (url: string) => hash(url.replace(/#.*/s, ''));

function ledTo(flow: Flow, url: string): Flow {
  const page = pageAt(url);
  return flow.led?.page === page ? flow : { ...flow, led: { page, isShown: flow.led?.isShown ?? false } };
}

/** Notes whether the tab shows a page to which the flow led. `url`: undefined if unknown. */
export function withShown(flow: Flow, url: string | undefined): Flow {
  const { led } = flow;
  const isShown = led !== null && url !== undefined && (led.page === pageAt(url) || isPageOfFlow(flow, url));
  return led === null || led.isShown === isShown ? flow : { ...flow, led: { ...led, isShown } };
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
