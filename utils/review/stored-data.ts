/** Loads what is stored about the client of a request and about its account. Writes nothing. */
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import { policyBaseline } from '@/utils/policy/policy-baseline';
import { findPlans } from '@/utils/storage/accounts';
import { findAppHistory, isReducedRequest } from '@/utils/storage/app-history';
import { findBaseline } from '@/utils/storage/baselines';
import { hasLostData } from '@/utils/storage/database';
import { findLearnedScopes } from '@/utils/storage/learned-scopes';
import { type Managed, managedSoFar } from '@/utils/storage/managed';
import { findLastConnected } from '@/utils/storage/outcomes';
import { findPolicy } from '@/utils/storage/policy';
import { findOnlyPreference, findPreference } from '@/utils/storage/preferences';
import type { Preference, StorageState } from '@/utils/storage/schema';
import { calendarDay } from '@/utils/text/time';
import { summarizeHistory } from './app-history';
import { accountsOf } from './approval';
import type { AppHistory } from './history-types';
import type { ReviewInput } from './review-input';
import type { AppOverride } from './types';
import { appOverrideFor, approvalClient, loadUserOverrides, trustedClientKey } from './user-overrides';

/** What is stored for a review; what cannot be read counts as not there. */
export interface StoredData {
  /** What the review is built from. */
  input: Pick<
    ReviewInput,
    'remembered' | 'earlier' | 'isReducedBefore' | 'baseline' | 'learnedRequired' | 'userOverrides' | 'plans' | 'policy' | 'isPolicyUnread'
  >;
  /** The saved selection of the app and the account; null if there is none. */
  remembered: Preference | null;
  /**
   * The plans that the user stated for the account, product to edition; null if none were stated.
   */
  plans: Readonly<Record<string, string>> | null;
  storage: StorageState;
  /** Whether the organization lets the user check their own org. */
  mayAskOrg: boolean;
  /** Null if the app cannot be chosen by hand. */
  appOverride: AppOverride | null;
  /** Null if there is no history to show. */
  history: AppHistory | null;
}

/** Where the request was observed. */
export interface StoredDataContext {
  /** Empty if it is unknown. */
  account: string;
  isIncognito: boolean;
  /** The id of the tab's flow; null for a pasted request. */
  flow: string | null;
  /** When that flow started, in milliseconds since the epoch; absent for a pasted request. */
  startedAt?: number;
  /** Reads what the organization set. */
  readManaged?: () => Promise<Managed>;
}

/**
 * Returns the key under which selections of a client are stored; the empty string if nothing
 * identifies the client.
 */
export function clientKey(request: AuthorizationRequest): string {
  return request.clientId || request.redirectHost || '';
}

/**
 * Loads what is stored about the client and the account; reads a store at most once. A pasted request
 * often names no account, so the selection of the only account with a saved one counts for it.
 */
export async function loadStoredData(
  provider: Provider,
  request: AuthorizationRequest,
  { account, isIncognito, flow, startedAt = Infinity, readManaged = managedSoFar }: StoredDataContext,
): Promise<StoredData> {
  const app = clientKey(request);
  const trusted = trustedClientKey(request);
  const approved = approvalClient(request);
  const reading = readManaged();
  const isOfNoAccount = flow === null && account === '';
  const [preference, baseline, learned, statedPlans, storedHistory, userOverrides, managed, foundPolicy, isLost] = await Promise.all([
    isOfNoAccount ? findOnlyPreference(provider.id, app) : findPreference({ provider: provider.id, app, account }),
    // What was approved for a client says nothing about a request that may be another client's.
    approved === null ? null : findBaseline({ provider: provider.id, app: approved, account, mayBeFor: accountsOf(provider, request) }),
    findLearnedScopes(provider.id, app),
    // The plan stated for requests without an account is the user's, and a pasted one may be somebody else's.
    isOfNoAccount ? null : findPlans(provider.id, account),
    findAppHistory(provider.id, app),
    loadUserOverrides(provider, request),
    reading,
    reading.then(findPolicy),
    hasLostData(),
  ]);
  const policy = foundPolicy.ok ? foundPolicy.value : null;
  const remembered = preference.ok ? preference.value : null;
  // Without a saved selection, what the app was last connected with is compared.
  const connected = remembered || trusted === null ? null : await findLastConnected(provider.id, trusted, account, startedAt);
  const appHistory = storedHistory.ok ? storedHistory.value : null;
  const last = remembered ?? connected?.scopes ?? null;
  const reduced = appHistory?.reduced ?? [];
  const ids = request.scopes.map(({ id }) => id);
  const learnedRequired = learned.ok ? learned.value : [];
  const plans = statedPlans?.ok ? statedPlans.value : null;
  const readResult = preference.ok ? (isLost ? 'reset' : 'ok') : preference.reason;
  const storage = isIncognito ? 'private' : managed.switches.remembering ? readResult : 'managed';
  return {
    input: {
      remembered,
      earlier:
        connected?.scopes && !isReducedRequest(reduced, connected.scopes.requested)
          ? { at: connected.at, requested: connected.scopes.requested, required: null }
          : null,
      isReducedBefore: ids.length > 0 && isReducedRequest(last?.dropped.length ? [...reduced, last.kept] : reduced, ids),
      baseline:
        policyBaseline(policy?.file ?? null, { provider: provider.id, app: approved, account }) ?? (baseline?.ok ? baseline.value : null),
      learnedRequired,
      userOverrides,
      plans,
      policy,
      isPolicyUnread: !foundPolicy.ok,
    },
    remembered,
    plans,
    storage,
    mayAskOrg: managed.switches.orgQuestions,
    appOverride: appOverrideFor(provider, request, userOverrides, storage),
    history: trusted !== null ? summarizeHistory(appHistory, learnedRequired, flow, calendarDay(Date.now())) : null,
  };
}
