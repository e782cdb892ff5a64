/** A browser tab. Its URL is visible only with the permission for its host. */
import { browser } from 'wxt/browser';

export type Tab = NonNullable<Awaited<ReturnType<typeof tabOf>>>;

/** Null for a tab that is gone. Firefox throws at once for an impossible id, Chromium answers with a rejection. */
export async function tabOf(tabId: number) {
  try {
    return await browser.tabs.get(tabId);
  } catch {
    return null;
  }
}
