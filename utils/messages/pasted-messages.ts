/** The messages about pasted texts. */
import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { missingPermissionFor } from '@/utils/permissions/missing';
import { tabOf } from '@/utils/permissions/tab';
import { buildReview } from '@/utils/review/build-review';
import { choicesFor, withChosenProvider } from '@/utils/review/chosen-provider';
import { parseInput } from '@/utils/review/parse-input';
import { loadPastedReview, namedFailure, pastedItem } from '@/utils/review/pasted-review';
import { reportOf } from '@/utils/review/report';
import { discardPastedCase, readPastedCase, savePastedCase } from '@/utils/storage/pasted-case';
import { offerProfile } from './app-messages';
import { type DataOf, message } from './message';
import type { LastPastedCase, ReviewResponse } from './protocol';
import { answerId, ofTab, pastedText } from './schemas';

/** Further requests and errors of a text are only counted. */
const MAX_ITEMS = 100;

const pastedData = () => ({
  ...ofTab(),
  text: pastedText(),
  answers: z.record(answerId(), answerId()),
  /** The provider that the user chose for an error that does not name one. */
  provider: z.optional(answerId()),
  /** Which of the requests and errors to review, from 0; absent for a list of them, if there are several. */
  index: z.optional(z.int().check(z.nonnegative())),
});

/**
 * The handlers by message name; part of `pageMessages`, so only the extension's own pages may send
 * them.
 */
export const pastedMessages = {
  /**
   * Reviews a pasted text instead of a tab. Nothing of the text is stored; of an error, the redacted
   * report is kept for `lastPastedCase`, except in an incognito window.
   */
  reviewPasted: message(pastedData, async (data, tabId) => {
    const incognito = await isIncognito(tabId);
    const response = (await offerProfile(data.text)) ?? (await reviewText(data, incognito));
    const report = response.state === 'review' ? reportOf(response.review) : null;
    if (report && !incognito) await savePastedCase({ report: JSON.stringify(report), at: Date.now() });
    return response;
  }),

  /** Resolves to the case that was pasted last in this session of the browser; null if there is none. */
  lastPastedCase: message(ofTab, async (_, tabId): Promise<LastPastedCase | null> => {
    const stored = (await isIncognito(tabId)) ? null : await readPastedCase();
    const parsed = stored && parseInput(stored.report);
    if (!stored || !parsed?.ok) return null;
    return { ...stored, title: namedFailure(buildReview(parsed.input)) };
  }),

  discardPastedCase: message(ofTab, () => discardPastedCase()),
};

/** Chromium runs a separate worker for incognito windows, Firefox does not. */
async function isIncognito(tabId: number): Promise<boolean> {
  return browser.extension.inIncognitoContext || ((await tabOf(tabId))?.incognito ?? false);
}

async function reviewText(
  { text, answers, index, provider }: DataOf<ReturnType<typeof pastedData>>,
  incognito: boolean,
): Promise<ReviewResponse> {
  const parsed = withChosenProvider(parseInput(text), text, provider);
  if (!parsed.ok) return { state: 'unreadable', reason: parsed.reason, choices: choicesFor(parsed) };
  const { inputs } = parsed;
  if (inputs.length > 1 && index === undefined)
    return { state: 'list', items: inputs.slice(0, MAX_ITEMS).map(pastedItem), more: Math.max(0, inputs.length - MAX_ITEMS) };
  const input = inputs[index ?? 0] ?? parsed.input;
  const [{ remembered, ...pastedReview }, offer] = await Promise.all([
    loadPastedReview(input, text, { answers, isIncognito: incognito }),
    missingPermissionFor(text),
  ]);
  const noTab = { shown: '', saveFault: null, undone: null };
  const rememberedAt = remembered?.at ?? null;
  // The choices for a client and an account are made in the tab that shows them.
  return { state: 'review', ...pastedReview, rememberedAt, closed: null, offer, planChoices: [], appOverride: null, ...noTab };
}
