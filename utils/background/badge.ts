/** The badge on the toolbar button. */
import { browser } from 'wxt/browser';
import { shownAlerts } from '@/utils/review/shown-alerts';
import type { TabReview } from '@/utils/review/tab-review';

/**
 * Returns the id of the active tab of the window that had the focus last; null if no window is
 * open.
 */
export async function tabInFront(): Promise<number | null> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return tab?.id ?? null;
}

/**
 * Shows the number of blockers and warnings that a tab's review shows; clears the badge if there
 * are none or if there is no review.
 */
export async function showBadge(tabId: number, tabReview: TabReview | null): Promise<void> {
  const alerts = tabReview ? shownAlerts(tabReview.review) : [];
  const isBlocked = alerts.some((finding) => finding.severity === 'blocker');
  try {
    await browser.action.setBadgeBackgroundColor({ tabId, color: isBlocked ? '#ae2117' : '#855000' });
    await browser.action.setBadgeTextColor({ tabId, color: '#ffffff' });
    await browser.action.setBadgeText({ tabId, text: alerts.length ? String(alerts.length) : '' });
  } catch {
    // The tab was closed in the meantime, so there is no badge to set.
  }
}
