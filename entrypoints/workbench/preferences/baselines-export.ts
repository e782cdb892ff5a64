/** Writes all approved baselines as one table, for a spreadsheet or a ticket. */

import type { ApprovedScopes } from '@/components/workbench/preferences/BaselineDetail';
import { providerById } from '@/providers';
import type { Requirement } from '@/providers/contract/request';
import { redactText } from '@/providers/oauth2/redact';
import type { Baseline } from '@/utils/policy/baseline';
import { providerName } from '@/utils/review/outcome-filter';
import { plainClientId, plainHost } from '@/utils/review/report';
import { requirements } from '@/utils/review/review-markdown';
import { type CsvOptions, writeCsv } from '@/utils/text/csv';
import { markdownTable } from '@/utils/text/markdown';
import { t, tById } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';

/** Returns the approved scopes by requirement, with what the provider calls each. */
export function approvedGroups(baseline: Baseline): ApprovedScopes[] {
  const { provider } = baseline;
  const groups = requirements.map((requirement) => ({
    title: tById('requirement', requirement),
    scopes: approvedScopes(baseline)
      .filter((scope) => scope.requirement === requirement)
      .map(({ id }) => ({ id, label: providerById(provider)?.knowledge.findScope(id)?.label ?? null })),
  }));
  return groups.filter((group) => group.scopes.length > 0);
}

const approvedScopes = ({ scopes, dropped = [] }: Baseline) => scopes.filter(({ id }) => !dropped.includes(id));

/** The approved scopes of one requirement. */
const idsOf = (baseline: Baseline, requirement: Requirement) =>
  listed(
    approvedScopes(baseline)
      .filter((scope) => scope.requirement === requirement)
      .map(({ id }) => id),
  );

/** An ID may be anything that stood in the list of a request. */
const listed = (ids: readonly string[]) => ids.map(redactText).join(' ');

function table(baselines: readonly Baseline[]): string[][] {
  const columns: readonly (readonly [label: string, value: (baseline: Baseline) => string])[] = [
    [t('workbench_review_column_app'), ({ appName }) => appName],
    ['client_id', ({ app }) => plainClientId(app)],
    [t('workbench_review_column_provider'), ({ provider }) => providerName(provider)],
    [t('workbench_review_column_account'), ({ account }) => account || t('workbench_approved_any_account')],
    [t('workbench_export_approved_on'), ({ at }) => calendarDay(at)],
    [t('approval_until'), ({ until }) => until ?? t('workbench_approved_always')],
    [t('approval_reviewed_by'), ({ reviewedBy }) => reviewedBy],
    [t('approval_asked_by'), ({ askedBy }) => askedBy],
    [t('approval_reason'), ({ reason }) => reason],
    ...requirements.map((one) => [tById('requirement', one), (baseline: Baseline) => idsOf(baseline, one)] as const),
    [t('workbench_export_left_out'), ({ dropped = [] }) => listed(dropped)],
    ['redirect_uri', ({ redirectHost = '' }) => plainHost(redirectHost)],
  ];
  return [columns.map(([label]) => label), ...baselines.map((baseline) => columns.map(([, value]) => value(baseline)))];
}

/** Returns the baselines as comma-separated values, one per row. */
export const baselinesCsv = (baselines: readonly Baseline[], options: CsvOptions): string => writeCsv(table(baselines), options);

/** Returns the baselines as a table in Markdown. */
export const baselinesMarkdown = (baselines: readonly Baseline[]): string => markdownTable(table(baselines));
