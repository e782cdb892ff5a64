import { useEffect, useRef, useState } from 'preact/hooks';
import { Header } from '@/components/controls/Header';
import { BackButton } from '@/components/popup/BackButton';
import { Paste } from '@/components/popup/Paste';
import { ProfileOffer } from '@/components/popup/ProfileOffer';
import { sendMessage } from '@/utils/messages/client';
import { t, tById, tPlural } from '@/utils/text/text';
import { ReviewApp } from '../app/ReviewApp';
import { SitePermission } from './SitePermission';
import { usePasted } from './use-pasted';

interface Props {
  tabId: number;
  given: string;
  onBack: () => void;
  onPaste: (text: string) => void;
  onFile: (file: File) => void;
}

/**
 * Shows what a pasted text turned out to be: a review, an app profile to add, or a text that could
 * not be read, which returns to the field with the reason.
 */
export function Pasted({ tabId, given, onBack, ...paste }: Props) {
  const tab = usePasted(tabId, given);
  const [refused, setRefused] = useState<string | null>(null);
  const { response } = tab;
  useEffect(() => setRefused(null), [given]);
  // The user hears the result at once. Later answers change it, but keep the focus where it is.
  const result = useRef<HTMLDivElement>(null);
  const isReview = response?.state === 'review';
  useEffect(() => {
    if (!isReview) return;
    const heading = (selector: string) => result.current?.querySelector<HTMLElement>(selector);
    (heading('.sr-why__title') ?? heading('h1'))?.focus();
  }, [isReview, given]);
  const add = async () => {
    const added = await sendMessage('importProfile', { tabId, text: given }).catch(() => null);
    if (added?.ok) onBack();
    else setRefused(added ? tById('storage', added.reason) : tById('refused', 'failed'));
  };
  const back = <BackButton onBack={onBack} />;
  if (response === null || response.state === 'none' || response.state === 'review')
    return (
      <div ref={result}>
        {back}
        {response?.state === 'review' && response.others > 0 && (
          <p class="sr-section sr-small sr-muted">{tPlural('pasted_others', response.others)}</p>
        )}
        {response?.state === 'review' && response.offer && <SitePermission site={response.offer} onAllowed={() => void tab.reload()} />}
        <ReviewApp surface="popup" tab={tab} />
      </div>
    );
  return (
    <div class="sr-sheet sr-sheet--popup">
      <Header />
      {back}
      <main class="sr-section">
        {response.state === 'profile' ? (
          <ProfileOffer {...response} refused={refused} onAdd={() => void add()} />
        ) : (
          <>
            <h1 class="sr-hidden">{t('idle_paste_title')}</h1>
            <Paste
              focused
              given={given}
              problem={response.state === 'unreadable' ? response.reason : null}
              faults={response.state === 'faulty-profile' ? response.faults : []}
              {...paste}
            />
          </>
        )}
      </main>
    </div>
  );
}
