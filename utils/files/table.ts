/** Reads the tables that admins export, row by row, and sums them up for each app. */
import { providerById } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import type { TableFormat, TableRecord, TableRow } from '@/providers/contract/table';
import { redactText } from '@/providers/oauth2/redact';
import { tableFormats } from '@/providers/tables';
import { matchErrorText } from '@/utils/diagnosis/diagnose';
import { pastedText } from '@/utils/diagnosis/match-text';
import { requestFromPage } from '@/utils/review/from-page';
import { requestOf } from '@/utils/review/read-settings';
import { csvRows } from './csv';
import { noteRemoved, removedKind } from './receipt';
import { safeInput } from './safe-input';
import type { Found, Receipt } from './types';

/** Further apps and events are counted as left out. */
const MAX_FOUND = 200;
/** Further different errors are not compared with the known ones. */
const MAX_ERRORS = 1_000;

/** A table whose format is known. */
interface KnownTable {
  provider: Provider;
  format: TableFormat;
}

/** Returns the format of a table by the labels in its first row; null for any other text. */
export function tableFormatOf(text: string): KnownTable | null {
  const labels = new Set(csvRows(text).next().value?.values.map(labelOf));
  if (labels.size < 2) return null;
  for (const [id, formats] of Object.entries(tableFormats)) {
    const provider = providerById(id);
    const format = formats.find(({ columns }) => columns.every((names) => names.some((name) => labels.has(labelOf(name)))));
    if (provider && format) return { provider, format };
  }
  return null;
}

const labelOf = (label: string) => label.trim().toLowerCase();

/** One app, or one error of an app, while the rows are read. */
interface Group {
  row: TableRow;
  records: Map<string, TableRecord>;
}

/** Returns the apps of a table, in the order in which the rows name them first. */
export function readTable(text: string, { provider, format }: KnownTable, receipt: Receipt): Found[] {
  const rows = csvRows(text);
  const labels: string[] = rows.next().value?.values.map(labelOf) ?? [];
  const removed = labels.map(removedKind);
  const groups = new Map<string, Group>();
  const isKnown = knownErrors(provider);
  for (const { values, isWhole } of rows) {
    for (const [index, kind] of removed.entries()) noteRemoved(receipt, '', values[index] ?? '', kind);
    receipt.isCut ||= !isWhole;
    const value = (...names: readonly string[]) => {
      const index = names.map((name) => labels.indexOf(labelOf(name))).find((one) => one >= 0) ?? -1;
      return values[index] ?? '';
    };
    const row = isWhole && values.length === labels.length ? format.read(value) : 'not-understood';
    if (row === 'not-understood' || (row !== 'irrelevant' && !isKnown(row.error))) receipt.notUnderstood++;
    else if (row !== 'irrelevant' && addRow(groups, row)) receipt.kept++;
    else receipt.leftOut++;
  }
  return [...groups.values()].map((group) => foundOf(provider, format, group));
}

/** Returns a function that tells whether the words of an error are known, so that it can be shown. */
function knownErrors(provider: Provider): (error: string | undefined) => boolean {
  const known = new Map<string | undefined, boolean>([[undefined, true]]);
  return (error) => {
    const isKnown = known.get(error) ?? (known.size < MAX_ERRORS && matchErrorText(provider, pastedText(error ?? '')) !== null);
    if (known.size < MAX_ERRORS) known.set(error, isKnown);
    return isKnown;
  };
}

/** Adds a row to its group. The first row of an app that names its lists is the newest one. */
function addRow(groups: Map<string, Group>, row: TableRow): boolean {
  const key = JSON.stringify([row.app, row.error ?? null]);
  const group = groups.get(key) ?? { row, records: new Map() };
  const record = group.records.get(row.event);
  if ((!groups.has(key) && groups.size >= MAX_FOUND) || (!record && group.records.size >= MAX_FOUND)) return false;
  groups.set(key, row.settings && !group.row.settings ? { ...group, row: { ...group.row, settings: row.settings } } : group);
  group.records.set(row.event, { event: row.event, at: laterOf(record?.at ?? null, row.at), count: (record?.count ?? 0) + 1 });
  return true;
}

/** Times of other forms can't be compared as texts, so the first one stays: exports begin with the newest. */
function laterOf(known: string | null, at: string | null): string | null {
  const isComparable = /^\d{4}-/.test(known ?? '') && /^\d{4}-/.test(at ?? '');
  return known !== null && !(isComparable && (at ?? '') > known) ? known : at;
}

function foundOf(provider: Provider, { kind }: TableFormat, { row, records }: Group): Found {
  const { account = null, error, settings = null } = row;
  const request = settings
    ? requestOf(provider, settings)
    : { ...requestFromPage(provider, null, account), readOnly: 'from-file' as const };
  const input = safeInput({ provider, request, account, ...(error === undefined ? {} : { errorText: error }) });
  return { kind, input, settings, app: row.app === null ? null : redactText(row.app), records: [...records.values()] };
}
