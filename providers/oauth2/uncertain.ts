/**
 * Tells which requests the provider may read differently. Panel and popup need this without the
 * parsers.
 */
import type { AuthorizationRequest, ReadOnlyReason } from '../contract/request';

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
  'unread-scopes',
  'unsupported-flow',
  'unusual-address',
] as const satisfies readonly ReadOnlyReason[];
const incomplete: ReadonlySet<ReadOnlyReason | null> = new Set(incompleteLists);

/** Whether the list of a request may be incomplete, so that a scope that seems to be absent may be there. */
export const isListIncomplete = ({ readOnly, pageKind }: Pick<AuthorizationRequest, 'readOnly' | 'pageKind'>): boolean =>
  incomplete.has(readOnly) || pageKind === 'unsupported-flow';

/** The reasons with which the provider may see another client in a request than the one that was read. */
const ambiguousClients: ReadonlySet<ReadOnlyReason | null> = new Set<ReadOnlyReason>([
  'ambiguous-parameters',
  'malformed-escape',
  'malformed-url',
  'repeated-client-id',
  'repeated-redirect-uri',
  'request-object',
  'too-long',
]);

/** Whether the provider may see another client in a request than the one that was read. */
export const isClientAmbiguous = ({ readOnly }: Pick<AuthorizationRequest, 'readOnly'>): boolean => ambiguousClients.has(readOnly);

/** Returns why a request of an unsupported flow is read-only. That its client is uncertain matters more. */
export const whyUnsupported = (readOnly: ReadOnlyReason | null): ReadOnlyReason =>
  readOnly !== null && ambiguousClients.has(readOnly) ? readOnly : 'unsupported-flow';
