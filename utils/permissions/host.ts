/** Host permissions. */
import { browser } from 'wxt/browser';

/**
 * Whether the extension has the permission for the URL's host now. A user may revoke even those
 * that the manifest lists.
 */
export function hasHostPermission(url: URL): Promise<boolean> {
  return browser.permissions.contains({ origins: [`${url.origin}/*`] });
}
