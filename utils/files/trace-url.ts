/** Reduces the URLs of a trace to what may leave the place where the trace was read. */
import { providers } from '@/providers';
import { isListed } from '@/providers/matches';
import { identityProviderAt } from '@/providers/oauth2/identity-providers';
import { readQuery } from '@/providers/oauth2/query';
import { isTooLong } from '@/providers/oauth2/request';
import { publicId } from '@/utils/review/report';
import { newReceipt, removedMark } from './receipt';
import { isRedacted, safeId, safeText, safeUrl } from './safe-text';

/** Parameters with a list of scopes, each of which is redacted alone. */
const lists = /^(?:(?:optional|user)_)?scopes?$/;
/** Parameters whose values are one of a few words (RFC 6749, OpenID Connect Core, RFC 7636). */
const words = /^(?:response_type|response_mode|code_challenge_method|prompt|access_type|display)$/;
const word =
  /^(?:(?:code|token|id_token|none|query|fragment|form_post|S256|plain|login|consent|select_account|online|offline|page|popup|touch|wap|mobile)(?: |$))+$/;
/** Parameters that only matter because they are there. */
const presence =
  /^(?:nonce|code|code_challenge|access_token|refresh_token|id_token|request|request_uri|saml(?:request|response)|relaystate)$/i;

/** The parts of the paths by which an identity provider is recognized, see `identityProviderAt`. */
const signInParts = /^(?:|app|sso|saml|idp|SSO\.saml2|adfs|ls|oauth2)$/;

/**
 * Returns a function that redacts URLs: the path like any text, and of the parameters only those
 * that are known to hold no secret. The `state` becomes a number, so that the requests of a trace
 * can still be told apart, and so does the path of any page that `pages` (origin and path) lacks and
 * no provider has. The readers of traces have counted what the URLs lose.
 */
export function traceUrls(pages: ReadonlySet<string>): (url: string) => string {
  const receipt = newReceipt();
  const others = new Map<string, number>();
  const queries = new Map<string, number>();
  const keptValue = (name: string, value: string, query: string): string | null => {
    if (name === 'state') {
      if (!queries.has(query)) queries.set(query, queries.size + 1);
      return `${removedMark}-${queries.get(query)}`;
    }
    if (name === 'client_id') return publicId.test(value) && !isRedacted(safeId(value, receipt)) ? value : removedMark;
    if (name === 'redirect_uri') return address(value);
    if (lists.test(name)) return value.replace(/[^\s,;]+/g, (id) => safeText(id, receipt));
    if (words.test(name)) return word.test(value) ? value : removedMark;
    if (/^error(?:_description)?$/.test(name)) return safeText(value, receipt);
    return presence.test(name) ? removedMark : null;
  };
  const isKnownPage = (text: string) => {
    const url = URL.parse(text);
    return (
      !url?.protocol.startsWith('http') ||
      pages.has(url.origin + url.pathname) ||
      providers.some(({ urls }) => isListed(urls, url.hostname))
    );
  };
  const otherPage = (text: string) => {
    const { origin, hostname, pathname } = new URL(text);
    const isRecognized = identityProviderAt({ hostname, pathname }) !== identityProviderAt({ hostname, pathname: '/' });
    if (isRecognized) return origin + pathname.replace(/[^/]+/g, (part) => (signInParts.test(part) ? part : 'x'));
    if (!others.has(text)) others.set(text, others.size + 1);
    return `${origin}/${others.get(text)}`;
  };
  return (url) => {
    const read = isTooLong(url) ? '' : url;
    const [, fragment = ''] = read.split('#', 2);
    const { start, end } = readQuery(read);
    const [query, after] = [read, `?${fragment}`].map((part) =>
      readQuery(part)
        .parameters.flatMap(({ name, value }) => {
          const safe = keptValue(name, value, read.slice(start, end));
          return safe === null ? [] : [`${name}=${encodeURIComponent(safe)}`];
        })
        .join('&'),
    );
    return `${address(isKnownPage(url) ? url : otherPage(url))}${query && `?${query}`}${after && `#${after}`}`;
  };
}

/** Returns origin and path, redacted. A host of which something was taken out stays a host. */
function address(url: string): string {
  const safe = safeUrl(url.split(/[?#]/, 1)[0] ?? '', newReceipt());
  return safe.replace(
    /^([a-z\d+.-]+:\/\/)([^/]*)/i,
    (_, scheme: string, host: string) => scheme + host.replace(/\[(\w+)\]/g, '$1.invalid'),
  );
}
