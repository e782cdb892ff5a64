/** What each message does. Order within a tab is the order of its flow's queue. */
import { browser } from 'wxt/browser';
import { providerById } from '@/providers';
import { findDropped } from '@/utils/diagnosis/dropped';
import { learnFrom } from '@/utils/diagnosis/learn';
import { readPasted } from '@/utils/diagnosis/pasted';
import { showBadge } from '@/utils/flow/badge';
import { noteFlow } from '@/utils/flow/note';
import { continueWith, restoreRequest } from '@/utils/flow/reissue';
import { applyEvent, closedFlows } from '@/utils/flow/store';
import { askSignIn, askUser } from '@/utils/org/ask';
import { type SiteOffer, siteOfTab, siteToAllow } from '@/utils/org/sites';
import { buildReview } from '@/utils/review/build';
import { marksFor } from '@/utils/review/marks';
import { appKey, reviewOfTab, type TabReview } from '@/utils/review/of-tab';
import { whatPersonSays } from '@/utils/review/person';
import { savePlans } from '@/utils/storage/accounts';
import { readDock, saveDock } from '@/utils/storage/dock';
import { forgetAll, forgetPreference, keepsAnything, listPreferences, type PreferenceKey } from '@/utils/storage/preferences';
import { appHandlers, offerProfile } from './apps';
import { sendMessage } from './ask';
import type { BackgroundToContent } from './protocol';
import { serveContent, servePages } from './serve';

export function serveMessages(): void {
  serveContent({
    async pageRead({ reading }, tabId) {
      await reviewOfTab(tabId);
      await applyEvent(tabId, { type: 'reading', reading });
      const found = await reviewOfTab(tabId);
      if (!found) return { marks: [], dock: null, failed: false };
      const learnt = await learnFrom(found);
      void noteFlow(tabId, found);
      const shown = learnt ? ((await reviewOfTab(tabId)) ?? found) : found;
      void showBadge(tabId, shown);
      return { marks: marksOf(shown), dock: await readDock(), failed: shown.review.failed };
    },
    async pageLeaves(to, tabId) {
      await applyEvent(tabId, { type: 'left', to, at: Date.now() });
    },
  });

  servePages({
    async getReview({ org }, tabId) {
      const [found, offer] = await Promise.all([reviewOfTab(tabId, org ?? null), siteOfTab(tabId)]);
      const closed = await lastClosed();
      const { outcome, outcomeAt } = found?.flow ?? { outcome: null, outcomeAt: null };
      const newer = outcome && closed && closed.tabId !== tabId && closed.at > (outcomeAt ?? 0) ? closed : null;
      return found ? { ...answerOf(found, offer), closed: newer } : { state: 'none', offer, closed };
    },
    async reviewPasted({ text, answers }) {
      const profile = await offerProfile(text);
      if (profile) return profile;
      const pasted = readPasted(text);
      if (!pasted.ok) return { state: 'unreadable', reason: pasted.reason };
      const { provider, request } = pasted.input;
      const [person, dropped] = await Promise.all([whatPersonSays(provider, request), findDropped(provider, request, text)]);
      const review = buildReview({ ...pasted.input, person, dropped, answers: { ...pasted.input.answers, ...answers } });
      const nothing = { rememberedAt: null, plans: null, planChoices: [], correction: null, seen: null };
      return { state: 'review', review, closed: null, offer: await siteToAllow(text), storage: 'ok', ...nothing };
    },
    async answer({ question, answer }, tabId) {
      await applyEvent(tabId, { type: 'answered', question, answer });
    },
    async askOrg({ about }, tabId) {
      const found = await reviewOfTab(tabId);
      const org = found?.provider.org;
      const account = found?.review.account;
      if (!org || !account) return { ok: false, reason: 'cannot-ask' };
      return about === 'user' ? askUser(org, account, found.cookieStore) : askSignIn(org, account);
    },
    async choose({ keep, unlocked }, tabId) {
      await applyEvent(tabId, { type: 'chosen', keep, unlocked });
      await redraw(tabId);
    },
    async continueWith({ keep, unlocked, remember }, tabId) {
      return continueWith(tabId, keep, unlocked, remember);
    },
    async restore(_, tabId) {
      const done = await restoreRequest(tabId);
      await redraw(tabId);
      return done;
    },
    async statePlans({ plans }, tabId) {
      const found = await reviewOfTab(tabId);
      if (!found || found.storage === 'private') return false;
      const saved = await savePlans(found.provider.id, found.review.account ?? '', plans, Date.now());
      await redraw(tabId);
      return saved.ok;
    },
    async listPreferences() {
      const [found, anything] = await Promise.all([listPreferences(), keepsAnything()]);
      const preferences = found.ok ? found.value : [];
      return {
        ok: found.ok,
        anything: anything.ok && anything.value,
        preferences: preferences.map((one) => ({ ...one, providerName: providerById(one.provider)?.name ?? one.provider })),
      };
    },
    async forget({ key }, tabId) {
      const forgotten = await (key === 'all' ? forgetAll() : forgetOne(key, tabId));
      return forgotten.ok;
    },
    ...appHandlers(redraw),
    async panelReady(_, tabId) {
      await tellPage(tabId, 'setDock', null);
    },
    async dock({ dock, habit }, tabId) {
      if (habit) await saveDock(dock);
      await tellPage(tabId, 'setDock', dock);
    },
    async openPopup(_, tabId) {
      await browser.windows.create({
        type: 'popup',
        url: browser.runtime.getURL(`/popup.html?tab=${tabId}` as '/popup.html'),
        width: 400,
        height: 640,
      });
    },
  });
}

async function forgetOne(key: PreferenceKey | 'this-tab', tabId: number) {
  if (key !== 'this-tab') return forgetPreference(key);
  const found = await reviewOfTab(tabId);
  if (!found) return { ok: false };
  const account = found.remembered?.account ?? '';
  return forgetPreference({ provider: found.provider.id, app: appKey(found.request), account });
}

function marksOf({ provider, review, flow }: TabReview) {
  return flow.reading ? marksFor(provider, review, flow.reading) : [];
}

/** A tab that is older than the extension has no content script to hear it. */
async function tellPage<Name extends keyof BackgroundToContent>(tabId: number, name: Name, data: Parameters<BackgroundToContent[Name]>[0]) {
  await sendMessage(name, data as never, { tabId, frameId: 0 }).catch(() => {});
}

/** The page's marks and the badge follow what is ticked. */
async function redraw(tabId: number): Promise<void> {
  const found = await reviewOfTab(tabId);
  if (found) await tellPage(tabId, 'showMarks', { marks: marksOf(found) });
  await showBadge(tabId, found);
}

async function lastClosed() {
  const [last] = await closedFlows();
  return last ? { tabId: last.tabId, provider: providerById(last.flow.provider)?.name ?? '', at: last.flow.closedAt } : null;
}

function answerOf(found: TabReview, offer: SiteOffer | null) {
  const { review, storage, remembered, plans, provider, correction, seen } = found;
  const rememberedAt = remembered?.at ?? null;
  return { state: 'review' as const, review, offer, storage, rememberedAt, plans, planChoices: provider.catalogue.plans, correction, seen };
}
