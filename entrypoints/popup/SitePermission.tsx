import { useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { PermissionPrompt } from '@/components/popup/PermissionPrompt';
import type { PermissionPrompt as Site } from '@/utils/permissions/missing';

/**
 * Prompts for the permission to read a site, and requests it from the browser when the user clicks.
 * `onAllowed` is called once it is granted.
 */
export function SitePermission({ site, onAllowed }: { site: Site; onAllowed: () => void }) {
  const [refused, setRefused] = useState(false);
  const allow = async () => {
    const allowed = await browser.permissions.request({ origins: site.origins }).catch(() => false);
    setRefused(!allowed);
    if (allowed) onAllowed();
  };
  return <PermissionPrompt {...site} refused={refused} onAllow={() => void allow()} />;
}
