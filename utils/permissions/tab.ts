/** Reads browser tabs. */
import { browser } from 'wxt/browser';

/** A browser tab. Its `url` is present only with the permission for its host. */
export type Tab = NonNullable<Awaited<ReturnType<typeof tabOf>>>;

/**
 * Returns the tab; null if it is gone. Firefox throws for an impossible id, Chromium rejects, and
 * `await` covers both.
 */
export async function tabOf(tabId: number) {
  try {
    return await browser.tabs.get(tabId);
  } catch {
    return null;
  }
}
