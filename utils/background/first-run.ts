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
  const url = browser.runtime.getURL('/workbench.html#about' as '/workbench.html');
  const open = () => browser.tabs.create({ url }).catch(() => null);
  for (let tries = 1; !(await open()) && tries < MAX_TRIES; tries += 1) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
}

/** How often the page is tried, and the time between: a browser that has just started may have no window yet. */
const MAX_TRIES = 20;
const RETRY_MS = 500;
