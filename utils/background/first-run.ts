/** The page that explains the extension once, after it was installed. */
import { browser } from 'wxt/browser';
import { readManaged } from '@/utils/storage/managed';

/**
 * Opens the page after an installation, and after nothing else. A failure has no effect on
 * anything.
 */
export function listenToInstallation(): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') void openFirstRun().catch(() => {});
  });
}

/**
 * Opens the page in a tab, unless the organization does not want that. This is the only place that
 * opens it without a click.
 */
async function openFirstRun(): Promise<void> {
  if (!(await readManaged()).switches.firstRun) return;
  await browser.tabs.create({ url: browser.runtime.getURL('/workbench.html#about' as '/workbench.html') });
}
