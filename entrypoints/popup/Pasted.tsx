/** The review of a pasted text; one that is nothing stands in the field again, with the reason. */
import { Icon } from '@/components/icons/Icon';
import { Paste } from '@/components/review/Paste';
import { Top } from '@/components/review/Top';
import { text } from '@/utils/text';
import { ReviewApp } from '../panel/ReviewApp';
import { SiteOffer } from './SiteOffer';
import { usePasted } from './use-pasted';

interface Props {
  tabId: number;
  given: string;
  onBack: () => void;
  onPaste: (text: string) => void;
}

export function Pasted({ tabId, given, onBack, onPaste }: Props) {
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
  const offer = tab.answer?.state === 'review' ? tab.answer.offer : null;
  return (
    <>
      <button type="button" class="sr-link sr-back" onClick={onBack}>
        <Icon name="chevron-left" small /> {text('idle_paste_back')}
      </button>
      {offer && <SiteOffer origin={offer} onAllowed={() => void tab.reload()} />}
      <ReviewApp surface="popup" tab={tab} />
    </>
  );
}
