/** Compares the rows of an audit trail with what an admin approved. */
import type { TableRecord } from '@/providers/contract/table';
import { isSameName } from '@/utils/storage/baselines';
import { markdownText } from '@/utils/text/markdown';
import { t } from '@/utils/text/text';
import { auditText } from './record-text';
import { tableSpan } from './table-time';
import type { Found } from './types';

/** A change since an approval that an audit trail names. */
export interface AuditChange {
  /** What was changed, and when, as the table writes it. */
  text: string;
  /** Whether the trail names the app; otherwise the change may be about any app, or about all. */
  isNamed: boolean;
}

/**
 * Returns the changes since the approval of the app with this name, in the order of the files, and
 * those that name no app. Audit trails name an app and never its client, so another app of the same
 * name is meant, too. `approvedAt`: milliseconds since the epoch.
 */
export function auditChanges(
  found: readonly Found[],
  { provider, appName, at: approvedAt }: { provider: string; appName: string; at: number },
): AuditChange[] {
  return found
    .filter(
      ({ kind, app, input }) => kind === 'audit-trail' && input.request.provider === provider && (app === null || isSameName(app, appName)),
    )
    .flatMap(({ app, records }) => records.flatMap((record) => changeOf(record, app !== null, approvedAt)));
}

function changeOf(record: TableRecord, isNamed: boolean, approvedAt: number): AuditChange[] {
  const { at } = record;
  const [first, last] = tableSpan(at ?? '') ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (last < approvedAt) return [];
  const unsure = first > approvedAt ? [] : [t('workbench_audit_unsure')];
  return [{ text: [auditText(record), ...(at === null ? [] : [at]), ...unsure].join(' '), isNamed }];
}

/** A list of changes under its heading. */
export interface AuditList {
  title: string;
  changes: readonly string[];
}

/** Returns the changes of the app and those without an app, as far as there are any, each once: exports may overlap. */
export function auditLists(changes: readonly AuditChange[]): AuditList[] {
  const textsOf = (isNamed: boolean) => [...new Set(changes.flatMap((change) => (change.isNamed === isNamed ? [change.text] : [])))];
  return [
    { title: t('workbench_audit_after'), changes: textsOf(true) },
    { title: t('workbench_audit_unnamed'), changes: textsOf(false) },
  ].filter((list) => list.changes.length > 0);
}

/** Writes the lists for a ticket. */
export const auditMarkdown = (lists: readonly AuditList[]): string[] =>
  lists.flatMap(({ title, changes }) => ['', `### ${markdownText(title)}`, '', ...changes.map((text) => `- ${markdownText(text)}`)]);
