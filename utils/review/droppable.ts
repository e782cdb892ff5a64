/** Which scopes a user can leave out of a request once it is opened. */
import { genericProvider } from '@/providers';
import type { ScopeId } from '@/providers/contract/catalogue';
import type { ReadOnlyReason } from '@/providers/contract/request';
import type { Review } from './types';

/** Where a request can be edited once it is opened or the user has signed in. */
const editableLater: ReadonlySet<ReadOnlyReason> = new Set<ReadOnlyReason>(['pasted', 'from-file', 'app-settings', 'sign-in-first']);

/** Whether a request can be edited, now or once it is opened. The requests of unsupported providers never can. */
export const isEditableLater = ({ provider, readOnlyReason }: Pick<Review, 'provider' | 'readOnlyReason'>): boolean =>
  provider.id !== genericProvider.id && (readOnlyReason === null || editableLater.has(readOnlyReason));

/** Returns the scopes of a request that the user can leave out, or those of `ids`; none if it can't be edited. */
export function droppableOf(review: Pick<Review, 'provider' | 'readOnlyReason' | 'scopes'>, ids?: readonly ScopeId[]): ScopeId[] {
  if (!isEditableLater(review)) return [];
  return review.scopes.filter(({ id, locked }) => !locked && ids?.includes(id) !== false).map(({ id }) => id);
}
