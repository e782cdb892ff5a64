/** The trusted copy of the review for the active tab; elsewhere, what is remembered. */
import { useState } from 'preact/hooks';
import { ClosedWindow } from '@/components/popup/ClosedWindow';
import { Paste } from '@/components/popup/Paste';
import { ReviewApp } from '../app/ReviewApp';
import { useReview } from '../app/use-review';
import { ClosedTabReview } from './ClosedTabReview';
import { readFile } from './files';
import { Pasted } from './Pasted';
import { SavedDataScreen } from './SavedDataScreen';
import { SitePermission } from './SitePermission';

export function Popup({ tabId }: { tabId: number }) {
  const tab = useReview(tabId);
  const [pasted, setPasted] = useState<string | null>(null);
  const [closed, setClosed] = useState<number | null>(null);
  const paste = { onPaste: setPasted, onFile: (file: File) => void readFile(file).then(setPasted, () => setPasted('')) };
  const { answer } = tab;
  const onAllowed = () => void tab.reload();
  if (pasted !== null) return <Pasted tabId={tabId} given={pasted} onBack={() => setPasted(null)} {...paste} />;
  if (closed !== null) return <ClosedTabReview tabId={closed} onBack={() => setClosed(null)} paste={<Paste {...paste} />} />;
  if (answer?.state !== 'none')
    return (
      <>
        {answer?.state === 'review' && answer.closed && <ClosedWindow {...answer.closed} onOpen={setClosed} />}
        {answer?.state === 'review' && answer.offer && <SitePermission site={answer.offer} onAllowed={onAllowed} />}
        <ReviewApp surface="popup" tab={tab} paste={<Paste {...paste} />} />
      </>
    );
  return <SavedDataScreen tabId={tabId} answer={answer} onAllowed={onAllowed} onClosed={setClosed} {...paste} />;
}
