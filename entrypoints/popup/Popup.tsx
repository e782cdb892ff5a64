import { useCallback, useState } from 'preact/hooks';
import { ClosedWindow } from '@/components/popup/ClosedWindow';
import { Paste } from '@/components/popup/Paste';
import { ReviewApp } from '../app/ReviewApp';
import { useReview } from '../app/use-review';
import { ClosedTabReview } from './ClosedTabReview';
import { readFile } from './files';
import { Pasted } from './Pasted';
import { SavedDataScreen } from './SavedDataScreen';
import { SitePermission } from './SitePermission';

/**
 * Shows the popup: the review of the tab, of a closed tab or of a pasted text, or the saved data if
 * there is nothing to review. Pages cannot cover it, unlike the panel.
 */
export function Popup({ tabId }: { tabId: number }) {
  const tab = useReview(tabId);
  const [pasted, setPasted] = useState<string | null>(null);
  const [closed, setClosed] = useState<number | null>(null);
  const [isBack, setIsBack] = useState(false);
  const onBack = useCallback(() => {
    setIsBack(true);
    setPasted(null);
  }, []);
  const paste = { onPaste: setPasted, onFile: (file: File) => void readFile(file).then(setPasted, () => setPasted('')) };
  const { response } = tab;
  const onAllowed = () => void tab.reload();
  if (pasted !== null) return <Pasted tabId={tabId} given={pasted} onBack={onBack} {...paste} />;
  if (closed !== null) return <ClosedTabReview tabId={closed} onBack={() => setClosed(null)} paste={<Paste {...paste} />} />;
  if (response?.state !== 'none')
    return (
      <>
        {response?.state === 'review' && response.closed && <ClosedWindow {...response.closed} onOpen={setClosed} />}
        {response?.state === 'review' && response.offer && <SitePermission site={response.offer} onAllowed={onAllowed} />}
        <ReviewApp surface="popup" tab={tab} paste={<Paste focused={isBack} {...paste} />} />
      </>
    );
  return <SavedDataScreen tabId={tabId} response={response} onAllowed={onAllowed} onClosed={setClosed} pasteFocused={isBack} {...paste} />;
}
