/** Reads the rows of tables in a text: an exported file, a copied page, or Markdown. */
import type { Provider } from '@/providers/contract/provider';
import { visibleLine } from '@/providers/oauth2/invisible';
import { normalize } from '@/utils/text/normalize';

/** Fewer fields with commas may be a sentence. */
const MIN_COMMA_FIELDS = 4;
/** A longer line is not a row. */
const MAX_ROW_LENGTH = 4_000;

/**
 * Matches a field with its delimiter; a quoted one may contain the delimiter. No space follows a
 * comma in a row.
 */
const commaField = /("(?:[^"]|"")*"|[^\s",;](?:[^",;]|[,;] )*|)([,;](?! )|$)/y;

/** Returns the fields of a table's row; empty if a line is no row. The time is linear. */
export function fieldsOf(line: string): string[] {
  const row = line.trim().slice(0, MAX_ROW_LENGTH);
  if (row.includes('\t')) return row.split('\t').map(unquoted);
  if (row.startsWith('|'))
    return row
      .replace(/^\||\|$/g, '')
      .split('|')
      .map(unquoted);
  const fields: string[] = [];
  commaField.lastIndex = 0;
  for (let match = commaField.exec(row); match; match = commaField.exec(row)) {
    fields.push(unquoted(match[1] ?? ''));
    if (match[2] === '') return fields.length >= MIN_COMMA_FIELDS ? fields : [];
  }
  return [];
}

function unquoted(field: string): string {
  return field
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .replaceAll('""', '"')
    .trim();
}

/** A row of a text, and the field that was searched for. */
export interface FoundRow {
  fields: readonly string[];
  /** The position of that field. */
  at: number;
  /** The fields of the first row, which may name the columns. */
  header: readonly string[];
}

/** Returns the first row with a field that is accepted; null if there is none. */
export function findRow(text: string, accepts: (field: string) => boolean): FoundRow | null {
  let header: readonly string[] | null = null;
  for (const line of text.split(/[\r\n]+/)) {
    const fields = fieldsOf(line);
    if (fields.length < 2) continue;
    header ??= fields;
    const at = fields.findIndex(accepts);
    if (at >= 0) return { fields, at, header };
  }
  return null;
}

const appColumns = new Set(['application', 'application name', 'app', 'app name', 'appname', 'connected app']);
/** What such a column has if no app signed in. */
const noApp = new Set(['', '-', 'n/a', 'none', 'null', 'unknown', 'browser']);

/** Returns the name of an app from a log; null if the value says that no app signed in, or is unknown. */
export const appInLog = (name: string): string | null => (noApp.has(name.trim().toLowerCase()) ? null : name);

/** The length of the longest name that is shown, in UTF-16 code units. */
const MAX_NAME = 80;

/**
 * Returns the app that a row names, if the header or the provider's known order of columns shows
 * which field has it; else null.
 */
export function appInRow(provider: Provider, { fields, at, header }: FoundRow): string | null {
  const column = header === fields ? -1 : header.findIndex((name) => appColumns.has(normalize(name)));
  const name = visibleLine((column >= 0 ? fields[column] : provider.appOfLogRow?.(fields, at)) ?? '');
  const isName = /\p{L}/u.test(name) && !/[@<>]|:\/\//.test(name) && name.length <= MAX_NAME;
  return isName ? appInLog(name) : null;
}

/** Returns the rows of a table, each below the header; empty if a text is no table. */
export function rowsOf(text: string): string[] {
  const lines = text.split(/[\r\n]+/).filter((line) => fieldsOf(line).length > 1);
  const [header, ...rows] = lines;
  return header !== undefined && rows.length > 0 ? [header, ...rows.map((row) => `${header}\n${row}`)] : [];
}
