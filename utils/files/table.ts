/** Reads the tables that admins export, row by row, and sums them up for each app. */
import { providerById } from '@/providers';
import type { ScopeId } from '@/providers/contract/catalogue';
import type { Provider } from '@/providers/contract/provider';
import type { AppSettings } from '@/providers/contract/settings';
import type { TableFormat, TableRecord, TableRow, TokenRow } from '@/providers/contract/table';
import { tableFormats } from '@/providers/tables';
import { pastedText } from '@/utils/diagnosis/compared-text';
import { matchErrorText } from '@/utils/diagnosis/diagnose';
import { requestFromPage } from '@/utils/review/from-page';
import { appInLog } from '@/utils/review/log-row';
import { csvRows } from './csv';
import { type DateOrders, type Newest, newestOf } from './newest';
import { newReceipt, noteRemoved, removedKind } from './receipt';
import { requestOfSafe, safeInput, safeSettings } from './safe-input';
import { safeText } from './safe-text';
import type { Found, OnRead, OpenedFile, Receipt } from './types';

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

/** What counts for all rows of a table. */
interface Rows {
  format: TableFormat;
  orders: DateOrders;
  /** Whether the time of an error is kept. */
  keepsTime: boolean;
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
  row: TableRow;
  /** The rows that name the app's lists: `AppSettings` as JSON. */
  settings: Newest;
  events: Map<string, EventRows>;
  tokens: TokenRow[];
}

/** The rows of one event. */
interface EventRows {
  first: TableRow;
  sums: Pick<TableRecord, 'uses' | 'selfAuthorized'> & { count: number };
  times: string[];
  /** What the rows say of who may use the app: part of a `TableRecord` as JSON. */
  rules: Newest;
  createdAt: Newest;
}

/**
 * Returns the apps of a table, in the order in which the rows name them first, and apart from them the
 * sign-ins of people; none for any other text.
 */
export function readTable(text: string, receipt: Receipt, onRead?: OnRead): Pick<OpenedFile, 'found' | 'signIns'> {
  const table = tableFormatOf(text);
  if (!table) return { found: [] };
  const { provider, format } = table;
  const rows = csvRows(text);
  const labels: string[] = rows.next().value?.values.map(labelOf) ?? [];
  const removed = labels.flatMap((label, index) => {
    const kind = removedKind(label);
    return kind ? [{ index, kind }] : [];
  });
  const columns = new Map(labels.map((label, index) => [label, index]));
  const groups = new Map<string, Group>();
  const orders: DateOrders = new Set(['month-first', 'day-first']);
  const knownRow = knownErrors(provider);
  let signIns = 0;
  const add = (row: TableRow) => {
    const count = row.isOwnSignIn ? signIns++ : receipt.kept;
    const isAdded = addRow(groups, row, { format, orders, keepsTime: count < MAX_TIMES });
    if (isAdded && !row.isOwnSignIn) receipt.kept++;
    else receipt.leftOut++;
  };
  const unnamed: TableRow[] = [];
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
    const row = typeof read === 'string' ? read : knownRow(withApp(read, format));
    if (row === 'not-understood') receipt.notUnderstood++;
    else if (row === 'irrelevant') receipt.leftOut++;
    else if (row.mayName?.length) unnamed.push(row);
    else add(row);
  }
  const named = new Set([...groups.values()].map(({ row: { app } }) => app));
  for (const { mayName, ...row } of unnamed) {
    const [app, ...others] = new Set(mayName?.filter((name) => named.has(name)));
    add(app === undefined || others.length > 0 ? row : { ...row, app });
  }
  // A row that lacks values and the end of its line is where the file was cut off.
  receipt.isCut ||= isShort && !/[\r\n]$/.test(text);
  const foundIn = (isOwn: boolean) =>
    [...groups.values()].flatMap((group) =>
      (group.row.isOwnSignIn === true) === isOwn ? [foundOf(provider, format, group, receipt)] : [],
    );
  return { found: foundIn(false), ...(signIns > 0 ? { signIns: foundIn(true) } : {}) };
}

/** Returns a row without what its table writes in place of an app. */
function withApp(row: TableRow, { kind }: TableFormat): TableRow {
  return kind === 'login-history' && row.app !== null ? { ...row, app: appInLog(row.app) } : row;
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
function addRow(groups: Map<string, Group>, row: TableRow, { format: { kind }, orders, keepsTime }: Rows): boolean {
  const { app, error = null, settings, isOwnSignIn } = row;
  // Two changes of an app's scopes are one only if they are the same change.
  const event = row.added ? JSON.stringify([row.event, row.added, row.removed]) : row.event;
  // Each row of settings is an app, and apps may have the same name.
  const key = JSON.stringify([app, error, kind === 'settings' ? settings : isOwnSignIn]);
  const group = groups.get(key) ?? { row, settings: newestOf(orders), events: new Map<string, EventRows>(), tokens: [] };
  const rows = group.events.get(event) ?? {
    first: row,
    sums: { count: 0 },
    times: [],
    rules: newestOf(orders),
    createdAt: newestOf(orders),
  };
  if ((!groups.has(key) && groups.size >= MAX_FOUND) || (!group.events.has(event) && group.events.size >= MAX_FOUND)) return false;
  groups.set(key, group);
  group.events.set(event, rows);
  const { app: _, ...token } = row;
  if (kind === 'app-usage') group.tokens.push(token);
  if (settings) group.settings.add(row.at, JSON.stringify(settings));
  addTo(rows, row, kind === 'app-usage');
  if (keepsTime && error !== null && row.at !== null) rows.times.push(row.at);
  return true;
}

/** Adds a row to those of its event. A token without a time was never used. A sum that lacks a row is none. */
function addTo({ sums, rules, createdAt }: EventRows, row: TableRow, isToken: boolean): void {
  const isFirst = sums.count++ === 0;
  for (const name of ['uses', 'selfAuthorized'] as const) {
    const sum = isFirst ? 0 : sums[name];
    if (sum !== undefined && row[name] !== undefined) sums[name] = sum + row[name];
    else delete sums[name];
  }
  const { isInstalled, isSelfAuthorized } = row;
  if (!isToken || row.at !== null) rules.add(row.at, JSON.stringify({ isInstalled, isSelfAuthorized }));
  if (row.createdAt) createdAt.add(row.createdAt, '');
}

function recordOf({ first, sums: { count, ...sums }, times, rules, createdAt: created }: EventRows): TableRecord {
  const { event, added, removed } = first;
  // What is taken out was counted in the settings of the app.
  const safe = (ids: readonly ScopeId[] = []) => ids.map((id) => safeText(id, newReceipt()));
  const createdAt = created.time();
  return {
    event,
    at: rules.time(),
    count,
    ...sums,
    ...(createdAt === null ? {} : { createdAt }),
    ...(JSON.parse(rules.value() ?? '{}') as Pick<TableRecord, 'isInstalled' | 'isSelfAuthorized'>),
    ...(added ? { added: safe(added), removed: safe(removed) } : {}),
    ...(times.length > 0 ? { times } : {}),
  };
}

function foundOf(provider: Provider, { kind }: TableFormat, { row, settings: newest, events, tokens }: Group, receipt: Receipt): Found {
  const { account = null, error } = row;
  const [named, settingsAt] = [newest.value(), newest.time()];
  const settings = named === null ? null : safeSettings(JSON.parse(named) as AppSettings, receipt);
  const app = settings ? settings.name : row.app === null ? null : safeText(row.app, receipt);
  const request = settings
    ? requestOfSafe(provider, settings)
    : { ...requestFromPage(provider, null, account), readOnly: 'from-file' as const };
  const failure = error === undefined ? {} : { errorText: error, pastedFrom: 'text' as const, appName: app };
  const input = safeInput({ provider, request, account, ...failure }, receipt);
  return {
    ...{ kind, input, settings, app, records: [...events.values()].map(recordOf) },
    ...(settings && settingsAt !== null ? { settingsAt } : {}),
    ...(tokens.length > 0 ? { tokens: JSON.stringify(tokens) } : {}),
  };
}
