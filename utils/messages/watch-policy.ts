/** Applies a changed policy to what is open, without a restart or a reload. */
import { browser } from 'wxt/browser';
import { isPolicyChange } from '@/utils/storage/policy-signal';
import { redrawAll } from './redraw';

/** Draws every tab again when the policy changes. */
export function redrawOnPolicyChange(): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (isPolicyChange(changes, area)) void redrawAll();
  });
}
