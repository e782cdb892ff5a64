import { useState } from 'preact/hooks';
import { asksFirst } from '@/utils/diagnosis/finding-text';
import type { Diagnosis as DiagnosisData } from '@/utils/diagnosis/types';
import type { PastedSource } from '@/utils/review/pasted-types';
import type { Message, MessageKind, Review } from '@/utils/review/types';
import { t } from '@/utils/text/text';
import { Diagnosis } from '../../diagnosis/Diagnosis';
import { CopiedStatus, Messages } from '../../diagnosis/Messages';
import { SendButtons } from '../../diagnosis/SendBar';
import { Icon } from '../../icons/Icon';
import type { Copyable } from '../../review/review-state';

interface Props {
  review: Review;
  /** When the connection succeeded after the error; empty if nothing shows that. */
  solved?: string;
  /** Without the navigation history if a timeline shows it. */
  diagnosis: DiagnosisData;
  ownerChoice: PastedSource['ownerChoice'];
  messages: readonly Message[];
  /** What was copied last, `json` for the report as JSON; null before the first copy. */
  copied: Copyable | 'json' | null;
  onCopyJson(): void;
}

/** Explains a failure as the page does, and offers the texts and the report to send. */
export function CauseCard({ review, diagnosis, solved, ownerChoice, messages, copied, onCopyJson }: Props) {
  const [kind, setKind] = useState<MessageKind | null>(null);
  // While nothing shows who can act, the questions help most; else whoever asked waits for a reply.
  const first: MessageKind = !diagnosis.recognized || asksFirst(diagnosis) ? 'questions' : 'customer';
  const sorted = messages.toSorted((one, other) => Number(other.kind === first) - Number(one.kind === first));
  const chosen = sorted.find((message) => message.kind === kind) ?? sorted[0];
  const ofReview = copied === 'json' ? null : copied;
  return (
    <article class="sr-diagnose__card" aria-labelledby="why">
      {solved && <p class="sr-why__text">{solved}</p>}
      <Diagnosis
        diagnosis={diagnosis}
        provider={review.provider.name}
        links={review.links}
        ownerChoice={ownerChoice}
        send={chosen && <Messages messages={sorted} chosen={chosen} copied={ofReview} onChoose={setKind} />}
      />
      <div class="sr-diagnose__send">
        <SendButtons messages={sorted} copied={ofReview} isForSupport />
        <button type="button" class="sr-button" onClick={onCopyJson}>
          <Icon name={copied === 'json' ? 'check' : 'copy'} />
          {t(copied === 'json' ? 'workbench_diagnose_json_copied' : 'workbench_diagnose_json')}
        </button>
      </div>
      <CopiedStatus messages={messages} copied={ofReview} />
    </article>
  );
}
