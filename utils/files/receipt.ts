/**
 * Counts what is taken out of a file. The counts decide nothing: only fields that are asked for are
 * kept.
 */
import { readQuery } from '@/providers/oauth2/query';
import { unwrapUrl, urlsBehindSignIn } from '@/utils/review/unwrap-url';
import type { Receipt, RemovedKind } from './types';

/** Returns the empty receipt of a file. */
export const newReceipt = (): Receipt => ({ removed: {}, kept: 0, leftOut: 0, notUnderstood: 0, isCut: false });

/** Returns a text up to the limit of its kind, and notes it if the rest is not read. */
export function upToLimit(receipt: Receipt, text: string, limit: number): string {
  if (text.length <= limit) return text;
  receipt.isCut = true;
  receipt.readUpTo = limit;
  return text.slice(0, limit);
}

/**
 * The names of parameters, headers, columns and elements by what their values are. The first match
 * counts.
 */
const kinds: readonly [RemovedKind, RegExp][] = [
  ['cookies', /^(?:set-)?cookie$/i],
  ['assertions', /^(?:saml(?:request|response|art)?|relaystate|(?:client_)?assertion|wresult)$/i],
  ['passwords', /^(?:pw|pwd|passw(?:or)?d)$/i],
  ['codes', /^(?:code|(?:user|device)_code)$/i],
  ['challenges', /^code_challenge$/i],
  ['states', /^(?:state|nonce)$/i],
  ['secrets', /secret|^certificate$|private.?key|^code_verifier$/i],
  ['tokens', /token(?!.?(?:type|url|policy|validity|app))|^(?:proxy-)?authorization$|^sid$|session.?(?:id|key)$|^login.?key$|api.?key/i],
  ['addresses', /ip.?address|^(?:source|client|forwarded)\W?_?ip$|^x-forwarded-for$/i],
  ['people', /e.?mail|phone|user.?(?:name|id)$|^user(?:_.*)?$|login_hint|^delegate.?user$|^createdby\./i],
];

/**
 * Returns what the values of a field with this name are; undefined for a name that shows nothing.
 */
export function removedKind(name: string): RemovedKind | undefined {
  return kinds.find(([, pattern]) => pattern.test(name.slice(0, 200)))?.[0];
}

/** Stands for a value that a sanitized trace has lost, where it matters that there was one. */
export const removedMark = '[removed]';

/**
 * Counts a value by the name of its field. An empty value, a switch, and a value that a sanitized
 * trace has lost hold nothing.
 */
export function noteRemoved(receipt: Receipt, name: string, value: string, kind = removedKind(name)): void {
  if (kind && !/^(?:|true|false)$/i.test(value) && !value.includes(removedMark)) countRemoved(receipt, kind);
}

/** Counts a value of this kind. */
export function countRemoved({ removed }: Receipt, kind: RemovedKind): void {
  removed[kind] = (removed[kind] ?? 0) + 1;
}

/**
 * Counts the secrets in the query and in the fragment of a URL, and in the URL that it wraps or that
 * a sign-in page leads to.
 */
export function noteUrl(receipt: Receipt, url: string): void {
  const target = unwrapUrl(url);
  for (const one of new Set([url, target, ...urlsBehindSignIn(target)])) {
    const fragment = one.split('#', 2)[1] ?? '';
    for (const part of [one, `?${fragment}`]) for (const { name, value } of readQuery(part).parameters) noteRemoved(receipt, name, value);
  }
}
