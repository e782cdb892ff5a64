/**
 * Sends a tab to the narrowed request, or back to the app's own. The preference is on disk before
 * the tab navigates, because the worker may be stopped afterwards; it is taken back if the tab
 * turns out to have moved on.
 */
import { browser } from 'wxt/browser';
import type { ScopeId } from '@/providers/contract/catalogue';
import type { ReadOnlyReason, UnreadableReason } from '@/providers/contract/request';
import type { Flow, FlowEvent, Undone } from '@/utils/flow/flow';
import { reduceFlow } from '@/utils/flow/reduce';
import { applyEvent, changeFlow, tabsWithFlow } from '@/utils/flow/store';
import { whichRequest } from '@/utils/flow/which-request';
import { tabOf } from '@/utils/permissions/tab';
import { type PolicyRefusal, policyRefusal, undoRefusal } from '@/utils/review/access';
import { nameOfApp } from '@/utils/review/app-name';
import { withLockedScopes } from '@/utils/review/selection';
import { loadShownReview, movedOn } from '@/utils/review/shown-request';
import { clientKey } from '@/utils/review/stored-data';
import type { TabReview } from '@/utils/review/tab-review';
import { savePreference, takeBackPreference } from '@/utils/storage/preferences';
import { maySave, type Preference } from '@/utils/storage/schema';

/** What the user chose before continuing. */
interface Choice {
  keep: readonly ScopeId[];
  unlocked: readonly ScopeId[];
  remember: boolean;
  confirmed?: readonly string[] | undefined;
}

/**
 * Sends the tab to the request that keeps only the given scopes and the locked ones, unless the tab
 * shows another request than `shown`, the one that the user saw. `unlocked`: locked scopes that the
 * user chose to make droppable. `remember`: whether to store the selection; nothing is stored from
 * an incognito window, or if the organization turned saving off. `confirmed`: the reasons of the
 * policy that the user confirmed; the policy is checked here, because it may have changed since the
 * page showed it. The result's `url` is `same` if the tab already shows that request, and then it
 * does not navigate.
 */
export async function continueWith(
  tabId: number,
  shown: string,
  { keep, unlocked, remember, confirmed = [] }: Choice,
): Promise<NarrowResult> {
  const before = await loadShownReview(tabId, shown);
  if (!before) return movedOn;
  await applyEvent(tabId, { type: 'selectionChanged', keep, unlocked }, before.flow);
  const tabReview = await loadShownReview(tabId, shown);
  if (!tabReview) return movedOn;
  const { review, provider, request } = tabReview;
  if (review.readOnlyReason) return { ok: false, reason: review.readOnlyReason };
  const refusal = policyRefusal(review, new Set(keep), new Set(confirmed));
  if (refusal) return { ok: false, reason: refusal };

  const kept = withLockedScopes(new Set(keep), review.scopes);
  const opened = new Set(review.unlocked);
  const narrowed = provider.requests.narrow(request, new Set(kept), opened);
  if (narrowed.result === 'refused') return { ok: false, reason: narrowed.reason };
  const now = preferenceOf(tabReview, kept);
  const stored = remember && maySave(tabReview.storage) ? await savePreference(now) : null;
  const saved = stored?.ok ? { now, before: tabReview.remembered } : null;
  const fault = stored && !stored.ok ? stored.reason : null;

  // After a refusal the same request is worth a retry, because its cause may be gone.
  const isSame = !review.failed && kept.length === review.current.length && kept.every((id) => review.current.includes(id));
  const at = Date.now();
  const sent: FlowEvent =
    narrowed.result === 'narrowed' ? { type: 'narrowed', url: narrowed.url, at } : { type: 'originalRestored', keep: kept, at };
  // The page that shows the result is another one, so a failure to save waits in the flow for it.
  const result = await send(tabId, tabReview, isSame ? null : narrowed.url, [{ type: 'saved', saved, fault }, ...(isSame ? [] : [sent])]);
  if (result.ok) return { ...result, remembered: saved !== null };
  await takeBack(saved);
  return result;
}

/**
 * Sends the tab back to the app's own request, and the saved selection back to what it was before
 * the user continued, unless the policy refuses that (`undoRefusal`). The result's `url` is `same` if the
 * tab already shows that request.
 */
export async function restoreRequest(tabId: number, shown: string): Promise<NarrowResult> {
  const tabReview = await loadShownReview(tabId, shown);
  if (!tabReview) return movedOn;
  const { flow, request, review } = tabReview;
  if (request.url === '') return { ok: false, reason: 'read-from-page' };
  if (review.outcome?.kind === 'code') return { ok: false, reason: 'already-answered' };
  const ids = request.scopes.map((scope) => scope.id);
  const refusal = undoRefusal(review);
  if (refusal) return { ok: false, reason: refusal };
  const url = review.current.length === review.scopes.length ? null : request.url;
  const restored: FlowEvent = { type: 'originalRestored', keep: ids, at: Date.now() };
  const result = await send(tabId, tabReview, url, [restored]);
  if (result.ok) await applyEvent(tabId, { type: 'saved', saved: null, fault: null, undone: await takeBack(flow.saved) }, flow);
  return result;
}

/**
 * Sends the tab to the URL (null: nowhere, because it is there) and records the events, if the tab
 * still shows what the review is about; it may have moved on while the selection was saved. No
 * other event of the tab comes between that check and the events.
 */
async function send(tabId: number, { flow, tabUrl }: TabReview, url: string | null, events: readonly FlowEvent[]): Promise<NarrowResult> {
  let isHere = false;
  await changeFlow(tabId, async (now) => {
    const tab = await tabOf(tabId);
    const isLeaving = tab?.pendingUrl && !whichRequest(flow, tab.pendingUrl);
    isHere = now?.startedAt === flow.startedAt && now.outcomeAt === flow.outcomeAt && tab?.url === tabUrl && !isLeaving;
    if (!isHere) return now;
    if (url !== null) await browser.tabs.update(tabId, { url });
    return events.reduce(reduceFlow, now);
  });
  return isHere ? { ok: true, url: url === null ? 'same' : 'navigating', remembered: false } : movedOn;
}

/**
 * Brings back the saved selection that applied before *Continue*; resolves to what became of it.
 */
async function takeBack(saved: Flow['saved']): Promise<Undone> {
  if (!saved) return 'unchanged';
  // A selection that was saved without an account is still there, below the one of the account.
  const done = await takeBackPreference(saved.now, saved.before);
  if (!done.ok) return 'failed';
  // Another tab that has replaced this selection since must not bring it back.
  for (const tabId of await tabsWithFlow()) await applyEvent(tabId, { type: 'takenBack', saved });
  return done.value ? (saved.before ? 'restored' : 'deleted') : 'unchanged';
}

/**
 * Returns the selection to save. What the user dropped before stays dropped if the tab shows a request
 * that was reduced to what was kept then, and has lost its flow.
 */
function preferenceOf({ review, provider, request, remembered }: TabReview, kept: ScopeId[]): Preference {
  const ids = review.scopes.map((scope) => scope.id);
  const isOfSaved = remembered !== null && review.isReducedBefore && ids.every((id) => remembered.requested.includes(id));
  const requested = isOfSaved ? remembered.requested : ids;
  return {
    provider: provider.id,
    app: clientKey(request),
    account: review.account ?? '',
    appName: nameOfApp(review) ?? '',
    at: Date.now(),
    requested,
    required: isOfSaved ? remembered.required : review.scopes.filter((scope) => scope.requirement === 'required').map((scope) => scope.id),
    kept,
    dropped: requested.filter((id) => !kept.includes(id)),
  };
}

/**
 * What became of a request to continue. `remembered`: whether the selection was stored. A
 * `reason` means that the tab did not navigate.
 */
export type NarrowResult =
  | { ok: true; url: 'navigating' | 'same'; remembered: boolean }
  | {
      ok: false;
      reason: ReadOnlyReason | UnreadableReason | PolicyRefusal | 'locked-scope' | 'nothing-left' | 'edit-not-exact' | 'moved-on';
    };
