/**
 * Keeps track of what *Undo* brings back. Several tabs may have saved a selection of the same
 * client one after the other, and each of them can undo only its own.
 */
import type { Preference } from '@/utils/storage/schema';
import type { Flow, SavedByContinue } from './flow';

/**
 * Returns what *Undo* takes back after another *Continue*. It leads back to before the first one,
 * however often the user continued since, unless another tab has saved something in between.
 */
export function withFirst({ activeRequest, saved: first }: Flow, saved: Flow['saved']): Flow['saved'] {
  if (activeRequest === 'original' || !first) return saved;
  if (!saved) return first;
  return isSameRecord(saved.before, first.now) ? { ...saved, before: first.before } : saved;
}

/**
 * Returns the flow without a selection that a tab has taken back: what applied before it now
 * applies before the selection of this flow.
 */
export function withoutTakenBack(flow: Flow, { now, before }: SavedByContinue): Flow {
  return flow.saved && isSameRecord(flow.saved.before, now) ? { ...flow, saved: { ...flow.saved, before } } : flow;
}

/** Whether both are the same record: the user cannot continue in two tabs within a millisecond. */
function isSameRecord(one: Preference | null, other: Preference): boolean {
  return one?.provider === other.provider && one.app === other.app && one.at === other.at;
}
