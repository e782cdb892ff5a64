/** Finds the pages from which the browser keeps the extension away despite its permission. */
import { pageReaderFor } from '@/providers/page-readers';
import type { PermissionPrompt } from '@/utils/permissions/missing';
import type { TabReview } from './tab-review';

/**
 * Returns what to say about a page that the content script should have read, if the browser has
 * reported neither its request nor its text, so that only the toolbar button revealed its address;
 * else null. Either an administrator blocked the site (`runtime_blocked_hosts`), which no API shows,
 * or the page is older than the extension.
 */
export function outOfReach({ flow, provider, tabUrl }: Pick<TabReview, 'flow' | 'provider' | 'tabUrl'>): PermissionPrompt | null {
  const url = URL.parse(tabUrl ?? '');
  const isReported = flow.navigation.length > 0 || flow.snapshot !== null;
  if (!url || isReported || !pageReaderFor(url)?.dockOnLoad(url)) return null;
  return { host: url.host, provider: provider.name, reason: 'out-of-reach', origins: [] };
}
