import { useEffect, useRef } from 'preact/hooks';
import { t } from '@/utils/text/text';
import { timeOfDay } from '@/utils/text/time';
import { Icon } from '../icons/Icon';

interface Props {
  tabId: number;
  provider: string;
  /** Whether the user decided so, most likely, so that nothing is wrong. */
  isDenied: boolean;
  /** The app and what happened; empty if that is not known. */
  cause: string;
  /** When the window closed, milliseconds since the epoch. */
  at: number;
  /** Whether the user comes back from it, so that its button takes the focus. */
  focused?: boolean;
  onOpen(tabId: number): void;
}

/** Points to a connection that was refused or denied in a window which closed at once. */
export function ClosedWindow({ tabId, provider, isDenied, cause, at, focused = false, onOpen }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focused) button.current?.focus();
  }, [focused]);
  return (
    <section class="sr-section sr-offer" aria-labelledby="closed">
      <h2 class={isDenied ? 'sr-severity' : 'sr-severity sr-severity--blocker'} id="closed">
        <Icon name={isDenied ? 'minus' : 'blocker'} />
        {t(isDenied ? 'closed_denied_title' : 'closed_title', provider)}
      </h2>
      {cause && <p dir="auto">{cause}</p>}
      <p class="sr-small sr-muted">{t('closed_text', timeOfDay(at))}</p>
      <button
        type="button"
        ref={button}
        class={isDenied ? 'sr-button' : 'sr-button sr-button--primary sr-button--large sr-button--wide'}
        onClick={() => onOpen(tabId)}
      >
        {t(isDenied ? 'closed_denied_button' : 'closed_button')}
      </button>
    </section>
  );
}
