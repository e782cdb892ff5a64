/** The review of a tab with everything that a user can do about it. Panel and popup mount the same. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ErrorState } from '@/components/review/ErrorState';
import { ReviewView } from '@/components/review/ReviewView';
import type { Copyable, ReviewActions, ReviewState, Surface } from '@/components/review/review-state';
import { Skeleton } from '@/components/review/Skeleton';
import type { NarrowResult } from '@/utils/background/narrow-request';
import { sendMessage } from '@/utils/messages/client';
import { messageFor } from '@/utils/review/message';
import { reportAsMarkdown, reportOf } from '@/utils/review/report';
import { tById } from '@/utils/text/text';
import { copyText } from './copy';
import type { TabReviewState } from './use-review';
import { useVisibility } from './use-visibility';

interface Props {
  surface: Surface;
  tab: TabReviewState;
  onCollapse?: () => void;
  /** The request stays as it is: the next click is the page's. */
  onDone?: () => void;
  /** A field for the text of an error that nobody recognised. */
  paste?: ComponentChildren;
}

export function ReviewApp({ surface, tab, onCollapse, onDone, paste }: Props) {
  const [busy, setBusy] = useState(false);
  const [covered, setCovered] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [copied, setCopied] = useState<Copyable | null>(null);
  const { answer, tabId, selection, unlocked } = tab;
  const visibility = useVisibility();

  if (tab.failed) return <ErrorState onRetry={() => void tab.reload()} />;
  if (answer?.state !== 'review') return <Skeleton />;
  const { review, storage, plans, planChoices, rememberedAt, appOverride, history } = answer;

  /** Only the panel lies inside a page that could hide it. */
  const isClickTrusted = async () => {
    const seen = surface === 'popup' ? 'visible' : await visibility();
    if (seen === 'unknown') void sendMessage('openReviewWindow', { tabId });
    setCovered(seen === 'covered');
    return seen === 'visible';
  };
  const act = async (work: () => Promise<NarrowResult>) => {
    if (busy) return;
    setBusy(true);
    if (!(await isClickTrusted())) return setBusy(false);
    try {
      const done = await work();
      setRefused(done.ok ? null : tById('refused', done.reason) || tById('readonly', done.reason));
      if (done.ok && done.url === 'same') onDone?.();
    } catch {
      setRefused(tById('refused', 'failed'));
    }
    setBusy(false);
    await tab.reload();
  };
  /** What is stored or unlocked needs the same look as what is sent. */
  const change = async (work: () => Promise<boolean>) => {
    if (!(await isClickTrusted())) return;
    const done = await work().catch(() => false);
    setRefused(done ? null : tById('refused', 'not-stored'));
    await tab.reload();
  };

  const message = messageFor(review);
  const copy = async (what: Copyable) => {
    const report = reportOf(review);
    const content = what === 'message' ? message?.text : report && reportAsMarkdown(review, report);
    const done = content ? await copyText(content) : false;
    setCopied(done ? what : null);
    setRefused(done ? null : tById('refused', 'not-copied'));
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
    message,
    copied,
    orgCheck: tab.check,
    appOverride,
    history,
  };
  const actions: ReviewActions = {
    select: (ids) => tab.choose(ids, unlocked),
    unlock: (id) => void isClickTrusted().then((trusted) => trusted && tab.choose(selection, [...unlocked, id])),
    continue: ({ remember }) =>
      void act(() => sendMessage('continueWith', { tabId, keep: [...selection], unlocked: [...unlocked], remember })),
    restoreOriginal: () => void act(() => sendMessage('restoreOriginal', { tabId })),
    forgetSavedSelection: () => void change(() => sendMessage('forget', { tabId, key: 'this-tab' })),
    savePlans: (next) => void change(() => sendMessage('savePlans', { tabId, plans: next })),
    answerQuestion: tab.reply,
    copy: (what) => void copy(what),
    checkOrg: tab.ask,
    setAppOverride: (chosen) => void change(() => sendMessage('setAppOverride', { tabId, chosen })),
    clearAppHistory: () => void change(() => sendMessage('clearAppHistory', { tabId })),
    collapse: onCollapse ?? null,
  };
  return <ReviewView surface={surface} state={state} actions={actions} paste={paste} />;
}
