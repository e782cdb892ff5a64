import { listText, t, tPlural } from '@/utils/text/text';
import type { InventoryApp, InventoryIssue } from './types';

/** Returns which of several files that disagree about an issue to trust, or what to do to find out. */
export function newestText({ newest, evidence }: Pick<InventoryApp, 'newest' | 'evidence'>, issue: InventoryIssue): string {
  const newer = newest[issue] ?? null;
  if (newer !== null) return t('workbench_inventory_newest', newer);
  const undated = new Set(evidence.filter((one) => one.issue === issue && one.at === null).map(({ file }) => file));
  return undated.size > 0
    ? tPlural('workbench_inventory_newest_undated', undated.size, listText([...undated]))
    : t('workbench_inventory_newest_unknown');
}
