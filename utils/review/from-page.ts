/** Reconstructs a request from the provider's page, for a tab whose request was not reported. */

import type { PageSnapshot } from '@/providers/contract/page';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import { asUndeclaredScopes } from '@/providers/oauth2/request';
import { normalize } from '@/utils/text/normalize';
import { onlyScope, scopesByLabel } from './page-labels';

/**
 * Returns a read-only request with the scopes whose labels the page lists. A label that could
 * mean several scopes is left out. The request has no URL, so it cannot be edited; without a
 * snapshot it has no scopes.
 */
export function requestFromPage(provider: Provider, snapshot: PageSnapshot | null, account: string | null): AuthorizationRequest {
  const byLabel = scopesByLabel(provider);
  const ids = (snapshot?.lines ?? []).flatMap((line) => onlyScope(byLabel.get(normalize(line)) ?? [])?.id ?? []);
  return {
    provider: provider.id,
    pageKind: 'consent',
    url: '',
    clientId: null,
    redirectHost: null,
    account,
    scopes: asUndeclaredScopes(ids),
    readOnly: 'read-from-page',
  };
}
