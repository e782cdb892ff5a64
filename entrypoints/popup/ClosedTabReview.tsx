import type { ComponentChildren } from 'preact';
import { BackButton } from '@/components/popup/BackButton';
import { ReviewApp } from '../app/ReviewApp';
import { useReview } from '../app/use-review';

/** Shows the review of a closed tab. `paste` is the field to paste an error text. */
export function ClosedTabReview({ tabId, onBack, paste }: { tabId: number; onBack: () => void; paste: ComponentChildren }) {
  const tab = useReview(tabId);
  return (
    <>
      <BackButton onBack={onBack} />
      <ReviewApp surface="popup" tab={tab} paste={paste} />
    </>
  );
}
