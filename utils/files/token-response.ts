/** Reads the response of a token endpoint (RFC 6749 §5.1) for the scopes that were granted. */
import { genericProvider, providers } from '@/providers';
import type { ScopeId } from '@/providers/contract/catalogue';
import type { Provider } from '@/providers/contract/provider';
import { isListed } from '@/providers/matches';
import { scopeToken } from '@/providers/oauth2/ambiguous';
import { asUndeclaredScopes } from '@/providers/oauth2/request';
import { looseScopeIds } from '@/providers/oauth2/scope-list';
import { requestFromPage } from '@/utils/review/from-page';
import { parsePart, textAt } from './json-parts';
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
 * (RFC 6749 §5.1). The list counts as incomplete if some can't be read. No other field is kept but
 * the account's host and the client.
 */
export function readTokenResponse(text: string, receipt: Receipt): Found {
  const response = parsePart(text, { start: 0, end: text.length, isWhole: false });
  for (const name of Object.keys(Object(response))) noteRemoved(receipt, name, textAt(response, name));
  const { ids, unread } = namedScopes(response);
  receipt.kept = 1;
  receipt.notUnderstood += unread;
  const { provider, account } = providerOfResponse(response, ids);
  const readOnly = unread > 0 ? 'unread-scopes' : 'from-file';
  // Token information and introspection (RFC 7662 §2.2) name the client.
  const clientId = textAt(response, 'client_id') || null;
  const request = { ...requestFromPage(provider, null, account), clientId, scopes: asUndeclaredScopes(ids), readOnly } as const;
  return { kind: 'token-response', input: safeInput({ provider, request }, receipt), settings: null, app: null, records: [] };
}

/** What is deeper in a response can't be read. */
const MAX_DEPTH = 20;
/** Further scopes are not read. */
const MAX_SCOPES = 500;

/**
 * Returns the scopes of a response, which may write them as a text or as a list, and how many of the
 * entries can't be read. Fields without any say nothing, unless all of them are empty.
 */
function namedScopes(response: unknown): { ids: ScopeId[]; unread: number } {
  const fields = [...scopeFields(response, MAX_DEPTH)];
  const entries = fields
    .flatMap((field): unknown[] => (Array.isArray(field) ? field : [field]))
    .flatMap((entry) => (typeof entry === 'string' ? entry.split(/\s+/).flatMap(looseScopeIds) : [entry]));
  const read = entries.filter((entry): entry is string => typeof entry === 'string' && scopeToken.test(entry) && !joined.test(entry));
  const ids = [...new Set(read)];
  const isEmpty = entries.length === 0 && fields.length > 0;
  const unread = entries.length - read.length + Math.max(0, ids.length - MAX_SCOPES) + (isEmpty ? 1 : 0);
  return { ids: ids.slice(0, MAX_SCOPES), unread };
}

/** May be several scopes. A scope may have such a character only in a query, as those of SMART on FHIR have. */
const joined = /^[^?]*[;|]/;

/**
 * The values of the fields that name scopes, also of tokens inside the response, as Slack has them;
 * for any other field that may name some, an object, which can't be read. In HubSpot's signed copy of
 * a token such a field is a bit set.
 */
function* scopeFields(value: unknown, depth: number): Generator<unknown> {
  for (const [name, inner] of Object.entries(Object(value))) {
    const isObject = typeof inner === 'object' && inner !== null;
    if (name === 'signed_access_token') continue;
    if (/scopes?$|^scp$/i.test(name)) yield inner;
    else if (/scope/i.test(name) || (isObject && depth === 1)) yield [{}];
    else if (isObject) yield* scopeFields(inner, depth - 1);
  }
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
