/** The review of a tab, put together from its flow and from what is remembered. Derived each time, never stored. */
import { providerById } from '@/providers';
import type { OrgFacts } from '@/providers/contract/org';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import { type Flow, flowId } from '@/utils/flow/flow';
import { readTabFlow, syncFlowWithTab } from '@/utils/flow/tab';
import { tabOf } from '@/utils/permissions/tab';
import { findPlans } from '@/utils/storage/accounts';
import { findAppHistory } from '@/utils/storage/app-history';
import { hasLostData } from '@/utils/storage/database';
import { findLearnedScopes } from '@/utils/storage/learned-scopes';
import { findPreference } from '@/utils/storage/preferences';
import type { Preference, StorageState } from '@/utils/storage/schema';

import { calendarDay, summarizeHistory } from './app-history';
import { buildReview, type ReviewInput } from './build-review';
import { requestFromPage } from './from-page';
import type { AppHistory, AppOverride, Review } from './types';
import { appOverrideFor, loadUserOverrides, trustedClientKey } from './user-overrides';

/** Everything that a tab's review is built from, and what messages need beside it. */
export interface ReviewContext {
  input: ReviewInput;
  flow: Flow;
  provider: Provider;
  request: AuthorizationRequest;
  remembered: Preference | null;
  plans: Readonly<Record<string, string>> | null;
  storage: StorageState;
  appOverride: AppOverride | null;
  history: AppHistory | null;
  /** Of the tab, where the browser has several stores. */
  cookieStore: string | undefined;
}

export interface TabReview extends Omit<ReviewContext, 'input'> {
  review: Review;
}

export function clientKey(request: AuthorizationRequest): string {
  return request.clientId ?? request.redirectHost ?? '';
}

/** The review of what the tab shows now. Unlike `loadTabReview` alone, it first dispatches the tab's URL to the flow. */
export async function syncAndLoadReview(tabId: number, org: OrgFacts | null = null): Promise<TabReview | null> {
  await syncFlowWithTab(tabId);
  return loadTabReview(tabId, org);
}

/**
 * The review of a tab from what is stored; null where there is no flow or its request is unreadable. Dispatches nothing and
 * reads each store once. `org`: what the account's org answered in the window that asks now.
 */
export async function loadTabReview(tabId: number, org: OrgFacts | null = null): Promise<TabReview | null> {
  const context = await loadReviewContext(tabId, org);
  if (!context) return null;
  const { input, ...facts } = context;
  return { ...facts, review: buildReview(input) };
}

async function loadReviewContext(tabId: number, org: OrgFacts | null): Promise<ReviewContext | null> {
  const tab = await tabOf(tabId);
  const flow = await readTabFlow(tabId, tab);
  const provider = flow && providerById(flow.provider);
  if (!flow || !provider) return null;

  const here = URL.parse(tab?.url ?? '');
  const accountHere = here && provider.urls.accountOf(here);
  const original = flow.requestUrl === null ? null : provider.requests.parseRequest(flow.requestUrl);
  if (original && !original.ok) return null;
  const reissued = flow.activeRequest === 'narrowed' && flow.narrowedUrl ? provider.requests.parseRequest(flow.narrowedUrl) : null;
  const current = reissued?.ok ? reissued.value : null;

  const request = original ? original.value : requestFromPage(provider, flow.reading, accountHere);
  const app = clientKey(request);
  const onWay = accountOnWay(provider, flow);
  const asked = current?.account ?? request.account;
  // An answer is told of the account that gave it, wherever the tab is by now.
  const account = (flow.outcome ? (onWay ?? asked ?? accountHere) : (accountHere ?? asked ?? onWay)) ?? '';
  const [preference, learned, plans, seen, userOverrides] = await Promise.all([
    findPreference({ provider: provider.id, app, account }),
    findLearnedScopes(provider.id, app),
    findPlans(provider.id, account),
    findAppHistory(provider.id, app),
    loadUserOverrides(provider, request),
  ]);
  const remembered = preference.ok ? preference.value : null;
  const learnedRequired = learned.ok ? learned.value : [];
  const statedPlans = plans.ok ? plans.value : null;
  const input: ReviewInput = {
    provider,
    request,
    current,
    account: account || null,
    navigation: flow.navigation,
    reading: flow.reading,
    remembered,
    learnedRequired,
    userOverrides,
    plans: statedPlans,
    draftSelection: flow.draftSelection,
    unlocked: flow.unlocked,
    outcome: flow.outcome,
    outcomeAt: flow.outcomeAt,
    closed: tab === null,
    answers: flow.answers,
    org,
  };
  const fault = preference.ok ? (hasLostData() ? 'reset' : 'ok') : preference.reason;
  const storage = (tab?.incognito ?? flow.incognito) ? 'private' : fault;
  return {
    input,
    flow,
    provider,
    request,
    remembered,
    plans: statedPlans,
    storage,
    appOverride: appOverrideFor(provider, request, userOverrides, storage),
    history:
      trustedClientKey(request) === null
        ? null
        : summarizeHistory(seen.ok ? seen.value : null, learnedRequired, flowId(tabId, flow), calendarDay(Date.now())),
    cookieStore: (tab as { cookieStoreId?: string } | null)?.cookieStoreId,
  };
}

/** A generic host asked, and the org's own host went on: the tab may be the app's again. */
function accountOnWay(provider: Provider, { navigation }: Flow): string | null {
  const hosts = navigation.filter((step) => step.pageKind !== 'elsewhere').map((step) => URL.parse(`https://${step.host}`));
  return hosts.reduce<string | null>((account, host) => (host && provider.urls.accountOf(host)) ?? account, null);
}
