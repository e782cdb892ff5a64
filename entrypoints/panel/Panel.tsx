/** The panel in its frame on the consent page: the review, or a tab at the edge. */
import { useEffect, useState } from 'preact/hooks';
import { DockTab } from '@/components/review/DockTab';
import { sendMessage } from '@/utils/messages/ask';
import type { Dock } from '@/utils/messages/protocol';
import { ReviewApp } from './ReviewApp';
import { useReview } from './use-review';

export function Panel() {
  const [dock, setDock] = useState<Dock>(dockOfAddress);
  const tab = useReview(undefined);

  useEffect(() => {
    sendMessage('panelReady', {}).catch(() => {});
    // The content script says by the fragment how to begin, once it knows the page.
    const onHash = () => setDock(dockOfAddress());
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);

  const turn = (next: Dock, habit = true) => {
    setDock(next);
    sendMessage('dock', { dock: next, habit }).catch(() => {});
  };
  if (dock === 'collapsed') {
    const review = tab.answer?.state === 'review' ? tab.answer.review : null;
    return <DockTab review={review} onOpen={() => turn('open')} />;
  }
  return <ReviewApp surface="panel" tab={tab} onCollapse={() => turn('collapsed')} onDone={() => turn('collapsed', false)} />;
}

function dockOfAddress(): Dock {
  return location.hash === '#collapsed' ? 'collapsed' : 'open';
}
