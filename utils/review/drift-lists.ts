/** Says in words how the scopes of an app have changed. */
import type { ScopeId } from '@/providers/contract/catalogue';
import { t } from '@/utils/text/text';
import type { Drift } from './drift';

/**
 * Returns the scopes that changed, with the heading of each list; empty if none did. A new scope
 * with more access is in two lists.
 */
export function driftLists({ added, removed, newlyRequired, moreAccess }: Drift): { title: string; ids: readonly ScopeId[] }[] {
  return [
    { title: t('changes_list_new'), ids: added },
    { title: t('changes_list_removed'), ids: removed },
    { title: t('changes_list_required'), ids: newlyRequired },
    { title: t('changes_list_more_access'), ids: moreAccess },
  ].filter(({ ids }) => ids.length > 0);
}
