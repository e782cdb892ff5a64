/** The trusted copy of the review for the active tab; elsewhere, what is remembered. */
import { useState } from 'preact/hooks';
import { ReviewApp } from '../panel/ReviewApp';
import { useReview } from '../panel/use-review';
import { readFile } from './files';
import { Pasted } from './Pasted';
import { Remembered } from './Remembered';

export function Popup({ tabId }: { tabId: number }) {
  const tab = useReview(tabId);
  const [pasted, setPasted] = useState<string | null>(null);
  const paste = { onPaste: setPasted, onFile: (file: File) => void readFile(file).then(setPasted, () => setPasted('')) };
  if (tab.answer?.state !== 'none') return <ReviewApp surface="popup" tab={tab} />;
  if (pasted !== null) return <Pasted tabId={tabId} given={pasted} onBack={() => setPasted(null)} {...paste} />;
  return <Remembered tabId={tabId} offer={tab.answer.offer} onAllowed={() => void tab.reload()} {...paste} />;
}
