/** Tells what a tab shows while it loads: the request under way is no page yet; pure. */
import { providerOf } from '@/providers';
import { isOwn, pagesOf, requestAt } from './consent-page';
import { parseDestination } from './destination';
import { type Flow, isConnected, type UrlEvent } from './flow';
import { forgottenFlow } from './new-flow';
import { switchTo } from './provider-page';
import { mayServe, requestMadeBy } from './which-request';

/**
 * Returns the flow of the page that a loading tab still shows. Any site that opened the tab can start a
 * request that is never answered, and until a page of it arrives, the buttons of the page before
 * work. `url`: that of the page. A page that asks for consent and belongs to neither flow is unknown; only
 * one whose address says nothing of its request may be the flow's.
 */
export function flowOnScreen(flow: Flow, url: string): Flow {
  const { activeRequest, navigationStartedAt } = flow;
  const at = requestAt(flow, url);
  if (at === activeRequest) return atAddress(flow, url);
  // After *Continue*, the review says that the other page is loading, and after an approval what was approved.
  if (isOwn(at)) return navigationStartedAt === null && !isConnected(flow) ? atAddress({ ...flow, activeRequest: at }, url) : flow;
  const before = shownBefore(flow, url);
  if (before) return flowOnScreen(before, url);
  const kind = kindOf(url);
  // A provider shows why it rejects a form at the address of the consent page, without its query.
  const isRejection = flow.outcome?.kind === 'error' && URL.parse(url)?.search === '';
  const isOther =
    kind === 'authorize' ? flow.requestUrl !== null && !isRejection : kind === 'consent' && (at === 'other' || flow.before !== null);
  return isOther ? forgottenFlow(flow) : flow;
}

/** Returns the flow at the address of the page: the request under way may be the same one, to another account. */
function atAddress(flow: Flow, url: string): Flow {
  const request = requestMadeBy(flow, url);
  const field = request === 'narrowed' ? 'narrowedUrl' : 'requestUrl';
  return request && flow[field] !== url ? { ...flow, [field]: url } : flow;
}

/** Returns the flow before, if the URL is one of its pages and none of the flow's own; otherwise null. */
export function shownBefore(flow: Flow, url: string): Flow | null {
  const { before } = flow;
  if (!before || isOwn(requestAt(flow, url))) return null;
  // The next request may be refused on the same page.
  const isError = before.errorPage !== null && before.errorPage !== flow.errorPage && isAt(before.errorPage, url);
  return isError || isOwn(requestAt(before, url)) ? before : null;
}

const isAt = (page: string, url: string) => parseDestination(url)?.originAndPath === page;

function kindOf(text: string) {
  const url = URL.parse(text);
  return url && providerOf(url)?.urls.classifyUrl(url);
}

/** Returns the flow before, if the tab still shows its page: a site that nobody observes may end a request, too. */
export function atPage(flow: Flow, url: string): Flow {
  const before = shownBefore(flow, url);
  return before ? backTo(before, flow) : flow;
}

/** Returns the flow before, if its page makes its request again, as its form does. */
export function repeated(flow: Flow, { url, initiatorOrigin = '' }: UrlEvent & { type: 'request' }): Flow {
  return mayServe(flow, initiatorOrigin) ? atPage(flow, url) : flow;
}

/** Returns the flow at whichever of its two requests the page at the URL belongs to. */
export function atRequest(flow: Flow, url: string): Flow {
  const at = requestAt(flow, url);
  return isOwn(at) && at !== flow.activeRequest ? switchTo(at, flow) : flow;
}

/** Returns the flow before a request whose page never came. */
export const backTo = (before: Flow, flow: Flow): Flow => ({
  ...before,
  isInterrupted: true,
  consentPages: { ...pagesOf(flow), ...before.consentPages },
});
