import type { ScopeId } from '@/providers/contract/catalogue';
import { stillGranted } from '@/utils/review/access';
import type { Review } from '@/utils/review/types';
import type { RowsProps } from './ScopeRow';

/** Returns what the rows of every list of a review share. */
export function rowsOf(
  { editable, findings, scopes }: Review,
  selection: ReadonlySet<ScopeId>,
  idsShown: boolean,
): Pick<RowsProps, 'selection' | 'readOnly' | 'idsShown' | 'flagOf' | 'grantedByOf'> {
  const granted = stillGranted(scopes, selection);
  return {
    selection,
    readOnly: !editable,
    idsShown,
    grantedByOf: (id) => granted.get(id)?.label ?? null,
    flagOf(id) {
      const severity = findings.find((finding) => finding.severity !== 'notice' && finding.scopes.includes(id))?.severity;
      return severity === 'blocker' || severity === 'warning' ? severity : null;
    },
  };
}
