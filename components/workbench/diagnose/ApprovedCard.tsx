import type { Finding } from '@/providers/contract/finding';
import { findingText, type Links } from '@/utils/diagnosis/finding-text';
import type { Message } from '@/utils/review/types';
import { t, tById } from '@/utils/text/text';
import { Steps } from '../../diagnosis/Steps';
import { CopyBlock } from '../CopyBlock';

interface Props {
  finding: Finding;
  links: Links;
  messages: readonly Message[];
  onCopy(text: string): void;
}

/** Says what to do about a connection that was approved, with the texts to send. */
export function ApprovedCard({ finding, links, messages, onCopy }: Props) {
  return (
    <>
      <p class="sr-why__text">{findingText(finding, 'text')}</p>
      <Steps finding={finding} links={links} />
      {messages.map(({ kind, recipient, text }) => (
        <CopyBlock
          key={kind}
          title={tById('message_kind', kind, '', recipient ? tById('recipient', recipient) : '')}
          note={t('workbench_granted_send_note')}
          text={text}
          onCopy={() => onCopy(text)}
        />
      ))}
    </>
  );
}
