/** Reduces what was read from a file to what may leave the place where it was read. */
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest, ReadOnlyReason } from '@/providers/contract/request';
import type { AppSettings } from '@/providers/contract/settings';
import { QUERY } from '@/providers/oauth2/settings';
import { incompleteLists, readOnlyBecause, reasonsOf } from '@/providers/oauth2/uncertain';
import type { Outcome } from '@/utils/flow/flow';
import { outcomeOnPage } from '@/utils/flow/outcome';
import { requestOf } from '@/utils/review/read-settings';
import { plainHost, publicId } from '@/utils/review/report';
import type { ReviewInput } from '@/utils/review/review-input';
import { publicUrl } from './public-url';
import { newReceipt } from './receipt';
import { isRedacted, safeId, safeText, safeUrl } from './safe-text';
import type { FoundInput, Receipt } from './types';

/**
 * Returns the input without anything secret: a field that is not named here is dropped, and texts
 * are redacted, which the receipt counts. The diagnosis stays the same, because no known error
 * contains what is replaced.
 */
export function safeInput(input: ReviewInput, receipt: Receipt): FoundInput {
  const { request, account = null, navigation = [], snapshot = null, outcomeAt = null, errorText, importedSignals, answers } = input;
  const outcome = input.outcome ?? (snapshot && outcomeOnPage(snapshot));
  const text = (given: string) => safeText(given, receipt);
  return {
    request: safeRequest(request, receipt),
    // What the user dropped may be why a request failed. Its IDs were counted above.
    ...(input.current ? { current: safeRequest(input.current, newReceipt()) } : {}),
    account: safeHost(account, receipt),
    navigation: navigation.map(({ at, host, pageKind, idp }) => ({ at, host: safeHost(host, receipt), pageKind, idp: idp && text(idp) })),
    // The plain text of a refused request is its outcome.
    snapshot: snapshot && outcome === (input.outcome ?? null) ? { ...snapshot, paragraphs: snapshot.paragraphs.map(text) } : null,
    outcome: outcome && safeOutcome(outcome, text),
    outcomeAt,
    ...(errorText === undefined ? {} : { errorText: errorText === null ? null : text(errorText) }),
    pastedFrom: input.pastedFrom ?? null,
    ...(input.appName ? { appName: text(input.appName) } : {}),
    ...(importedSignals ? { importedSignals } : {}),
    ...(answers ? { answers } : {}),
  };
}

function safeOutcome(outcome: Outcome, text: (given: string) => string): Outcome {
  if (outcome.kind !== 'error') return outcome;
  const { error, description } = outcome;
  return { ...outcome, error: text(error), description: description === null ? null : text(description) };
}

/** A link may contain anything in place of a host. */
function safeHost<Host extends string | null>(host: Host, receipt: Receipt): Host | string {
  return host === null ? host : plainHost(safeId(host, receipt));
}

/**
 * Returns the request with its app, hosts and scopes redacted. A redacted client ID would match
 * that of another app, so there is none then. The URL stays, because it may be what the user asks
 * for.
 */
export function publicRequest(request: AuthorizationRequest, receipt: Receipt): AuthorizationRequest {
  const given = request.clientId === null ? null : safeId(request.clientId, receipt);
  const clientId = given !== null && isRedacted(given) ? null : given;
  const scopes = request.scopes.map((scope) => ({ ...scope, id: safeText(scope.id, receipt) }));
  return {
    ...request,
    clientId,
    redirectHost: safeHost(request.redirectHost, receipt),
    account: safeHost(request.account, receipt),
    ...(request.server === undefined ? {} : { server: safeHost(request.server, receipt) }),
    scopes: [...new Map(scopes.map((scope) => [scope.id, scope])).values()],
    // What was taken out of two IDs may have been different.
    ...(clientId !== request.clientId || scopes.some(({ id }, index) => id !== request.scopes[index]?.id) ? { isUncertain: true } : {}),
  };
}

/**
 * Returns the request with the origin and the path of its URL only, so that it can't be edited or
 * opened.
 */
function safeRequest(given: AuthorizationRequest, receipt: Receipt): AuthorizationRequest {
  const { url, ...request } = publicRequest(given, receipt);
  // What this takes out was counted above.
  const before = new Set(given.scopes.map(({ id }) => id));
  const unchanged = new Set(request.scopes.flatMap(({ id }) => (before.has(id) ? [id] : [])));
  const clientId = request.clientId !== null && publicId.test(request.clientId) ? request.clientId : null;
  const shown = publicUrl(url, newReceipt(), unchanged);
  return {
    provider: request.provider,
    pageKind: request.pageKind,
    url: safeText(url.split(/[?#]/, 1)[0] ?? '', receipt),
    clientId,
    redirectHost: request.redirectHost,
    account: request.account,
    ...(request.server === undefined ? {} : { server: request.server }),
    scopes: request.scopes,
    ...readOnlyBecause([...reasonsOf(request).filter((reason) => says.has(reason)), 'from-file']),
    ...(shown === null ? {} : { publicUrl: shown }),
    ...(request.isUncertain || clientId !== request.clientId ? { isUncertain: true } : {}),
  };
}

/**
 * Returns the settings of an app without anything secret. Whatever reads settings from a file uses
 * it.
 */
export function safeSettings(settings: AppSettings, receipt: Receipt): AppSettings {
  const text = (given: string) => safeText(given, receipt);
  const ids = (list: readonly string[]) => [...new Set(list.map(text))];
  const { clientId, policies, parts, partOf, unread, unreadRedirects, isServerToServer } = settings;
  const safeClient = clientId === null ? null : safeId(clientId, receipt);
  return {
    name: settings.name === null ? null : text(settings.name),
    clientId: safeClient !== null && publicId.test(safeClient) ? safeClient : null,
    required: ids(settings.required),
    conditionallyRequired: ids(settings.conditionallyRequired),
    optional: ids(settings.optional),
    declaresRequirements: settings.declaresRequirements,
    redirectUrls: settings.redirectUrls.map((uri) => safeRedirect(uri, receipt)),
    ...(unreadRedirects ? { unreadRedirects } : {}),
    ...(policies ? { policies: Object.fromEntries(Object.entries(policies).map(([name, value]) => [name, text(value)])) } : {}),
    ...(unread ? { unread } : {}),
    ...(isServerToServer ? { isServerToServer } : {}),
    ...(parts ? { parts } : {}),
    // The parts of two apps must not be joined because the same was taken out of their names.
    ...(partOf === undefined ? {} : { partOf: partOf !== null && text(partOf) === partOf ? partOf : null }),
  };
}

function safeRedirect(uri: string, receipt: Receipt): string {
  const [path = '', query] = uri.split('?', 2);
  return safeUrl(path, receipt) + (query === undefined ? '' : QUERY);
}

/**
 * Returns the request that names all scopes of redacted settings. A redacted host is no part of a
 * URL.
 */
export function requestOfSafe(provider: Provider, settings: AppSettings): AuthorizationRequest {
  const request = requestOf(provider, settings);
  const [, host = null] = /^[a-z\d+.-]+:\/\/([^/]*\[address\][^/]*)/i.exec(settings.redirectUrls[0] ?? '') ?? [];
  return { ...request, redirectHost: host ?? request.redirectHost };
}

/** The reasons that also say something about the request. */
const says: ReadonlySet<ReadOnlyReason> = new Set<ReadOnlyReason>([
  ...incompleteLists,
  'app-settings',
  'missing-scope',
  'no-scope-parameter',
  'protocol-only',
  'repeated-client-id',
  'repeated-redirect-uri',
  'server-to-server',
]);
