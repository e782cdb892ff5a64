/**
 * Loads the review of a tab from its flow and from what is stored. A review is derived each time
 * and never stored.
 */
import { providerById } from '@/providers';
import type { OrgFacts } from '@/providers/contract/org';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import { type Flow, flowId, snapshotOf } from '@/utils/flow/flow';
import { readTabFlow, syncFlowWithTab } from '@/utils/flow/tab';
import { tabOf } from '@/utils/permissions/tab';
import { buildReview, type ReviewInput } from './build-review';
import { requestFromPage } from './from-page';
import { loadStoredData, type StoredData } from './stored-data';
import type { Review } from './types';

/** Everything that a tab's review is built from, and what the messages need besides it. */
export interface ReviewContext extends StoredData {
  input: ReviewInput;
  flow: Flow;
  provider: Provider;
  request: AuthorizationRequest;
  /** The URL that the tab shows; undefined without a permission for its host. */
  tabUrl: string | undefined;
  /** Whether the tab shows a page that the provider's customer controls. */
  onCustomerPage: boolean;
  /** The id of the tab's cookie store, in a browser that has several (Firefox containers). */
  cookieStore: string | undefined;
}

/** The review of a tab, with what it was built from. */
export interface TabReview extends Omit<ReviewContext, 'input'> {
  review: Review;
}

/**
 * Loads the review of what the tab shows now. Unlike `loadTabReview` alone, it first dispatches the
 * tab's URL to the flow.
 */
export async function syncAndLoadReview(tabId: number, org: OrgFacts | null = null): Promise<TabReview | null> {
  await syncFlowWithTab(tabId);
  return loadTabReview(tabId, org);
}

/**
 * Loads the review of a tab from what is stored; null if there is no flow, or if its request
 * cannot be read. Dispatches nothing and reads each store once. `org`: the results of the org
 * checks, which only the page that ran them keeps.
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
  const requests = requestsOf(provider, flow, accountHere);
  if (!requests) return null;
  const { request, current } = requests;

  const account = accountOfFlow(provider, flow, current?.account ?? request.account, accountHere);
  const isIncognito = tab?.incognito ?? flow.incognito;
  const stored = await loadStoredData(provider, request, { account, isIncognito, flow: flowId(tabId, flow) });
  const input: ReviewInput = {
    provider,
    request,
    current,
    account: account || null,
    navigation: flow.navigation,
    snapshot: snapshotOf(flow),
    ...stored.input,
    draftSelection: flow.draftSelection,
    unlocked: flow.unlocked,
    outcome: flow.outcome,
    // A page that only its text shows to be an error has no outcome; its request was the last one.
    outcomeAt: flow.outcomeAt ?? flow.lastRequestAt,
    closed: tab === null,
    answers: flow.answers,
    org,
  };
  return {
    ...stored,
    input,
    flow,
    provider,
    request,
    tabUrl: tab?.url,
    onCustomerPage: here !== null && (provider.isCustomerPage?.(here) ?? false),
    cookieStore: (tab as { cookieStoreId?: string } | null)?.cookieStoreId,
  };
}

/**
 * Parses the app's own request and, if it is active, the narrowed one. Returns null if the app's
 * own cannot be read.
 */
function requestsOf(
  provider: Provider,
  flow: Flow,
  accountHere: string | null,
): { request: AuthorizationRequest; current: AuthorizationRequest | null } | null {
  const original = flow.requestUrl === null ? null : provider.requests.parseRequest(flow.requestUrl);
  if (original && !original.ok) return null;
  const narrowed = flow.activeRequest === 'narrowed' && flow.narrowedUrl ? provider.requests.parseRequest(flow.narrowedUrl) : null;
  return {
    request: original
      ? original.value
      : { ...requestFromPage(provider, snapshotOf(flow), accountHere), ...(flow.isTooLong && { readOnly: 'too-long' as const }) },
    current: narrowed?.ok ? narrowed.value : null,
  };
}

/**
 * Returns the account of the flow; the empty string if no URL names one. After an outcome the tab
 * may be anywhere, so the account where it happened counts before that of the present URL.
 */
function accountOfFlow(provider: Provider, flow: Flow, requested: string | null, here: string | null): string {
  const visited = lastVisitedAccount(provider, flow);
  return (flow.outcome ? (visited ?? requested ?? here) : (here ?? requested ?? visited)) ?? '';
}

/**
 * Returns the account of the last host that names one, because a generic host often redirects to
 * the account's own host.
 */
function lastVisitedAccount(provider: Provider, { navigation }: Flow): string | null {
  const hosts = navigation.filter((step) => step.pageKind !== 'elsewhere').map((step) => URL.parse(`https://${step.host}`));
  return hosts.reduce<string | null>((account, host) => (host && provider.urls.accountOf(host)) ?? account, null);
}
