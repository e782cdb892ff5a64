/** Updates what is drawn outside of panel and popup: the marks and the tab on the page, and the badge. */
import { showBadge } from '@/utils/background/badge';
import { snapshotOf } from '@/utils/flow/flow';
import { tabsWithFlow } from '@/utils/flow/store';
import { dockTabOf } from '@/utils/review/dock-tab';
import { type Mark, marksFor } from '@/utils/review/marks';
import { syncAndLoadReview, type TabReview } from '@/utils/review/tab-review';
import { noPanelMemory, readPanelMemory } from '@/utils/storage/panel-state';
import { t, textsReady } from '@/utils/text/text';
import { send } from './channel';
import { notifyPanel } from './notify-panels';
import type { BackgroundToContent, DockContent } from './protocol';

/** Draws the marks, the folded panel and the badge of a tab again after its review has changed. */
export async function redraw(tabId: number): Promise<void> {
  const [tabReview] = await Promise.all([syncAndLoadReview(tabId), textsReady()]);
  if (tabReview) {
    const tab = dockTabOf(tabReview.review, tabReview.flow.undone !== null);
    await sendToPage(tabId, 'draw', { marks: marksOf(tabReview), tab });
  }
  await showBadge(tabId, tabReview);
}

/**
 * Draws every tab again, after a change of what is stored for all of them. Panel and popup notice it
 * themselves, except in Firefox, which hides `storage.session` from the panel. `leaving`: a tab that is
 * on its way to another page, which draws itself.
 */
export async function redrawAll(leaving?: number): Promise<void> {
  const tabs = (await tabsWithFlow()).filter((tabId) => tabId !== leaving);
  if (import.meta.env.FIREFOX) tabs.forEach(notifyPanel);
  await Promise.all(tabs.map(redraw));
}

/** Returns what the content script needs to draw the panel, or only its tab, on the page. */
export async function dockContentOf({ review, flow, storage, onCustomerPage }: TabReview): Promise<DockContent> {
  const memory = storage === 'private' ? noPanelMemory : await readPanelMemory();
  return {
    tab: dockTabOf(review, flow.undone !== null),
    memory: onCustomerPage ? { ...memory, state: 'collapsed' } : memory,
    name: t('extension_name'),
    blocked: onCustomerPage ? null : t('panel_blocked'),
    orphaned: t('panel_orphaned'),
  };
}

/** Returns the marks for the tab's page; empty as long as the page was not read. */
export function marksOf({ provider, review, flow }: TabReview): Mark[] {
  const snapshot = snapshotOf(flow);
  return snapshot ? marksFor(provider, review, snapshot) : [];
}

/**
 * Sends a message to the content script of a tab. Resolves to its answer; null if there is none, as
 * in a tab that is older than the extension.
 */
export async function sendToPage<Name extends keyof BackgroundToContent>(
  tabId: number,
  name: Name,
  data: Parameters<BackgroundToContent[Name]>[0],
): Promise<ReturnType<BackgroundToContent[Name]> | null> {
  return send(name, data, { tabId, frameId: 0 }).catch(() => null) as Promise<ReturnType<BackgroundToContent[Name]> | null>;
}
