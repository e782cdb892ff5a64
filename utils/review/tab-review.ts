/**
 * Loads the review of a tab from its flow and from what is stored. A review is derived each time
 * and never stored.
 */
import { isCustomerPage } from '@/providers';
import type { OrgFacts } from '@/providers/contract/org';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import { type Flow, flowId } from '@/utils/flow/flow';
import { readTabFlow, syncFlowWithTab } from '@/utils/flow/tab';
import { tabOf } from '@/utils/permissions/tab';
import { hash } from '@/utils/text/hash';
import { buildReview } from './build-review';
import { flowInput } from './flow-input';
import type { ReviewInput } from './review-input';
import { loadStoredData, type StoredData, type StoredDataContext } from './stored-data';
import type { Review } from './types';

/** Everything that a tab's review is built from, and what the messages need besides it. */
export interface ReviewContext extends StoredData {
  input: ReviewInput;
  flow: Flow;
  provider: Provider;
  request: AuthorizationRequest;
  /** The ID of the request that the tab shows, see `shownRequestId`. */
  shown: string;
  /** The URL that the tab shows; undefined without a permission for its host. */
  tabUrl: string | undefined;
  /** Whether the tab shows a page that the provider's customer controls. */
  onCustomerPage: boolean;
  /** The id of the tab's cookie store, in a browser that has several (Firefox containers). */
  cookieStore: string | undefined;
}

/** What a review of a tab depends on besides the tab and what is stored. */
export interface TabContext extends Pick<StoredDataContext, 'readManaged'> {
  /** The flow to review; absent for that of the page on screen. */
  flow?: Flow;
  /**
   * The results of the org checks, which only the page that ran them keeps. They say nothing about any
   * other request than `shown`, the one for which it ran them.
   */
  org?: { shown: string; facts: OrgFacts } | null;
}

/** The review of a tab, with what it was built from. */
export interface TabReview extends Omit<ReviewContext, 'input'> {
  review: Review;
}

/**
 * Loads the review of what the tab shows now. Unlike `loadTabReview` alone, it first dispatches the
 * tab's URL to the flow.
 */
export async function syncAndLoadReview(tabId: number, context: TabContext = {}): Promise<TabReview | null> {
  await syncFlowWithTab(tabId);
  return loadTabReview(tabId, context);
}

/**
 * Loads the review of a tab from what is stored; null if there is no flow, or if its request
 * cannot be read. Dispatches nothing and reads each store once.
 */
export async function loadTabReview(tabId: number, context: TabContext = {}): Promise<TabReview | null> {
  const loaded = await loadReviewContext(tabId, context);
  if (!loaded) return null;
  const { input, ...facts } = loaded;
  return { ...facts, review: buildReview(input) };
}

async function loadReviewContext(tabId: number, { org = null, readManaged, ...context }: TabContext): Promise<ReviewContext | null> {
  const tab = await tabOf(tabId);
  const flow = context.flow ?? (await readTabFlow(tabId, tab));
  const here = URL.parse(tab?.url ?? '');
  const recorded = flow && flowInput(flow, here);
  if (!flow || !recorded) return null;
  const { provider, request } = recorded;
  const shown = shownRequestId(tabId, flow, recorded);

  const isIncognito = tab?.incognito ?? flow.incognito;
  const stored = await loadStoredData(provider, request, {
    account: recorded.account ?? '',
    isIncognito,
    flow: flowId(tabId, flow),
    startedAt: flow.startedAt,
    ...(readManaged && { readManaged }),
  });
  const input: ReviewInput = {
    ...recorded,
    ...stored.input,
    isObserved: true,
    draftSelection: flow.draftSelection,
    unlocked: flow.unlocked,
    closed: tab === null,
    mayAskOrg: stored.mayAskOrg,
    org: org?.shown === shown ? org.facts : null,
  };
  return {
    ...stored,
    input,
    flow,
    provider,
    request,
    shown,
    tabUrl: tab?.url,
    onCustomerPage: isCustomerPage(tab?.url ?? ''),
    cookieStore: (tab as { cookieStoreId?: string } | null)?.cookieStoreId,
  };
}

/**
 * Returns the ID of the request that the tab shows: its flow, and a hash of its URL, what it requests
 * and the account where that happens. It does not change when the user reduces the request.
 */
function shownRequestId(tabId: number, flow: Flow, { provider, account, request }: ReviewInput): string {
  const { clientId, redirectHost, scopes } = request;
  const shown = JSON.stringify([provider.id, account, flow.requestUrl, clientId, redirectHost, scopes.map(({ id }) => id)]);
  return `${flowId(tabId, flow)}-${hash(shown)}`;
}
