/** The trusted copy of the review for the active tab; elsewhere, what is remembered. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { Idle } from '@/components/review/Idle';
import { askTwice, sendMessage } from '@/utils/messages/ask';
import type { Protocol } from '@/utils/messages/protocol';
import type { PreferenceKey } from '@/utils/storage/preferences';
import { ReviewApp } from '../panel/ReviewApp';
import { useReview } from '../panel/use-review';

export function Popup({ tabId }: { tabId: number }) {
  const tab = useReview(tabId);
  return tab.answer?.state === 'none' ? <Remembered tabId={tabId} /> : <ReviewApp surface="popup" tab={tab} />;
}

function Remembered({ tabId }: { tabId: number }) {
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
