/**
 * Sends a tab to the narrowed request, or back to the app's own. The preference is on disk before
 * the tab navigates, because the worker may be stopped afterwards.
 */
import { browser } from 'wxt/browser';
import type { ScopeId } from '@/providers/contract/catalogue';
import type { ReadOnlyReason, UnreadableReason } from '@/providers/contract/request';
import { applyEvent } from '@/utils/flow/store';
import { nameOfApp } from '@/utils/review/app-name';
import { withLockedScopes } from '@/utils/review/selection';
import { loadShownReview, movedOn } from '@/utils/review/shown-request';
import { clientKey } from '@/utils/review/stored-data';
import type { TabReview } from '@/utils/review/tab-review';
import { savePreference } from '@/utils/storage/preferences';

/**
 * Sends the tab to the request that keeps only the given scopes and the locked ones, unless the tab
 * shows another request than `shown`, the one that the user saw. `unlocked`:
 * locked scopes that the user chose to make droppable. `remember`: whether to store the selection;
 * nothing is stored from an incognito window. The result's `url` is `same` if the tab already shows
 * that request, and then it does not navigate.
 */
export async function continueWith(
  tabId: number,
  shown: string,
  { keep, unlocked, remember }: { keep: readonly ScopeId[]; unlocked: readonly ScopeId[]; remember: boolean },
): Promise<NarrowResult> {
  if (!(await loadShownReview(tabId, shown))) return movedOn;
  await applyEvent(tabId, { type: 'selectionChanged', keep, unlocked });
  const tabReview = await loadShownReview(tabId, shown);
  if (!tabReview) return movedOn;
  const { review, provider, request } = tabReview;
  if (review.readOnlyReason) return { ok: false, reason: review.readOnlyReason };

  const kept = withLockedScopes(new Set(keep), review.scopes);
  const opened = new Set(review.unlocked);
  const narrowed = provider.requests.narrow(request, new Set(kept), opened);
  if (narrowed.result === 'refused') return { ok: false, reason: narrowed.reason };
  const saved = remember && tabReview.storage !== 'private' ? await savePreference(preferenceOf(tabReview, kept)) : null;
  const remembered = saved?.ok === true;
  // The page that shows the result is another one, so the failure waits in the flow for it.
  await applyEvent(tabId, { type: 'saved', fault: saved && !saved.ok ? saved.reason : null });

  const requested = new Set(review.current);
  const isSameRequest = requested.size === kept.length && kept.every((id) => requested.has(id));
  // After a refusal the same request is worth a retry, because its cause may be gone.
  if (isSameRequest && !review.failed) return { ok: true, url: 'same', remembered };
  const at = Date.now();
  await applyEvent(
    tabId,
    narrowed.result === 'narrowed' ? { type: 'narrowed', url: narrowed.url, at } : { type: 'originalRestored', keep: kept, at },
  );
  await browser.tabs.update(tabId, { url: narrowed.url });
  return { ok: true, url: 'navigating', remembered };
}

/**
 * Sends the tab back to the app's own request. The result's `url` is `same` if the tab already
 * shows it. Stores no preference.
 */
export async function restoreRequest(tabId: number, shown: string): Promise<NarrowResult> {
  const tabReview = await loadShownReview(tabId, shown);
  if (!tabReview) return movedOn;
  if (tabReview.request.url === '') return { ok: false, reason: 'read-from-page' };
  if (tabReview.review.outcome?.kind === 'code') return { ok: false, reason: 'already-answered' };
  await applyEvent(tabId, { type: 'saved', fault: null });
  await applyEvent(tabId, { type: 'originalRestored', keep: tabReview.request.scopes.map((scope) => scope.id), at: Date.now() });
  if (tabReview.review.current.length === tabReview.review.scopes.length) return { ok: true, url: 'same', remembered: false };
  await browser.tabs.update(tabId, { url: tabReview.request.url });
  return { ok: true, url: 'navigating', remembered: false };
}

function preferenceOf({ review, provider, request }: TabReview, kept: readonly ScopeId[]) {
  const keptIds = new Set(kept);
  const ids = review.scopes.map((scope) => scope.id);
  return {
    provider: provider.id,
    app: clientKey(request),
    account: review.account ?? '',
    appName: nameOfApp(review) ?? '',
    at: Date.now(),
    requested: ids,
    required: review.scopes.filter((scope) => scope.requirement === 'required').map((scope) => scope.id),
    kept: [...kept],
    dropped: ids.filter((id) => !keptIds.has(id)),
  };
}

/**
 * What became of a request to continue. `remembered`: whether the selection was stored. A
 * `reason` means that the tab did not navigate.
 */
export type NarrowResult =
  | { ok: true; url: 'navigating' | 'same'; remembered: boolean }
  | { ok: false; reason: ReadOnlyReason | UnreadableReason | 'locked-scope' | 'nothing-left' | 'edit-not-exact' | 'moved-on' };
