/** The messages about pasted texts. */
import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { findingText } from '@/utils/diagnosis/finding-text';
import type { QuestionAnswers } from '@/utils/flow/flow';
import { missingPermissionFor } from '@/utils/permissions/missing';
import { tabOf } from '@/utils/permissions/tab';
import { buildReview } from '@/utils/review/build-review';
import { findDropped } from '@/utils/review/dropped';
import { parseInput } from '@/utils/review/parse-input';
import { reportOf } from '@/utils/review/report';
import { loadUserOverrides } from '@/utils/review/user-overrides';
import { discardPastedCase, readPastedCase, savePastedCase } from '@/utils/storage/pasted-case';
import { offerProfile } from './app-messages';
import { message } from './message';
import type { LastPastedCase, ReviewResponse } from './protocol';
import { answerId, ofTab, pastedText } from './schemas';

/**
 * The handlers by message name; part of `pageMessages`, so only the extension's own pages may send
 * them.
 */
export const pastedMessages = {
  /**
   * Reviews a pasted text instead of a tab. Nothing of the text is stored; of an error, the redacted
   * report is kept for `lastPastedCase`, except in an incognito window.
   */
  reviewPasted: message(
    z.object({ ...ofTab, text: pastedText, answers: z.record(answerId, answerId) }),
    async ({ text, answers }, tabId) => {
      const response = (await offerProfile(text)) ?? (await reviewText(text, answers));
      const report = response.state === 'review' ? reportOf(response.review) : null;
      if (report && !(await isIncognito(tabId))) await savePastedCase({ report: JSON.stringify(report), at: Date.now() });
      return response;
    },
  ),

  /** Resolves to the case that was pasted last in this session of the browser; null if there is none. */
  lastPastedCase: message(z.object(ofTab), async (_, tabId): Promise<LastPastedCase | null> => {
    const stored = (await isIncognito(tabId)) ? null : await readPastedCase();
    const parsed = stored && parseInput(stored.report);
    if (!stored || !parsed?.ok) return null;
    const { provider, diagnosis } = buildReview(parsed.input);
    const cause = diagnosis?.causes[0]?.confidence === 'observed' ? diagnosis.causes[0] : diagnosis?.finding;
    return { ...stored, provider: provider.name, title: cause ? findingText(cause, 'title') : '' };
  }),

  discardPastedCase: message(z.object(ofTab), () => discardPastedCase()),
};

/** Chromium runs a separate worker for incognito windows, Firefox does not. */
async function isIncognito(tabId: number): Promise<boolean> {
  return browser.extension.inIncognitoContext || ((await tabOf(tabId))?.incognito ?? false);
}

async function reviewText(text: string, answers: QuestionAnswers): Promise<ReviewResponse> {
  const parsed = parseInput(text);
  if (!parsed.ok) return { state: 'unreadable', reason: parsed.reason };
  const { provider, request } = parsed.input;
  const [userOverrides, dropped] = await Promise.all([loadUserOverrides(provider, request), findDropped(provider, request, text)]);
  const review = buildReview({ ...parsed.input, userOverrides, dropped, answers: { ...parsed.input.answers, ...answers } });
  const nothingStored = { rememberedAt: null, plans: null, planChoices: [], appOverride: null, history: null };
  const others = parsed.inputs.length - 1;
  const noTab = { shown: '', needsWindow: false, saveFault: null };
  return {
    state: 'review',
    review,
    closed: null,
    others,
    offer: await missingPermissionFor(text),
    storage: 'ok',
    ...nothingStored,
    ...noTab,
  };
}
