/** The trusted copy of the review for the active tab; elsewhere, what is remembered. */
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '@/components/icons/Icon';
import { Paste } from '@/components/review/Paste';
import { ProfileOffer } from '@/components/review/ProfileOffer';
import { Top } from '@/components/review/Top';
import { sendMessage } from '@/utils/messages/ask';
import { text, textById } from '@/utils/text';
import { ReviewApp } from '../panel/ReviewApp';
import { useReview } from '../panel/use-review';
import { readFile } from './files';
import { Remembered } from './Remembered';
import { usePasted } from './use-pasted';

export function Popup({ tabId }: { tabId: number }) {
  const tab = useReview(tabId);
  const [pasted, setPasted] = useState<string | null>(null);
  const paste = { onPaste: setPasted, onFile: (file: File) => void readFile(file).then(setPasted, () => setPasted('')) };
  if (tab.answer?.state !== 'none') return <ReviewApp surface="popup" tab={tab} />;
  if (pasted !== null) return <Pasted tabId={tabId} text={pasted} onBack={() => setPasted(null)} {...paste} />;
  return <Remembered tabId={tabId} offer={tab.answer.offer} onAllowed={() => void tab.reload()} {...paste} />;
}

interface PastedProps {
  tabId: number;
  text: string;
  onBack: () => void;
  onPaste: (text: string) => void;
  onFile: (file: File) => void;
}

/** The review of a text, or the profile that it is; one that is nothing stands in the field again, with the reason. */
function Pasted({ tabId, text: given, onBack, ...paste }: PastedProps) {
  const tab = usePasted(tabId, given);
  const [refused, setRefused] = useState<string | null>(null);
  const { answer } = tab;
  useEffect(() => setRefused(null), [given]);
  const add = async () => {
    const added = await sendMessage('addProfile', { tabId, text: given }).catch(() => null);
    if (added?.ok) onBack();
    else setRefused(added ? textById('storage', added.reason) : textById('refused', 'failed'));
  };
  const back = (
    <button type="button" class="sr-link sr-back" onClick={onBack}>
      <Icon name="chevron-left" small /> {text('idle_paste_back')}
    </button>
  );
  if (answer === null || answer.state === 'none' || answer.state === 'review')
    return (
      <>
        {back}
        <ReviewApp surface="popup" tab={tab} />
      </>
    );
  return (
    <div class="sr-sheet sr-sheet--popup">
      <Top />
      {back}
      <main class="sr-section">
        {answer.state === 'profile' ? (
          <ProfileOffer {...answer} refused={refused} onAdd={() => void add()} />
        ) : (
          <>
            <h1 class="sr-hidden">{text('idle_paste_title')}</h1>
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
