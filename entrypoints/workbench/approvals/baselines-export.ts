/** Writes all approved baselines as one table, for a spreadsheet or a ticket. */

import type { ApprovedScopes } from '@/components/workbench/preferences/BaselineDetail';
import { providerById } from '@/providers';
import { redactText } from '@/providers/oauth2/redact';
import type { Baseline } from '@/utils/policy/baseline';
import { providerName } from '@/utils/review/outcome-filter';
import { plainClientId, plainHost } from '@/utils/review/report';
import { statedRequirement, statedRequirements } from '@/utils/review/stated-requirement';
import { type CsvOptions, writeCsv } from '@/utils/text/csv';
import { markdownTable } from '@/utils/text/markdown';
import { t, tById } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';

/** A baseline has the words of the request, which don't say what is on by default. */
const lists = statedRequirements.filter((one) => one !== 'optional-on');

/** The IDs of the approved scopes of one requirement. */
const approvedIds = ({ scopes, dropped = [] }: Baseline, list: (typeof lists)[number]) =>
  scopes
    .filter(({ id, requirement }) => statedRequirement({ requirement, provenance: 'request' }) === list && !dropped.includes(id))
    .map(({ id }) => id);

/** Returns the approved scopes by requirement, with what the provider calls each. */
export function approvedGroups(baseline: Baseline): ApprovedScopes[] {
  const labelOf = (id: string) => providerById(baseline.provider)?.knowledge.findScope(id)?.label ?? null;
  const groups = lists.map((list) => ({
    title: tById('requirement', list),
    scopes: approvedIds(baseline, list).map((id) => ({ id, label: labelOf(id) })),
  }));
  return groups.filter((group) => group.scopes.length > 0);
}

/** An ID may be anything that stood in the list of a request. */
const listed = (ids: readonly string[]) => ids.map(redactText).join(' ');

function table(baselines: readonly Baseline[]): string[][] {
  const columns: readonly (readonly [label: string, value: (baseline: Baseline) => string])[] = [
    [t('workbench_review_column_app'), ({ appName }) => appName],
    [t('workbench_export_client'), ({ app }) => plainClientId(app)],
    [t('workbench_review_column_provider'), ({ provider }) => providerName(provider)],
    [t('workbench_review_column_account'), ({ account }) => account || t('workbench_approved_any_account')],
    [t('workbench_export_approved_on'), ({ at }) => calendarDay(at)],
    [t('approval_until'), ({ until }) => until ?? t('workbench_approved_always')],
    [t('approval_reviewed_by'), ({ reviewedBy }) => reviewedBy],
    [t('approval_asked_by'), ({ askedBy }) => askedBy],
    [t('approval_reason'), ({ reason }) => reason],
    ...lists.map((list) => [tById('requirement', list), (baseline: Baseline) => listed(approvedIds(baseline, list))] as const),
    [t('workbench_export_left_out'), ({ dropped = [] }) => listed(dropped)],
    [t('redirect_host'), ({ redirectHost = '' }) => plainHost(redirectHost)],
  ];
  return [columns.map(([label]) => label), ...baselines.map((baseline) => columns.map(([, value]) => value(baseline)))];
}

/** Returns the baselines as comma-separated values, one per row. */
export const baselinesCsv = (baselines: readonly Baseline[], options: CsvOptions): string => writeCsv(table(baselines), options);

/** Returns the baselines as a table in Markdown. */
export const baselinesMarkdown = (baselines: readonly Baseline[]): string => markdownTable(table(baselines));
