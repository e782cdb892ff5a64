import { browser } from 'wxt/browser';
import { t } from '@/utils/text/text';

/** How often the panel looks for its extension, in milliseconds. No event says that it is gone. */
const CHECK_MS = 1_000;

/**
 * Replaces the panel by a notice once the extension was turned off or removed. Firefox then ends the
 * content script, so nothing can take the frame out of the page, and any use of an API throws in it:
 * Preact could not even unmount the review. In Chromium the content script goes on and draws the
 * notice.
 */
export function replaceWhenOrphaned(): void {
  const notice = document.createElement('p');
  notice.className = 'sr-empty';
  notice.role = 'alert';
  notice.textContent = t('panel_orphaned');
  const timer = setInterval(() => {
    if (isHere()) return;
    clearInterval(timer);
    document.body.replaceChildren(notice);
  }, CHECK_MS);
}

function isHere(): boolean {
  try {
    return Boolean(browser.runtime.id);
  } catch {
    return false;
  }
}
