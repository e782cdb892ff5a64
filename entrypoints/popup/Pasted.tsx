/** The review of a pasted text, or the profile that it is; one that is nothing stands in the field again, with the reason. */
import { useEffect, useState } from 'preact/hooks';
import { Header } from '@/components/controls/Header';
import { BackButton } from '@/components/popup/BackButton';
import { Paste } from '@/components/popup/Paste';
import { ProfileOffer } from '@/components/popup/ProfileOffer';
import { sendMessage } from '@/utils/messages/client';
import { t, tById } from '@/utils/text/text';
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

export function Pasted({ tabId, given, onBack, ...paste }: Props) {
  const tab = usePasted(tabId, given);
  const [refused, setRefused] = useState<string | null>(null);
  const { answer } = tab;
  useEffect(() => setRefused(null), [given]);
  const add = async () => {
    const added = await sendMessage('importProfile', { tabId, text: given }).catch(() => null);
    if (added?.ok) onBack();
    else setRefused(added ? tById('storage', added.reason) : tById('refused', 'failed'));
  };
  const back = <BackButton onBack={onBack} />;
  if (answer === null || answer.state === 'none' || answer.state === 'review')
    return (
      <>
        {back}
        {answer?.state === 'review' && answer.offer && <SitePermission site={answer.offer} onAllowed={() => void tab.reload()} />}
        <ReviewApp surface="popup" tab={tab} />
      </>
    );
  return (
    <div class="sr-sheet sr-sheet--popup">
      <Header />
      {back}
      <main class="sr-section">
        {answer.state === 'profile' ? (
          <ProfileOffer {...answer} refused={refused} onAdd={() => void add()} />
        ) : (
          <>
            <h1 class="sr-hidden">{t('idle_paste_title')}</h1>
            <Paste
              given={given}
              problem={answer.state === 'unreadable' ? answer.reason : null}
              faults={answer.state === 'faulty-profile' ? answer.faults : []}
              {...paste}
            />
          </>
        )}
      </main>
    </div>
  );
}
