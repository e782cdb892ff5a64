/** Finds the settings of the app that makes a request, among the files that were opened. */

import type { ProviderId } from '@/providers/contract/page';
import type { AuthorizationRequest } from '@/providers/contract/request';
import type { AppSettings } from '@/providers/contract/settings';

/** The settings of an app, and the provider that it is registered with. */
export interface Registered {
  provider: ProviderId;
  settings: AppSettings;
}

/**
 * How much shows that the settings are those of the request's app: 0 for another app or provider.
 */
function evidence({ provider, settings }: Registered, request: AuthorizationRequest): number {
  const { clientId, redirectUrls } = settings;
  if (provider !== request.provider) return 0;
  if (clientId !== null && request.clientId !== null) return clientId === request.clientId ? 3 : 0;
  return redirectUrls.some((uri) => request.redirectHost !== null && URL.parse(uri)?.host === request.redirectHost) ? 2 : 1;
}

/**
 * Returns the settings of the request's app: by client ID, else by redirect host, else the only
 * ones of its provider that may be, if this is the only request that may be theirs; else undefined.
 */
export function settingsFor<Settings extends Registered>(
  request: AuthorizationRequest,
  registered: readonly Settings[],
  isOnlyRequest: boolean,
): Settings | undefined {
  const ranked = registered
    .map((one) => ({ one, rank: evidence(one, request) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((left, right) => right.rank - left.rank);
  const [best, next] = ranked;
  return best && (best.rank > 1 || (!next && isOnlyRequest)) ? best.one : undefined;
}
