/** What the Review view exports: one review, or the table of everything that was opened. */
import type { RequestRow } from '@/components/workbench/review/request-rows';
import type { ScopeGroup } from '@/components/workbench/review/scope-rows';
import { type CsvCell, writeCsv } from '@/utils/text/csv';
import { markdownTable } from '@/utils/text/markdown';
import { t, tById } from '@/utils/text/text';

/**
 * Returns a name without ending for a file that every system accepts:
 * `scope-review-clay-on-hubspot`.
 */
export function fileName(subject: string): string {
  const plain = subject
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return ['scope-review', plain].filter(Boolean).join('-');
}

/** Returns the scopes of a review as a table; `bom` makes Excel read it as UTF-8. */
export function reviewCsv(groups: readonly ScopeGroup[], isCompared: boolean, bom: boolean): string {
  const labels = ['row_requirement', 'cli_scope', 'workbench_review_id', 'workbench_review_access'] as const;
  const rows = groups.flatMap(({ title, rows: scopes }) =>
    scopes.map(({ label, id, access, change, plans }) => [
      title,
      label,
      id,
      access && tById('access', access),
      ...(isCompared ? [change && tById('workbench_change', change)] : []),
      plans.join(', '),
    ]),
  );
  const head = [...labels.map((key) => t(key)), ...(isCompared ? [t('workbench_review_change')] : []), t('workbench_review_plan')];
  return writeCsv([head, ...rows], { bom });
}

const columns: readonly (readonly [label: Parameters<typeof t>[0], value: (row: RequestRow) => CsvCell])[] = [
  ['workbench_review_column_app', ({ app }) => app],
  ['workbench_review_column_kind', ({ kind }) => tById('workbench_kind', kind)],
  ['workbench_review_column_provider', ({ provider }) => provider],
  ['workbench_review_column_account', ({ account }) => account],
  ['workbench_review_column_file', ({ file }) => file],
  ['requirement_required', ({ required }) => required],
  ['workbench_review_column_optional', ({ optional }) => optional],
  ['requirement_undeclared', ({ undeclared }) => undeclared],
  ['workbench_review_column_changing', ({ changing }) => changing],
  ['workbench_review_column_finding', ({ finding }) => finding && `${tById('severity', finding.severity)}: ${finding.title}`],
  ['workbench_review_column_more', ({ moreFindings }) => moreFindings],
];

const table = (rows: readonly RequestRow[]) => [
  columns.map(([label]) => t(label)),
  ...rows.map((row) => columns.map(([, value]) => value(row))),
];

/** Returns the table of everything that was opened. */
export const rowsCsv = (rows: readonly RequestRow[], bom: boolean): string => writeCsv(table(rows), { bom });

/** Returns the same table for a ticket. */
export const rowsMarkdown = (rows: readonly RequestRow[]): string => markdownTable(table(rows));
