/** Compares a request with the baseline that an admin approved for its app. */
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest, ReadOnlyReason } from '@/providers/contract/request';
import { isToProvider } from '@/providers/matches';
import { isWholeHost } from '@/providers/oauth2/redirect';
import { hasReason, incompleteLists, type Reasons } from '@/providers/oauth2/uncertain';
import type { Baseline } from '@/utils/policy/baseline';
import { type BesideScopes, type Drift, driftOf } from './drift';

/** What an admin approved, and how the request differs from it. */
export interface Approval extends Omit<Baseline, 'provider' | 'app' | 'scopes'> {
  /** Null if the request may be incomplete, so that nothing can be compared. */
  drift: Drift | null;
}

/**
 * The reasons with which a request may grant other scopes than those that were read: its list may be
 * incomplete, or the provider or its page decides about them.
 */
export const incompleteReasons = [
  ...incompleteLists,
  'missing-scope',
  'no-scope-parameter',
  'page-differs',
] as const satisfies readonly ReadOnlyReason[];

/** Whether a request may grant other scopes than those that were read. */
export const mayHaveOthers = (request: Reasons): boolean => hasReason(request, ...incompleteReasons);

/** Whether a request has exactly the scopes that were read. */
export const isComplete = (request: AuthorizationRequest): boolean => !mayHaveOthers(request) && request.scopes.length > 0;

/**
 * Returns the account whose approval counts for a request; empty if it is unknown. At an unsupported
 * server, that is the server: the same client ID may be another app elsewhere.
 */
export const approvalAccount = ({ account, server }: Pick<AuthorizationRequest, 'account' | 'server'>): string => account ?? server ?? '';

/** Returns the accounts for which a request may be that names none, as `BaselineKey` takes it. */
export function accountsOf({ urls }: Provider, { url }: Pick<AuthorizationRequest, 'url'>): (account: string) => boolean {
  const parsed = URL.parse(url);
  return (account) => (parsed && urls.mayBeFor?.(parsed, account)) ?? true;
}

/**
 * Returns the approval of a request; null without a baseline, on a host that is not the provider's, or
 * at another unsupported server than the approved one.
 * What the request says is compared, because a profile or an earlier error may call a scope required
 * although the app changed nothing. Nothing is compared if the list is empty or `isUncertain`: it may be incomplete, or another app's.
 */
export function approvalOf(
  provider: Provider,
  request: AuthorizationRequest,
  isUncertain: boolean,
  baseline: Baseline | null | undefined,
): Approval | null {
  const { scopes, url, server } = request;
  if (!baseline || !isToProvider(provider.urls, url) || !isOfServer(baseline, server)) return null;
  const { provider: _provider, app: _app, scopes: approved, ...facts } = baseline;
  return {
    ...facts,
    drift: scopes.length > 0 && !isUncertain ? driftOf(provider, approved, scopes, besideScopes(baseline, request)) : null,
  };
}

/** Whether a baseline was approved at the server. */
const isOfServer = ({ account }: Baseline, server: string | undefined) =>
  server === undefined || (server === account && isWholeHost(server));

/**
 * Returns what counts besides the scopes that were approved. What is no request, such as a token response,
 * need not say where it returns to.
 */
export const besideScopes = (
  { redirectHost: hostBefore, dropped }: Pick<Baseline, 'redirectHost' | 'dropped'>,
  { redirectHost, url, pageKind }: Pick<AuthorizationRequest, 'redirectHost' | 'url' | 'pageKind'>,
): BesideScopes => ({ hostBefore, dropped, host: redirectHost ?? (url === '' && pageKind !== 'authorize' ? undefined : null) });
