import { useId, useState } from 'preact/hooks';
import { findingText, type Links, signalText, topCauses } from '@/utils/diagnosis/finding-text';
import type { Cause } from '@/utils/diagnosis/types';
import { t, tPlural } from '@/utils/text/text';
import { useActorNames } from '../findings/actor-name';
import { ConfidenceLabel, FindingSource } from '../findings/FindingCard';
import { Icon } from '../icons/Icon';
import { Steps } from './Steps';

/**
 * Lists the possible causes, most likely first, each with who can fix it. It opens to its steps and
 * then to the evidence for and against it.
 */
export function Causes({ causes, title, links }: { causes: readonly Cause[]; title: string; links: Links }) {
  const [all, setAll] = useState(false);
  if (causes.length === 0) return null;
  const shown = all ? causes : topCauses(causes);
  return (
    <section class="sr-details" aria-labelledby="causes">
      <h2 class="sr-heading" id="causes">
        {title}
      </h2>
      {shown.map((cause) => (
        <PossibleCause key={cause.id} cause={cause} links={links} />
      ))}
      {shown.length < causes.length && (
        <button type="button" class="sr-cause" onClick={() => setAll(true)}>
          <span class="sr-muted">{tPlural('diagnosis_more', causes.length - shown.length)}</span>
          <span />
          <Icon name="chevron-down" small />
        </button>
      )}
    </section>
  );
}

function PossibleCause({ cause, links }: { cause: Cause; links: Links }) {
  const [open, setOpen] = useState(false);
  const { name } = useActorNames();
  const id = useId();
  return (
    <article aria-label={findingText(cause, 'title')}>
      <button type="button" class="sr-cause" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <span>
          <span class="sr-cause__title">{findingText(cause, 'title')}</span>
          <br />
          <span class="sr-small sr-muted">{name(cause.actor)}</span>
        </span>
        <ConfidenceLabel confidence={cause.confidence} />
        <Icon name={open ? 'chevron-up' : 'chevron-down'} small />
      </button>
      <div id={id} class="sr-section sr-cause__body" hidden={!open}>
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
