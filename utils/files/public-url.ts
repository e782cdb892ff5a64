/**
 * Writes the URL of a request so that it can be shown, copied and compared with an app's settings:
 * what is the same for every user stays, and everything else becomes the name of its parameter.
 */
import { type Parameter, readQuery } from '@/providers/oauth2/query';
import { isTooLong } from '@/providers/oauth2/request';
import { scopeIds } from '@/providers/oauth2/scope-list';
import { publicId } from '@/utils/review/report';
import { isRedacted, safeId, safeText, safeUrl } from './safe-text';
import type { Receipt } from './types';

const lists: ReadonlySet<string> = new Set(['scope', 'scopes', 'optional_scope', 'optional_scopes']);
/** Parameters whose value is a word of a standard or of a provider, never of a user. */
const words: ReadonlySet<string> = new Set([
  'access_type',
  'code_challenge_method',
  'display',
  'immediate',
  'prompt',
  'response_mode',
  'response_type',
]);

/** The place of a value that everybody who uses the URL has to fill in: `{state}`. */
export const placeholder = (name: string): string => `{${name}}`;

/**
 * Returns the URL without fragment and with a placeholder for each value that may be secret or
 * belong to a user; null for a text without a query or too long to be read. The lists keep their
 * bytes, unless an ID had to be replaced. Counts what it takes out of a list, a client ID or a
 * redirect URI. `harmless`: IDs that are known to hold nothing secret, because checking each again
 * takes long.
 */
export function publicUrl(text: string, receipt: Receipt, harmless: ReadonlySet<string> = new Set()): string | null {
  const query = readQuery(isTooLong(text) ? '' : text);
  if (query.parameters.length === 0) return null;
  const pieces = query.parameters.map((parameter) => {
    const name = /^[a-z][a-z_]{0,40}$/i.test(parameter.name) ? parameter.name : 'parameter';
    return `${name}=${publicValue({ ...parameter, name }, receipt, harmless)}`;
  });
  return `${safeText(text.slice(0, query.start - 1), receipt)}?${pieces.join('&')}`;
}

function publicValue({ name, value, raw }: Parameter, receipt: Receipt, harmless: ReadonlySet<string>): string {
  if (value === '') return '';
  if (lists.has(name)) {
    const ids = scopeIds(raw);
    const safe = ids.map((id) => (harmless.has(id) ? id : safeText(id, receipt)));
    return safe.some((id, index) => id !== ids[index]) ? safe.map(encodeURIComponent).join('+') : raw;
  }
  if (words.has(name)) return /^(?:[a-z_ ]{1,30}|S256)$/.test(value) ? raw : placeholder(name);
  if (name === 'client_id') return publicId.test(value) && !isRedacted(safeId(value, receipt)) ? raw : placeholder(name);
  return name === 'redirect_uri' ? publicRedirect(value, raw, receipt) : placeholder(name);
}

/** A redirect URI keeps its query as a placeholder, because the provider compares all of it. */
function publicRedirect(value: string, raw: string, receipt: Receipt): string {
  const [path = '', query] = value.split(/[?#]/, 2);
  const safe = safeUrl(path, receipt);
  if (safe === value) return raw;
  return encodeURIComponent(query === undefined ? safe : `${safe}?${placeholder('query')}`);
}
