import { useId, useState } from 'preact/hooks';
import type { Confidence, Finding, Severity } from '@/providers/contract/finding';
import { findingText, type Links } from '@/utils/diagnosis/finding-text';
import { t, tById, tPlural } from '@/utils/text/text';
import { Steps } from '../diagnosis/Steps';
import { Icon } from '../icons/Icon';
import type { IconName } from '../icons/shapes';
import { useActorNames } from './actor-name';

/** The icon of each severity. */
export const severityIcons = { blocker: 'blocker', warning: 'warning', notice: 'info' } as const satisfies Record<Severity, IconName>;
const confidenceIcons = { observed: 'observed', likely: 'likely', possible: 'possible' } as const satisfies Record<Confidence, IconName>;

/** Shows a severity as an icon and a word. */
export function SeverityLabel({ severity }: { severity: Severity }) {
  return (
    <span class={`sr-severity sr-severity--${severity}`}>
      <Icon name={severityIcons[severity]} />
      {tById('severity', severity)}
    </span>
  );
}

/** Returns the title of a finding, in the language of the UI. */
export function findingTitle(finding: Finding): string {
  return findingText(finding, 'title');
}

/**
 * Shows which rule or fact is behind a finding and when it was read, or nothing if the finding has
 * no source.
 */
export function FindingSource({ source }: { source: Finding['source'] }) {
  return source ? <p class="sr-small sr-muted sr-finding__source">{t('finding_source', source.title, source.accessedOn)}</p> : null;
}

/** Shows a confidence as an icon and a word. */
export function ConfidenceLabel({ confidence }: { confidence: Confidence }) {
  return (
    <span class="sr-confidence">
      <Icon name={confidenceIcons[confidence]} small />
      {tById('confidence', confidence)}
    </span>
  );
}

/** Whether something is broken, or somebody else has to act. A notice to the user needs no repair. */
const isToFix = ({ severity, actor }: Finding) => severity !== 'notice' || actor !== 'you';

/**
 * Shows everything of a finding except its head: the sentence and who can act, with the steps and
 * the evidence one click away.
 */
export function FindingBody({ finding, links }: { finding: Finding; links: Links }) {
  const [open, setOpen] = useState(false);
  const { name } = useActorNames();
  const id = useId();
  return (
    <div class="sr-finding__body">
      <h3 class="sr-finding__title">{findingTitle(finding)}</h3>
      <p class="sr-finding__text" dir="auto">
        {findingText(finding, 'text')}
      </p>
      <div class="sr-finding__foot">
        {isToFix(finding) && <span>{t('finding_actor', name(finding.actor))}</span>}
        <button type="button" class="sr-link" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {t('finding_more')} <Icon name={open ? 'chevron-up' : 'chevron-down'} small />
        </button>
      </div>
      <div id={id} class="sr-finding__evidence" hidden={!open}>
        {open && <Details finding={finding} links={links} />}
      </div>
    </div>
  );
}

/** Further lines are only counted, because the affected rows are flagged anyway. */
const MAX_EVIDENCE_LINES = 20;

function Details({ finding, links }: { finding: Finding; links: Links }) {
  return (
    <>
      <Steps finding={finding} links={links} />
      {finding.evidence.length > 0 && <p class="sr-finding__label">{t('finding_evidence')}</p>}
      {finding.evidence.slice(0, MAX_EVIDENCE_LINES).map((line) => (
        <p class="sr-code" dir="auto" key={line}>
          {line}
        </p>
      ))}
      {finding.evidence.length > MAX_EVIDENCE_LINES && (
        <p class="sr-small sr-muted">{tPlural('finding_evidence_more', finding.evidence.length - MAX_EVIDENCE_LINES)}</p>
      )}
      <FindingSource source={finding.source} />
    </>
  );
}
