/** Reads the tables that admins export, row by row, and sums them up for each app. */
import { providerById } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import type { TableFormat, TableRecord, TableRow, TokenRow } from '@/providers/contract/table';
import { tableFormats } from '@/providers/tables';
import { pastedText } from '@/utils/diagnosis/compared-text';
import { matchErrorText } from '@/utils/diagnosis/diagnose';
import { requestFromPage } from '@/utils/review/from-page';
import { csvRows } from './csv';
import { noteRemoved, removedKind } from './receipt';
import { requestOfSafe, safeInput, safeSettings } from './safe-input';
import { safeText } from './safe-text';
import type { Found, OnRead, Receipt } from './types';

/** Further apps and events are counted as left out. */
const MAX_FOUND = 1_000;
/** Further times of errors are left out. */
const MAX_TIMES = 5_000;
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

/** Further rows do not decide whether a text is a table. */
const MAX_COMPARED_ROWS = 20;

/**
 * Whether a text of no known format looks like a table: labels, and below them rows that are as long.
 * A comma in prose is followed by a space.
 */
export function isUnknownTable(text: string): boolean {
  const rows: (readonly string[])[] = [];
  for (const { values } of csvRows(text)) if (rows.push(values) === MAX_COMPARED_ROWS) break;
  const [labels = [], ...others] = rows;
  const areLabels = labels.length > 1 && labels.every((label) => /^[\p{L}\p{N}_][\p{L}\p{N}_ .()#/-]{0,60}$/u.test(label));
  return (
    areLabels && others.length > 0 && others.every((row) => row.length === labels.length && !row.some((value) => value.startsWith(' ')))
  );
}

const labelOf = (label: string) => label.trim().toLowerCase();

/** One app, or one error of an app, while the rows are read. */
interface Group {
  /** The first row, or the newest one that names the app's lists. */
  row: TableRow;
  records: Map<string, TableRecord>;
  tokens: TokenRow[];
}

/**
 * Returns the apps of a table, in the order in which the rows name them first; none for any other
 * text.
 */
export function readTable(text: string, receipt: Receipt, onRead?: OnRead): Found[] {
  const table = tableFormatOf(text);
  if (!table) return [];
  const { provider, format } = table;
  const rows = csvRows(text);
  const labels: string[] = rows.next().value?.values.map(labelOf) ?? [];
  const removed = labels.flatMap((label, index) => {
    const kind = removedKind(label);
    return kind ? [{ index, kind }] : [];
  });
  const columns = new Map(labels.map((label, index) => [label, index]));
  const groups = new Map<string, Group>();
  const knownRow = knownErrors(provider);
  let isShort = false;
  for (const { values, isWhole, end } of rows) {
    onRead?.(end / text.length);
    for (const { index, kind } of removed) noteRemoved(receipt, '', values[index] ?? '', kind);
    receipt.isCut ||= !isWhole;
    isShort = values.length < labels.length;
    const value = (...names: readonly string[]) => {
      for (const name of names) {
        const index = columns.get(labelOf(name));
        if (index !== undefined) return values[index] ?? '';
      }
      return '';
    };
    const read = isWhole && values.length === labels.length ? format.read(value) : 'not-understood';
    const row = typeof read === 'string' ? read : knownRow(read);
    if (row === 'not-understood') receipt.notUnderstood++;
    else if (row !== 'irrelevant' && addRow(groups, row, { keepsTime: receipt.kept < MAX_TIMES, keepsToken: format.kind === 'app-usage' }))
      receipt.kept++;
    else receipt.leftOut++;
  }
  // A row that lacks values and the end of its line is where the file was cut off.
  receipt.isCut ||= isShort && !/[\r\n]$/.test(text);
  return [...groups.values()].map((group) => foundOf(provider, format, group, receipt));
}

/**
 * Returns a function that reduces the error of a row to the words that are known, because the rest
 * of it may be anything. A row whose error is not known is not understood.
 */
function knownErrors(provider: Provider): (row: TableRow) => TableRow | 'not-understood' {
  const known = new Map<string, string | undefined>();
  const wordsOf = (error: string) => {
    const match = matchErrorText(provider, pastedText(error));
    return match?.text.plain.slice(match.span.start, match.span.end);
  };
  return (row) => {
    if (row.error === undefined) return row;
    const isNew = !known.has(row.error);
    if (isNew && known.size === MAX_ERRORS) return 'not-understood';
    if (isNew) known.set(row.error, wordsOf(row.error));
    const error = known.get(row.error);
    return error === undefined ? 'not-understood' : { ...row, error, event: error };
  };
}

/** Adds a row to its group; false if there are too many. */
function addRow(groups: Map<string, Group>, row: TableRow, keeps: { keepsTime: boolean; keepsToken: boolean }): boolean {
  const key = JSON.stringify([row.app, row.error ?? null]);
  const { row: known, records, tokens } = groups.get(key) ?? { row, records: new Map<string, TableRecord>(), tokens: [] };
  const record = records.get(row.event);
  if ((!groups.has(key) && groups.size >= MAX_FOUND) || (!record && records.size >= MAX_FOUND)) return false;
  const isNewer = row.settings !== undefined && (known.settings === undefined || isLater(row.at, known.at));
  const { app: _, ...token } = row;
  if (keeps.keepsToken) tokens.push(token);
  groups.set(key, { row: isNewer ? row : known, records, tokens });
  records.set(row.event, withRow(record, row, keeps.keepsTime));
  return true;
}

/** Adds a row to what the rows before said. */
function withRow(record: TableRecord | undefined, row: TableRow, keepsTime: boolean): TableRecord {
  const sum = (name: 'uses' | 'selfAuthorized') =>
    row[name] === undefined && record?.[name] === undefined ? {} : { [name]: (record?.[name] ?? 0) + (row[name] ?? 0) };
  const latest = (now: string | null, before: string | null) => (record && !isLater(now, before) ? before : now);
  const times = keepsTime && row.error !== undefined && row.at !== null ? [...(record?.times ?? []), row.at] : record?.times;
  const createdAt = latest(row.createdAt ?? null, record?.createdAt ?? null);
  const { isInstalled, isSelfAuthorized } = record && !isLater(row.at, record.at) ? record : row;
  return {
    event: row.event,
    at: latest(row.at, record?.at ?? null),
    count: (record?.count ?? 0) + 1,
    ...sum('uses'),
    ...sum('selfAuthorized'),
    ...(createdAt === null ? {} : { createdAt }),
    ...(isInstalled === undefined ? {} : { isInstalled }),
    ...(isSelfAuthorized === undefined ? {} : { isSelfAuthorized }),
    ...(times ? { times } : {}),
  };
}

/**
 * Whether a time is later than one of a row before. Times in other forms than ISO 8601 can't be
 * compared as texts, but their exports begin with the newest row.
 */
function isLater(at: string | null, before: string | null): boolean {
  const isComparable = [at, before].every((time) => time !== null && /^\d{4}-/.test(time));
  return before === null ? at !== null : isComparable && (at ?? '') > before;
}

function foundOf(provider: Provider, { kind }: TableFormat, { row, records, tokens }: Group, receipt: Receipt): Found {
  const { account = null, error } = row;
  const settings = row.settings ? safeSettings(row.settings, receipt) : null;
  const app = settings ? settings.name : row.app === null ? null : safeText(row.app, receipt);
  const request = settings
    ? requestOfSafe(provider, settings)
    : { ...requestFromPage(provider, null, account), readOnly: 'from-file' as const };
  const failure = error === undefined ? {} : { errorText: error, pastedFrom: 'text' as const, appName: app };
  const input = safeInput({ provider, request, account, ...failure }, receipt);
  return {
    ...{ kind, input, settings, app, records: [...records.values()] },
    ...(row.settings && row.at !== null ? { settingsAt: row.at } : {}),
    ...(tokens.length > 0 ? { tokens: JSON.stringify(tokens) } : {}),
  };
}
