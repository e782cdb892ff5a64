/** Applies a changed policy to what is open, without a restart or a reload. */
import { browser } from 'wxt/browser';
import { tabsWithFlow } from '@/utils/flow/store';
import { isPolicyChange } from '@/utils/storage/policy-signal';
import { notifyPanel } from './notify-panels';
import { redraw } from './redraw';

/**
 * Draws the marks, the folded panel and the badge of each tab again when the policy changes. Panel
 * and popup notice the change themselves, except in Firefox, which hides `storage.session` from
 * the panel.
 */
export function redrawOnPolicyChange(): void {
  browser.storage.onChanged.addListener(async (changes, area) => {
    if (!isPolicyChange(changes, area)) return;
    for (const tabId of await tabsWithFlow()) {
      void redraw(tabId);
      if (import.meta.env.FIREFOX) notifyPanel(tabId);
    }
  });
}
