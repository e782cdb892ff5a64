import { browser } from 'wxt/browser';
import type { TabReview } from '@/utils/review/tab-review';

/** Null where no window is open. */
export async function tabInFront(): Promise<number | null> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return tab?.id ?? null;
}

/** The number of blockers and warnings on the tab's toolbar button; nothing when there is nothing to say. */
export async function showBadge(tabId: number, tabReview: TabReview | null): Promise<void> {
  const findings = tabReview?.review.findings.filter((finding) => finding.severity !== 'notice') ?? [];
  const blocked = findings.some((finding) => finding.severity === 'blocker');
  try {
    await browser.action.setBadgeBackgroundColor({ tabId, color: blocked ? '#ae2117' : '#855000' });
    await browser.action.setBadgeTextColor({ tabId, color: '#ffffff' });
    await browser.action.setBadgeText({ tabId, text: findings.length ? String(findings.length) : '' });
  } catch {
    // The tab was closed meanwhile.
  }
}
