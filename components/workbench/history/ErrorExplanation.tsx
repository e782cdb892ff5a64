import type { Finding } from '@/providers/contract/finding';
import { findingText, type Links } from '@/utils/diagnosis/finding-text';
import { t, tById } from '@/utils/text/text';
import { Steps } from '../../diagnosis/Steps';
import { FindingSource } from '../../findings/FindingCard';

/** An error of which the history has the ID. */
export interface ExplainedError {
  /** Its title, or the ID if this version has no such error. */
  title: string;
  /** Null if this version has no such error. */
  known: { finding: Finding; namesReason: boolean } | null;
  /** The links into the administration of the account, by the keys that steps use. */
  links: Links;
}

/** Explains an error of the history: what it means, who can fix it, and how. */
export function ErrorExplanation({ error: { known, links } }: { error: ExplainedError }) {
  if (!known) return null;
  const { finding, namesReason } = known;
  return (
    <div class="sr-explained">
      <p class="sr-finding__text" dir="auto">
        {namesReason ? findingText(finding, 'text') : t('workbench_history_no_reason')}
      </p>
      <p class="sr-small sr-muted">{t('finding_actor', tById('actor', finding.actor))}</p>
      <Steps finding={finding} links={links} />
      <FindingSource source={finding.source} />
    </div>
  );
}
