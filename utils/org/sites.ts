/** Pages that could be reviewed if the browser let us: on a domain that no list holds, or where the person took the permission back. */
import { providerOf } from '@/providers';
import { hostMatches, isListed } from '@/providers/matches';
import { maySee } from './allowed';
import { tabOf } from './tab';

export interface SiteOffer {
  host: string;
  /** The provider's name. */
  provider: string;
  /** The host is one of the provider's own and was allowed once; else it may be a site under its company's name. */
  withdrawn: boolean;
  /** Match patterns to ask the browser for. A connection goes over several hosts of a provider. */
  origins: string[];
}

/** Null for an address that is no page of a provider, or one that may be seen. */
export async function siteToAllow(address: string | undefined): Promise<SiteOffer | null> {
  const url = URL.parse(address?.trim() ?? '');
  const provider = url && providerOf(url);
  // What a provider grants in a way of its own is not seen with a permission either.
  if (!provider || provider.classifyUrl(url) === 'unsupported-flow' || (await maySee(url))) return null;
  const withdrawn = isListed(provider.urls, url.hostname);
  const origins = withdrawn ? hostMatches(provider.urls) : [`${url.origin}/*`];
  return { host: url.host, provider: provider.name, withdrawn, origins };
}

export async function siteOfTab(tabId: number): Promise<SiteOffer | null> {
  return siteToAllow((await tabOf(tabId))?.url);
}
