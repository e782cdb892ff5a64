import type { ExportFormat } from '@/components/workbench/ExportMenu';
import { outcomeJson, outcomesCsv } from '@/utils/review/outcome-filter';
import { type OutcomeSearch, searchOutcomes } from '@/utils/storage/outcomes';
import { calendarDay } from '@/utils/text/time';
import { saveExport } from '../save-export';

/** A form in which the history can be saved. */
export type HistoryFormat = Exclude<ExportFormat, 'md' | 'jsonl'>;

/**
 * Saves all flows that match as a file, read page by page. Resolves to how many were saved; to null
 * if it was canceled or storage can't be read, and then nothing is saved.
 */
export async function exportOutcomes(
  format: HistoryFormat,
  search: Omit<OutcomeSearch, 'after' | 'onProgress'>,
  onProgress: (read: number) => void,
): Promise<number | null> {
  const parts: string[] = [];
  let count = 0;
  let read = 0;
  let after: string | null = null;
  do {
    let last = 0;
    const report = (page: number) => {
      last = page;
      onProgress(read + page);
    };
    const found = await searchOutcomes({ ...search, after, onProgress: report });
    if (!found.ok || search.signal.aborted) return null;
    const { items, next } = found.value;
    parts.push(
      format === 'json' ? items.map(outcomeJson).join(',\n') : outcomesCsv(items, { isFirst: after === null, bom: format === 'excel' }),
    );
    count += items.length;
    read += last;
    after = next;
  } while (after !== null);
  const text =
    format === 'json'
      ? `{"format": "scope-review-history", "version": 1, "outcomes": [\n${parts.filter(Boolean).join(',\n')}\n]}\n`
      : parts.join('');
  saveExport(`scope-review-history-${calendarDay(Date.now())}`, format, text);
  return count;
}
