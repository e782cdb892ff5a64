/**
 * Writes comma-separated values (RFC 4180) that a spreadsheet opens without running anything.
 * `utils/files/csv.ts` reads them.
 */

/**
 * A text that a spreadsheet may take for a formula, also in full-width characters and behind white
 * space (OWASP, CSV injection, read 2026-11-26).
 */
const formula = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;
/** A text that has to be quoted (RFC 4180, section 2). */
const needsQuotes = /[",;\t\r\n]/;

/** What a cell holds. A number stays one, also below zero; null is an empty cell. */
export type CsvCell = string | number | null;

/** How a table is written. */
export interface CsvOptions {
  /** Whether a byte order mark comes first, without which Excel reads UTF-8 in its own encoding. */
  bom: boolean;
}

/**
 * Returns the rows as text, one line each, the labels first. A text that a spreadsheet would take
 * for a formula gets an apostrophe in front, so that it is shown instead of run.
 */
export function writeCsv(rows: readonly (readonly CsvCell[])[], { bom }: CsvOptions): string {
  return (bom ? '\ufeff' : '') + rows.map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('');
}

function cellText(cell: CsvCell): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell);
  const text = formula.test(cell) ? `'${cell}` : cell;
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
