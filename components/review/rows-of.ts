import type { ScopeId } from '@/providers/contract/catalogue';
import type { Review } from '@/utils/review/types';
import type { RowsProps } from './ScopeRow';

/** Returns what the rows of every list of a review share. */
export function rowsOf(
  { editable, findings }: Review,
  selection: ReadonlySet<ScopeId>,
  idsShown: boolean,
): Pick<RowsProps, 'selection' | 'readOnly' | 'idsShown' | 'flagOf'> {
  return {
    selection,
    readOnly: !editable,
    idsShown,
    flagOf(id) {
      const severity = findings.find((finding) => finding.severity !== 'notice' && finding.scopes.includes(id))?.severity;
      return severity === 'blocker' || severity === 'warning' ? severity : null;
    },
  };
}
