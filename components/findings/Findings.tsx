import { useState } from 'preact/hooks';
import type { Finding } from '@/providers/types';
import { text } from '@/utils/text';
import { Icon } from '../icons/Icon';
import { FindingCard, findingTitle, SeverityWord } from './FindingCard';

/** Worst first, as they come. In the popup each is a line that opens to its card. */
export function Findings({ findings, folded }: { findings: readonly Finding[]; folded: boolean }) {
  if (findings.length === 0) return null;
  return (
    <section class="sr-section sr-findings" aria-label={text('findings_title')}>
      <h2 class="sr-hidden">{text('findings_title')}</h2>
      {findings.map((finding) =>
        folded ? <Alert key={finding.id} finding={finding} /> : <FindingCard key={finding.id} finding={finding} />,
      )}
    </section>
  );
}

function Alert({ finding }: { finding: Finding }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class={`sr-alert sr-alert--${finding.severity}`} aria-expanded={open} onClick={() => setOpen(!open)}>
        <SeverityWord severity={finding.severity} />
        <span>{findingTitle(finding)}</span>
        <Icon name={open ? 'chevron-down' : 'chevron-right'} small />
      </button>
      {open && <FindingCard finding={finding} />}
    </>
  );
}
