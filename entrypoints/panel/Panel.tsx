/** The panel in its frame on the consent page: the review, or a tab at the edge. */
import { useEffect, useState } from 'preact/hooks';
import { DockTab } from '@/components/panel/DockTab';
import { sendMessage } from '@/utils/messages/client';
import type { PanelState } from '@/utils/storage/panel-state';
import { ReviewApp } from '../app/ReviewApp';
import { useReview } from '../app/use-review';

/** The content script makes the folded frame 40 px high. */
const folded = matchMedia('(max-height: 48px)');
const dockOfFrame = (): PanelState => (folded.matches ? 'collapsed' : 'open');

export function Panel() {
  const [dock, setDock] = useState<PanelState>(dockOfFrame);
  const tab = useReview(undefined);

  useEffect(() => {
    sendMessage('panelReady', {}).catch(() => {});
    // The content script knows how to begin once it has read the page, perhaps since this was drawn first.
    const onResize = () => setDock(dockOfFrame());
    folded.addEventListener('change', onResize);
    onResize();
    return () => folded.removeEventListener('change', onResize);
  }, []);

  const turn = (next: PanelState, rememberState = true) => {
    setDock(next);
    sendMessage('setPanelState', { state: next, rememberState }).catch(() => {});
  };
  if (dock === 'collapsed') {
    const review = tab.answer?.state === 'review' ? tab.answer.review : null;
    return <DockTab review={review} onOpen={() => turn('open')} />;
  }
  return <ReviewApp surface="panel" tab={tab} onCollapse={() => turn('collapsed')} onDone={() => turn('collapsed', false)} />;
}
