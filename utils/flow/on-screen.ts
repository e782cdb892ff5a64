/** Tells what a tab shows while it loads: the request under way is no page yet; pure. */
import { providerOf } from '@/providers';
import { requestAt } from './consent-page';
import { parseDestination } from './destination';
import type { Flow } from './flow';
import { forgottenFlow } from './new-flow';

/**
 * Returns the flow of the page that a loading tab still shows. Any site that opened the tab can start a
 * request that is never answered, and until a page of it arrives, the buttons of the page before
 * work. `url`: that of the page. A page that asks for consent and belongs to neither flow is unknown; only
 * one whose address says nothing of its request may be the flow's.
 */
export function flowOnScreen(flow: Flow, url: string): Flow {
  const { before, activeRequest, navigationStartedAt } = flow;
  const at = requestAt(flow, url);
  if (at === activeRequest) return flow;
  // After *Continue*, the review says that the other page is loading.
  if (at === 'original' || at === 'narrowed') return navigationStartedAt === null ? { ...flow, activeRequest: at } : flow;
  if (before && isPageOf(before, url)) return before;
  const kind = kindOf(url);
  const isOther = kind === 'authorize' ? flow.requestUrl !== null : kind === 'consent' && (at === 'other' || before !== null);
  return isOther ? forgottenFlow(flow) : flow;
}

function isPageOf(flow: Flow, url: string): boolean {
  const at = requestAt(flow, url);
  return at === 'original' || at === 'narrowed' || (flow.errorPage !== null && flow.errorPage === parseDestination(url)?.originAndPath);
}

function kindOf(text: string) {
  const url = URL.parse(text);
  return url && providerOf(url)?.urls.classifyUrl(url);
}
