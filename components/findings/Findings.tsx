import { useState } from 'preact/hooks';
import type { Finding } from '@/providers/contract/finding';
import type { Links } from '@/utils/diagnosis/finding-text';
import { t, tById, tPlural } from '@/utils/text/text';
import { Icon } from '../icons/Icon';
import { ConfidenceLabel, FindingBody, findingTitle, SeverityLabel, severityIcons } from './FindingCard';

/**
 * Lists the findings in the given order, which is worst first. Each is one line that opens in
 * place; only a blocker starts opened. The notices after the first are folded to one line, unless
 * that would fold just one.
 */
export function Findings({ findings, links }: { findings: readonly Finding[]; links: Links }) {
  const [isOpen, setOpen] = useState(false);
  if (findings.length === 0) return null;
  const further = findings.filter(({ severity }) => severity === 'notice').slice(1);
  const folded = further.length > 1 ? further : [];
  const toAlert = (finding: Finding) => (
    // One rule may raise the same finding for several scopes.
    <FindingAlert key={[finding.id, ...finding.scopes].join(' ')} finding={finding} links={links} />
  );
  return (
    <section class="sr-alerts" aria-label={t('findings_title')}>
      <h2 class="sr-hidden">{t('findings_title')}</h2>
      {findings.filter((finding) => !folded.includes(finding)).map(toAlert)}
      {folded.length > 0 && (
        <button type="button" class="sr-alert sr-alert--notice" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Icon name={severityIcons.notice} />
          <span class="sr-alert__title">{tPlural('findings_more', folded.length)}</span>
          <Icon name={isOpen ? 'chevron-up' : 'chevron-down'} small />
        </button>
      )}
      {isOpen && folded.map(toAlert)}
    </section>
  );
}

function FindingAlert({ finding, links }: { finding: Finding; links: Links }) {
  const { severity, confidence } = finding;
  const [open, setOpen] = useState(severity === 'blocker');
  return (
    <article class={open ? `sr-finding sr-finding--${severity}` : undefined}>
      <button
        type="button"
        class={open ? 'sr-finding__head' : `sr-alert sr-alert--${severity}`}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {open ? (
          <SeverityLabel severity={severity} />
        ) : (
          <>
            <Icon name={severityIcons[severity]} />
            <span class="sr-alert__title">
              <span class="sr-hidden">{tById('severity', severity)}: </span>
              {findingTitle(finding)}
            </span>
          </>
        )}
        <ConfidenceLabel confidence={confidence} />
        <Icon name={open ? 'chevron-up' : 'chevron-down'} small />
      </button>
      {open && <FindingBody finding={finding} links={links} />}
    </article>
  );
}
