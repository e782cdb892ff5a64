/**
 * Every message that the background answers: its name, the schema of its data, and what it does.
 * Who may send a message depends on the record that holds it (router.ts). Messages that change a
 * flow take effect in the order of the tab's event queue.
 */
import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { providerById } from '@/providers';
import { MAX_TEXTS } from '@/providers/oauth2/page';
import { showBadge } from '@/utils/background/badge';
import { recordFlow } from '@/utils/background/history-recorder';
import { learnFromErrorPage } from '@/utils/background/learn';
import { continueWith, restoreRequest } from '@/utils/background/narrow-request';
import { applyEvent, closedFlows } from '@/utils/flow/store';
import { syncFlowWithTab } from '@/utils/flow/tab';
import { fetchOrgLoginConfig, fetchOrgUser, type OrgCheckResult } from '@/utils/org/api';
import { missingPermissionOfTab } from '@/utils/permissions/missing';
import { clientKey } from '@/utils/review/stored-data';
import { loadTabReview, syncAndLoadReview } from '@/utils/review/tab-review';
import { savePlans } from '@/utils/storage/accounts';
import { readPanelState, savePanelState } from '@/utils/storage/panel-state';
import { discardPastedCase } from '@/utils/storage/pasted-case';
import { forgetAll, forgetPreference, keepsAnything, listPreferences } from '@/utils/storage/preferences';
import { type PreferenceKey, planChoiceSchema, preferenceKeySchema, scopeIdsSchema } from '@/utils/storage/schema';

import { appMessages } from './app-messages';
import { message } from './message';
import { pastedMessages } from './pasted-messages';
import type { ClosedTabFailure, PageReadResponse, ReviewResponse } from './protocol';
import { marksOf, redraw, sendToPage } from './redraw';
import { answerId, ofTab, pageText } from './schemas';

const pageTexts = z.array(pageText).check(z.maxLength(MAX_TEXTS));

/**
 * The messages of content scripts, which are as untrusted as their page: the answers hold what to
 * draw and nothing else.
 */
export const contentMessages = {
  /** Stores the text of the page; resolves to what the content script draws. */
  pageRead: message(
    z.object({
      snapshot: z.object({
        headings: pageTexts,
        paragraphs: pageTexts,
        lines: pageTexts,
        username: z.nullable(pageText),
        lineScopes: pageTexts,
        switches: z.int().check(z.nonnegative()),
      }),
      /** Origin and path of the page. */
      page: z.string().check(z.maxLength(10_000)),
    }),
    async ({ snapshot, page }, tabId): Promise<PageReadResponse> => {
      await syncFlowWithTab(tabId);
      await applyEvent(tabId, { type: 'pageRead', snapshot, page });
      const tabReview = await loadTabReview(tabId);
      if (!tabReview) return { marks: [], panelState: null, failed: false };
      const learned = await learnFromErrorPage(tabReview);
      // Panel and popup may have loaded the review between the snapshot and this lesson.
      if (learned) await applyEvent(tabId, { type: 'scopesLearned', at: Date.now() });
      void recordFlow(tabId, tabReview);
      const shown = learned ? ((await loadTabReview(tabId)) ?? tabReview) : tabReview;
      void showBadge(tabId, shown);
      return { marks: marksOf(shown), panelState: await readPanelState(), failed: shown.review.failed };
    },
  ),

  /** The page is about to navigate to this destination. */
  pageNavigating: message(
    z.object({
      originAndPath: z.string().check(z.maxLength(10_000)),
      hasCode: z.boolean(),
      error: z.nullable(z.string().check(z.maxLength(200))),
      description: z.nullable(pageText),
    }),
    async (to, tabId) => {
      await applyEvent(tabId, { type: 'redirected', to, at: Date.now() });
    },
  ),
};

const orgFacts = z.object({
  user: z.optional(z.object({ username: z.nullable(pageText), integrationUser: z.nullable(z.boolean()) })),
  refused: z.optional(z.boolean()),
  signIn: z.optional(z.object({ providers: z.array(pageText).check(z.maxLength(40)), password: z.nullable(z.boolean()) })),
});
const selection = { ...ofTab, keep: scopeIdsSchema, unlocked: scopeIdsSchema };

/**
 * The messages of the extension's own pages, which are the only senders that may change a request
 * or stored data.
 */
export const pageMessages = {
  /**
   * Resolves to what panel and popup show. `org`: the result of the org checks, which only the page
   * that ran them keeps.
   */
  getReview: message(z.object({ ...ofTab, org: z.optional(orgFacts) }), async ({ org }, tabId): Promise<ReviewResponse> => {
    const [tabReview, offer] = await Promise.all([syncAndLoadReview(tabId, org ?? null), missingPermissionOfTab(tabId)]);
    const closed = await lastClosed();
    if (!tabReview) return { state: 'none', offer, closed };
    const { review, storage, remembered, plans, provider, appOverride, history } = tabReview;
    const { outcome, outcomeAt } = tabReview.flow;
    const isNewer = outcome && closed && closed.tabId !== tabId && closed.at > (outcomeAt ?? 0);
    const { plans: planChoices } = provider.knowledge.catalogue;
    const rememberedAt = remembered?.at ?? null;
    return {
      state: 'review',
      review,
      closed: isNewer ? closed : null,
      pasted: null,
      offer,
      storage,
      rememberedAt,
      plans,
      planChoices,
      appOverride,
      history,
    };
  }),

  /**
   * Stores an answer to a question of the diagnosis; a null `answer` removes the answer that was
   * given before.
   */
  answer: message(z.object({ ...ofTab, question: answerId, answer: z.nullable(answerId) }), async ({ question, answer }, tabId) => {
    await applyEvent(tabId, { type: 'answered', question, answer });
  }),

  /**
   * Runs one check of the account's org. The user's click is required, because it is the only
   * network access of our own.
   */
  checkOrg: message(z.object({ ...ofTab, about: z.enum(['user', 'sign-in']) }), async ({ about }, tabId): Promise<OrgCheckResult> => {
    const tabReview = await syncAndLoadReview(tabId);
    const org = tabReview?.provider.org;
    const account = tabReview?.review.account;
    if (!org || !account) return { ok: false, reason: 'cannot-ask' };
    return about === 'user' ? fetchOrgUser(org, account, tabReview.cookieStore) : fetchOrgLoginConfig(org, account);
  }),

  updateSelection: message(z.object(selection), async ({ keep, unlocked }, tabId) => {
    await applyEvent(tabId, { type: 'selectionChanged', keep, unlocked });
    await redraw(tabId);
  }),

  continueWith: message(z.object({ ...selection, remember: z.boolean() }), ({ keep, unlocked, remember }, tabId) =>
    continueWith(tabId, keep, unlocked, remember),
  ),

  restoreOriginal: message(z.object(ofTab), async (_, tabId) => {
    const done = await restoreRequest(tabId);
    await redraw(tabId);
    return done;
  }),

  savePlans: message(z.object({ ...ofTab, plans: z.nullable(planChoiceSchema) }), async ({ plans }, tabId) => {
    const tabReview = await syncAndLoadReview(tabId);
    if (!tabReview || tabReview.storage === 'private') return false;
    const saved = await savePlans(tabReview.provider.id, tabReview.review.account ?? '', plans, Date.now());
    await redraw(tabId);
    return saved.ok;
  }),

  /**
   * Lists the saved selections. `anything` is true if any stored data exists, listed here or not.
   */
  listPreferences: message(z.object(ofTab), async () => {
    const [stored, anything] = await Promise.all([listPreferences(), keepsAnything()]);
    const preferences = stored.ok ? stored.value : [];
    return {
      ok: stored.ok,
      anything: anything.ok && anything.value,
      preferences: preferences.map((one) => ({ ...one, providerName: providerById(one.provider)?.name ?? one.provider })),
    };
  }),

  /** Forgets one saved selection, the one that applies to the tab, or everything that is stored. */
  forget: message(
    z.object({ ...ofTab, key: z.union([preferenceKeySchema, z.literal('all'), z.literal('this-tab')]) }),
    async ({ key }, tabId) => {
      if (key === 'all') await discardPastedCase();
      const forgotten = await (key === 'all' ? forgetAll() : forgetOne(key, tabId));
      return forgotten.ok;
    },
  ),

  ...appMessages,
  ...pastedMessages,

  /** The panel's frame has loaded, so the content script does not report it as blocked. */
  panelReady: message(z.object(ofTab), (_, tabId) => sendToPage(tabId, 'panelStateChanged', null)),

  /**
   * Opens or collapses the panel. `rememberState`: the user did it, so later pages start the same
   * way.
   */
  setPanelState: message(
    z.object({ ...ofTab, state: z.enum(['open', 'collapsed']), rememberState: z.boolean() }),
    async ({ state, rememberState }, tabId) => {
      if (rememberState) await savePanelState(state);
      await sendToPage(tabId, 'panelStateChanged', state);
    },
  ),

  /** Opens the review of the tab in a window of its own. */
  openReviewWindow: message(z.object(ofTab), async (_, tabId) => {
    const url = browser.runtime.getURL(`/popup.html?tab=${tabId}` as '/popup.html');
    await browser.windows.create({ type: 'popup', url, width: 400, height: 640 });
  }),
};

async function forgetOne(key: PreferenceKey | 'this-tab', tabId: number) {
  if (key !== 'this-tab') return forgetPreference(key);
  const tabReview = await syncAndLoadReview(tabId);
  if (!tabReview) return { ok: false };
  const account = tabReview.remembered?.account ?? '';
  return forgetPreference({ provider: tabReview.provider.id, app: clientKey(tabReview.request), account });
}

async function lastClosed(): Promise<ClosedTabFailure | null> {
  const [last] = await closedFlows();
  return last ? { tabId: last.tabId, provider: providerById(last.flow.provider)?.name ?? '', at: last.flow.closedAt } : null;
}
