import type { ComponentChildren } from 'preact';
import type { Finding } from '@/providers/contract/finding';
import { findingText, type Links, sentenceOf } from '@/utils/diagnosis/finding-text';
import type { Diagnosis as DiagnosisData } from '@/utils/diagnosis/types';
import { t, tById } from '@/utils/text/text';
import { Disclosure } from '../controls/Disclosure';
import { FindingHead, FindingSource } from '../findings/FindingCard';
import { Icon } from '../icons/Icon';
import { timeOfDay } from '../review/format';
import { Causes } from './Causes';
import { NavigationHistory } from './NavigationHistory';
import { Questions } from './Questions';
import { Steps } from './Steps';

/** The props of `Diagnosis`. */
export interface DiagnosisProps {
  diagnosis: DiagnosisData;
  provider: string;
  links: Links;
  /** The texts to send. */
  send?: ComponentChildren;
  /** Further ways to learn more, drawn where no cause is proven. */
  children?: ComponentChildren;
}

/**
 * Explains why a request was refused: the cause with its evidence, who can fix it and how, what is
 * worth asking, and what to send.
 */
export function Diagnosis({ diagnosis, provider, links, send, children }: DiagnosisProps) {
  const { at, finding, causes, questions } = diagnosis;
  // Only a proven cause is presented as the reason. An error without other causes is its own.
  const [first, second] = causes;
  const proven = first && !second && (first.confidence === 'observed' || first.id === finding.id) ? first : null;
  const main = proven ?? finding;
  const hasNoCauses = causes.length === 0;
  return (
    <>
      <div class="sr-section sr-why">
        <div>
          <h2 class="sr-why__title" tabIndex={-1}>
            {diagnosis.connected ? t('diagnosis_why_action') : t('diagnosis_why', provider)}
          </h2>
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
          </div>
        </article>
      </div>
      {(proven || hasNoCauses) && <Fix finding={main} links={links} />}
      <Questions questions={questions} causes={causes} />
      {!proven && children}
      {!proven && <Causes causes={causes} links={links} />}
      {send}
      <Details diagnosis={diagnosis} source={main.source} />
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
 * Shows the error exactly as the URL or the text contains it, because admins search for it. Of a JSON
 * response it shows only the sentence.
 */
function ErrorDetails({ diagnosis: { error, description, errorText, connected } }: { diagnosis: DiagnosisData }) {
  const pairs =
    error === null
      ? [[t(connected ? 'report_error_text' : 'report_said'), sentenceOf(errorText)]]
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
 * Keeps what proves the diagnosis one click away: the response of an API, the navigation history, and
 * the source of the rule.
 */
function Details({ diagnosis, source }: { diagnosis: DiagnosisData; source: Finding['source'] }) {
  const { error, errorText, connected, navigation } = diagnosis;
  const isResponse = error === null && sentenceOf(errorText) !== errorText;
  if (!isResponse && navigation.length === 0 && !source) return null;
  return (
    <div class="sr-section sr-details">
      <Disclosure icon="info" line={t('diagnosis_details')}>
        {isResponse && (
          <dl class="sr-decoded sr-decoded--said">
            <dt>{t(connected ? 'report_error_text' : 'report_said')}</dt>
            <dd dir="auto">{errorText}</dd>
          </dl>
        )}
        <NavigationHistory navigation={navigation} />
        <FindingSource source={source} />
      </Disclosure>
    </div>
  );
}
