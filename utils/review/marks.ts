/** What the content script draws beside the page's own lines: words and icons ready to show, nothing to decide. */
import type { Access } from '@/providers/contract/catalogue';
import type { Finding } from '@/providers/contract/finding';
import type { PageSnapshot } from '@/providers/contract/page';
import type { Provider } from '@/providers/contract/provider';
import { findingText } from '@/utils/diagnosis/finding-text';
import { t, tById } from '@/utils/text/text';
import { matchLines } from './page-lines';
import type { Review } from './types';

export interface Mark {
  /** Index into the reading's lines. */
  line: number;
  kind: 'required' | 'kept' | 'dropped';
  access: Access | null;
  /** Accessible name and tip: `Scope Review: required, read, crm.lists.read`. */
  label: string;
  flag: { severity: 'blocker' | 'warning'; text: string } | null;
}

export function marksFor(provider: Provider, review: Review, reading: PageSnapshot): Mark[] {
  const selection = new Set(review.selection);
  const lines = matchLines(
    provider,
    review.scopes.map((scope) => scope.id),
    review.current,
    reading,
  );
  return lines.flatMap((id, line) => {
    const scope = review.scopes.find((candidate) => candidate.id === id);
    if (!scope) return [];
    // One that the user unlocked is as free as any other.
    const kind = scope.locked ? 'required' : selection.has(scope.id) ? 'kept' : 'dropped';
    const words = [tById('mark', kind), scope.access && tById('access', scope.access), scope.id].filter(Boolean).join(', ');
    const finding = review.findings.find((candidate) => candidate.severity !== 'notice' && candidate.scopes.includes(scope.id));
    return [{ line, kind, access: scope.access, label: t('mark_label', words), flag: finding ? flagOf(finding) : null }];
  });
}

function flagOf(finding: Finding): Mark['flag'] {
  const { severity } = finding;
  if (severity === 'notice') return null;
  return { severity, text: t('mark_flag', tById('severity', severity), findingText(finding, 'short') || t('mark_flag_other')) };
}
