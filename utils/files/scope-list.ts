/** Finds the scopes of supported providers in any other text, such as the source of a connector. */
import { providers } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import { isListed } from '@/providers/matches';
import { asUndeclaredScopes } from '@/providers/oauth2/request';
import { findUrls } from '@/utils/review/find-urls';
import { requestFromPage } from '@/utils/review/from-page';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { safeInput } from './safe-input';
import type { Found, Receipt } from './types';
import { type WordList, wordLists } from './word-lists';

/** A word that can be an ID, and whether it is in quotation marks or an item of a list. */
const words = /(["'`]?)(?<![\w.:-])([a-z][\w.:-]{1,127})(?![\w.:-])\1/gi;

/** What is known about a whole text. */
interface Text {
  text: string;
  /** The hosts of its URLs. */
  hosts: readonly string[];
  lists: readonly WordList[];
}

/**
 * Returns the scopes that a text contains, in its order, for each provider. An ID with a dot or a
 * colon counts anywhere. Others are ordinary words (`content`), so they count only as an item of a
 * list: of one that shows whose IDs they are, or in a text that also has an ID with a dot, or the
 * URL of an authorization at the provider.
 */
export function readScopeList(content: string, receipt: Receipt): Found[] {
  const text = content.slice(0, MAX_PASTED_LENGTH);
  const hosts = findUrls(text).flatMap(({ url }) => URL.parse(url)?.hostname ?? []);
  const given = { text, hosts, lists: wordLists(text) };
  return providers.flatMap((provider) => {
    const ids = idsIn(given, provider);
    if (ids.length === 0) return [];
    receipt.kept += ids.length;
    const request = { ...requestFromPage(provider, null, null), scopes: asUndeclaredScopes(ids), readOnly: 'from-file' as const };
    return [{ kind: 'scope-list' as const, input: safeInput({ provider, request }, receipt), settings: null, app: null, records: [] }];
  });
}

function idsIn({ text, hosts, lists }: Text, provider: Provider): string[] {
  const found = [...text.matchAll(words)].flatMap(({ 0: { length }, 1: mark = '', 2: word = '', index }) => {
    const id = word.replace(/(?<![.:-])[.:-]+$/, '');
    if (!provider.knowledge.findScope(id)) return [];
    const isItem = (mark !== '' && id === word) || isListItem(text, index, index + length);
    return [{ id, index, isCertain: /[.:]/.test(id), isItem }];
  });
  const isCertain = found.some((one) => one.isCertain) || hosts.some((host) => isListed(provider.urls, host));
  const isCounted = new Uint8Array(text.length);
  for (const { start, end } of countedLists(lists, provider, isCertain)) isCounted.fill(1, start, end);
  return [...new Set(found.flatMap((one) => (one.isCertain || (isCertain && one.isItem) || isCounted[one.index] ? [one.id] : [])))];
}

/** IDs of OpenID Connect and names of columns, which do not show whose list it is. */
const common: ReadonlySet<string> = new Set(['openid', 'profile', 'email', 'address', 'phone', 'offline_access', 'id']);

/** Returns the lists that are the provider's. `isCertain`: whether the text shows that it is about the provider. */
function countedLists(lists: readonly WordList[], { knowledge }: Provider, isCertain: boolean): WordList[] {
  const isOf = ({ findScope }: Provider['knowledge'], ids: readonly string[]) => ids.every((id) => findScope(id));
  const isOwn = (ids: readonly string[], isKeyed: boolean) => {
    const own = new Set(ids.filter((id) => !common.has(id)));
    const isTelling = [...own].some((id) => /[._:]/.test(id)) && own.size >= (isKeyed ? 1 : 2);
    return isTelling && providers.every((other) => other.knowledge === knowledge || !isOf(other.knowledge, ids));
  };
  // A map of scopes has one below each key of the same name.
  const wholeKeys = new Set<string | null>();
  for (const [key, ofKey] of Map.groupBy(lists, (list) => list.key)) {
    const ids = ofKey.flatMap((list) => list.words);
    if (key !== null && isOf(knowledge, ids) && isOwn(ids, true)) wholeKeys.add(key);
  }
  const isNamed = ({ key, isMarked, words: ids }: WordList) => isCertain && key !== null && (isMarked || ids.length > 1);
  return lists.filter(
    (list) => isOf(knowledge, list.words) && (isOwn(list.words, list.key !== null) || wholeKeys.has(list.key) || isNamed(list)),
  );
}

/** Whether a word is an item of a list in YAML, alone on its line behind a hyphen. */
function isListItem(text: string, start: number, end: number): boolean {
  return /(?:^|\n)[ \t]*-[ \t]+$/.test(text.slice(Math.max(0, start - 40), start)) && /^[ \t]*(?:\r?\n|$)/.test(text.slice(end, end + 40));
}
