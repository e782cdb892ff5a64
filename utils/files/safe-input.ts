/** Reduces what was read from a file to what may leave the place where it was read. */
import type { AuthorizationRequest, ReadOnlyReason } from '@/providers/contract/request';
import { redactText } from '@/providers/oauth2/redact';
import { outcomeOnPage } from '@/utils/flow/outcome';
import type { ReviewInput } from '@/utils/review/build-review';
import { plainHost, publicId } from '@/utils/review/report';
import type { FoundInput } from './types';

/**
 * Returns the input without anything secret: a field that is not named here is dropped, and texts
 * are redacted. The diagnosis stays the same, because it redacts these texts, too.
 */
export function safeInput(input: ReviewInput): FoundInput {
  const { request, account = null, navigation = [], snapshot = null, outcomeAt = null, errorText, importedSignals, answers } = input;
  const outcome = input.outcome ?? (snapshot && outcomeOnPage(snapshot));
  return {
    request: safeRequest(request),
    account: account === null ? null : plainHost(account),
    navigation: navigation.map(({ at, host, pageKind, idp }) => ({ at, host: plainHost(host), pageKind, idp })),
    // The plain text of a refused request is its outcome.
    snapshot: snapshot && outcome === (input.outcome ?? null) ? { ...snapshot, paragraphs: snapshot.paragraphs.map(redactText) } : null,
    outcome,
    outcomeAt,
    ...(errorText === undefined ? {} : { errorText: errorText === null ? null : redactText(errorText) }),
    pastedFrom: input.pastedFrom ?? null,
    ...(input.appName ? { appName: redactText(input.appName) } : {}),
    ...(importedSignals ? { importedSignals } : {}),
    ...(answers ? { answers } : {}),
  };
}

/** Returns the request with the origin and the path of its URL only, so that it can't be edited or opened. */
function safeRequest({ url, scopes, ...request }: AuthorizationRequest): AuthorizationRequest {
  return {
    provider: request.provider,
    pageKind: request.pageKind,
    url: redactText(url.split(/[?#]/, 1)[0] ?? ''),
    clientId: request.clientId !== null && publicId.test(request.clientId) ? request.clientId : null,
    redirectHost: request.redirectHost === null ? null : plainHost(request.redirectHost),
    account: request.account === null ? null : plainHost(request.account),
    ...(request.server === undefined ? {} : { server: plainHost(request.server) }),
    scopes: scopes.filter(({ id }) => redactText(id) === id),
    readOnly: request.readOnly !== null && says.has(request.readOnly) ? request.readOnly : 'from-file',
  };
}

/** The reasons that also say something about the request. */
const says: ReadonlySet<ReadOnlyReason> = new Set<ReadOnlyReason>([
  'app-settings',
  'mcp-server',
  'missing-scope',
  'no-scope-parameter',
  'protocol-only',
  'read-from-page',
  'repeated-client-id',
  'repeated-optional-scope',
  'repeated-redirect-uri',
  'repeated-scope',
  'request-object',
  'too-long',
  'truncated-scope',
  'unsupported-flow',
]);
