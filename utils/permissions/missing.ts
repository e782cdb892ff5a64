/** Pages that could be reviewed if the browser let us: on a domain that no list holds, or where the user took the permission back. */
import { providerOf } from '@/providers';
import { hostMatches, isListed } from '@/providers/matches';
import { tabOf } from '@/utils/permissions/tab';
import { hasHostPermission } from './host';

export interface PermissionPrompt {
  host: string;
  /** The provider's name. */
  provider: string;
  /** The host is one of the provider's own and was allowed once; else it may be a site under its company's name. */
  revoked: boolean;
  /** Match patterns to ask the browser for. A connection goes over several hosts of a provider. */
  origins: string[];
}

/** Null for an address that is no page of a provider, or one that may be seen. */
export async function missingPermissionFor(address: string | undefined): Promise<PermissionPrompt | null> {
  const url = URL.parse(address?.trim() ?? '');
  const provider = url && providerOf(url);
  // What a provider grants in a way of its own is not seen with a permission either.
  if (!provider || provider.urls.classifyUrl(url) === 'unsupported-flow' || (await hasHostPermission(url))) return null;
  const revoked = isListed(provider.urls, url.hostname);
  const origins = revoked ? hostMatches(provider.urls) : [`${url.origin}/*`];
  return { host: url.host, provider: provider.name, revoked, origins };
}

export async function missingPermissionOfTab(tabId: number): Promise<PermissionPrompt | null> {
  return missingPermissionFor((await tabOf(tabId))?.url);
}
