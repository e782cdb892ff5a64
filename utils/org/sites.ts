/** Pages of a provider on a domain that no list holds: an Experience Cloud site under its company's own name. */
import { browser } from 'wxt/browser';
import { providerOf } from '@/providers';
import { tabOf } from '@/utils/review/of-tab';

/** The origin of the address if a provider's page is there that could be reviewed but may not be seen yet; null for any other. */
export async function siteToAllow(address: string | undefined): Promise<string | null> {
  const url = URL.parse(address?.trim() ?? '');
  if (!url || !providerOf(url)) return null;
  return (await browser.permissions.contains({ origins: [`${url.origin}/*`] })) ? null : url.origin;
}

export async function siteOfTab(tabId: number): Promise<string | null> {
  return siteToAllow((await tabOf(tabId))?.url);
}
