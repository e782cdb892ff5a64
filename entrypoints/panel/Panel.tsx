import { useEffect } from 'preact/hooks';
import { sendMessage } from '@/utils/messages/client';
import type { PanelSide, savePanelMemory } from '@/utils/storage/panel-state';
import { ReviewApp } from '../app/ReviewApp';
import { useReview } from '../app/use-review';
import { useDock } from './use-dock';
import { useFit } from './use-fit';

/** Shows the panel in its frame on the consent page. The content script folds and moves the frame. */
export function Panel() {
  const tab = useReview(undefined);
  const { report, plainness, send } = useDock();
  useFit((height) => send({ do: 'fit', height }));

  const remember = (memory: Parameters<typeof savePanelMemory>[0]) => void sendMessage('rememberPanel', memory).catch(() => {});
  const collapse = () => {
    send({ do: 'fold' });
    remember({ state: 'collapsed' });
  };
  const move = (side: PanelSide) => {
    send({ do: 'move' });
    remember({ side });
  };
  const openings = report?.openings ?? 0;
  useEffect(() => {
    if (openings > 0) remember({ state: 'open' });
  }, [openings]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) collapse();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <ReviewApp
      surface="panel"
      tab={tab}
      panel={{
        collapse,
        onDone: () => send({ do: 'fold' }),
        moveToOtherSide: report?.canMove ? () => move(report.side === 'left' ? 'right' : 'left') : null,
        plainness,
      }}
    />
  );
}
