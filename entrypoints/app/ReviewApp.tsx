import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { ErrorState } from '@/components/review/ErrorState';
import { ReviewView } from '@/components/review/ReviewView';
import type { Copyable, ReviewActions, ReviewState, Surface } from '@/components/review/review-state';
import { Skeleton } from '@/components/review/Skeleton';
import type { NarrowResult } from '@/utils/background/narrow-request';
import { sendMessage } from '@/utils/messages/client';
import { messagesFor } from '@/utils/review/message';
import { reportAsMarkdown, reportOf } from '@/utils/review/report';
import { reviewMarkdown } from '@/utils/review/review-markdown';
import { tById } from '@/utils/text/text';
import { copyText } from './copy';
import type { TabReviewState } from './use-review';
import { useVisibility } from './use-visibility';
import { writtenBy } from './written-by';

interface Props {
  surface: Surface;
  tab: TabReviewState;
  onCollapse?: () => void;
  /** Called when the request stays unchanged, so that the next click belongs to the page. */
  onDone?: () => void;
  /** A field to paste an error text, shown when the page's error was not recognized. */
  paste?: ComponentChildren;
}

/**
 * Shows the review of a tab and carries out the user's actions. Panel and popup mount the same
 * component; `onCollapse` exists only where the review can be folded.
 */
export function ReviewApp({ surface, tab, onCollapse, onDone, paste }: Props) {
  const [busy, setBusy] = useState(false);
  const [covered, setCovered] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [copied, setCopied] = useState<Copyable | null>(null);
  const { response, tabId, selection, unlocked } = tab;
  const visibility = useVisibility();

  if (tab.failed) return <ErrorState onRetry={() => void tab.reload()} />;
  if (response?.state !== 'review') return <Skeleton />;
  const { review, storage, plans, planChoices, rememberedAt, appOverride, history, pasted } = response;

  /**
   * Resolves to true if the user could see what they clicked. Only the panel lies in a page that
   * could cover it.
   */
  const isClickTrusted = async () => {
    const current = surface === 'popup' ? 'visible' : await visibility();
    if (current === 'unknown') void sendMessage('openReviewWindow', { tabId });
    setCovered(current === 'covered');
    return current === 'visible';
  };
  const changeRequest = async (send: () => Promise<NarrowResult>) => {
    if (busy) return;
    setBusy(true);
    if (!(await isClickTrusted())) return setBusy(false);
    try {
      const result = await send();
      setRefused(result.ok ? null : tById('refused', result.reason) || tById('readonly', result.reason));
      if (result.ok && result.url === 'same') onDone?.();
    } catch {
      setRefused(tById('refused', 'failed'));
    }
    setBusy(false);
    await tab.reload();
  };
  /**
   * Stored data changes only after a trusted click, because it decides what later requests drop.
   */
  const changeStored = async (send: () => Promise<boolean>) => {
    if (!(await isClickTrusted())) return;
    const stored = await send().catch(() => false);
    setRefused(stored ? null : tById('refused', 'not-stored'));
    await tab.reload();
  };

  const messages = messagesFor(review);
  const copy = async (what: Copyable) => {
    const content = textOf(what);
    const succeeded = content ? await copyText(content) : false;
    setCopied(succeeded ? what : null);
    setRefused(succeeded ? null : tById('refused', what === 'review' ? 'review-not-copied' : 'not-copied'));
  };
  const textOf = (what: Copyable) => {
    if (what === 'review') return reviewMarkdown(review).join('\n');
    const report = what === 'report' ? reportOf(review, writtenBy()) : null;
    return report ? reportAsMarkdown(review, report) : messages.find(({ kind }) => kind === what)?.text;
  };
  const openPasted = () => {
    // The panel and the tabs have no pasted text, so only the popup gets here.
    if (pasted?.url) void browser.tabs.create({ url: pasted.url });
  };

  const state: ReviewState = {
    review,
    selection,
    storage,
    rememberedAt,
    plans,
    planChoices,
    busy,
    covered,
    refused,
    messages,
    copied,
    orgCheck: tab.orgCheck,
    appOverride,
    history,
    pasted,
  };
  const actions: ReviewActions = {
    select: (ids) => tab.select(ids, unlocked),
    unlock: (id) => void isClickTrusted().then((trusted) => trusted && tab.select(selection, [...unlocked, id])),
    continue: ({ remember }) =>
      void changeRequest(() => sendMessage('continueWith', { tabId, keep: [...selection], unlocked: [...unlocked], remember })),
    restoreOriginal: () => void changeRequest(() => sendMessage('restoreOriginal', { tabId })),
    forgetSavedSelection: () => void changeStored(() => sendMessage('forget', { tabId, key: 'this-tab' })),
    savePlans: (next) => void changeStored(() => sendMessage('savePlans', { tabId, plans: next })),
    answerQuestion: tab.answerQuestion,
    copy: (what) => void copy(what),
    openPasted,
    checkOrg: tab.checkOrg,
    setAppOverride: (chosen) => void changeStored(() => sendMessage('setAppOverride', { tabId, chosen })),
    clearAppHistory: () => void changeStored(() => sendMessage('clearAppHistory', { tabId })),
    collapse: onCollapse ?? null,
    moveToOtherSide: null,
  };
  return <ReviewView surface={surface} state={state} actions={actions} paste={paste} />;
}
