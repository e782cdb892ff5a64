/**
 * Relates a tab to its flow: `syncFlowWithTab` brings the flow up to date, `readTabFlow` only reads
 * it.
 */
import { providerOf } from '@/providers';
import { type Tab, tabOf } from '@/utils/permissions/tab';
import type { Flow } from './flow';
import { isForgotten } from './new-flow';
import { flowOnScreen } from './on-screen';
import { applyEvent, OUTCOME_TTL_MS, readFlow } from './store';

/**
 * Dispatches the tab's present URL to its flow. Call it before a review is loaded, because a tab
 * may be older than the extension, and a page out of the back-forward cache makes no request that
 * the browser reports. While a tab loads, its URL is still that of the page before, so a flow that
 * has recorded requests is left alone until the tab has finished.
 */
export async function syncFlowWithTab(tabId: number): Promise<void> {
  // The time must be taken before the tab is read: a request that arrives meanwhile is then newer,
  // and the reducer ignores the URL.
  const at = Date.now();
  const tab = await tabOf(tabId);
  if (tab?.url === undefined || !providerAt(tab)) return;
  if (tab.status !== 'complete' && (await readFlow(tabId))) return;
  await applyEvent(tabId, { type: 'tabUpdated', url: tab.url, at, incognito: tab.incognito });
}

/**
 * Reads the tab's flow if it is about the provider whose page the tab shows; null if there is none.
 * On any other page the flow counts only while its outcome is younger than `OUTCOME_TTL_MS`. While
 * the tab loads, it is the flow of the page that is still on screen; once the tab is closed (null), the
 * flow is returned as it is.
 */
export async function readTabFlow(tabId: number, tab: Tab | null): Promise<Flow | null> {
  const flow = await readFlow(tabId);
  if (!flow || !tab) return flow;
  if (isForgotten(flow) && !asksOrAnswers(tab)) return null;
  if (tab.status !== 'complete') return tab.url === undefined ? flow : flowOnScreen(flow, tab.url);
  const provider = providerAt(tab);
  if (provider) return flow.provider === provider.id ? flow : null;
  return flow.outcomeAt && Date.now() - flow.outcomeAt < OUTCOME_TTL_MS ? flow : null;
}

/** Whether the tab shows a page of a provider that asks for consent or says what became of it. */
function asksOrAnswers(tab: Tab): boolean {
  const url = URL.parse(tab.url ?? '');
  const kind = url && providerOf(url)?.urls.classifyUrl(url);
  return kind === 'authorize' || kind === 'unsupported-flow' || kind === 'consent' || kind === 'error';
}

function providerAt({ url }: Tab) {
  const here = URL.parse(url ?? '');
  return here && providerOf(here);
}
