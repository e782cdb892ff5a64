import { useId, useState } from 'preact/hooks';
import type { Message, MessageKind } from '@/utils/review/types';
import { t, tById } from '@/utils/text/text';
import { Icon } from '../icons/Icon';
import { type Copyable, useReviewActions } from '../review/review-state';

interface Props {
  messages: readonly Message[];
  chosen: Message;
  onChoose(kind: MessageKind): void;
  /** A copy button, where the action bar has none. */
  copied?: Copyable | null;
}

/**
 * Shows the texts to send, one at a time: its beginning, and all of it on a click, so that the user
 * can read it before copying.
 */
export function Messages({ messages, chosen, onChoose, copied }: Props) {
  const [open, setOpen] = useState(false);
  const name = useId();
  return (
    <section class="sr-section sr-block" aria-labelledby="messages">
      <h2 class="sr-heading" id="messages">
        {t('messages_title')}
      </h2>
      {messages.length > 1 && (
        <div class="sr-segments" role="radiogroup" aria-labelledby="messages">
          {messages.map((message) => (
            <label key={message.kind}>
              <input type="radio" name={name} checked={message.kind === chosen.kind} onChange={() => onChoose(message.kind)} />
              {message.recipient === null ? tById('message_kind', message.kind) : tById('actor', message.recipient)}
            </label>
          ))}
        </div>
      )}
      <blockquote class="sr-message" dir="auto">
        <p class={open ? undefined : 'sr-message--cut'}>{chosen.text}</p>
      </blockquote>
      <div class="sr-message__foot">
        <button type="button" class="sr-link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'message_less' : 'message_all')}
        </button>
        {copied !== undefined && <CopyMessage message={chosen} copied={copied} class="sr-link" />}
      </div>
    </section>
  );
}

/** Copies a message. The button then says what was copied, and keeps the focus. */
export function CopyMessage({ message, copied, class: className }: { message: Message; copied: Copyable | null; class: string }) {
  const { copy } = useReviewActions();
  const isCopied = copied === message.kind;
  const recipient = message.recipient === null ? '' : tById('recipient', message.recipient);
  return (
    <button type="button" class={className} onClick={() => copy(message.kind)}>
      <Icon name={isCopied ? 'check' : 'copy'} />
      {tById(isCopied ? 'message_copied' : 'message_copy', message.kind, '', recipient)}
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
