/**
 * Every message that the background answers: its name, the schema of its data, and what it does.
 * Who may send a message depends on the record that holds it (router.ts). Messages that change a
 * flow take effect in the order of the tab's event queue.
 */
import * as z from 'zod/mini';
import { isCustomerPage } from '@/providers';
import { formatOutline, outlineHeader } from '@/providers/oauth2/outline-format';
import { productsOf } from '@/providers/plans';
import { showBadge } from '@/utils/background/badge';
import { recordFlow } from '@/utils/background/history-recorder';
import { learnFromErrorPage } from '@/utils/background/learn';
import { continueWith, restoreRequest } from '@/utils/background/narrow-request';
import { applyEvent } from '@/utils/flow/store';
import { syncFlowWithTab } from '@/utils/flow/tab';
import { fetchOrgLoginConfig, fetchOrgUser } from '@/utils/org/api';
import { missingPermissionOfTab } from '@/utils/permissions/missing';
import { tabOf } from '@/utils/permissions/tab';
import { POLICY_LIMITS } from '@/utils/policy/policy-file';
import { outOfReach } from '@/utils/review/out-of-reach';
import { loadShownReview, movedOn } from '@/utils/review/shown-request';
import { loadTabReview, syncAndLoadReview, type TabReview } from '@/utils/review/tab-review';
import { savePlans } from '@/utils/storage/accounts';
import { savePanelMemory } from '@/utils/storage/panel-state';
import { maySave, planChoiceSchema } from '@/utils/storage/schema';
import { appMessages } from './app-messages';
import { lastClosed } from './last-closed';
import { message } from './message';
import { openReviewWindow } from './open-review';
import { pastedMessages } from './pasted-messages';
import type { PageReadResponse, ReviewResponse } from './protocol';
import { dockContentOf, marksOf, redraw, redrawAll, sendToPage } from './redraw';
import { answerId, ofShownRequest, ofTab, orgFactsOf, pageOutline, pageText, pageTexts, scopeIds } from './schemas';

/**
 * The messages of content scripts, which are as untrusted as their page: the answers hold what to
 * draw and nothing else.
 */
export const contentMessages = {
  /**
   * Stores the text of the page; resolves to what the content script draws, or to null if there is
   * nothing to review.
   */
  pageRead: message(
    () => ({
      snapshot: z.object({
        headings: pageTexts(),
        paragraphs: pageTexts(),
        lines: pageTexts(),
        username: z.nullable(pageText()),
        lineScopes: pageTexts(),
        switches: z.int().check(z.nonnegative()),
      }),
      /** Origin and path of the page. */
      page: z.string().check(z.maxLength(10_000)),
    }),
    async (read, tabId, url): Promise<PageReadResponse | null> => {
      await syncFlowWithTab(tabId);
      await applyEvent(tabId, { type: 'pageRead', ...read, url });
      const tabReview = await loadTabReview(tabId);
      if (!tabReview) return null;
      const learned = await learnFromErrorPage(tabReview);
      // Panel and popup may have loaded the review between the snapshot and this lesson.
      if (learned) await applyEvent(tabId, { type: 'scopesLearned', at: Date.now() });
      void recordFlow(tabId, tabReview);
      const shown = learned ? ((await loadTabReview(tabId)) ?? tabReview) : tabReview;
      void showBadge(tabId, shown);
      return { marks: marksOf(shown), failed: shown.review.failed, dock: await dockContentOf(shown) };
    },
  ),

  /** The user pressed the tab of the panel, on a page that has no panel. */
  openPanel: message(
    () => ({}),
    async (_, tabId, url = '') => {
      if (isCustomerPage(url)) await openReviewWindow(tabId);
    },
  ),

  /** The page says that it navigates to this destination; the browser has to confirm it. */
  pageNavigating: message(
    () => ({
      originAndPath: z.string().check(z.maxLength(10_000)),
      codes: z.number(),
      error: z.nullable(z.string().check(z.maxLength(200))),
      description: z.nullable(pageText()),
    }),
    async (to, tabId, from = '') => {
      await applyEvent(tabId, { type: 'announced', from, to, at: Date.now() });
    },
  ),
};

/** Settled once how the user left the panel last is stored. */
let panelSaved: Promise<void> = Promise.resolve();

/** The reasons of the policy that the user confirmed. */
const reasons = () => z.array(z.string().check(z.maxLength(POLICY_LIMITS.reason))).check(z.maxLength(POLICY_LIMITS.rules));
const selection = () => ({ ...ofShownRequest(), keep: scopeIds(), unlocked: scopeIds() });

/**
 * The messages of the extension's own pages, which are the only senders that may change a request
 * or stored data.
 */
export const pageMessages = {
  /**
   * Resolves to what panel and popup show. `org`: the result of the org checks, which only the page
   * that ran them keeps, and of which request they are.
   */
  getReview: message(
    () => ({ ...ofTab(), org: z.optional(orgFactsOf()) }),
    async ({ org, tabId: named }, tabId): Promise<ReviewResponse> => {
      const [tabReview, offer, closed] = await Promise.all([
        syncAndLoadReview(tabId, { org: org ?? null }),
        missingPermissionOfTab(tabId),
        lastClosed(),
      ]);
      if (!tabReview) return { state: 'none', offer, closed };
      // Only the popup names a tab, and only the user opens it. The panel opens by itself.
      if (named !== undefined && tabReview.flow.outcome?.kind === 'error') void recordFlow(tabId, tabReview, true);
      const { review, storage, remembered, plans, provider, appOverride, history } = tabReview;
      const { outcome, outcomeAt, saveFault, undone } = tabReview.flow;
      const isNewer = outcome && closed && closed.tabId !== tabId && closed.at > (outcomeAt ?? 0);
      const { catalogue, findScope } = provider.knowledge;
      const planChoices = productsOf(
        catalogue,
        review.scopes.map(({ id }) => findScope(id)),
      );
      const rememberedAt = remembered?.at ?? null;
      return {
        state: 'review',
        review,
        closed: isNewer ? closed : null,
        pasted: null,
        offer: offer ?? (await outOfReachOf(tabId, tabReview)),
        storage,
        rememberedAt,
        plans,
        planChoices,
        appOverride,
        history,
        shown: tabReview.shown,
        saveFault,
        undone,
      };
    },
  ),

  /**
   * Stores an answer to a question of the diagnosis; a null `answer` removes the answer that was
   * given before.
   */
  answer: message(
    () => ({ ...ofTab(), question: answerId(), answer: z.nullable(answerId()) }),
    async ({ question, answer }, tabId) => {
      await applyEvent(tabId, { type: 'answered', question, answer });
    },
  ),

  /**
   * Runs one check of the account's org. The user's click is required, because it is the only
   * network access of our own.
   */
  checkOrg: message(
    () => ({ ...ofShownRequest(), about: z.enum(['user', 'sign-in']) }),
    async ({ about, shown }, tabId) => {
      const tabReview = await loadShownReview(tabId, shown);
      if (!tabReview) return movedOn;
      const { org } = tabReview.provider;
      const { account } = tabReview.review;
      if (!org || !account || !tabReview.mayAskOrg) return { ok: false, reason: 'cannot-ask' } as const;
      return about === 'user' ? fetchOrgUser(org, account, tabReview.cookieStore) : fetchOrgLoginConfig(org, account);
    },
  ),

  /** Resolves to the outline of the tab's page after a line with the provider; null without one. */
  getOutline: message(ofTab, async (_, tabId) => {
    const answer = await sendToPage(tabId, 'readOutline', {});
    const outline = pageOutline().safeParse(answer);
    const tabReview = await loadTabReview(tabId);
    return outline.success && tabReview ? `${outlineHeader(tabReview.provider.id)}\n${formatOutline(outline.data)}` : null;
  }),

  updateSelection: message(selection, async ({ keep, unlocked, shown }, tabId) => {
    const tabReview = await loadShownReview(tabId, shown);
    if (!tabReview) return movedOn;
    await applyEvent(tabId, { type: 'selectionChanged', keep, unlocked }, tabReview.flow);
    await redraw(tabId);
    return { ok: true } as const;
  }),

  continueWith: message(
    () => ({ ...selection(), remember: z.boolean(), confirmed: z.optional(reasons()) }),
    async ({ shown, ...choice }, tabId) => {
      const done = await continueWith(tabId, shown, choice);
      if (done.ok && done.remembered) await redrawAll(tabId);
      return done;
    },
  ),

  restoreOriginal: message(ofShownRequest, async ({ shown }, tabId) => {
    const done = await restoreRequest(tabId, shown);
    await redrawAll();
    return done;
  }),

  savePlans: message(
    () => ({ ...ofShownRequest(), plans: z.nullable(planChoiceSchema()) }),
    async ({ plans, shown }, tabId) => {
      const tabReview = await loadShownReview(tabId, shown);
      if (!tabReview) return movedOn.reason;
      if (!maySave(tabReview.storage)) return false;
      const saved = await savePlans(tabReview.provider.id, tabReview.review.account ?? '', plans, Date.now());
      await redrawAll();
      return saved.ok;
    },
  ),

  ...appMessages,
  ...pastedMessages,

  /** Stores how the user left the panel, for later pages; nothing from a private window. */
  rememberPanel: message(
    () => ({ ...ofTab(), state: z.optional(z.enum(['open', 'collapsed'])), side: z.optional(z.enum(['left', 'right'])) }),
    (memory, tabId) => {
      const save = async () => {
        if (!(await tabOf(tabId))?.incognito) await savePanelMemory(memory);
      };
      // A user who folds the panel and opens it at once has left it open.
      panelSaved = panelSaved.then(save, save);
      return panelSaved;
    },
  ),

  /** Opens the review of the tab in a window of its own. */
  openReviewWindow: message(ofTab, (_, tabId) => openReviewWindow(tabId)),
};

/** Only a page without the content script is out of reach. One that has it may have sent its text before. */
async function outOfReachOf(tabId: number, tabReview: TabReview) {
  const found = outOfReach(tabReview);
  return found && (await sendToPage(tabId, 'readOutline', {})) === null ? found : null;
}
