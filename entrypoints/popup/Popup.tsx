/** The trusted copy of the review for the active tab; elsewhere, what is remembered. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { Icon } from '@/components/icons/Icon';
import { Idle } from '@/components/review/Idle';
import { Paste } from '@/components/review/Paste';
import { Top } from '@/components/review/Top';
import { askTwice, sendMessage } from '@/utils/messages/ask';
import type { Protocol } from '@/utils/messages/protocol';
import type { PreferenceKey } from '@/utils/storage/preferences';
import { text } from '@/utils/text';
import { ReviewApp } from '../panel/ReviewApp';
import { useReview } from '../panel/use-review';
import { usePasted } from './use-pasted';

export function Popup({ tabId }: { tabId: number }) {
  const tab = useReview(tabId);
  const [pasted, setPasted] = useState<string | null>(null);
  if (tab.answer?.state !== 'none') return <ReviewApp surface="popup" tab={tab} />;
  if (pasted !== null) return <Pasted tabId={tabId} text={pasted} onBack={() => setPasted(null)} onPaste={setPasted} />;
  return <Remembered tabId={tabId} offer={tab.answer.offer} onAllowed={() => void tab.reload()} onPaste={setPasted} />;
}

/** The review of a text; one that is nothing stands in the field again, with the reason. */
function Pasted({
  tabId,
  text: given,
  onBack,
  onPaste,
}: {
  tabId: number;
  text: string;
  onBack: () => void;
  onPaste: (text: string) => void;
}) {
  const tab = usePasted(tabId, given);
  if (tab.answer?.state === 'unreadable')
    return (
      <div class="sr-sheet sr-sheet--popup">
        <Top />
        <main class="sr-section">
          <Paste given={given} problem={tab.answer.reason} onPaste={onPaste} />
        </main>
      </div>
    );
  return (
    <>
      <button type="button" class="sr-link sr-back" onClick={onBack}>
        <Icon name="chevron-left" small /> {text('idle_paste_back')}
      </button>
      <ReviewApp surface="popup" tab={tab} />
    </>
  );
}

interface RememberedProps {
  tabId: number;
  /** The origin of a page that could be reviewed if the person allowed it. */
  offer: string | null;
  onAllowed: () => void;
  onPaste: (text: string) => void;
}

function Remembered({ tabId, offer, onAllowed, onPaste }: RememberedProps) {
  const [refused, setRefused] = useState(false);
  const [found, setFound] = useState<ReturnType<Protocol['listPreferences']> | null>(null);
  const load = useCallback(
    async () => setFound(await askTwice('listPreferences', { tabId }).catch(() => ({ ok: false, preferences: [] }))),
    [tabId],
  );
  useEffect(() => void load(), [load]);
  if (!found) return null;

  const forget = (key: PreferenceKey | 'all') => void sendMessage('forget', { tabId, key }).then(load, load);
  const allow = async () => {
    const allowed = await browser.permissions.request({ origins: [`${offer}/*`] }).catch(() => false);
    setRefused(!allowed);
    if (allowed) onAllowed();
  };
  return (
    <Idle
      offer={offer}
      offerRefused={refused}
      onAllow={() => void allow()}
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
