/** Reads the response of a token endpoint (RFC 6749 §5.1) for the scopes that were granted. */
import { genericProvider, providers } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import { isListed } from '@/providers/matches';
import { asUndeclaredScopes } from '@/providers/oauth2/request';
import { looseScopeIds } from '@/providers/oauth2/scope-list';
import { scopeList } from '@/providers/oauth2/settings';
import { requestFromPage } from '@/utils/review/from-page';
import { listAt, parsePart, textAt } from './json-parts';
import { noteRemoved } from './receipt';
import { safeInput } from './safe-input';
import type { Found, Receipt } from './types';

const tokenNames = ['access_token', 'refresh_token', 'id_token', 'token'];
const besideNames = ['token_type', 'expires_in', 'scope', 'scopes', 'instance_url'];

/** Whether the names of an object's fields are those of a token response. */
export function isTokenResponse(names: ReadonlySet<string>): boolean {
  return tokenNames.some((name) => names.has(name)) && besideNames.some((name) => names.has(name));
}

/**
 * Returns the granted scopes; no scopes if the response names none, which means the requested ones
 * (RFC 6749 §5.1). No other field is kept but the account's host.
 */
export function readTokenResponse(text: string, receipt: Receipt): Found {
  const response = parsePart(text, { start: 0, end: text.length, isWhole: false });
  for (const name of Object.keys(Object(response))) noteRemoved(receipt, name, textAt(response, name));
  receipt.kept = 1;
  const ids = scopeList([...looseScopeIds(textAt(response, 'scope')), ...listAt(response, 'scopes'), ...listAt(response, 'scope')]);
  const { provider, account } = providerOfResponse(response, ids);
  const request = { ...requestFromPage(provider, null, account), scopes: asUndeclaredScopes(ids), readOnly: 'from-file' as const };
  return { kind: 'token-response', input: safeInput({ provider, request }, receipt), settings: null, app: null, records: [] };
}

/**
 * The provider whose host the response names, else the one whose catalogue has the most of the
 * scopes.
 */
function providerOfResponse(response: unknown, ids: readonly string[]): { provider: Provider; account: string | null } {
  const url = URL.parse(textAt(response, 'instance_url') || textAt(response, 'id'));
  const named = url && providers.find(({ urls }) => isListed(urls, url.hostname));
  if (url && named) return { provider: named, account: named.urls.accountOf(url) };
  const counts = providers.map((provider) => ({ provider, count: ids.filter((id) => provider.knowledge.findScope(id)).length }));
  const [best, next] = counts.toSorted((left, right) => right.count - left.count);
  const isClear = best && best.count > (next?.count ?? 0) && 2 * best.count > ids.length;
  return { provider: isClear ? best.provider : genericProvider, account: null };
}
