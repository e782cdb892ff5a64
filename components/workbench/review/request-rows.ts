/** The rows of the table of everything that was opened, and their order. */

import { findingTitle } from '@/components/findings/FindingCard';
import { appName } from '@/components/review/format';
import type { Severity } from '@/providers/contract/finding';
import type { FoundKind } from '@/utils/files/types';
import { canChangeData } from '@/utils/review/access';
import type { Review } from '@/utils/review/types';

/** One request, or one app in a file, as the table shows it. */
export interface RequestRow {
  /** Unique among the rows. */
  key: string;
  href: string;
  kind: FoundKind;
  app: string;
  provider: string;
  account: string | null;
  /** The name of the file; null for a pasted text. */
  file: string | null;
  /** How many scopes are required, optional, and neither declared as one nor as the other. */
  required: number;
  optional: number;
  undeclared: number;
  /** How many of the scopes can change data. */
  changing: number;
  /** The worst finding; null if there is none. `moreFindings` counts the others. */
  finding: { severity: Severity; title: string } | null;
  moreFindings: number;
}

/** The facts of a row that its review does not have. */
type Place = Pick<RequestRow, 'key' | 'href' | 'kind' | 'file'> & { app: string | null };

/** Returns the row of a review. */
export function rowOf(review: Review, { app, ...place }: Place): RequestRow {
  const count = (...requirements: string[]) => review.scopes.filter(({ requirement }) => requirements.includes(requirement)).length;
  const findings = review.diagnosis ? [review.diagnosis.causes[0] ?? review.diagnosis.finding, ...review.findings] : review.findings;
  const [worst] = findings;
  return {
    ...place,
    app: app ?? appName(review),
    provider: review.diagnosis?.owner === 'unknown' ? '' : review.provider.name,
    account: review.account,
    required: count('required'),
    optional: count('optional-on', 'optional-off'),
    undeclared: count('undeclared'),
    changing: review.scopes.filter(canChangeData).length,
    finding: worst ? { severity: worst.severity, title: findingTitle(worst) } : null,
    moreFindings: Math.max(0, findings.length - 1),
  };
}

/** The columns that the table can be sorted by. */
export const sortKeys = ['app', 'provider', 'account', 'scopes', 'changing', 'finding'] as const;
/** A column that the table can be sorted by. */
export type SortKey = (typeof sortKeys)[number];

/** How the rows are sorted; null leaves them in the order in which they were opened. */
export interface Sorting {
  key: SortKey;
  isDescending: boolean;
}

/** What the rows can be grouped by. */
export const groupKeys = ['none', 'provider', 'app', 'account', 'file'] as const;
/** Something that the rows can be grouped by. */
export type GroupKey = (typeof groupKeys)[number];

/**
 * Which rows are shown: those with the words, of the provider, with findings that need attention.
 */
export interface Filter {
  words: string;
  /** The name of a provider; empty for all. */
  provider: string;
  onlyFindings: boolean;
}

const severities: Record<Severity, number> = { blocker: 3, warning: 2, notice: 1 };

const valueOfRow: Record<SortKey, (row: RequestRow) => string | number> = {
  app: ({ app }) => app,
  provider: ({ provider }) => provider,
  account: ({ account }) => account ?? '',
  scopes: scopesOf,
  changing: ({ changing }) => changing,
  finding: ({ finding }) => (finding ? severities[finding.severity] : 0),
};

/** The number of scopes of a row. */
export function scopesOf({ required, optional, undeclared }: RequestRow): number {
  return required + optional + undeclared;
}

/** Returns the rows that pass the filter, sorted. Rows with equal values keep their order. */
export function shownRows(rows: readonly RequestRow[], filter: Filter, sorting: Sorting | null): RequestRow[] {
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  const isShown = (row: RequestRow) => {
    const text = [row.app, row.provider, row.account, row.file, row.finding?.title].join(' ').toLowerCase();
    return (
      words.every((word) => text.includes(word)) &&
      (filter.provider === '' || row.provider === filter.provider) &&
      (!filter.onlyFindings || (row.finding !== null && row.finding.severity !== 'notice'))
    );
  };
  const shown = rows.filter(isShown);
  if (!sorting) return shown;
  const value = valueOfRow[sorting.key];
  const direction = sorting.isDescending ? -1 : 1;
  return shown.toSorted((left, right) => {
    const [one, other] = [value(left), value(right)];
    const order = typeof one === 'string' ? one.localeCompare(String(other)) : one - Number(other);
    return direction * order;
  });
}

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
