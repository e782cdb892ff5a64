import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Finding } from '@/providers/contract/finding';
import { findingText, type Links } from '@/utils/diagnosis/finding-text';
import type { Diagnosis as DiagnosisData } from '@/utils/diagnosis/types';
import { t, tById } from '@/utils/text/text';
import { FindingHead, FindingSource } from '../findings/FindingCard';
import { Icon } from '../icons/Icon';
import { timeOfDay } from '../review/format';
import type { ReviewState } from '../review/review-state';
import { Causes } from './Causes';
import { NavigationHistory } from './NavigationHistory';
import { Questions } from './Questions';
import { Steps } from './Steps';

/** The props of `Diagnosis`. */
export interface DiagnosisProps {
  diagnosis: DiagnosisData;
  provider: string;
  links: Links;
  /** The message to send, and the `actor` to send it to; null if only the user has to act. */
  message: ReviewState['message'];
  /** Further ways to learn more, drawn where no cause is proven. */
  children?: ComponentChildren;
}

/**
 * Explains why a request was refused: the cause with its evidence, who can fix it and how, what is
 * worth asking, and what to send.
 */
export function Diagnosis({ diagnosis, provider, links, message, children }: DiagnosisProps) {
  const { at, finding, causes, questions, navigation } = diagnosis;
  // Only a proven cause is presented as the reason. An error without other causes is its own.
  const [first, second] = causes;
  const proven = first && !second && (first.confidence === 'observed' || first.id === finding.id) ? first : null;
  const main = proven ?? finding;
  const hasNoCauses = causes.length === 0;
  return (
    <>
      <div class="sr-section sr-why">
        <div>
          <h2 class="sr-why__title">{diagnosis.connected ? t('diagnosis_why_action') : t('diagnosis_why', provider)}</h2>
          {at !== null && <p class="sr-small sr-muted">{t('diagnosis_when', timeOfDay(at))}</p>}
        </div>
        <article class={`sr-finding sr-finding--${main.severity}`}>
          <FindingHead finding={main} />
          <div class="sr-finding__body">
            <h3 class="sr-finding__title">{findingText(main, 'title')}</h3>
            <p class="sr-finding__text" dir="auto">
              {findingText(main, 'text')}
            </p>
            <ErrorDetails diagnosis={diagnosis} />
            <NavigationHistory navigation={navigation} />
            <FindingSource source={main.source} />
          </div>
        </article>
      </div>
      {(proven || hasNoCauses) && <Fix finding={main} links={links} />}
      <Questions questions={questions} causes={causes} />
      {!proven && children}
      {!proven && <Causes causes={causes} links={links} />}
      {message && <Message message={message} />}
    </>
  );
}

function Fix({ finding, links }: { finding: Finding; links: Links }) {
  return (
    <section class="sr-section sr-block" aria-labelledby="fix">
      <h2 class="sr-heading" id="fix">
        {t('diagnosis_fix')}
      </h2>
      <div class="sr-actor">
        <Icon name="user" />
        <p>
          <strong>{tById('actor', finding.actor)}</strong>
        </p>
      </div>
      <Steps finding={finding} links={links} />
    </section>
  );
}

/**
 * Shows the error exactly as the URL or the pasted text contains it, because admins search for it.
 */
function ErrorDetails({ diagnosis: { error, description, errorText, connected } }: { diagnosis: DiagnosisData }) {
  const pairs =
    error === null
      ? [[t(connected ? 'report_error_text' : 'report_said'), errorText]]
      : [['error', error], ...(description === null ? [] : [['description', description]])];
  if (pairs.every(([, value]) => !value)) return null;
  return (
    <dl class={error === null ? 'sr-decoded sr-decoded--said' : 'sr-decoded'}>
      {pairs.map(([name, value]) => (
        <>
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
        </>
      ))}
    </dl>
  );
}

/**
 * Shows the beginning of the message, and all of it on a click, so that the user can read it before
 * copying.
 */
function Message({ message }: { message: { actor: string; text: string } }) {
  const [open, setOpen] = useState(false);
  return (
    <section class="sr-section sr-block" aria-labelledby="message">
      <h2 class="sr-heading" id="message">
        {t('message_title', tById('actor', message.actor))}
      </h2>
      <blockquote class="sr-message" dir="auto">
        <p class={open ? undefined : 'sr-message--cut'}>{message.text}</p>
      </blockquote>
      <button type="button" class="sr-link" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'message_less' : 'message_all')}
      </button>
    </section>
  );
}
