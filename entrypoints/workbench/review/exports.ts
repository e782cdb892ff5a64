/** What the Review view exports: one review, or the table of everything that was opened. */
import type { RequestRow } from '@/components/workbench/review/request-rows';
import type { ScopeGroup, ScopeRow } from '@/components/workbench/review/scope-rows';
import type { AuthorizationRequest } from '@/providers/contract/request';
import { type LineSource, lineOf, policyKeys } from '@/utils/files/review-line';
import type { Found } from '@/utils/files/types';
import type { PolicyFile } from '@/utils/policy/policy-file';
import { policyLines } from '@/utils/review/policy-summary';
import { type Comparison, reviewMarkdown } from '@/utils/review/review-markdown';
import type { Review } from '@/utils/review/types';
import { type CsvCell, writeCsv } from '@/utils/text/csv';
import { markdownTable, markdownText } from '@/utils/text/markdown';
import { type TextKey, t, tById } from '@/utils/text/text';

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

/** One review, and what the exports say besides it. */
interface Exported {
  review: Review;
  request: AuthorizationRequest;
  found: Found;
  source: LineSource;
  groups: readonly ScopeGroup[];
  /** What the scopes are compared with; null if nothing is. */
  compared: Comparison | null;
  /** The policy that was applied in audit mode; null if there is none. */
  policyFile: PolicyFile | null;
}

/** Returns the functions that write a review in each form. */
export function exportsOf({ review, request, found, source, groups, compared, policyFile }: Exported) {
  const { policy } = review;
  const csv = (bom: boolean) => reviewCsv(groups, { isCompared: compared !== null, hasPolicy: policy !== null }, bom);
  return {
    md: () => {
      const decided = policy ? ['', ...policyLines(policy).map((line) => `- ${markdownText(line)}`)] : [];
      return `${[...reviewMarkdown(review, { settings: found.settings, compared }), ...decided].join('\n')}\n`;
    },
    json: () => {
      const line = {
        ...lineOf(review, request, source, found),
        ...(compared ? { drift: compared.drift, comparedWith: compared.with } : {}),
        ...(policy && policyFile ? { policy: policyKeys(policy, policyFile.mode) } : {}),
      };
      return `${JSON.stringify(line)}\n`;
    },
    csv: () => csv(false),
    excel: () => csv(true),
  };
}

/** Returns the scopes of a review as a table; `bom` makes Excel read it as UTF-8. */
function reviewCsv(
  groups: readonly ScopeGroup[],
  { isCompared, hasPolicy }: { isCompared: boolean; hasPolicy: boolean },
  bom: boolean,
): string {
  const columns: readonly (readonly [TextKey, (row: ScopeRow, title: string) => CsvCell])[] = [
    ['row_requirement', (_, title) => title],
    ['cli_scope', ({ label }) => label],
    ['workbench_review_id', ({ id }) => id],
    ['workbench_review_access', ({ access }) => access && tById('access', access)],
    ...(isCompared ? [['workbench_review_change', ({ change }: ScopeRow) => change && tById('workbench_change', change)] as const] : []),
    ...(hasPolicy ? [['workbench_title_policy', ({ policy }: ScopeRow) => policy && tById('policy_action', policy)] as const] : []),
    ['workbench_review_plan', ({ plans }) => plans.join(', ')],
  ];
  const rows = groups.flatMap(({ title, rows: scopes }) => scopes.map((row) => columns.map(([, value]) => value(row, title))));
  return writeCsv([columns.map(([label]) => t(label)), ...rows], { bom });
}

const columns: readonly (readonly [label: TextKey, value: (row: RequestRow) => CsvCell])[] = [
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
  ['workbench_review_column_change', ({ change }) => (change ? change.text.replaceAll('**', '') : null)],
  ['workbench_review_column_apart', ({ apart }) => apart],
];

const table = (rows: readonly RequestRow[]) => [
  columns.map(([label]) => t(label)),
  ...rows.map((row) => columns.map(([, value]) => value(row))),
];

/** Returns the table of everything that was opened. */
export const rowsCsv = (rows: readonly RequestRow[], bom: boolean): string => writeCsv(table(rows), { bom });

/** Returns the same table for a ticket. */
export const rowsMarkdown = (rows: readonly RequestRow[]): string => markdownTable(table(rows));
