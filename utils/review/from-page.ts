/** Reconstructs a request from the provider's page, for a tab whose request was not reported. */

import type { CatalogueScope } from '@/providers/contract/catalogue';
import type { PageSnapshot } from '@/providers/contract/page';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import { asUndeclaredScopes } from '@/providers/oauth2/request';
import { normalize } from '@/utils/text/normalize';

/**
 * Returns a read-only request with the scopes whose labels the page lists. A label that could
 * mean several scopes is left out. The request has no URL, so it cannot be edited; without a
 * snapshot it has no scopes.
 */
export function requestFromPage(provider: Provider, snapshot: PageSnapshot | null, account: string | null): AuthorizationRequest {
  const byLabel = new Map<string, CatalogueScope | null>();
  for (const scope of provider.knowledge.catalogue.scopes) {
    for (const label of scope.pageLabels ?? []) {
      const text = normalize(label);
      const other = byLabel.get(text);
      byLabel.set(text, other === undefined ? scope : other && mergeAliases(other, scope));
    }
  }
  const ids = (snapshot?.lines ?? []).flatMap((line) => byLabel.get(normalize(line))?.id ?? []);
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

/**
 * Ids that imply each other are aliases of one scope, and the shortest stands for all. Returns null
 * for two different scopes.
 */
function mergeAliases(left: CatalogueScope, right: CatalogueScope): CatalogueScope | null {
  const areAliases = left.implies?.includes(right.id) && right.implies?.includes(left.id);
  if (!areAliases) return null;
  return left.id.length <= right.id.length ? left : right;
}
