import { useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { PermissionPrompt } from '@/components/popup/PermissionPrompt';
import type { PermissionPrompt as Site } from '@/utils/permissions/missing';
import { restoreFocus } from '../app/restore-focus';

/**
 * Prompts for the permission to read a site, and requests it from the browser when the user clicks.
 * `onAllowed` is called once it is granted; the prompt may then be gone.
 */
export function SitePermission({ site, onAllowed }: { site: Site; onAllowed: () => Promise<void> }) {
  const [refused, setRefused] = useState(false);
  const allow = async () => {
    const allowed = await browser.permissions.request({ origins: site.origins }).catch(() => false);
    setRefused(!allowed);
    if (!allowed) return;
    await onAllowed();
    restoreFocus();
  };
  return <PermissionPrompt {...site} refused={refused} onAllow={() => void allow()} />;
}
