import type { OpenedLine } from '@/components/workbench/OpenedList';
import { sourceNames } from './sources';
import type { OpenedItem } from './use-session';

/** Returns the lines that say what was opened, the last one first. */
export function openedLines(items: readonly OpenedItem[]): OpenedLine[] {
  const names = sourceNames(items);
  return items
    .map(({ id, size, opened, joinedInto }) => ({
      id,
      name: names.get(id) ?? '',
      size,
      format: opened?.format ?? null,
      found: opened?.found.length ?? 0,
      joinedInto,
      reason: opened ? opened.reason : 'unreadable-file',
      receipt: opened?.receipt ?? null,
    }))
    .toReversed();
}
