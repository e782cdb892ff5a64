import { useCallback, useEffect, useState } from 'preact/hooks';
import { sendWithRetry } from '@/utils/messages/client';
import type { ReviewResponse } from '@/utils/messages/protocol';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import type { TabReviewState } from '../app/use-review';

const noOrgCheck = { busy: null, done: [], failed: null };

/**
 * Returns the review of a pasted text, or of one of the requests and errors in it; a null `index` lists
 * them if there are several. The answers to questions are kept here, because the
 * background stores nothing about a pasted text. `tabId` is the popup's tab; the text itself has
 * none, so its selection cannot be changed.
 */
export function usePasted(tabId: number, text: string, index: number | null): TabReviewState {
  const [response, setResponse] = useState<ReviewResponse | null>(null);
  const [failed, setFailed] = useState(false);
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [chosen, setChosen] = useState<{ text: string; provider: string } | null>(null);
  // The provider of an earlier text says nothing about this one.
  const provider = chosen?.text === text ? chosen.provider : null;

  const reload = useCallback(async () => {
    try {
      // One character more than the limit is sent, so that the background can report the text as
      // too long.
      const data = {
        tabId,
        text: text.slice(0, MAX_PASTED_LENGTH + 1),
        answers,
        ...(index === null ? {} : { index }),
        ...(provider === null ? {} : { provider }),
      };
      setResponse(await sendWithRetry('reviewPasted', data));
      setFailed(false);
    } catch {
      setFailed(true);
    }
  }, [tabId, text, answers, index, provider]);
  useEffect(() => void reload(), [reload]);

  return {
    tabId,
    response,
    failed,
    selection: new Set(response?.state === 'review' ? response.review.selection : []),
    unlocked: new Set(),
    select() {},
    reload,
    movedOn: false,
    answerQuestion: (question, answer) => setAnswers((before) => ({ ...before, [question]: answer })),
    chooseProvider: (id) => setChosen({ text, provider: id }),
    orgCheck: noOrgCheck,
    checkOrg() {},
  };
}
