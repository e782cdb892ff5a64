/** Shows the review where the user asked for it: in a window of its own, or in the panel. */
import { browser } from 'wxt/browser';
import { isCustomerPage } from '@/providers';
import { tabOf } from '@/utils/permissions/tab';
import { sendToPage } from './redraw';

/** The commands of the manifest, whose keys the user can change in the browser's settings. */
const commands: Readonly<Record<string, (tabId: number) => Promise<void>>> = {
  'open-panel': async (tabId) => {
    const hasPanel = !isCustomerPage((await tabOf(tabId))?.url ?? '') && (await sendToPage(tabId, 'openPanel', {}));
    if (!hasPanel) await openReviewWindow(tabId);
  },
  'open-window': openReviewWindow,
};

/** Opens the review of a tab in a window of its own, which no page can cover, private like the tab's; one for each tab. */
export async function openReviewWindow(tabId: number): Promise<void> {
  const url = browser.runtime.getURL(`/popup.html?tab=${tabId}` as '/popup.html');
  const windows = await browser.windows.getAll({ populate: true, windowTypes: ['popup'] });
  const open = windows.find(({ tabs = [] }) => tabs.some((tab) => tab.url === url));
  if (open?.id !== undefined) return void (await browser.windows.update(open.id, { focused: true }));
  // Firefox would open a normal window, whose links and pages are no longer private.
  const isPrivate = (await browser.tabs.get(tabId)).incognito;
  await browser.windows.create({ type: 'popup', url, width: 400, height: 640, ...(isPrivate && { incognito: true }) });
}

/** Starts to carry out the commands of the keyboard. */
export function listenToCommands(): void {
  browser.commands.onCommand.addListener((name, tab) => {
    if (tab?.id !== undefined) void commands[name]?.(tab.id);
  });
}
