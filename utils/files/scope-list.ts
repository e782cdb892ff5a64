/** Finds the scopes of supported providers in any other text, such as the source of a connector. */
import { providers } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import { isListed } from '@/providers/matches';
import { decodeFormValue } from '@/providers/oauth2/query';
import { asUndeclaredScopes } from '@/providers/oauth2/request';
import { findUrls } from '@/utils/review/find-urls';
import { requestFromPage } from '@/utils/review/from-page';
import { withoutQuoteMarks } from '@/utils/review/own-words';
import { MAX_ESCAPES } from '@/utils/review/url-escapes';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { safeInput } from './safe-input';
import type { Found, Receipt } from './types';
import { commonWords, likeIds, trimmedId, unknownWords } from './unknown-ids';
import { type Cell, tablesIn, type WordList, wordLists } from './word-lists';

/** A word that can be an ID, and whether it is in quotation marks or an item of a list. */
const words = /(["'`]?)(?<![\w.:-])([a-z][\w.:-]{1,127})(?![\w.:-])\1/gi;

/** HubSpot's signed copy of a token, in which the field `scopes` is a bit set and no list of IDs. */
const signedToken = /"signed_access_token"\s*:\s*\{[^{}]*\}?/g;

/** What is known about a whole text. */
interface Text {
  text: string;
  /** The hosts of its URLs. */
  hosts: readonly string[];
  lists: readonly WordList[];
  tables: ReturnType<typeof tablesIn>;
}

/**
 * Returns the scopes that a text contains, in its order, for each provider. An ID with a dot or a
 * colon counts anywhere. Others are ordinary words (`content`), so they count only as an item of a
 * list or a cell of a table: of one that shows whose IDs they are, or in a text that also has an ID
 * with a dot, or the URL of an authorization at the provider. Behind them come the unknown IDs of the
 * provider's lists. The list counts as incomplete if other words of the text may be IDs, too.
 */
export function readScopeList(content: string, receipt: Receipt): Found[] {
  const given = withoutQuoteMarks(content.slice(0, MAX_PASTED_LENGTH)).replace(signedToken, '');
  const text = decodeForms(given);
  const hosts = findUrls(given).flatMap(({ url }) => URL.parse(url)?.hostname ?? []);
  const whole: Text = { text, hosts, lists: wordLists(text), tables: tablesIn(text) };
  return providers.flatMap((provider) => {
    const { ids, unread } = idsIn(whole, provider);
    if (ids.length === 0) return [];
    receipt.kept += ids.length;
    receipt.notUnderstood += unread;
    const readOnly = unread > 0 ? 'unread-scopes' : 'from-file';
    const request = { ...requestFromPage(provider, null, null), scopes: asUndeclaredScopes(ids), readOnly } as const;
    return [{ kind: 'scope-list' as const, input: safeInput({ provider, request }, receipt), settings: null, app: null, records: [] }];
  });
}

/**
 * Decodes form data in a text, also in several layers, because a space that is written as `%20` would
 * be part of the next ID. Spaces become `+`, so that the value of a parameter stays one word. What
 * can't be decoded stays.
 */
function decodeForms(text: string): string {
  let decoded = text;
  for (let count = 0; count < MAX_ESCAPES && decoded.includes('%'); count++)
    decoded = decoded.replace(/(?:%[\da-f]{2})+/gi, (run) => decodeFormValue(run)?.replace(/\s/g, '+') ?? run);
  return decoded;
}

/** The IDs of a provider in a text, and how many other words may be some. */
interface Ids {
  ids: readonly string[];
  unread: number;
}

function idsIn({ text, hosts, lists, tables }: Text, provider: Provider): Ids {
  const found = [...text.matchAll(words)].flatMap(({ 0: { length }, 1: mark = '', 2: word = '', index }) => {
    const id = trimmedId(word);
    if (!provider.knowledge.findScope(id)) return [];
    const isItem = (mark !== '' && id === word) || isListItem(text, index, index + length);
    return [{ id, index, isCertain: /[.:]/.test(id), isItem }];
  });
  const isCertain = found.some((one) => one.isCertain) || hosts.some((host) => isListed(provider.urls, host));
  const isCounted = new Uint8Array(text.length);
  const count = (counted: readonly Pick<WordList, 'start' | 'end'>[]) => {
    for (const { start, end } of counted) isCounted.fill(1, start, end);
    return new Set(found.flatMap((one) => (one.isCertain || (isCertain && one.isItem) || isCounted[one.index] ? [one.id] : [])));
  };
  const certain = count(countedLists(lists, provider, isCertain));
  if (certain.size === 0) return { ids: [], unread: 0 };
  const { own, unknown, doubtful } = unknownWords(lists, provider, certain);
  const cells = cellsOf(tables, provider);
  const ids = new Set([...count([...own, ...cells.own]), ...unknown]);
  for (const id of [...cells.doubtful, ...likeIds(text, provider)]) if (!ids.has(id)) doubtful.add(id);
  return { ids: [...ids], unread: doubtful.size };
}

/**
 * Returns the cells with IDs of a provider that stand in a column of such IDs, which one with a dot shows,
 * and the words of other cells that may be IDs.
 */
function cellsOf(tables: Text['tables'], { knowledge: { findScope } }: Provider): { own: Cell[]; doubtful: string[] } {
  const hasIds = ({ words: ids }: Cell) => ids.length > 0 && ids.every((id) => findScope(id));
  const isOwn = (column: readonly Cell[]) => column.some((cell) => hasIds(cell) && cell.words.some((id) => /[.:]/.test(id)));
  const own: Cell[] = [];
  const doubtful: string[] = [];
  for (const columns of tables) {
    const isOfIds = columns.some(isOwn);
    for (const column of columns) {
      const isOwnColumn = isOwn(column);
      if (isOwnColumn) own.push(...column.filter(hasIds));
      // The first row may have labels, and Markdown has a line below it.
      const rows = column.slice(1).filter(({ words: [first = '-'] }) => !/^:?-+:?$/.test(first));
      const mayBeIds = isOfIds || rows.every(hasIds);
      for (const cell of rows) {
        const [first = '', ...others] = cell.words;
        const isLikeId = findScope(first) || (others.length === 0 && /^[a-z][\w.:-]+$/.test(first));
        if (isOwnColumn ? isLikeId : mayBeIds && hasIds(cell)) doubtful.push(...(isOwnColumn ? [first] : cell.words));
      }
    }
  }
  return { own, doubtful: doubtful.filter((id) => !commonWords.has(id)) };
}

/** Returns the lists that are the provider's. `isCertain`: whether the text shows that it is about the provider. */
function countedLists(lists: readonly WordList[], { knowledge }: Provider, isCertain: boolean): WordList[] {
  const isOf = ({ findScope }: Provider['knowledge'], ids: readonly string[]) => ids.every((id) => findScope(id));
  const isOwn = (ids: readonly string[], isKeyed: boolean) => {
    const own = new Set(ids.filter((id) => !commonWords.has(id)));
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
