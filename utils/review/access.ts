/** What an app that holds a scope can do to data. */
import type { Access } from '@/providers/contract/catalogue';

const changing: ReadonlySet<Access | null> = new Set(['write', 'delete', 'full', 'admin'] as const);

/**
 * Whether an app that holds the scope can change data. False as well if it is not known what the
 * scope allows.
 */
export function canChangeData({ access }: { access: Access | null }): boolean {
  return changing.has(access);
}
