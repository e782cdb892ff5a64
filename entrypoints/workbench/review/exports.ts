/** What the Review view exports: one review, or the table of everything that was opened. */

import type { RequestRow } from '@/components/workbench/review/request-rows';
import type { ScopeGroup, ScopeRow } from '@/components/workbench/review/scope-rows';
import type { AuthorizationRequest } from '@/providers/contract/request';
import { visibleJson } from '@/providers/oauth2/invisible';
import { type AuditList, auditMarkdown } from '@/utils/files/audit-trail';
import { approvalKeys, type LineSource, lineOf, policyKeys } from '@/utils/files/review-line';
import type { Found } from '@/utils/files/types';
import type { PolicyFile } from '@/utils/policy/policy-file';
import { nameOfApp } from '@/utils/review/app-name';
import type { Approval } from '@/utils/review/approval';
import { isExpired } from '@/utils/review/approval-text';
import { policyLines } from '@/utils/review/policy-summary';
import { plainClientId } from '@/utils/review/report';
import { type Comparison, reviewMarkdown, tagsText } from '@/utils/review/review-markdown';
import type { Review } from '@/utils/review/types';
import { type CsvCell, writeCsv } from '@/utils/text/csv';
import { markdownTable, markdownText } from '@/utils/text/markdown';
import { listText, type TextKey, t, tById } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';

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
  compared: (Comparison & { isApproval: boolean }) | null;
  /** The name of the policy that has the approval; null if it was saved on this device. */
  approvedIn: string | null;
  /** What audit trails say about the time since the approval. */
  changes: readonly AuditList[];
  /** The policy that was applied in audit mode; null if there is none. */
  policyFile: PolicyFile | null;
}

/** Returns the functions that write a review in each form. */
export function exportsOf({ review, request, found, source, groups, compared, approvedIn, changes, policyFile }: Exported) {
  const { policy, approval } = review;
  const of = { app: found.app ?? nameOfApp(review), provider: review.provider.name, clientId: review.clientId };
  const csv = (bom: boolean) => reviewCsv(groups, { of, isCompared: compared !== null, hasPolicy: policy !== null, approval }, bom);
  return {
    md: () => {
      const decided = policy ? ['', ...policyLines(policy).map((line) => `- ${markdownText(line)}`)] : [];
      const facts = { settings: found.settings, compared: compared?.isApproval ? null : compared, policy: approvedIn };
      return `${[...reviewMarkdown(review, facts), ...auditMarkdown(changes), ...decided].join('\n')}\n`;
    },
    json: () => {
      const line = {
        ...lineOf(review, request, source, found),
        ...(compared ? { drift: compared.drift, comparedWith: compared.with } : {}),
        ...approvalKeys(approval, approvedIn),
        ...(policy && policyFile ? { policy: policyKeys(policy, policyFile.mode) } : {}),
      };
      return `${visibleJson(line)}\n`;
    },
    csv: () => csv(false),
    excel: () => csv(true),
  };
}

type Column = readonly [label: TextKey, value: (row: ScopeRow, title: string) => CsvCell];

/**
 * Returns the columns about an approval. What was noted is the same in all rows, and the first
 * column says which scopes it covers.
 */
function approvalColumns(approval: Approval): Column[] {
  const { account, at, reviewedBy, askedBy, reason, until, drift } = approval;
  const covers = ({ id, change }: ScopeRow) => {
    if (!drift) return 'unknown';
    // Something else may be compared, whose further scopes nobody approved.
    if (drift.added.includes(id) || (change === 'removed' && !drift.removed.includes(id))) return 'no';
    if (drift.notApproved?.includes(id) || drift.otherHosts) return 'no';
    if (drift.unknownHost) return 'unknown';
    if (isExpired(approval)) return 'ended';
    return drift.newlyRequired.includes(id) ? 'optional' : 'yes';
  };
  return [
    ['workbench_export_approved', (row) => tById('workbench_export_approved', covers(row))],
    ['workbench_export_approved_on', () => calendarDay(at)],
    ['approval_reviewed_by', () => reviewedBy],
    ['approval_asked_by', () => askedBy],
    ['approval_reason', () => reason],
    ['approval_until', () => until ?? t('workbench_approved_always')],
    ['approval_account', () => account || t('workbench_approved_any_account')],
  ];
}

const changeText = ({ change, included }: ScopeRow) =>
  change && listText([tById('workbench_change', change), ...(included ? [included] : [])]);

interface CsvFacts {
  /** Whose scopes they are, which is the same in all rows. */
  of: { app: string | null; provider: string; clientId: string | null };
  isCompared: boolean;
  hasPolicy: boolean;
  approval: Approval | null;
}

/** Returns the scopes of a review as a table; `bom` makes Excel read it as UTF-8. */
function reviewCsv(groups: readonly ScopeGroup[], { of, isCompared, hasPolicy, approval }: CsvFacts, bom: boolean): string {
  const columns: readonly Column[] = [
    ['row_requirement', (_, title) => title],
    ['cli_scope', ({ label }) => label],
    ['workbench_review_id', ({ id }) => id],
    ['workbench_review_column_access', ({ access }) => access && tById('access', access)],
    ['workbench_review_tags', ({ tags }) => tagsText(tags)],
    ...(isCompared ? [['workbench_review_change', changeText] as const] : []),
    ...(hasPolicy ? [['workbench_title_policy', ({ policy }: ScopeRow) => policy && tById('policy_action', policy)] as const] : []),
    ['workbench_review_plan', ({ plans }) => plans.join(', ')],
    ['workbench_review_column_app', () => of.app],
    ['workbench_review_column_provider', () => of.provider],
    ['workbench_export_client', () => of.clientId && plainClientId(of.clientId)],
    ...(approval ? approvalColumns(approval) : []),
  ];
  const rows = groups.flatMap(({ title, rows: scopes }) => scopes.map((row) => columns.map(([, value]) => value(row, title))));
  return writeCsv([columns.map(([label]) => t(label)), ...rows], { bom });
}

const columns: readonly (readonly [label: TextKey, value: (row: RequestRow) => CsvCell])[] = [
  ['workbench_review_column_app', ({ app }) => app],
  ['workbench_review_column_resembles', ({ resembles }) => resembles],
  ['workbench_review_column_kind', ({ kind }) => tById('workbench_kind', kind)],
  ['workbench_review_column_provider', ({ provider }) => provider],
  ['workbench_review_column_account', ({ account }) => account],
  ['workbench_export_client', ({ clientId }) => clientId && plainClientId(clientId)],
  ['workbench_review_column_file', ({ file }) => file],
  ['requirement_required', ({ required }) => required],
  ['workbench_review_column_optional', ({ optional }) => optional],
  ['requirement_undeclared', ({ undeclared }) => undeclared],
  [
    'workbench_review_column_access',
    ({ reach: { access } }) => (access === 'unknown' ? t('workbench_review_unknown') : access && tById('access', access)),
  ],
  ['workbench_review_column_changing', ({ changing }) => changing],
  ['workbench_review_column_sensitive', ({ sensitive }) => sensitive],
  ['workbench_review_column_finding', ({ finding }) => finding && `${tById('severity', finding.severity)}: ${finding.title}`],
  ['workbench_review_column_more', ({ moreFindings }) => moreFindings],
  ['workbench_review_column_change', ({ change }) => (change ? change.text.replaceAll('**', '') : t('workbench_review_no_approval'))],
  ['workbench_review_column_apart', ({ apart }) => apart],
];

function table(rows: readonly RequestRow[]) {
  const hasPolicy = rows.some(({ policy }) => policy);
  const shown = hasPolicy
    ? [...columns, ['workbench_review_column_policy', ({ policy }: RequestRow) => policy?.text ?? ''] as const]
    : columns;
  return [shown.map(([label]) => t(label)), ...rows.map((row) => shown.map(([, value]) => value(row)))];
}

/** Returns the table of everything that was opened. */
export const rowsCsv = (rows: readonly RequestRow[], bom: boolean): string => writeCsv(table(rows), { bom });

/** Returns the same table for a ticket. */
export const rowsMarkdown = (rows: readonly RequestRow[]): string => markdownTable(table(rows));
