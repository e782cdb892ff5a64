import { browser } from 'wxt/browser';

/** The tab that the popup is about: `?tab=` where it was opened as a window of its own, else the active one. */
export async function activeTab(search: string): Promise<number> {
  const named = Number(new URLSearchParams(search).get('tab') ?? Number.NaN);
  if (Number.isInteger(named)) return named;
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? -1;
}
