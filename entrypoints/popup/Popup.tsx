import { useCallback, useState } from 'preact/hooks';
import { ClosedWindow } from '@/components/popup/ClosedWindow';
import { Paste } from '@/components/popup/Paste';
import { ReviewApp } from '../app/ReviewApp';
import { useReview } from '../app/use-review';
import { ClosedTabReview } from './ClosedTabReview';
import { Pasted } from './Pasted';
import { readFile } from './read-file';
import { SavedDataScreen } from './SavedDataScreen';
import { SitePermission } from './SitePermission';

/**
 * Shows the popup: the review of the tab, of a closed tab or of a pasted text, or the saved data if
 * there is nothing to review. Pages cannot cover it, unlike the panel.
 */
export function Popup({ tabId }: { tabId: number }) {
  const tab = useReview(tabId);
  const [shown, setShown] = useState<string | null>(null);
  // What the user pasted last, so that Back finds it in the field again. It ends with the popup.
  const [given, setGiven] = useState('');
  const [closed, setClosed] = useState<number | null>(null);
  const [cameFrom, setCameFrom] = useState<'pasted' | 'closed' | null>(null);
  const onBack = useCallback(() => {
    setCameFrom('pasted');
    setShown(null);
  }, []);
  const onAdded = useCallback(() => {
    setGiven('');
    onBack();
  }, [onBack]);
  const onPaste = (text: string) => {
    setGiven(text);
    setShown(text);
  };
  const onClosed = (next: number | null) => {
    setCameFrom(next === null ? 'closed' : null);
    setClosed(next);
  };
  const field = { given, onPaste, onFile: (file: File) => void readFile(file).then(setShown, () => setShown('')) };
  const { response } = tab;
  const onAllowed = tab.reload;
  const fromClosed = cameFrom === 'closed';
  if (shown !== null) return <Pasted tabId={tabId} {...field} given={shown} onBack={onBack} onAdded={onAdded} />;
  const paste = <Paste focused={cameFrom === 'pasted'} {...field} />;
  if (closed !== null) return <ClosedTabReview tabId={closed} onBack={() => onClosed(null)} paste={paste} />;
  if (response?.state !== 'none')
    return (
      <>
        {response?.state === 'review' && response.closed && <ClosedWindow {...response.closed} focused={fromClosed} onOpen={onClosed} />}
        {response?.state === 'review' && response.offer && <SitePermission site={response.offer} onAllowed={onAllowed} />}
        <ReviewApp surface="popup" tab={tab} paste={paste} />
      </>
    );
  return <SavedDataScreen {...{ tabId, response, onAllowed, fromClosed, onClosed, paste }} onOpenCase={setShown} />;
}
