import type { Diagnosis } from '@/utils/diagnosis/types';
import type { Message } from '@/utils/review/types';
import { t } from '@/utils/text/text';
import { Icon } from '../icons/Icon';
import { type Copyable, useReviewActions } from '../review/review-state';
import { CopyMessage } from './Messages';

interface Props {
  /** The texts to send; the first is the one that helps most. May be empty. */
  messages: readonly Message[];
  copied: Copyable | null;
  /** Whether support staff see it: then a reply may be the main action, and nothing is shortened. */
  isForSupport?: boolean;
  /** Whether another button is the main one. */
  isSecondary?: boolean;
}

/**
 * Returns true if the user alone can act. Then the request comes first, and the
 * message is only for users who want help.
 */
export function isUserActor({ causes, finding }: Diagnosis): boolean {
  return (causes[0] ?? finding).actor === 'you';
}

/**
 * Offers the texts of a refusal that the user cannot fix from here: the one that helps most first,
 * the others and the report beside it. For users, a reply to a customer is never the main action,
 * because whoever can fix the error needs its steps.
 */
export function SendButtons({ messages: [first, ...others], copied, isForSupport = false, isSecondary = false }: Props) {
  return (
    <div class="sr-actions__main">
      {first && (
        <CopyMessage
          message={first}
          copied={copied}
          class={
            isSecondary || (first.kind === 'customer' && !isForSupport) ? 'sr-button' : 'sr-button sr-button--primary sr-button--large'
          }
        />
      )}
      {others.map((message) => (
        <CopyMessage key={message.kind} message={message} copied={copied} class="sr-button" isShort={!isForSupport} />
      ))}
      <CopyReport copied={copied} isButton hasIcon={isForSupport} />
    </div>
  );
}

/** Copies the redacted report, and says when it is copied. */
export function CopyReport({
  copied,
  isButton = false,
  hasIcon = !isButton,
}: {
  copied: Copyable | null;
  isButton?: boolean;
  hasIcon?: boolean;
}) {
  const { copy } = useReviewActions();
  const isCopied = copied === 'report';
  return (
    <button type="button" class={isButton ? 'sr-button' : 'sr-link'} title={t('report_private')} onClick={() => copy('report')}>
      {(isCopied || hasIcon) && <Icon name={isCopied ? 'check' : 'copy'} small={!isButton} />}
      {t(isCopied ? 'report_copied' : 'report_copy')}
    </button>
  );
}
