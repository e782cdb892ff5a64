/**
 * Reads comma-separated values (RFC 4180), also with semicolons or tabs, as spreadsheets write
 * them. The time is linear. No library: a row needs a list of texts and nothing else.
 */

/** Further rows are not read, and the last one then is not whole. */
const MAX_ROWS = 300_000;
/** Further columns are left out. */
const MAX_COLUMNS = 200;

/**
 * A row. `isWhole` is false if the text ends inside a quoted value, or if further rows are not
 * read. `end` is its position in the text.
 */
export interface CsvRow {
  values: readonly string[];
  isWhole: boolean;
  end: number;
}

/** The labels are looked for in the first characters. */
const MAX_LABELS_LENGTH = 10_000;

const separators = [',', ';', '\t'] as const;

/** Returns the rows of a table, its labels first. Empty lines are left out. */
export function* csvRows(text: string): Generator<CsvRow> {
  // Some tools name the separator in a line of its own, for Excel.
  const [line = ''] = /^sep=[,;\t]\r?\n/i.exec(text.slice(0, 10)) ?? [];
  const separator = separatorOf(text.slice(line.length, MAX_LABELS_LENGTH));
  let at = line.length;
  for (let count = 0; at < text.length && count < MAX_ROWS; ) {
    const row = rowAt(text, at, separator);
    at = row.end;
    if (row.values.length === 1 && row.values[0] === '') continue;
    count++;
    yield count === MAX_ROWS && at < text.length ? { ...row, isWhole: false } : row;
  }
}

/** The mark that occurs most often in the labels. */
function separatorOf(text: string): string {
  const labels = text.split(/[\r\n]/, 1)[0] ?? '';
  return (
    separators.map((mark) => ({ mark, count: labels.split(mark).length })).toSorted((left, right) => right.count - left.count)[0]?.mark ??
    ','
  );
}

function rowAt(text: string, start: number, separator: string): CsvRow {
  const values: string[] = [];
  let isWhole = true;
  let at = start;
  for (;;) {
    const value = text.charAt(at) === '"' ? quotedAt(text, at) : plainAt(text, at, separator);
    if (values.length < MAX_COLUMNS) values.push(value.text);
    isWhole &&= value.isWhole;
    at = value.end;
    if (text.charAt(at) !== separator) break;
    at++;
  }
  if (text.charAt(at) === '\r') at++;
  if (text.charAt(at) === '\n') at++;
  return { values, isWhole, end: at };
}

interface Value {
  text: string;
  end: number;
  isWhole: boolean;
}

const plain: Readonly<Record<string, RegExp>> = { ',': /[^,\r\n]*/y, ';': /[^;\r\n]*/y, '\t': /[^\t\r\n]*/y };

function plainAt(text: string, start: number, separator: string): Value {
  const pattern = plain[separator] as RegExp;
  pattern.lastIndex = start;
  const value = pattern.exec(text)?.[0] ?? '';
  return { text: value.trim(), end: start + value.length, isWhole: true };
}

const rest = /[^,;\t\r\n]*/y;

/** Reads a value in quotation marks. Two marks inside it mean one. */
function quotedAt(text: string, start: number): Value {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && text.charAt(end + 1) === '"') end = text.indexOf('"', end + 2);
  if (end < 0) return { text: '', end: text.length, isWhole: false };
  // What follows a closing mark belongs to no value.
  rest.lastIndex = end + 1;
  return {
    text: text
      .slice(start + 1, end)
      .replaceAll('""', '"')
      .trim(),
    end: end + 1 + (rest.exec(text)?.[0].length ?? 0),
    isWhole: true,
  };
}
