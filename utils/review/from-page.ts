/** A request that nobody saw, read back from the page's own list: what the labels surely mean, and nothing that could be changed. */

import type { CatalogueScope } from '@/providers/contract/catalogue';
import type { PageSnapshot } from '@/providers/contract/page';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import { asUndeclaredScopes } from '@/providers/oauth2/request';
import { normalize } from '@/utils/text/normalize';

export function requestFromPage(provider: Provider, reading: PageSnapshot | null, account: string | null): AuthorizationRequest {
  const byLabel = new Map<string, CatalogueScope | null>();
  for (const scope of provider.knowledge.catalogue.scopes) {
    for (const label of scope.pageLabels ?? []) {
      const text = normalize(label);
      const other = byLabel.get(text);
      byLabel.set(text, other === undefined ? scope : other && oneOf(other, scope));
    }
  }
  const ids = (reading?.lines ?? []).flatMap((line) => byLabel.get(normalize(line))?.id ?? []);
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

/** Names of one and the same scope share their label: the shortest stands for all. Two scopes that share one stand for nothing. */
function oneOf(left: CatalogueScope, right: CatalogueScope): CatalogueScope | null {
  const same = left.implies?.includes(right.id) && right.implies?.includes(left.id);
  if (!same) return null;
  return left.id.length <= right.id.length ? left : right;
}
