/** Asks the browser for a site that it does not let us see, in the user's click. */
import { useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { PermissionPrompt } from '@/components/popup/PermissionPrompt';
import type { PermissionPrompt as Site } from '@/utils/permissions/missing';

export function SitePermission({ site, onAllowed }: { site: Site; onAllowed: () => void }) {
  const [refused, setRefused] = useState(false);
  const allow = async () => {
    const allowed = await browser.permissions.request({ origins: site.origins }).catch(() => false);
    setRefused(!allowed);
    if (allowed) onAllowed();
  };
  return <PermissionPrompt {...site} refused={refused} onAllow={() => void allow()} />;
}
