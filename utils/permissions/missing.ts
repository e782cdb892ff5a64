/**
 * Finds pages that could be reviewed with one more permission: on a company's own domain, or after
 * the user revoked a permission.
 */
import { providerOf } from '@/providers';
import { hostMatches, isListed } from '@/providers/matches';
import { tabOf } from '@/utils/permissions/tab';
import { hasHostPermission } from './host';

/** What keeps the extension from a page, and what the prompt for it shows. */
export interface PermissionPrompt {
  host: string;
  /** The provider's name. */
  provider: string;
  /**
   * - `unlisted`: the host only looks like a site of the provider
   * - `revoked`: the manifest lists the host, so the user revoked the permission
   * - `out-of-reach`: the permission is there, see `outOfReach`
   */
  reason: 'unlisted' | 'revoked' | 'out-of-reach';
  /**
   * Match patterns to request. For a revoked permission these are all hosts of the provider,
   * because a sign-in uses several.
   */
  origins: string[];
}

/**
 * Returns the permission that is missing for a URL; null if none is, or if the URL is no page of a
 * provider.
 */
export async function missingPermissionFor(text: string | undefined): Promise<PermissionPrompt | null> {
  const url = URL.parse(text?.trim() ?? '');
  const provider = url && providerOf(url);
  // A permission would not help on an unsupported flow, because it carries no request that we can
  // edit.
  if (!provider || provider.urls.classifyUrl(url) === 'unsupported-flow' || (await hasHostPermission(url))) return null;
  const revoked = isListed(provider.urls, url.hostname);
  const origins = revoked ? hostMatches(provider.urls) : [`${url.origin}/*`];
  return { host: url.host, provider: provider.name, reason: revoked ? 'revoked' : 'unlisted', origins };
}

/**
 * Returns the permission that is missing for what the tab shows; null if none is, or if the tab's
 * URL is hidden from us.
 */
export async function missingPermissionOfTab(tabId: number): Promise<PermissionPrompt | null> {
  return missingPermissionFor((await tabOf(tabId))?.url);
}
