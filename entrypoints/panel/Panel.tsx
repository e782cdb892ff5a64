import { useEffect, useState } from 'preact/hooks';
import { DockTab } from '@/components/panel/DockTab';
import { sendMessage } from '@/utils/messages/client';
import type { PanelState } from '@/utils/storage/panel-state';
import { ReviewApp } from '../app/ReviewApp';
import { useReview } from '../app/use-review';

/** The content script makes the folded frame 40 px high. */
const foldedQuery = matchMedia('(max-height: 48px)');
const stateOfFrame = (): PanelState => (foldedQuery.matches ? 'collapsed' : 'open');

/**
 * Shows the panel in its frame on the consent page: the review, or a tab at the edge while folded.
 */
export function Panel() {
  const [panelState, setPanelState] = useState<PanelState>(stateOfFrame);
  const tab = useReview(undefined);

  useEffect(() => {
    sendMessage('panelReady', {}).catch(() => {});
    // The content script may have changed the frame's height between the first render and this
    // effect.
    const onResize = () => setPanelState(stateOfFrame());
    foldedQuery.addEventListener('change', onResize);
    onResize();
    return () => foldedQuery.removeEventListener('change', onResize);
  }, []);

  const changeState = (next: PanelState, rememberState = true) => {
    setPanelState(next);
    sendMessage('setPanelState', { state: next, rememberState }).catch(() => {});
  };
  if (panelState === 'collapsed') {
    const review = tab.response?.state === 'review' ? tab.response.review : null;
    return <DockTab review={review} onOpen={() => changeState('open')} />;
  }
  return <ReviewApp surface="panel" tab={tab} onCollapse={() => changeState('collapsed')} onDone={() => changeState('collapsed', false)} />;
}
