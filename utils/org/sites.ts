/** Pages of a provider on a domain that no list holds: an Experience Cloud site under its company's own name. */
import { browser } from 'wxt/browser';
import { providerOf } from '@/providers';
import { tabOf } from '@/utils/review/of-tab';

/** The origin of the tab's page if it could be reviewed but may not be seen yet; null for any other page. */
export async function siteToAllow(tabId: number): Promise<string | null> {
  const tab = await tabOf(tabId);
  const url = URL.parse(tab?.url ?? '');
  if (!url || !providerOf(url)) return null;
  return (await browser.permissions.contains({ origins: [`${url.origin}/*`] })) ? null : url.origin;
}
