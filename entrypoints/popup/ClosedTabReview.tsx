import type { ComponentChildren } from 'preact';
import { BackButton } from '@/components/popup/BackButton';
import { ReviewApp } from '../app/ReviewApp';
import { useReview } from '../app/use-review';

/** What happened in a tab that is closed. */
export function ClosedTabReview({ tabId, onBack, paste }: { tabId: number; onBack: () => void; paste: ComponentChildren }) {
  const tab = useReview(tabId);
  return (
    <>
      <BackButton onBack={onBack} />
      <ReviewApp surface="popup" tab={tab} paste={paste} />
    </>
  );
}
