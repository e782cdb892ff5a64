/**
 * Writes comma-separated values (RFC 4180) that a spreadsheet opens without running anything.
 * `utils/files/csv.ts` reads them.
 */

import { escapeHidden } from '@/providers/oauth2/invisible';

/**
 * Where a spreadsheet may take a text for a formula, also in wide and small characters and behind white
 * space and control characters (OWASP, CSV injection, read 2026-11-26): at its beginning, and behind what separates cells in
 * another country, such as the semicolon of Germany. There the line is split at it, and the quotation
 * marks protect nothing, because they stand within the first cell.
 */
const formula = /(?<=^|[;\t\r\n])(?=[\s"\p{Cc}]*[=+\-@＝＋－＠﹦﹢﹣﹫])|^(?=[\t\r\n])/gu;
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
 * Returns the rows as text, one line each, the labels first. What a spreadsheet would take for a
 * formula gets an apostrophe in front, so that it is shown instead of run, and invisible characters
 * are replaced by their code.
 */
export function writeCsv(rows: readonly (readonly CsvCell[])[], { bom }: CsvOptions): string {
  return (bom ? '\ufeff' : '') + rows.map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('');
}

function cellText(cell: CsvCell): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell);
  const text = escapeHidden(cell).replace(formula, "'");
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
