/** The review of one tab, kept fresh while its flow changes. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { OrgCheckState, OrgQuestion } from '@/components/review/review-state';
import type { ScopeId } from '@/providers/contract/catalogue';
import { sendMessage, sendWithRetry } from '@/utils/messages/client';
import type { ReviewResponse } from '@/utils/messages/protocol';
import { watchFlows } from '@/utils/messages/watch-flows';
import { useOrg } from './use-org';

export interface TabReviewState {
  tabId: number | undefined;
  /** Null until the first answer. */
  answer: ReviewResponse | null;
  failed: boolean;
  selection: ReadonlySet<ScopeId>;
  unlocked: ReadonlySet<ScopeId>;
  choose(selection: Iterable<ScopeId>, unlocked: Iterable<ScopeId>): void;
  /** Answers a question of the diagnosis. */
  reply(question: string, answer: string): void;
  check: OrgCheckState;
  ask(about: OrgQuestion): void;
  reload(): Promise<void>;
}

/** `tabId` is undefined in the panel, which speaks for the tab that frames it. */
export function useReview(tabId: number | undefined): TabReviewState {
  const [answer, setAnswer] = useState<ReviewResponse | null>(null);
  const [failed, setFailed] = useState(false);
  const [selection, setSelection] = useState<ReadonlySet<ScopeId>>(new Set());
  const [unlocked, setUnlocked] = useState<ReadonlySet<ScopeId>>(new Set());
  // While a choice is on its way an older answer must not undo it on screen.
  const underWay = useRef(0);
  const { org, check, ask } = useOrg(tabId);

  const reload = useCallback(async () => {
    try {
      const next = await sendWithRetry('getReview', { tabId, org });
      if (underWay.current > 0) return;
      setFailed(false);
      setAnswer(next);
      if (next.state === 'review') {
        setSelection(new Set(next.review.selection));
        setUnlocked(new Set(next.review.unlocked));
      }
    } catch {
      setFailed(true);
    }
  }, [tabId, org]);

  useEffect(() => {
    void reload();
    const stop = watchFlows(() => void reload());
    // A page out of the back-forward cache has slept through what happened meanwhile.
    const onShow = (event: PageTransitionEvent) => event.persisted && void reload();
    addEventListener('pageshow', onShow);
    return () => {
      stop();
      removeEventListener('pageshow', onShow);
    };
  }, [reload]);

  const choose = (nextSelection: Iterable<ScopeId>, nextUnlocked: Iterable<ScopeId>) => {
    const keep = [...nextSelection];
    const opened = [...nextUnlocked];
    setSelection(new Set(keep));
    setUnlocked(new Set(opened));
    underWay.current += 1;
    const done = () => {
      underWay.current -= 1;
      if (underWay.current === 0) void reload();
    };
    sendMessage('updateSelection', { tabId, keep, unlocked: opened }).then(done, done);
  };

  const reply = (question: string, to: string) =>
    void sendMessage('answer', { tabId, question, answer: to }).then(reload, () => setFailed(true));

  return { tabId, answer, failed, selection, unlocked, choose, reload, reply, check, ask };
}
