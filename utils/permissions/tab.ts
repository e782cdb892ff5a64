/** Reads browser tabs. */
import { browser } from 'wxt/browser';
import { readableUrl } from '@/providers/oauth2/request';

/** A browser tab. Its `url` is present only with the permission for its host. */
export type Tab = NonNullable<Awaited<ReturnType<typeof tabOf>>>;

/**
 * Returns the tab; null if it is gone. A URL that is too long to be reviewed is cut. Firefox throws
 * for an impossible id, Chromium rejects, and
 * `await` covers both.
 */
export async function tabOf(tabId: number) {
  try {
    const tab = await browser.tabs.get(tabId);
    return { ...tab, ...(tab.url && { url: readableUrl(tab.url) }), ...(tab.pendingUrl && { pendingUrl: readableUrl(tab.pendingUrl) }) };
  } catch {
    return null;
  }
}
