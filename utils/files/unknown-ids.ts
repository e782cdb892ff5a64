/** Finds the words of a text that are IDs of a provider, or may be some, although its catalogue lacks them. */
import { providers } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import { isKnownScope, isLikeScope } from '@/utils/review/spaced-scopes';
import type { WordList } from './word-lists';

/** IDs of OpenID Connect and names of columns, which do not show whose list it is. */
export const commonWords: ReadonlySet<string> = new Set(['openid', 'profile', 'email', 'address', 'phone', 'offline_access', 'id']);

/** Returns a word without the punctuation of the sentence that it ends. */
export const trimmedId = (word: string): string => word.replace(/(?<![.:-])[.:-]+$/, '');

/** What the lists of a text say beyond the known IDs. */
interface UnknownWords {
  /** The lists whose words are IDs of the provider. */
  own: WordList[];
  /** Words that are IDs of the provider, known to nobody. */
  unknown: Set<string>;
  /** Words that may be IDs. */
  doubtful: Set<string>;
}

/** More unknown IDs are not read. */
const MAX_UNKNOWN = 500;
const MAX_ID_LENGTH = 128;
/** Parts in lower or camel case, with digits at their end: a word of any other shape may be a secret, and is not shown. */
const idShape = /^[a-z][A-Za-z]*\d{0,3}(?:[._:-][a-z][A-Za-z]*\d{0,3})*$/;
const plainId = /^[a-z-]+$/;
const lowerShape = /^[a-z\d][\w.:/-]*$/;
const conjunction = /^(?:and|or|&)$/i;

/**
 * Returns the unknown words of the lists that are or may be a provider's, which the `certain` IDs show.
 * A key that is named for scopes makes all of its words IDs unless they are a sentence; any other list
 * has to have mostly known ones.
 */
export function unknownWords(lists: readonly WordList[], { knowledge }: Provider, certain: ReadonlySet<string>): UnknownWords {
  const result: UnknownWords = { own: [], unknown: new Set(), doubtful: new Set() };
  const isOwn = (word: string) => certain.has(word) && !commonWords.has(word);
  const ownKeys = new Set(lists.flatMap(({ key, words }) => (key !== null && words.some(isOwn) ? [key] : [])));
  for (const list of lists) {
    const { key, words } = list;
    // A map of scopes has one below each key of the same name.
    const isEntry = key !== null && ownKeys.has(key) && list.isMarked && list.form === 'text' && words.length === 1;
    const showsOwn = words.some(isOwn);
    const hasOwn = showsOwn || isEntry;
    if (!(hasOwn ? key !== null || isListAlone(list, knowledge) : mayBeOwn(list, knowledge))) continue;
    if (hasOwn && key !== null && isLikeList(list)) result.own.push(list);
    const isLower = words.every((word) => lowerShape.test(word));
    const isWhole = key !== null && isNoSentence(list);
    for (const word of new Set(words.map(trimmedId))) {
      if (isNamed(word, knowledge) || conjunction.test(word) || (!showsOwn && word.includes('//'))) continue;
      const isId = /[._:]/.test(word) ? isLikeScope(word) : isWhole && !isEntry && plainId.test(word);
      const isShown = isId && idShape.test(word) && word.length <= MAX_ID_LENGTH;
      if (isShown && hasOwn && result.unknown.size < MAX_UNKNOWN) result.unknown.add(word);
      else if (isId || isLower || isWhole) result.doubtful.add(word);
    }
  }
  return result;
}

const isMost = ({ words }: WordList, part: (word: string) => unknown) => 2 * words.filter(part).length > words.length;
const isLikeList = (list: WordList) => list.isItems || isMost(list, isLikeScope);
const isNoSentence = (list: WordList) => list.isItems || (list.isMarked && isLikeList(list));

/** Whether words without a key are a list, although the catalogue lacks some. */
function isListAlone(list: WordList, { findScope }: Provider['knowledge']): boolean {
  return (isMost(list, findScope) || (list.isItems && list.form === 'array')) && !list.words.some((word) => /[:=]$/.test(word));
}

/** Whether a list with a key may be the provider's, although nothing in it shows that. `scope="row"` is no list. */
function mayBeOwn(list: WordList, { findScope }: Provider['knowledge']): boolean {
  const { key, isMarked, form, words } = list;
  if (key === null) return false;
  if (words.some(findScope)) return isLikeList(list);
  const isList = form !== 'text' || (isMarked && (words.length > 1 || key !== 'scope'));
  return isList && isNoSentence(list) && !words.some(isKnownScope);
}

/** Whether a word is an ID of the provider, or one of another provider that counts anywhere. */
const isNamed = (word: string, { findScope }: Provider['knowledge']) =>
  findScope(word) !== undefined || (/[.:]/.test(word) && providers.some(({ knowledge }) => knowledge.findScope(word)));

const tokens = /(?<![\w.:-])[\w.:-]{2,128}(?![\w.:-])/g;
/** How the IDs of these providers end. */
const access = 'read_write|read|write|all|delete|manage';
const endsInAccess = new RegExp(String.raw`^[\w-]+(?:\.[\w-]+)*\.(?:${access})$`);
const isDotted = /^[a-z][\w-]*(?:\.[\w-]+)+$/;
const isHostOrFile = /^www\.|\.(?:com|dev|example|html?|io|js|json|md|net|org|py|ts|txt|csv|ya?ml)$/;
/** What follows an ID that goes on in a way that can't be read, such as `a.read/write`. */
const goesOn = new RegExp(String.raw`^(?:%|\.?\*|[/|](?:${access})\b)`);
/** What stands between two items of a list. */
const between = /^[\s,;+"'`*\u2022-]+(?:(?:and|or|&)[\s"'`*]+)?$/;
const MAX_BETWEEN = 40;

/** Returns the words anywhere in a text that look like IDs of a provider beside its known ones, but are not known. */
export function likeIds(text: string, { knowledge }: Provider): Set<string> {
  const families = new Set(knowledge.catalogue.scopes.flatMap(({ id }) => familyOf(id) ?? []));
  const like = new Set<string>();
  let last = { id: '', end: 0, isKnown: false, isLike: false };
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (conjunction.test(token)) continue;
    const id = trimmedId(token);
    const end = index + token.length;
    const behind = text.slice(index + id.length, end + 12);
    const isKnown = /[.:]/.test(id) && knowledge.findScope(id) !== undefined;
    const isNext = last.isKnown && index === last.end + 1;
    const isPart = (!isNext && /[/@]/.test(text.charAt(index - 1))) || /^[(/@]/.test(behind);
    const isOther = isPart || isNamed(id, knowledge);
    const isLike = !isOther && isDotted.test(id) && !isHostOrFile.test(id);
    const isBeside = index - last.end <= MAX_BETWEEN && between.test(text.slice(last.end, index));
    if (isBeside && last.isKnown && isLike) like.add(id);
    if (isBeside && isKnown && last.isLike) like.add(last.id);
    if (!isOther && (endsInAccess.test(id) || (isLike && families.has(familyOf(id) ?? '')))) like.add(id);
    if (isKnown && goesOn.test(behind)) like.add(`${id}${behind}`);
    last = { id, end, isKnown, isLike };
  }
  return like;
}

/** The first two parts of an ID that has more of them: `crm.objects`. */
const familyOf = (id: string) => /^[\w-]+\.[\w-]+(?=\.)/.exec(id)?.[0];
