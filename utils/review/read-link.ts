/** Reads one URL: an authorization request, an error, or the response to an approved request. */

import { genericProvider, providerById, providerOf, providers, readRequest } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest, UnreadableReason } from '@/providers/contract/request';
import { readQuery } from '@/providers/oauth2/query';
import { redirectHost } from '@/providers/oauth2/redirect';
import { withReason } from '@/providers/oauth2/uncertain';
import { pastedText } from '@/utils/diagnosis/compared-text';
import { matchErrorText } from '@/utils/diagnosis/diagnose';
import { parseDestination } from '@/utils/flow/destination';
import { type ErrorResponse, errorOutcome } from '@/utils/flow/outcome';
import { hasGap } from './elision';
import { detectProvider, isApiError } from './error-provider';
import { requestFromPage } from './from-page';
import type { ReviewInput } from './review-input';
import { hasSeveralTargets, unwrapUrl, urlsBehindSignIn } from './unwrap-url';

/** A request, or why a text has none. */
export type ReadRequest = { ok: true; request: AuthorizationRequest } | { ok: false; reason: UnreadableReason };

/** What a URL was read as, or why it was not. */
export type ReadLink = { ok: true; input: ReviewInput } | { ok: false; reason: UnreadableReason };

/**
 * Returns a request whose link may go on behind the place where it was read to end, so that it may have
 * other parameters. A provider may then see another client in it, too.
 */
export const withUnclearEnd = (request: AuthorizationRequest): AuthorizationRequest => withReason(request, 'unclear-end');

/**
 * Reads the request in a URL, also in the link of a mail gateway or behind a sign-in page. Behind a
 * sign-in page it is read-only, because an edit would have to change that page's URL. If the link has
 * several targets, it may lead to another request.
 */
export function readLinkedRequest(link: string): ReadRequest {
  const read = readTarget(link);
  return read.ok && hasSeveralTargets(link) ? { ok: true, request: withReason(read.request, 'ambiguous-parameters') } : read;
}

function readTarget(link: string): ReadRequest {
  const target = unwrapUrl(link);
  const parsed = readRequest(target);
  if (parsed.ok) return { ok: true, request: hasGap(parsed.value) ? withReason(parsed.value, 'truncated-scope') : parsed.value };
  const url = URL.parse(target);
  const page = url && providerOf(url)?.urls.classifyUrl(url);
  for (const inner of page === 'error' ? [] : urlsBehindSignIn(target)) {
    const nested = readRequest(inner);
    if (nested.ok && (nested.value.clientId !== null || nested.value.scopes.length > 0))
      return { ok: true, request: { ...nested.value, pageKind: 'login', readOnly: nested.value.readOnly ?? 'sign-in-first' } };
  }
  return parsed;
}

/** Reads a URL as a request, as an error, or as the response that carries a code or a token. */
export function readLink(link: string): ReadLink {
  const read = readLinkedRequest(link);
  if (read.ok) return { ok: true, input: inputOf(read.request) };
  const target = unwrapUrl(link);
  const url = URL.parse(target);
  const provider = url && providerOf(url);
  const response = responseOf(target);
  const isErrorPage = provider?.urls.classifyUrl(url as URL) === 'error';
  if (provider && (response || isErrorPage))
    return {
      ok: true,
      input: errorInput(provider, response, { account: provider.urls.accountOf(url as URL), errorPage: isErrorPage ? url : null }),
    };
  if (url && response) {
    const provider = issuerOf(target) ?? providerOfResponse(response);
    return { ok: true, input: errorInput(provider, response, { redirectHost: appHost(url) }) };
  }
  if (url && !provider && isApproval(url)) return { ok: true, input: approvedInput(url) };
  return { ok: false, reason: read.reason };
}

function inputOf(request: AuthorizationRequest): ReviewInput {
  return {
    provider: providerById(request.provider) ?? genericProvider,
    request: { ...request, readOnly: request.readOnly ?? 'pasted' },
  };
}

/** Returns the last two labels of a host. */
export const domainOf = (host: string): string => host.split('.').slice(-2).join('.');
const providerDomains: ReadonlySet<string> = new Set(providers.flatMap(({ urls }) => urls.hosts.map(domainOf)));

/**
 * The host of the app that a response was sent to; null on a provider's own domain, where an
 * unknown page may well be the provider's.
 */
function appHost({ hostname, href }: URL): string | null {
  return providerDomains.has(domainOf(hostname)) ? null : redirectHost(href);
}

/** The length of the shortest codes of the providers; voucher and sign-in codes are shorter. */
const MIN_CODE_LENGTH = 20;

/**
 * Whether a URL brings an app a code or a token (RFC 6749 §4.1.2 and §4.2.2). Many other links have a
 * parameter `code`, so it has to be long, or to come with what else a provider sends.
 */
function isApproval({ search, hash }: URL): boolean {
  const values = new Map(new URLSearchParams(`${search.slice(1)}&${hash.slice(1)}`));
  const code = values.get('code') ?? '';
  const isAnswer = ['state', 'iss', 'session_state'].some((name) => values.get(name));
  return Boolean(values.get('access_token')) || code.length >= (isAnswer ? 1 : MIN_CODE_LENGTH);
}

/** The response that a provider sends to the app for an approved request (RFC 6749 §4.1.2). */
function approvedInput(url: URL): ReviewInput {
  return {
    provider: genericProvider,
    request: { ...requestFromPage(genericProvider, null, null), redirectHost: appHost(url) },
    outcome: { kind: 'code' },
  };
}

/** Apps pass the error on to their own pages in parameters with other names. */
const codeNames = ['error', 'oauth_error', 'errorcode', 'error_code'];
const descriptionNames = ['error_description', 'oauth_error_description', 'errordescription'];

/** Returns the error that a URL carries in its query or fragment; null if it carries none. */
function responseOf(link: string): ErrorResponse | null {
  const standard = parseDestination(link);
  if (standard?.error) return { error: standard.error, description: standard.description };
  const parameters = [...readQuery(link).parameters, ...readQuery(`?${link.split('#', 2)[1] ?? ''}`).parameters];
  const parameter = (names: readonly string[]) => parameters.find(({ name }) => names.includes(name.toLowerCase()))?.value ?? null;
  const error = parameter(codeNames)?.slice(0, 200);
  // The numbers in such parameters are codes of other protocols.
  return error && /^[a-z][\w-]*$/i.test(error) ? { error, description: parameter(descriptionNames)?.slice(0, 600) ?? null } : null;
}

/**
 * Returns the provider that a response names as its server (RFC 9207), the generic one for another
 * server; null if it names none.
 */
export function issuerOf(text: string): Provider | null {
  const issuer = URL.parse(new URLSearchParams(/(?<=[?&#])iss=[^&#\s"']+/.exec(text)?.[0]).get('iss') ?? '');
  return issuer && (providerOf(issuer) ?? genericProvider);
}

/**
 * Builds the input of an error response. `errorPage`: the URL of the provider's own error page, if
 * it is one. `redirectHost`: the host that the response was sent to.
 */
export function errorInput(
  provider: Provider,
  response: ErrorResponse | null,
  {
    account = null,
    errorPage = null,
    redirectHost = null,
  }: { account?: string | null; errorPage?: URL | null; redirectHost?: string | null } = {},
): ReviewInput {
  const request = { ...requestFromPage(provider, null, account), redirectHost };
  // An API's code is no outcome of the authorization.
  const apiError = response && isApiCode(response) ? textOf(response) : null;
  const outcome = response && apiError === null ? errorOutcome(response.error, response.description) : null;
  const navigation = errorPage ? [{ at: 0, host: errorPage.hostname, pageKind: 'error' as const }] : [];
  return { provider, request, account, navigation, outcome, errorText: outcome ? null : (apiError ?? '') };
}

function textOf({ error, description }: ErrorResponse): string {
  return description ? `${error}: ${description}` : error;
}

/** The provider whose wording the response has; the generic one if no provider's has it. */
export function providerOfResponse(response: ErrorResponse): Provider {
  return detectProvider(pastedText(textOf(response))) ?? genericProvider;
}

/** Whether the code is that of an API (RFC 6750 §3.1), whose app is connected already. */
export function isApiCode({ error }: ErrorResponse): boolean {
  return isApiError(matchErrorText(genericProvider, pastedText(error)));
}
