import type { ComponentChildren } from 'preact';
import { ReviewApp } from '../app/ReviewApp';
import { useReview } from '../app/use-review';
import { Back } from './Back';

/** What happened in a tab that is closed. */
export function Closed({ tabId, onBack, paste }: { tabId: number; onBack: () => void; paste: ComponentChildren }) {
  const tab = useReview(tabId);
  return (
    <>
      <Back onBack={onBack} />
      <ReviewApp surface="popup" tab={tab} paste={paste} />
    </>
  );
}
