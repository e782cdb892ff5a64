/** Asks the browser for one site on its company's own domain, in the person's click. */
import { useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { Offer } from '@/components/review/Offer';

export function SiteOffer({ origin, onAllowed }: { origin: string; onAllowed: () => void }) {
  const [refused, setRefused] = useState(false);
  const allow = async () => {
    const allowed = await browser.permissions.request({ origins: [`${origin}/*`] }).catch(() => false);
    setRefused(!allowed);
    if (allowed) onAllowed();
  };
  return <Offer origin={origin} refused={refused} onAllow={() => void allow()} />;
}
