/** Compares the scopes that a token response grants with those that the app requested. */
import { providerById } from '@/providers';
import type { ScopeId } from '@/providers/contract/catalogue';
import { driftOf } from '@/utils/review/drift';
import { type Found, requestKinds } from './types';

/** How a grant differs from a request. The lists are empty if they are the same. */
export interface Granted {
  /** The request that it is compared with. */
  request: Found;
  /** The requested scopes that were not granted. */
  missing: readonly ScopeId[];
  /** The granted scopes that were not requested. */
  extra: readonly ScopeId[];
  /** The scopes that were both requested and granted. */
  granted: readonly ScopeId[];
}

/**
 * Compares a token response with each request of its provider and, if both name one, of its
 * account. Requests with the same scopes count once. A response without scopes grants what was
 * requested (RFC 6749 §5.1).
 */
export function grantedAgainst(response: Found, found: readonly Found[]): Granted[] {
  const { provider: id, account, scopes } = response.input.request;
  const provider = providerById(id);
  if (!provider) return [];
  const requests = found.filter(
    ({ kind, input: { request } }) =>
      requestKinds.has(kind) &&
      request.provider === id &&
      request.scopes.length > 0 &&
      (account === null || request.account === null || request.account === account),
  );
  const keyOf = ({ input: { request } }: Found) =>
    JSON.stringify([request.clientId, ...request.scopes.map((scope) => scope.id).toSorted()]);
  const different = [...new Map(requests.map((request) => [keyOf(request), request])).values()];
  return different.map((request) => {
    const requested = request.input.request.scopes;
    const { added, removed } = driftOf(provider, requested, scopes.length === 0 ? requested : scopes);
    return { request, missing: removed, extra: added, granted: requested.map((scope) => scope.id).filter((one) => !removed.includes(one)) };
  });
}
