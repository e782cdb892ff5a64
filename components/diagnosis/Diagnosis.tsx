import type { ComponentChildren } from 'preact';
import type { Finding } from '@/providers/contract/finding';
import { errorLabel, findingText, type Links, sentenceOf, shownFinding, showsFix, showsNoReason } from '@/utils/diagnosis/finding-text';
import type { Diagnosis as DiagnosisData } from '@/utils/diagnosis/types';
import type { PastedSource } from '@/utils/review/pasted-types';
import { t, tPlural } from '@/utils/text/text';
import { recentText } from '@/utils/text/time';
import { Fold } from '../controls/Fold';
import { useActorNames } from '../findings/actor-name';
import { ConfidenceLabel, FindingSource, severityIcons } from '../findings/FindingCard';
import { Icon } from '../icons/Icon';
import { useReviewActions } from '../review/review-state';
import { Causes } from './Causes';
import { NavigationHistory } from './NavigationHistory';
import { OwnerChoice } from './OwnerChoice';
import { Questions } from './Questions';
import { Steps } from './Steps';

/** The props of `Diagnosis`. */
export interface DiagnosisProps {
  diagnosis: DiagnosisData;
  provider: string;
  links: Links;
  /** Whose error a pasted text is; absent if that is known. */
  ownerChoice?: PastedSource['ownerChoice'];
  /** The texts to send. */
  send?: ComponentChildren;
  /** Further ways to learn more, drawn where no cause is proven. */
  children?: ComponentChildren;
}

/**
 * Explains why a request was refused. A proven cause comes with who can fix it and how; an error with
 * several possible causes starts with the questions that separate them. What proves it is folded.
 */
export function Diagnosis({ diagnosis, provider, links, ownerChoice, send, children }: DiagnosisProps) {
  const { causes, questions } = diagnosis;
  const { chooseProvider } = useReviewActions();
  const { canFix } = useActorNames();
  const main = shownFinding(diagnosis);
  const otherCauses = causes.filter(({ id }) => id !== main.id);
  // Nobody observed that the words of a pasted text are an error.
  const isGuess = diagnosis.pastedFrom !== null && !diagnosis.recognized;
  const isProven = causes.length > 0 && otherCauses.length === 0;
  return (
    <>
      <section class="sr-why" aria-labelledby="why">
        <p class="sr-why__line">
          <span class={`sr-severity sr-severity--${main.severity}`}>
            <Icon name={severityIcons[main.severity]} />
            {whatHappened(diagnosis, provider)}
          </span>
          {!isGuess && <ConfidenceLabel confidence={main.confidence} />}
        </p>
        <h2 class="sr-why__title" id="why" tabIndex={-1}>
          {findingText(main, 'title')}
        </h2>
        <p class="sr-why__text" dir="auto">
          {findingText(main, 'text')}
        </p>
      </section>
      {ownerChoice && (
        <section class="sr-fix">
          <OwnerChoice
            {...ownerChoice}
            named={diagnosis.owner === 'named' ? provider : ownerChoice.named?.name}
            onChoose={chooseProvider}
          />
        </section>
      )}
      {showsFix(diagnosis) && (
        <Fix finding={main} title={collectsOnly(diagnosis, main) ? t('diagnosis_next') : canFix(main.actor)} links={links} />
      )}
      <Questions questions={questions} causes={causes} links={links} />
      <Causes
        causes={otherCauses}
        title={t(otherCauses.length < causes.length ? 'diagnosis_other_causes' : 'diagnosis_causes')}
        links={links}
      />
      {!isProven && children}
      <ErrorFold diagnosis={diagnosis} />
      {diagnosis.navigation.length > 0 && (
        <Fold
          icon="pulse"
          title={t('diagnosis_evidence')}
          summary={diagnosis.pastedFrom ? t('diagnosis_pasted_url') : tPlural('diagnosis_steps_seen', diagnosis.navigation.length)}
        >
          <div class="sr-section sr-fold__body">
            <NavigationHistory navigation={diagnosis.navigation} />
          </div>
        </Fold>
      )}
      {main.source && (
        <Fold icon="page" title={t('diagnosis_source')} summary={`${main.source.title}, ${main.source.accessedOn}`}>
          <div class="sr-section sr-fold__body">
            <FindingSource source={main.source} />
          </div>
        </Fold>
      )}
      {send}
    </>
  );
}

function whatHappened(diagnosis: DiagnosisData, provider: string): string {
  const { at, connected, owner, isUnled } = diagnosis;
  if (connected) return t('diagnosis_action_failed');
  if (isUnled) return t('diagnosis_unled', provider);
  if (owner === 'unknown') return t(showsNoReason(diagnosis) ? 'diagnosis_error_unknown' : 'diagnosis_refused_unknown');
  if (showsNoReason(diagnosis)) return at === null ? t('diagnosis_error', provider) : t('diagnosis_error_at', provider, recentText(at));
  return at === null ? t('diagnosis_refused', provider) : t('diagnosis_refused_at', provider, recentText(at));
}

/** Whether the steps are those of a vague error, which only collect information, and promise no repair. */
function collectsOnly(diagnosis: DiagnosisData, { id }: Finding): boolean {
  return showsNoReason(diagnosis) && id === diagnosis.finding.id;
}

function Fix({ finding, title, links }: { finding: Finding; title: string; links: Links }) {
  return (
    <section class="sr-fix" aria-label={title}>
      <div class="sr-actor">
        <Icon name="user" />
        <p>
          <strong>{title}</strong>
        </p>
      </div>
      <Steps finding={finding} links={links} />
    </section>
  );
}

/**
 * Shows the error exactly as the URL or the text contains it, because admins search for it. The line
 * has the code, or of a JSON response the sentence.
 */
export function ErrorFold({ diagnosis }: { diagnosis: DiagnosisData }) {
  const { error, description, errorText } = diagnosis;
  const isCode = error !== null;
  const title = errorLabel(diagnosis);
  const pairs = isCode ? [['error', error], ...(description === null ? [] : [['description', description]])] : [[title, errorText]];
  if (pairs.every(([, value]) => !value)) return null;
  return (
    <Fold icon="code" title={title} summary={isCode ? error : sentenceOf(errorText)}>
      <div class="sr-section sr-fold__body">
        {!diagnosis.recognized && <p class="sr-small sr-muted">{t('error_text_private')}</p>}
        <dl class={isCode ? 'sr-decoded' : 'sr-decoded sr-decoded--said'}>
          {pairs.map(([name, value]) => (
            <>
              <dt class={isCode ? undefined : 'sr-hidden'}>{name}</dt>
              <dd dir="auto">{value}</dd>
            </>
          ))}
        </dl>
      </div>
    </Fold>
  );
}
