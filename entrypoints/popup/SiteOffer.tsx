/** Asks the browser for a site that it does not let us see, in the person's click. */
import { useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { Offer } from '@/components/popup/Offer';
import type { SiteOffer as Site } from '@/utils/org/sites';

export function SiteOffer({ site, onAllowed }: { site: Site; onAllowed: () => void }) {
  const [refused, setRefused] = useState(false);
  const allow = async () => {
    const allowed = await browser.permissions.request({ origins: site.origins }).catch(() => false);
    setRefused(!allowed);
    if (allowed) onAllowed();
  };
  return <Offer {...site} refused={refused} onAllow={() => void allow()} />;
}
