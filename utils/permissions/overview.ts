/**
 * What the user lets the extension do in this browser, for the page that explains and repairs it.
 */
import { browser } from 'wxt/browser';
import { providers } from '@/providers';
import type { ProviderId } from '@/providers/contract/page';
import { isListed } from '@/providers/matches';

/**
 * The permissions that the extension has now, and its settings that only the browser can change.
 */
export interface PermissionOverview {
  providers: readonly ProviderAccess[];
  /** The match patterns of other sites that the user has allowed, sorted. */
  sites: readonly string[];
  /** Whether the permission of a check is still there; it is normally revoked after the check. */
  session: boolean;
  /** Whether the extension runs in private windows. */
  privateWindows: boolean;
  shortcuts: readonly Shortcut[];
}

/** The hosts of a provider, all of which the manifest lists, and whether each is granted now. */
export interface ProviderAccess {
  id: ProviderId;
  name: string;
  hosts: readonly { host: string; isGranted: boolean }[];
}

/** A keyboard shortcut of the manifest. `keys` are those of the browser; empty if none are set. */
export interface Shortcut {
  name: string;
  description: string;
  keys: string;
}

/**
 * Reads the permissions. The user can withhold and revoke also those that the manifest requires, so
 * each host is looked up.
 */
export async function loadPermissions(): Promise<PermissionOverview> {
  const [access, all, privateWindows, commands] = await Promise.all([
    Promise.all(providers.map(accessTo)),
    // Firefox adds what the user lets the extension send.
    browser.permissions.getAll() as Promise<{ permissions?: string[]; origins?: string[]; data_collection?: string[] }>,
    browser.extension.isAllowedIncognitoAccess(),
    browser.commands.getAll(),
  ]);
  return {
    providers: access,
    sites: (all.origins ?? []).filter(isOtherSite).toSorted(),
    session: all.permissions?.includes('cookies') === true || all.data_collection?.includes('authenticationInfo') === true,
    privateWindows,
    // The browsers add a command for the toolbar button, which has no description.
    shortcuts: commands.flatMap(({ name, description, shortcut }) =>
      name && description ? [{ name, description, keys: shortcut ?? '' }] : [],
    ),
  };
}

async function accessTo({ id, name, urls }: (typeof providers)[number]): Promise<ProviderAccess> {
  const hosts = urls.hosts.map(async (host) => ({
    host,
    isGranted: await browser.permissions.contains({ origins: [`https://${host}/*`] }),
  }));
  return { id, name, hosts: await Promise.all(hosts) };
}

/**
 * Whether the pattern is a web site of no provider. Browsers also report those of the content
 * scripts.
 */
function isOtherSite(pattern: string): boolean {
  const host = hostOfPattern(pattern);
  return host !== null && !providers.some(({ urls }) => isListed(urls, host));
}

/** Returns the host of a match pattern, `*` for all hosts, and null for anything but a web site. */
export function hostOfPattern(pattern: string): string | null {
  if (pattern === '<all_urls>') return '*';
  return /^(?:https?|\*):\/\/([^/]+)\//.exec(pattern)?.[1] ?? null;
}

/**
 * Calls the function when a permission was granted or revoked. Returns a function that stops it.
 */
export function watchPermissions(onChange: () => void): () => void {
  const { onAdded, onRemoved } = browser.permissions;
  for (const event of [onAdded, onRemoved]) event.addListener(onChange);
  return () => {
    for (const event of [onAdded, onRemoved]) event.removeListener(onChange);
  };
}
