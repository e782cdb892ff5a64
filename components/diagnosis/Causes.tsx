import { useId, useState } from 'preact/hooks';
import { findingText, type Links, signalText, topCauses } from '@/utils/diagnosis/finding-text';
import type { Cause } from '@/utils/diagnosis/types';
import { t, tById, tPlural } from '@/utils/text/text';
import { ConfidenceLabel, FindingSource } from '../findings/FindingCard';
import { Icon } from '../icons/Icon';
import { Steps } from './Steps';

/**
 * Lists the possible causes, most likely first, each with who can fix it. It opens to its steps and
 * then to the evidence for and against it. The first is open.
 */
export function Causes({ causes, links }: { causes: readonly Cause[]; links: Links }) {
  const [all, setAll] = useState(false);
  if (causes.length === 0) return null;
  const shown = all ? causes : topCauses(causes);
  return (
    <section class="sr-section sr-block" aria-labelledby="causes">
      <h2 class="sr-heading" id="causes">
        {t('diagnosis_causes')}
      </h2>
      {shown.map((cause, index) => (
        <PossibleCause key={`${cause.id} ${index === 0}`} cause={cause} links={links} first={index === 0} />
      ))}
      {shown.length < causes.length && (
        <button type="button" class="sr-link" onClick={() => setAll(true)}>
          {tPlural('diagnosis_more', causes.length - shown.length)}
        </button>
      )}
    </section>
  );
}

function PossibleCause({ cause, links, first }: { cause: Cause; links: Links; first: boolean }) {
  const [open, setOpen] = useState(first);
  const id = useId();
  return (
    <article class="sr-cause">
      <div class="sr-cause__head">
        <h3>{findingText(cause, 'title')}</h3>
        <ConfidenceLabel confidence={cause.confidence} />
      </div>
      <p class="sr-small sr-muted">{t('finding_actor', tById('actor', cause.actor))}</p>
      <button type="button" class="sr-link" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {t('diagnosis_steps')} <Icon name={open ? 'chevron-up' : 'chevron-down'} small />
      </button>
      <div id={id} hidden={!open}>
        {open && (
          <>
            <p class="sr-cause__text">{findingText(cause, 'text')}</p>
            <Steps finding={cause} links={links} />
            <Evidence cause={cause} />
            <FindingSource source={cause.source} />
          </>
        )}
      </div>
    </article>
  );
}

function Evidence({ cause }: { cause: Cause }) {
  const lines = [
    [t('diagnosis_for'), cause.for.length ? cause.for.map(signalText).join('. ') : t('diagnosis_no_evidence')],
    ...(cause.against.length ? [[t('diagnosis_against'), cause.against.map(signalText).join('. ')]] : []),
  ];
  return (
    <dl class="sr-lines">
      {lines.map(([name, value]) => (
        <>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  );
}
