/** Reduces the URLs of a trace to what may leave the place where the trace was read. */
import { providers, readRequest } from '@/providers';
import type { ReadOnlyReason } from '@/providers/contract/request';
import { isListed } from '@/providers/matches';
import { decodeLoosely } from '@/providers/oauth2/ambiguous';
import { isScopeList } from '@/providers/oauth2/generic';
import { identityProviderAt } from '@/providers/oauth2/identity-providers';
import { type Parameter, readQuery } from '@/providers/oauth2/query';
import { isTooLong } from '@/providers/oauth2/request';
import { reasonsOf } from '@/providers/oauth2/uncertain';
import { publicId } from '@/utils/review/report';
import { newReceipt, removedMark } from './receipt';
import { isRedacted, safeId, safeText, safeUrl } from './safe-text';

/** Parameters whose values are one of a few words (RFC 6749, OpenID Connect Core, RFC 7636). */
const words = /^(?:response_type|response_mode|code_challenge_method|prompt|access_type|display)$/;
const word =
  /^(?:(?:code|token|id_token|none|query|fragment|form_post|S256|plain|login|consent|select_account|online|offline|page|popup|touch|wap|mobile)(?: |$))+$/;
/** Parameters that only matter because they are there. */
const presence =
  /^(?:state|nonce|code|code_challenge|access_token|refresh_token|id_token|request|request_uri|saml(?:request|response)|relaystate)$/i;

/** The parts of the paths by which an identity provider is recognized, see `identityProviderAt`. */
const signInParts = /^(?:|app|sso|saml|idp|SSO\.saml2|adfs|ls|oauth2)$/;

/**
 * Returns a function that redacts URLs: the path like any text, and of the parameters only those
 * that are known to hold no secret. What a query has lost becomes one number, and so do its `state`
 * and the path of a page that `pages` (origin and path) lacks and no provider has, so that the pages
 * of a trace still differ. Why a request is uncertain stays, too. The readers of traces have counted what the URLs lose.
 */
export function traceUrls(pages: ReadonlySet<string>): (url: string) => string {
  const [queries, paths, states] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  // An answer belongs to the request with its `state`.
  const keptParameter = ({ name, raw }: Parameter) => {
    const value = decodeLoosely(raw);
    const kept = name === 'state' && value !== '' ? `${numberIn(states, value)}${removedMark}` : keptValue(name, value);
    return kept === null ? null : `${encodeURIComponent(name)}=${encodeURIComponent(kept)}`;
  };
  const addressOf = (text: string) => {
    const url = URL.parse(text);
    return !url?.protocol.startsWith('http') || pages.has(url.origin + url.pathname) || isProviderHost(url)
      ? address(text)
      : address(url.origin + (signInPath(url) ?? `/${numberIn(paths, text)}`));
  };
  return (url) => {
    const read = isTooLong(url) ? '' : url;
    const [, fragment = ''] = read.split('#', 2);
    const { parameters, start, end } = readQuery(read);
    const kept = parameters.map(keptParameter);
    const isWhole = kept.every((parameter) => parameter !== null && !parameter.endsWith(encodeURIComponent(removedMark)));
    const hasNumber = parameters.some(({ name }) => name === numberName);
    if (!isWhole && !hasNumber) kept.push(`${numberName}=${numberIn(queries, read.slice(start, end))}`);
    const [query, after] = [kept, readQuery(`?${fragment}`).parameters.map(keptParameter)].map((list) =>
      list.filter((parameter) => parameter !== null).join('&'),
    );
    const written = (marks: readonly string[]) => {
      const whole = [query, ...marks].filter(Boolean).join('&');
      return `${addressOf(url)}${whole && `?${whole}`}${after && `#${after}`}`;
    };
    return written(marksOf(lostReasons(read, written([]))));
  };
}

/** Returns why the request in a URL is read-only, as far as its redacted URL does not show it. */
function lostReasons(url: string, redacted: string): ReadOnlyReason[] {
  const [before, after] = [url, redacted].map((text) => {
    const read = readRequest(text);
    return read.ok ? reasonsOf(read.value) : [];
  }) as [ReadOnlyReason[], ReadOnlyReason[]];
  return before.filter((reason) => !after.includes(reason));
}

/** What gives a URL the same reason again, without the name and the value that it had. */
const marks: readonly (readonly [ReadOnlyReason, string])[] = [
  ['rights-beside-scope', 'claims=removed'],
  ['ambiguous-parameters', 'CLIENT_ID='],
  ['malformed-url', '\\'],
  ['malformed-escape', '%zz'],
  // A link ends here.
  ['truncated-scope', 'scop'],
];

function marksOf(lost: readonly ReadOnlyReason[]): string[] {
  // The link ends within an escape.
  if (lost.includes('malformed-escape') && lost.includes('truncated-scope'))
    return [...marksOf(lost.filter((one) => !/^(?:mal|trunc)/.test(one))), '%'];
  return marks.flatMap(([reason, mark]) => (lost.includes(reason) ? [mark] : []));
}

/** The parameter with the number that stands for what a query has lost. */
const numberName = 'removed';

function numberIn(numbers: Map<string, number>, text: string): number {
  const number = numbers.get(text) ?? numbers.size + 1;
  numbers.set(text, number);
  return number;
}

/** Null for a parameter that is dropped. */
function keptValue(name: string, value: string): string | null {
  const receipt = newReceipt();
  if (name === 'client_id') return publicId.test(value) && !isRedacted(safeId(value, receipt)) ? value : removedMark;
  if (name === 'redirect_uri') return address(value);
  // Each scope is redacted alone.
  if (isScopeList(name) && safeText(name, receipt) === name) return value.replace(/[^\s,;]+/g, (id) => safeText(id, receipt));
  if (words.test(name)) return word.test(value) ? value : removedMark;
  if (/^error(?:_description)?$/.test(name)) return safeText(value, receipt);
  if (name === numberName && /^\d{1,4}$/.test(value)) return value;
  if (!presence.test(name)) return null;
  return value === '' ? '' : removedMark;
}

const isProviderHost = ({ hostname }: URL) => providers.some(({ urls }) => isListed(urls, hostname));

/**
 * The path by which an identity provider is recognized, without its IDs; null if the host alone
 * shows it.
 */
function signInPath({ hostname, pathname }: URL): string | null {
  const isRecognized = identityProviderAt({ hostname, pathname }) !== identityProviderAt({ hostname, pathname: '/' });
  return isRecognized ? pathname.replace(/[^/]+/g, (part) => (signInParts.test(part) ? part : 'x')) : null;
}

/** Returns origin and path, redacted. A host of which something was taken out stays a host. */
function address(url: string): string {
  const safe = safeUrl(url.split(/[?#]/, 1)[0] ?? '', newReceipt());
  return safe.replace(
    /^([a-z\d+.-]+:\/\/)([^/]*)/i,
    (_, scheme: string, host: string) => scheme + host.replace(/\[(\w+)\]/g, '$1.invalid'),
  );
}
