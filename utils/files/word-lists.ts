/** Finds lists of words in any text: those of keys that are named for scopes, those that stand alone, and tables. */

/** A list of words, and where it is in the text, in UTF-16 code units. */
export interface WordList {
  /** The key that has the list, in lower case; null for a list that stands alone on its line or in its text. */
  key: string | null;
  /** Whether quotation marks, brackets or hyphens show that it is a list. */
  isMarked: boolean;
  /** Whether commas, line breaks and the like separate all of its words, so that it is no sentence. */
  isItems: boolean;
  /** An array of JSON or YAML, a parameter of a query, or anything else. */
  form: 'array' | 'parameter' | 'text';
  start: number;
  end: number;
  words: readonly string[];
}

/** A key such as `scopes`, `default_scopes` or `SF_SCOPE`, up to its value. */
const keys = /(?<![\w.-])(["'`]?)([\w.-]{0,40}scopes?)\1[ \t]*(?::|=>?)[ \t]*/gi;

/** The value of a parameter of a query, such as `scope=a+b`. */
const parameterValue = /[^\s&"'`<>]{1,20000}/y;

/** The values of any other key: in brackets, in quotation marks, as a YAML list below it, or the rest of the line. */
const values: readonly RegExp[] = [
  /\[[^[\]{}]{1,20000}\]/y,
  /(["'`])[^"'`\n]{1,20000}\1/y,
  /(?:[|>][-+]?|#[^\n]{0,200})?(?:\r?\n[ \t]*-[ \t]+[^\n]{1,200})+/y,
  /(?:[^\n"'`[\]{}&]|&(?![\w.;-]{1,40}=)){1,20000}/y,
];
const BARE = values.at(-1);

/** Characters of a line that is nothing but a list. */
const line = /^[\w.:\-"'`,;+[\] \t]{3,20000}$/gm;

/** Returns the lists of a text. A list that stands alone may be among them twice. */
export function wordLists(text: string): WordList[] {
  const alone = [...text.matchAll(line)].flatMap(({ 0: words, index }) => listAt(index, words, null, /["'`[]/.test(words)));
  return [...keyedLists(text), ...alone, ...listAt(0, text, null, /["'`[\n]/.test(text))];
}

function keyedLists(text: string): WordList[] {
  const lists: WordList[] = [];
  let end = 0;
  for (const { 0: whole, 2: key = '', index } of text.matchAll(keys)) {
    const start = index + whole.length;
    // A value that has keys in it is read once, so the time stays linear.
    if (index < end) continue;
    const pattern = (/[?&;]/.test(text.charAt(index - 1)) ? [parameterValue] : values).find((one) => {
      one.lastIndex = start;
      return one.test(text);
    });
    if (!pattern) continue;
    end = pattern.lastIndex;
    lists.push(
      ...listAt(
        start,
        text.slice(start, end),
        key.toLowerCase(),
        pattern !== BARE && pattern !== parameterValue,
        pattern === parameterValue,
      ),
    );
  }
  return lists;
}

/** What YAML and programs have beside the words of a list. */
const comments = /(?:^|\s)(?:#|\/\/)[^\n]*/g;
const marks = /^["'`[(]+|["'`\])]+$/g;

function listAt(start: number, value: string, key: string | null, isMarked: boolean, isParameter = false): WordList[] {
  const items = value
    .replace(comments, ' ')
    .split(/[,;+\r\n]+/)
    .map((item) => item.split(/\s+/).flatMap((word) => word.replace(marks, '').replace(/^[-*\u2022]$/, '') || []));
  const words = items.flat();
  const isItems = items.every(({ length }) => length < 2);
  const form = isParameter ? 'parameter' : /^\s*(?:\[|-\s)/.test(value) ? 'array' : 'text';
  return words.length > 0 ? [{ key, isMarked, isItems, form, start, end: start + value.length, words }] : [];
}

/** A cell of a table, and where it is in the text, in UTF-16 code units. */
export interface Cell {
  start: number;
  end: number;
  words: readonly string[];
}

/** What separates the cells of a row: in Markdown, and in what spreadsheets write. */
const separators = ['|', '\t', ';', ','] as const;

/**
 * Returns the tables in a text, each as its columns from top to bottom, the labels included. A table has
 * at least two rows, whose cells need not be the same number. A value with a line break ends it.
 */
export function tablesIn(text: string): Cell[][][] {
  const tables: Cell[][][] = [];
  let separator = '';
  let rows: Cell[][] = [];
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    const row = cellsOf(line, index, separator);
    if (row.length < 2) {
      if (rows.length > 1) tables.push(columnsOf(rows));
      separator = separators.find((mark) => line.includes(mark)) ?? '';
      rows = separator === '' ? [] : [cellsOf(line, index, separator)];
    } else rows.push(row);
  }
  if (rows.length > 1) tables.push(columnsOf(rows));
  return tables;
}

/** More columns of a table are not read. */
const MAX_COLUMNS = 200;

function columnsOf(rows: readonly Cell[][]): Cell[][] {
  const count = rows.reduce((most, { length }) => Math.min(Math.max(most, length), MAX_COLUMNS), 0);
  return Array.from({ length: count }, (_, index) => rows.flatMap((row) => row[index] ?? []));
}

/** Returns the cells of a row that starts at a position. A separator between quotation marks is part of a value. */
function cellsOf(line: string, at: number, separator: string): Cell[] {
  const cells: Cell[] = [];
  let start = 0;
  let isQuoted = false;
  for (let end = 0; end <= line.length; end++) {
    const character = line.charAt(end);
    if (character === '"') isQuoted = !isQuoted;
    if (end < line.length && (isQuoted || character !== separator)) continue;
    const words = line.slice(start, end).split(/[\s,;+]+/);
    cells.push({ start: at + start, end: at + end, words: words.flatMap((word) => word.replace(cellMarks, '') || []) });
    start = end + 1;
  }
  return cells;
}

const cellMarks = /^["'`*]+|["'`*]+$/g;
