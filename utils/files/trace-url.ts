/** Reduces the URLs of a trace to what may leave the place where the trace was read. */
import { readQuery } from '@/providers/oauth2/query';
import { isTooLong } from '@/providers/oauth2/request';
import { publicId } from '@/utils/review/report';
import { newReceipt, removedMark } from './receipt';
import { isRedacted, safeId, safeText, safeUrl } from './safe-text';

/** Parameters with a list of scopes, each of which is redacted alone. */
const lists = /^(?:(?:optional|user)_)?scopes?$/;
/** Parameters whose values are one of a few words. */
const words = /^(?:response_type|response_mode|code_challenge_method|prompt|access_type|display)$/;
const word = /^[a-z][\w .-]{0,60}$/i;
/** Parameters that only matter because they are there. */
const presence =
  /^(?:nonce|code|code_challenge|access_token|refresh_token|id_token|request|request_uri|saml(?:request|response)|relaystate)$/i;

/**
 * Returns a function that redacts URLs: the path like any text, and of the parameters only those
 * that are known to hold no secret. The `state` becomes a number, so that the requests of a trace
 * can still be told apart. The readers of traces have counted what the URLs lose.
 */
export function traceUrls(): (url: string) => string {
  const receipt = newReceipt();
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
    return `${address(url)}${query && `?${query}`}${after && `#${after}`}`;
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
