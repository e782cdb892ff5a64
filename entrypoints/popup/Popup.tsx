/** The trusted copy of the review for the active tab; elsewhere, what is remembered. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { Idle } from '@/components/review/Idle';
import { askTwice, sendMessage } from '@/utils/messages/ask';
import type { Protocol } from '@/utils/messages/protocol';
import type { PreferenceKey } from '@/utils/storage/preferences';
import { ReviewApp } from '../panel/ReviewApp';
import { useReview } from '../panel/use-review';
import { Pasted } from './Pasted';
import { SiteOffer } from './SiteOffer';

export function Popup({ tabId }: { tabId: number }) {
  const tab = useReview(tabId);
  const [pasted, setPasted] = useState<string | null>(null);
  if (tab.answer?.state !== 'none') return <ReviewApp surface="popup" tab={tab} />;
  if (pasted !== null) return <Pasted tabId={tabId} given={pasted} onBack={() => setPasted(null)} onPaste={setPasted} />;
  return <Remembered tabId={tabId} offer={tab.answer.offer} onAllowed={() => void tab.reload()} onPaste={setPasted} />;
}

interface RememberedProps {
  tabId: number;
  /** The origin of a page that could be reviewed if the person allowed it. */
  offer: string | null;
  onAllowed: () => void;
  onPaste: (text: string) => void;
}

function Remembered({ tabId, offer, onAllowed, onPaste }: RememberedProps) {
  const [found, setFound] = useState<ReturnType<Protocol['listPreferences']> | null>(null);
  const load = useCallback(
    async () => setFound(await askTwice('listPreferences', { tabId }).catch(() => ({ ok: false, preferences: [] }))),
    [tabId],
  );
  useEffect(() => void load(), [load]);
  if (!found) return null;

  const forget = (key: PreferenceKey | 'all') => void sendMessage('forget', { tabId, key }).then(load, load);
  return (
    <Idle
      offer={offer && <SiteOffer origin={offer} onAllowed={onAllowed} />}
      onPaste={onPaste}
      items={found.preferences.map((preference, index) => ({
        key: String(index),
        app: preference.appName,
        provider: preference.providerName,
        kept: preference.kept.length,
        requested: preference.requested.length,
        required: preference.required.length,
        at: preference.at,
      }))}
      available={found.ok}
      onForget={(key: string) => {
        const preference = found.preferences[Number(key)];
        if (preference) forget({ provider: preference.provider, app: preference.app, account: preference.account });
      }}
      onForgetAll={() => forget('all')}
    />
  );
}
