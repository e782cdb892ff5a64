import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { OrgCheckState, OrgQuestion } from '@/components/review/review-state';
import type { ScopeId } from '@/providers/contract/catalogue';
import { sendWithRetry } from '@/utils/messages/client';
import type { ReviewResponse } from '@/utils/messages/protocol';
import { watchFlows } from '@/utils/messages/watch-flows';
import { useOrg } from './use-org';

/** The review of one tab or of a pasted text, as plain data, and the functions that change it. */
export interface TabReviewState {
  /** Undefined in the panel, which belongs to the tab around it. */
  tabId: number | undefined;
  /** Null until the first response. */
  response: ReviewResponse | null;
  /** True if the background did not answer the last request. */
  failed: boolean;
  selection: ReadonlySet<ScopeId>;
  unlocked: ReadonlySet<ScopeId>;
  select(selection: Iterable<ScopeId>, unlocked: Iterable<ScopeId>): void;
  /** Answers a question of the diagnosis; both are IDs. */
  answerQuestion(question: string, answer: string): void;
  /** Says whose error a pasted text is, by the provider's ID; absent for a tab. */
  chooseProvider?(provider: string): void;
  orgCheck: OrgCheckState;
  checkOrg(about: OrgQuestion): void;
  reload(): Promise<void>;
  /** Whether the last choice was refused, because the tab has moved on to another request. */
  movedOn: boolean;
}

/**
 * Returns the review of a tab and loads it again whenever the tab's flow changes. The background
 * takes the panel's tab from the sender, so `tabId` is undefined there.
 */
export function useReview(tabId: number | undefined): TabReviewState {
  const [response, setResponse] = useState<ReviewResponse | null>(null);
  const [failed, setFailed] = useState(false);
  const [selection, setSelection] = useState<ReadonlySet<ScopeId>>(new Set());
  const [unlocked, setUnlocked] = useState<ReadonlySet<ScopeId>>(new Set());
  // While an update is pending, an older response must not undo the user's selection on screen.
  const pendingUpdates = useRef(0);
  // Answers may arrive in another order than they were asked for.
  const asked = useRef(0);
  const drawn = useRef(0);
  const [movedOn, setMovedOn] = useState(false);
  const shown = response?.state === 'review' ? response.shown : '';
  const { org, check, checkOrg } = useOrg(tabId, shown);

  const reload = useCallback(async () => {
    asked.current += 1;
    const turn = asked.current;
    try {
      // While Firefox loads the extension again, an answer may become a “dead object” (seen in version 153).
      const next = structuredClone(await sendWithRetry('getReview', { tabId, org }));
      if (pendingUpdates.current > 0 || turn < drawn.current) return;
      drawn.current = turn;
      setFailed(false);
      setResponse(next);
      if (next.state === 'review') {
        setSelection(new Set(next.review.selection));
        setUnlocked(new Set(next.review.unlocked));
      }
    } catch {
      setFailed(true);
    }
  }, [tabId, org]);

  // An effect would ask only after the browser has painted the empty page.
  useLayoutEffect(() => {
    void reload();
    const stop = watchFlows(() => void reload());
    // A page in the back-forward cache receives no events, so its review is outdated when it is
    // restored.
    const onShow = (event: PageTransitionEvent) => event.persisted && void reload();
    addEventListener('pageshow', onShow);
    return () => {
      stop();
      removeEventListener('pageshow', onShow);
    };
  }, [reload]);

  const select = (nextSelection: Iterable<ScopeId>, nextUnlocked: Iterable<ScopeId>) => {
    const keep = [...nextSelection];
    const open = [...nextUnlocked];
    setSelection(new Set(keep));
    setUnlocked(new Set(open));
    pendingUpdates.current += 1;
    const done = (result?: { ok: boolean }) => {
      setMovedOn(result?.ok === false);
      pendingUpdates.current -= 1;
      if (pendingUpdates.current === 0) void reload();
    };
    sendWithRetry('updateSelection', { tabId, shown, keep, unlocked: open }).then(done, () => done());
  };

  const answerQuestion = (question: string, answer: string) =>
    void sendWithRetry('answer', { tabId, question, answer }).then(reload, () => setFailed(true));

  return {
    tabId,
    response,
    failed,
    selection,
    unlocked,
    select,
    reload,
    movedOn,
    answerQuestion,
    orgCheck: check,
    checkOrg,
  };
}
