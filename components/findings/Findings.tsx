import { useState } from 'preact/hooks';
import type { Finding } from '@/providers/contract/finding';
import type { Links } from '@/utils/diagnosis/finding-text';
import { t } from '@/utils/text/text';
import { Icon } from '../icons/Icon';
import { FindingBody, FindingCard, findingTitle, SeverityLabel } from './FindingCard';

/**
 * Lists the findings in the given order, which is worst first. A notice is a line that opens to
 * its card; with `folded`, as in the popup, every finding is.
 */
export function Findings({ findings, links, folded }: { findings: readonly Finding[]; links: Links; folded: boolean }) {
  if (findings.length === 0) return null;
  return (
    <section class="sr-section sr-findings" aria-label={t('findings_title')}>
      <h2 class="sr-hidden">{t('findings_title')}</h2>
      {findings.map((finding) => {
        // One rule may raise the same finding for several scopes.
        const key = [finding.id, ...finding.scopes].join(' ');
        return folded || finding.severity === 'notice' ? (
          <CollapsedFinding key={key} finding={finding} links={links} />
        ) : (
          <FindingCard key={key} finding={finding} links={links} />
        );
      })}
    </section>
  );
}

function CollapsedFinding({ finding, links }: { finding: Finding; links: Links }) {
  const [open, setOpen] = useState(false);
  return (
    <article class={`sr-finding sr-finding--${finding.severity}`}>
      <button type="button" class="sr-finding__head sr-alert" aria-expanded={open} onClick={() => setOpen(!open)}>
        <SeverityLabel severity={finding.severity} />
        <span>{findingTitle(finding)}</span>
        <Icon name={open ? 'chevron-down' : 'chevron-right'} small />
      </button>
      {open && <FindingBody finding={finding} links={links} />}
    </article>
  );
}
