/** The rows of the table of everything that was opened, and their order. */

import { findingTitle } from '@/components/findings/FindingCard';
import { appName, changeCount, changeList, countDeclared, type DeclaredCounts, resembledApp } from '@/components/review/format';
import type { Severity } from '@/providers/contract/finding';
import { shownFinding } from '@/utils/diagnosis/finding-text';
import type { FoundKind } from '@/utils/files/types';
import type { PolicyVerdict } from '@/utils/policy/types';
import { canChangeData, isSensitive } from '@/utils/review/access';
import type { Reach } from '@/utils/review/access-reach';
import type { Approval } from '@/utils/review/approval';
import { isExpired } from '@/utils/review/approval-text';
import { changesByKind } from '@/utils/review/drift-lists';
import type { Review } from '@/utils/review/types';
import { listText, t, tPlural } from '@/utils/text/text';

/** One request, or one app in a file, as the table shows it. */
export interface RequestRow extends DeclaredCounts {
  /** Unique among the rows. */
  key: string;
  href: string;
  kind: FoundKind;
  app: string;
  /** Which app the request only resembles, in words; empty if it is not named after a resemblance. */
  resembles: string;
  provider: string;
  account: string | null;
  /** The ID of the app's client, without anything private; null if the request names none. */
  clientId: string | null;
  /** The name of the file; null for a pasted text. */
  file: string | null;
  /** Who asks an admin for the app, which may be empty; null for any other row. */
  askedBy: string | null;
  /** What tells the row from others that look the same; empty if none does. */
  apart: string;
  /** The IDs and names of the scopes in lower case, for the filter. */
  scopeText: string;
  reach: Reach;
  /** How many of the scopes can change data. */
  changing: number;
  /** How many of them are about sensitive data. */
  sensitive: number;
  /** The worst finding; null if there is none. `moreFindings` counts the others. */
  finding: { severity: Severity; title: string } | null;
  moreFindings: number;
  /** What is different from the approved baseline; null if nothing was approved. */
  change: RowChange | null;
  /** What the policy does; null without one. */
  policy: RowPolicy | null;
}

/** What a policy does to a request, also in the words for its mode. */
export interface RowPolicy {
  verdict: PolicyVerdict;
  text: string;
}

/** How a request differs from what was approved for its app. */
export interface RowChange {
  /** How many changes there are; null if the request can't be compared. What the approval left out is not a change. */
  count: number | null;
  /** Whether the last day of the approval is over. */
  isExpired: boolean;
  /** The changes in words, and how many scopes were left out, as a text that may hold `**bold**`. */
  text: string;
}

/** The facts of a row that its review does not have. */
type Place = Pick<RequestRow, 'key' | 'href' | 'kind' | 'file' | 'askedBy' | 'reach' | 'policy'> & {
  app: string | null;
  approvals: number;
};

/**
 * Returns the row of a review. `approvals`: for how many accounts its app was approved, if it is unknown
 * which of them the request is for; else 0.
 */
export function rowOf(review: Review, { app, approvals, ...place }: Place): RequestRow {
  // The error stands among the findings too, and so may its cause.
  const main = review.diagnosis && shownFinding(review.diagnosis);
  const stated = [main?.id, review.diagnosis?.finding.id];
  const findings = main ? [main, ...review.findings.filter(({ id }) => !stated.includes(id))] : review.findings;
  const [worst] = findings;
  return {
    ...place,
    apart: '',
    app: appName(review, app),
    resembles: resembledApp(review.app),
    provider: review.diagnosis?.owner === 'unknown' ? '' : review.provider.name,
    account: review.account,
    clientId: review.clientId,
    ...countDeclared(review),
    scopeText: review.scopes
      .map(({ id, label }) => `${id} ${label}`)
      .join(' ')
      .toLowerCase(),
    changing: review.scopes.filter(canChangeData).length,
    sensitive: review.scopes.filter(isSensitive).length,
    finding: worst ? { severity: worst.severity, title: findingTitle(worst) } : null,
    moreFindings: Math.max(0, findings.length - 1),
    change: review.approval ? changeSince(review.approval, review.scopes) : unknownChange(approvals),
  };
}

function unknownChange(approvals: number): RowChange | null {
  return approvals > 0 ? { count: null, isExpired: false, text: tPlural('workbench_review_approvals', approvals) } : null;
}

function changeSince(approval: Approval, scopes: Review['scopes']): RowChange {
  const { drift } = approval;
  const expired = isExpired(approval);
  const kinds = drift ? changesByKind(drift) : [];
  const left = kinds.find(([kind]) => kind === 'left-out')?.[1].length ?? 0;
  const parts = [drift && changeList(drift, scopes), left > 0 && changeCount('left-out', left)];
  const same = drift ? t('workbench_review_unchanged') : t('workbench_review_not_compared');
  return {
    count: drift && kinds.reduce((sum, [kind, ids]) => (kind === 'left-out' ? sum : sum + ids.length), 0),
    isExpired: expired,
    text: listText([listText(parts.flatMap((part) => part || [])) || same, ...(expired ? [t('workbench_review_expired')] : [])]),
  };
}

/** The columns that the table can be sorted by. */
export const sortKeys = ['app', 'provider', 'account', 'scopes', 'access', 'finding', 'change', 'policy'] as const;
/** A column that the table can be sorted by. */
export type SortKey = (typeof sortKeys)[number];

/** How the rows are sorted; null leaves what was opened last at the top. */
export interface Sorting {
  key: SortKey;
  isDescending: boolean;
}

/** What the rows can be grouped by. */
export const groupKeys = ['none', 'provider', 'app', 'account', 'file'] as const;
/** Something that the rows can be grouped by. */
export type GroupKey = (typeof groupKeys)[number];

/**
 * Which rows are shown: those with the words, of the provider, with findings that need attention,
 * with something to look at since the approval.
 */
export interface Filter {
  words: string;
  /** The name of a provider; empty for all. */
  provider: string;
  onlyFindings: boolean;
  onlyChanged: boolean;
}

/** A filter that all rows pass. */
export const noFilter: Filter = { words: '', provider: '', onlyFindings: false, onlyChanged: false };

/** Whether an admin has to look at the request again. */
const isChanged = ({ change }: RequestRow) => change !== null && (change.count !== 0 || change.isExpired);

const severities: Record<Severity, number> = { blocker: 3, warning: 2, notice: 1 };

const verdicts: readonly PolicyVerdict[] = ['allowed', 'unknown', 'asks', 'partly-denied', 'denied'];

const valueOfRow: Record<SortKey, (row: RequestRow) => string | number | readonly number[]> = {
  app: ({ app }) => app,
  provider: ({ provider }) => provider,
  account: ({ account }) => account ?? '',
  scopes: scopesOf,
  access: ({ reach }) => reach.order,
  finding: ({ finding }) => (finding ? severities[finding.severity] : 0),
  // Nothing approved, unchanged, ended, changed by so many scopes, and at last what is not known.
  change: ({ change }) => (change ? (change.count === null ? Number.MAX_SAFE_INTEGER : change.count + (change.isExpired ? 0.5 : 0)) : -1),
  policy: ({ policy }) => (policy ? verdicts.indexOf(policy.verdict) : -1),
};

/** The number of scopes of a row. */
export function scopesOf({ required, optional, undeclared }: DeclaredCounts): number {
  return required + optional + undeclared;
}

/** Returns the rows that pass the filter, sorted. Rows with equal values keep their order. */
export function shownRows(rows: readonly RequestRow[], filter: Filter, sorting: Sorting | null): RequestRow[] {
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  const hasWords = (row: RequestRow) => {
    const text = [
      row.app,
      row.provider,
      row.account,
      row.file,
      row.resembles,
      row.askedBy,
      row.apart,
      row.finding?.title,
      row.change?.text,
      row.policy?.text,
    ]
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word) || row.scopeText.includes(word));
  };
  const isShown = (row: RequestRow) => {
    return (
      (words.length === 0 || hasWords(row)) &&
      (filter.provider === '' || row.provider === filter.provider) &&
      (!filter.onlyFindings || (row.finding !== null && row.finding.severity !== 'notice')) &&
      (!filter.onlyChanged || isChanged(row))
    );
  };
  const shown = rows.filter(isShown);
  if (!sorting) return shown;
  const value = valueOfRow[sorting.key];
  const direction = sorting.isDescending ? -1 : 1;
  return shown.toSorted((left, right) => {
    const [one, other] = [value(left), value(right)];
    return direction * (typeof one === 'string' ? one.localeCompare(String(other)) : firstDifference([one].flat(), [other].flat()));
  });
}

const firstDifference = (one: readonly unknown[], other: readonly unknown[]) =>
  one.map((value, index) => Number(value) - Number(other[index])).find((difference) => difference !== 0) ?? 0;

/**
 * Splits rows into groups, in the order in which the groups first occur. `title` is empty for
 * `none`.
 */
export function groupRows(rows: readonly RequestRow[], key: GroupKey): { title: string; rows: RequestRow[] }[] {
  const groups = new Map<string, RequestRow[]>();
  for (const row of rows) {
    const title = key === 'none' ? '' : (row[key] ?? '');
    const group = groups.get(title);
    if (group) group.push(row);
    else groups.set(title, [row]);
  }
  return [...groups].map(([title, members]) => ({ title, rows: members }));
}
