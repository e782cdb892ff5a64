import { browser } from 'wxt/browser';

/** Whether the browser lets us see and ask that site now: a user may take back what the manifest got. */
export function hasHostPermission(url: URL): Promise<boolean> {
  return browser.permissions.contains({ origins: [`${url.origin}/*`] });
}
