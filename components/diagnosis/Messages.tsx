import { useId } from 'preact/hooks';
import type { Message, MessageKind } from '@/utils/review/types';
import { listText, t, tById } from '@/utils/text/text';
import { Fold } from '../controls/Fold';
import { Icon } from '../icons/Icon';
import { type Copyable, useReviewActions } from '../review/review-state';

interface Props {
  messages: readonly Message[];
  chosen: Message;
  onChoose(kind: MessageKind): void;
  copied: Copyable | null;
}

/** Shows the texts to send, one at a time, so that the user can read a text before copying it. */
export function Messages({ messages, chosen, copied, onChoose }: Props) {
  const name = useId();
  const labels = messages.map(({ kind, recipient }) => (recipient === null ? tById('message_kind', kind) : tById('actor', recipient)));
  return (
    <Fold icon="reply" title={t('messages_title')} summary={listText(labels)}>
      <div class="sr-section sr-fold__body">
        {messages.length > 1 && (
          <div class="sr-segments" role="radiogroup" aria-label={t('messages_title')}>
            {messages.map(({ kind }, index) => (
              <label key={kind}>
                <input type="radio" name={name} checked={kind === chosen.kind} onChange={() => onChoose(kind)} />
                {labels[index]}
              </label>
            ))}
          </div>
        )}
        <blockquote class="sr-message" dir="auto">
          {chosen.text}
        </blockquote>
        <CopyMessage message={chosen} copied={copied} class="sr-link" />
      </div>
    </Fold>
  );
}

interface CopyProps {
  message: Message;
  copied: Copyable | null;
  class: string;
  /** Whether the button is next to the main one, whose icon shows that it copies. */
  isShort?: boolean;
}

/** Copies a message. The button then says what was copied, and keeps the focus. */
export function CopyMessage({ message, copied, class: className, isShort = false }: CopyProps) {
  const { copy } = useReviewActions();
  const isCopied = copied === message.kind;
  const recipient = message.recipient === null ? '' : tById('recipient', message.recipient);
  return (
    <button type="button" class={className} onClick={() => copy(message.kind)}>
      {(isCopied || !isShort) && <Icon name={isCopied ? 'check' : 'copy'} />}
      {tById(isCopied ? 'message_copied' : isShort ? 'message_kind' : 'message_copy', message.kind, '', recipient)}
    </button>
  );
}

/** Says what was copied to assistive technology, because the name of a button that has the focus changes silently. */
export function CopiedStatus({ messages, copied }: { messages: readonly Message[]; copied: Copyable | null }) {
  const message = messages.find(({ kind }) => kind === copied);
  const recipient = message?.recipient ? tById('recipient', message.recipient) : '';
  return (
    <span class="sr-hidden" role="status">
      {message ? tById('message_copied', message.kind, '', recipient) : copied === 'report' ? t('report_copied') : ''}
    </span>
  );
}
