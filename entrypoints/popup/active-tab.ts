import { browser } from 'wxt/browser';

/** Whether the review was opened as a window of its own, from its query. */
export const isWindow = (search: string): boolean => new URLSearchParams(search).has('tab');

/**
 * Resolves to the ID of the tab that the popup reviews: `?tab=` if the review was opened as a
 * window, else the active tab. -1 means that there is none.
 */
export async function activeTab(search: string): Promise<number> {
  const fromQuery = Number(new URLSearchParams(search).get('tab') ?? Number.NaN);
  if (Number.isInteger(fromQuery)) return fromQuery;
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? -1;
}
