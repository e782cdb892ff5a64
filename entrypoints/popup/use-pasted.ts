/** The review of a pasted text. Nothing of it is kept: the answers live here, and the background forgets it with each answer. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { sendWithRetry } from '@/utils/messages/client';
import type { ReviewResponse } from '@/utils/messages/protocol';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import type { TabReviewState } from '../app/use-review';

const nobody = { busy: null, done: [], failed: null };

/** `tabId`: of the popup; the text has no tab. */
export function usePasted(tabId: number, text: string): TabReviewState {
  const [answer, setAnswer] = useState<ReviewResponse | null>(null);
  const [failed, setFailed] = useState(false);
  const [answers, setAnswers] = useState<Record<string, string>>({});

  const reload = useCallback(async () => {
    try {
      // A message is not sent at any length: one more than is read tells that there was more.
      setAnswer(await sendWithRetry('reviewPasted', { tabId, text: text.slice(0, MAX_PASTED_LENGTH + 1), answers }));
      setFailed(false);
    } catch {
      setFailed(true);
    }
  }, [tabId, text, answers]);
  useEffect(() => void reload(), [reload]);

  return {
    tabId,
    answer,
    failed,
    selection: new Set(answer?.state === 'review' ? answer.review.selection : []),
    unlocked: new Set(),
    // There is no tab that could ask for less.
    choose() {},
    reload,
    reply: (question, to) => setAnswers((before) => ({ ...before, [question]: to })),
    check: nobody,
    ask() {},
  };
}
