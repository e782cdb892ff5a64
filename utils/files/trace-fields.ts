/** What the readers of traces share. */
import type { ScopeId } from '@/providers/contract/catalogue';
import { readQuery } from '@/providers/oauth2/query';
import type { ErrorResponse } from '@/utils/flow/outcome';

/** A page that a tab requested, and its response. */
export interface TraceStep {
  url: string;
  /** When it was requested, in milliseconds since the epoch; null if the trace does not say. */
  at: number | null;
  /** The origin of the page that made the request; null if unknown. */
  initiator: string | null;
  /** The URL of that page, without its fragment; null if the trace does not say. */
  referrer: string | null;
  /** The scopes in the form that was posted; null if it names none, or nothing was posted. */
  posted: readonly ScopeId[] | null;
  /** The URL that the response redirects to; null if it does not redirect. */
  redirect: string | null;
  /** What the posted form answers an authorization request with, as a query; empty if it answers none. */
  answer: string;
  method: string;
  status: number;
  /** Why there is no response, in the browser's code, empty for none; absent if there is one, or if the trace has no statuses. */
  networkError?: string;
  /** The status of the last request that the page made to its own host and that was refused; absent if there is none. */
  refusedStatus?: number;
  /** The body of the answer to that refused request. */
  refusedBody?: string;
  /** The token endpoint's error that a script of the page received; absent without one. */
  tokenError?: ErrorResponse;
  /** The source of the page; empty if the trace does not contain it. */
  body: string;
  /** Whether `body` has nothing but errors that a sanitized trace says the page showed. */
  isOnlyErrors?: boolean;
  /** The SAML message that the request or its response sends; null if there is none. */
  saml: 'request' | 'response' | null;
}

/** The answers of a token endpoint that refuses a code (RFC 6749 §5.2). */
const tokenErrors = /"error"\s*:\s*"(invalid_(?:request|client|grant|scope)|unauthorized_client|unsupported_grant_type)"/;
const tokenErrorText = /"error_description"\s*:\s*"([^"\\]{1,600})"/;

/** Returns the error with which a token endpoint refused a code, where a text quotes its answer; null if none does. */
export function tokenErrorIn(text: string): ErrorResponse | null {
  const error = tokenErrors.exec(text)?.[1];
  return error === undefined ? null : { error, description: tokenErrorText.exec(text)?.[1] ?? null };
}

/** Whether a form was posted. */
export const isPost = ({ method }: TraceStep): boolean => method.toUpperCase() === 'POST';

/** The origin of the page that made a request, from its headers; null if they do not say. */
export function initiatorOf(headers: ReadonlyMap<string, string>): string | null {
  const given = headers.get('origin') ?? '';
  return (URL.parse(given === 'null' ? '' : given) ?? URL.parse(headers.get('referer') ?? ''))?.origin ?? null;
}

/** The URL of the page that made a request, from its headers; null if they name only its origin. */
export function referrerOf(headers: ReadonlyMap<string, string>): string | null {
  const url = URL.parse(headers.get('referer') ?? '');
  if (!url || url.pathname + url.search === '/') return null;
  url.hash = '';
  return url.href;
}

/** The fields of a consent form that list scopes, as in `optional_scope` and `scopes[]`. */
const scopeField = /^(?:\w+_)?scopes?(?:\[\d*\])?$/i;

/** Returns the scopes in the fields of a form; null if no field lists any. */
export function postedScopes(fields: Iterable<readonly [name: string, value: string]>): ScopeId[] | null {
  const values = [...fields].flatMap(([name, value]) => (scopeField.test(name) ? [value] : []));
  return values.length === 0 ? null : [...new Set(values.flatMap((value) => value.split(/[\s,]+/)))].filter((id) => id !== '');
}

const answerFields: ReadonlySet<string> = new Set(['code', 'access_token', 'error', 'error_description', 'state']);

/**
 * Returns the answer to an authorization request that a form posts (OAuth 2.0 Form Post Response Mode), as the
 * query that it would otherwise be; empty if the form has none.
 */
export function postedAnswer(fields: Iterable<readonly [name: string, value: string]>): string {
  const own = [...fields].filter(([name]) => answerFields.has(name));
  const isAnswer = own.some(([name]) => name === 'code' || name === 'access_token' || name === 'error');
  return isAnswer ? new URLSearchParams(own.map(([name, value]) => [name, value])).toString() : '';
}

/** Returns the URL to which a response redirects; null if the text is empty or no URL. */
export function redirectTarget(location: string, base: string): string | null {
  return location === '' ? null : (URL.parse(location, base)?.href ?? null);
}

/** A longer body is not decoded, in characters. */
const MAX_BODY_LENGTH = 400_000;

/** Returns the text of a body that may be encoded in Base64. */
export function decodeBody(text: string, encoding: string): string {
  if (encoding !== 'base64') return text.slice(0, MAX_BODY_LENGTH);
  try {
    const bytes = Uint8Array.from(atob(text.slice(0, MAX_BODY_LENGTH)), (character) => character.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return '';
  }
}

/**
 * Returns the SAML message among the names of parameters (SAML 2.0 Bindings, sections 3.4 and 3.5);
 * null if there is none.
 */
export function samlIn(names: Iterable<string>): 'request' | 'response' | null {
  const lower = new Set([...names].map((name) => name.toLowerCase()));
  if (lower.has('samlresponse')) return 'response';
  return lower.has('samlrequest') ? 'request' : null;
}

/** Returns the SAML message in the query of a URL; null if there is none. */
export const samlInUrl = (url: string) => samlIn(readQuery(url).parameters.map(({ name }) => name));
