import type { Diagnosis } from '@/utils/diagnosis/types';
import type { Message } from '@/utils/review/types';
import { t, tPlural } from '@/utils/text/text';
import { Banner } from '../controls/Banner';
import { Icon } from '../icons/Icon';
import { type Copyable, useReviewActions } from '../review/review-state';
import { CopyMessage } from './Messages';

interface Props {
  /** The text that the user chose to send. */
  message: Message;
  copied: Copyable | null;
  notices: readonly string[];
  /** Null if the request cannot be sent again from here. */
  retry: { kept: number; start(): void } | null;
}

/**
 * Returns true if the user alone can act. Then the request comes first, and the
 * message is only for users who want help.
 */
export function isUserActor({ causes, finding }: Diagnosis): boolean {
  return (causes[0] ?? finding).actor === 'you';
}

/**
 * Shows the action bar for a refusal that the user cannot fix from here: the text to send first,
 * trying again second.
 */
export function SendBar({ message, copied, notices, retry }: Props) {
  return (
    <footer class="sr-actions">
      <div aria-live="polite">
        {notices.map((notice) => (
          <Banner key={notice} icon="warning" text={notice} />
        ))}
      </div>
      <CopyMessage message={message} copied={copied} class="sr-button sr-button--primary sr-button--large sr-button--wide" />
      <div class="sr-actions__foot">
        <CopyReport copied={copied} />
        {retry && (
          <button type="button" class="sr-link" title={t('action_again')} onClick={retry.start}>
            {tPlural('action_continue', retry.kept)}
          </button>
        )}
      </div>
    </footer>
  );
}

/** Copies the redacted report, and says when it is copied. */
export function CopyReport({ copied }: { copied: Copyable | null }) {
  const { copy } = useReviewActions();
  return (
    <button type="button" class="sr-link" title={t('report_private')} onClick={() => copy('report')}>
      <Icon name={copied === 'report' ? 'check' : 'copy'} small />
      {t(copied === 'report' ? 'report_copied' : 'report_copy')}
    </button>
  );
}
