/** What holding a scope means for data. */
import type { Access } from '@/providers/contract/catalogue';

const changing: ReadonlySet<Access | null> = new Set(['write', 'delete', 'full', 'admin'] as const);

/** Whether an app that holds the scope can change data. False where nobody knows what the scope allows. */
export function canChangeData({ access }: { access: Access | null }): boolean {
  return changing.has(access);
}
