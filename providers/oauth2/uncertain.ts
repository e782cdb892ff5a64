/**
 * Tells which requests the provider may read differently. Panel and popup need this without the
 * parsers.
 */
import type { AuthorizationRequest, ReadOnlyReason } from '../contract/request';
import { isWholeHost } from './redirect';

/** The reasons with which a request may have other scopes than those that were read. */
export const incompleteLists = [
  'ambiguous-parameters',
  'grant-may-differ',
  'malformed-escape',
  'malformed-url',
  'mcp-server',
  'read-from-page',
  'repeated-optional-scope',
  'repeated-scope',
  'request-object',
  'rights-beside-scope',
  'too-long',
  'truncated-scope',
  'unclear-end',
  'unread-scopes',
  'unsupported-flow',
  'unusual-address',
] as const satisfies readonly ReadOnlyReason[];

/** The reasons with which the provider may see another client in a request than the one that was read. */
const ambiguousClients = [
  'ambiguous-parameters',
  'malformed-escape',
  'malformed-url',
  'repeated-client-id',
  'repeated-redirect-uri',
  'request-object',
  'too-long',
  'unclear-end',
] as const satisfies readonly ReadOnlyReason[];

/** The part of a request that says why it can't be edited. */
export type Reasons = Pick<AuthorizationRequest, 'readOnly' | 'alsoReadOnly'>;

/** Returns every reason why a request can't be edited, first the one that is shown; empty if it can be. */
export const reasonsOf = ({ readOnly, alsoReadOnly = [] }: Reasons): ReadOnlyReason[] => (readOnly ? [readOnly, ...alsoReadOnly] : []);

/** Whether one of these is a reason why a request can't be edited. */
export const hasReason = (request: Reasons, ...reasons: readonly ReadOnlyReason[]): boolean =>
  reasonsOf(request).some((reason) => reasons.includes(reason));

/** Returns the fields of a request that can't be edited for these reasons, of which the first is shown. */
export function readOnlyBecause(reasons: readonly ReadOnlyReason[]): Reasons {
  const [readOnly = null, ...alsoReadOnly] = new Set(reasons);
  return { readOnly, ...(alsoReadOnly.length > 0 && { alsoReadOnly }) };
}

/** Returns a request with one more reason, which is shown instead of the others. */
export const withReason = (request: AuthorizationRequest, reason: ReadOnlyReason): AuthorizationRequest => ({
  ...request,
  ...readOnlyBecause([reason, ...reasonsOf(request)]),
});

/** Whether the list of a request may be incomplete, so that a scope that seems to be absent may be there. */
export const isListIncomplete = (request: Reasons): boolean => hasReason(request, ...incompleteLists);

/** Whether every server reads the same client ID and redirect URI in the request. */
export const isUnambiguous = (request: Reasons): boolean => !hasReason(request, ...ambiguousClients);

/**
 * Whether the request shows for certain which client asks, and nothing of that was lost on the way to
 * here. Where no provider is supported (`oauth2`), the same client ID is another app's at another server.
 */
export function isCertainClient(request: AuthorizationRequest): boolean {
  const { provider, server, isUncertain = false } = request;
  return !isUncertain && (provider !== 'oauth2' || isWholeHost(server)) && isUnambiguous(request);
}
