/** Reasons to doubt that the words of a known error are the error of a pasted text. */

import { genericProvider, providers } from '@/providers';
import type { ErrorRule } from '@/providers/contract/diagnosis';
import { type ComparedText, paragraphEnds, partAround, pastedText, type Span, unifyMarks } from './compared-text';
import { verbs } from './denied';
import { nameOf } from './line-name';
import { isCode, type Match, matchesOf, matchesOfAll } from './match-text';
import { withoutWithdrawn } from './withdrawn';

/** The fewest words that nobody writes in this order by chance. */
const MIN_WORDS = 4;
/** What may follow the words of an error: a plural and the word “error”. */
const rest = /^s?["')]?(?: errors?)?/;
/** The end of a field or sentence. */
const ends = /^(?:$| ?[^ \p{L}\p{N}_])/u;
const ordinaryWords = /^\p{Script=Latin}+(?: \p{Script=Latin}+)+$/u;

/**
 * Words before an error that make it a guess, a mention or a condition: “could this be …”, “maybe it is …”,
 * “if Salesforce returns …”, “would show …”. A quotation may begin before the error.
 */
const guess = new RegExp(
  String.raw`(?<![\p{L}\d])(?:(?:could|might|can|may) (?:this|it|that) be|(?:this|it|that) (?:could|might|may) be|is (?:this|it|that)|(?<=(?:^|[.?!:]) ?)(?:is|was)|mention(?:s|ed|ing)?|(?<!(?:as|the) )expect(?:s|ed|ing)?|(?:never|n't|not)(?: \p{L}+)? (?:seen|saw|got|gotten|had|met)|(?:read|reading|reads)(?: \p{L}+)? (?:about|of|on)|(?:docs?|documentation|article|page|guide) (?:also )?(?:mentions?|lists?|describes?)|maybe|perhaps|possibly|probably|vielleicht|(?:if|unless|in case|whenever)(?: (?:the|an?|your|this))?(?! \p{L}+ing )(?: \p{L}+){1,2} ${verbs}|if \(?[\w.]{1,40} ?(?:=+|is|equals|contains|includes)|(?:would|should|might|may|could)(?: \p{L}+){0,2} ${verbs}|in case of|(?:falls|si)(?: \p{L}+){1,3})(?: (?:it|is|it's|an?|the|error|code|because|due|caused|related|of|to|by|with)){0,4} ?(?:["'\x60(][^"'\x60()]{0,60})?(?:(?:https?:\S+[?&#])?error=(?:\w+(?:&error_description=|: ?))?)?$`,
  'u',
);
/** The number of characters before an error in which such words are searched for. */
const GUESS_LENGTH = 120;

/** Words in a sentence that asks about errors, expects one or names examples, behind which none is reported. */
const asking = new RegExp(
  String.raw`^(?:[\p{L} ()]{1,40}: ?)?(?:(?:since when )?(?:do|does|did)(?! \p{L}+ know)(?: \p{L}+){1,4} ${verbs}|(?:is|was) (?:the|your|this|that) (?:\p{L}+ ){0,2}(?:error|message|code))(?![\p{L}\d])|(?<![\p{L}\d])(?:for example|e\.g\.|such as|whether|how (?:do|can|could|should) (?:we|i|you|one|they)|zum beispiel|par exemple|por ejemplo|what if|(?:possible|potential|known|common|mögliche) (?:reason|cause|gründe|ursache)[sn]?|similar (?:ticket|case|issue|to)|ruled out|in contrast to|expect(?:s|ed|ing)?(?: \p{L}+){0,3} (?:to|\w{1,40}_\w{1,60}\.?$))(?![\p{L}\d])`,
  'iu',
);
const sentenceEnd = /(?<!e\.g)[.!?]["”)]? /g;

/** Whether a sentence, or its beginning, asks about errors or names them as examples. */
export const asksAbout = (sentence: string): boolean => asking.test(sentence.trim());

/**
 * Whether the words before a part turn it into a question, an example, a guess or a condition, or
 * another sentence withdraws it.
 */
export function isGuess(text: ComparedText, { start, end }: Span): boolean {
  const before = text.compared.slice(Math.max(0, start - GUESS_LENGTH), start);
  if (guess.test(before) || asksAbout(before.split(sentenceEnd).at(-1) ?? '')) return true;
  const stated = withoutWithdrawn(text.text);
  return stated !== text.text && !pastedText(stated).compared.includes(text.compared.slice(start, end));
}

/** Whether a text names a code only to deny or withdraw it, or first in a guess or a condition. */
export function isDoubted(text: ComparedText, code: string): boolean {
  const sought = unifyMarks(code.toLowerCase());
  const at = text.compared.indexOf(sought);
  return at < 0 ? unifyMarks(text.plain.toLowerCase()).includes(sought) : isGuess(text, { start: at, end: at + sought.length });
}

/**
 * Whether a match may be a coincidence or a guess: a few ordinary words in the middle of a
 * sentence, such as “insufficient permission to open the drive”, or in two paragraphs, or an error
 * that the text asks about.
 */
export function isWeak({ text, span }: Match): boolean {
  if (isGuess(text, span)) return true;
  const words = text.compared.slice(span.start, span.end);
  if (!ordinaryWords.test(words) || words.split(' ').length >= MIN_WORDS) return false;
  const after = text.compared.slice(span.end, span.end + 12);
  const [{ length }] = rest.exec(after) ?? [''];
  const end = span.end + length;
  const paragraphs = paragraphEnds(text);
  if ([...paragraphs].some((position) => span.start < position && position < end)) return true;
  return !paragraphs.has(end) && !ends.test(after.slice(length));
}

/** What may stand in a sentence before and behind the words of a response, and what shows that they are of one. */
const beforeBare = /^(?:[\p{L}_]+ ?: ?)?["']?$/u;
const behindBare = /^["']? ?(?:$|[.:;(])/;
const parameter = /error(?:_description)?=/;

/** Words that introduce the reason of an error, such as “with the message”, and those behind which a reason has its error. */
const attached = wordsOnly(
  'and|with|plus|says?|saying|stating|because|due|to|of|for|as|in|on|at|the|this|a|an|its?|that|which|means|message|description|desc|reason|details?|text|error|error_description|code|status|page|screen|url|app|salesforce|hubspot|outreach|below|above|under|und|mit|der|die|das|meldung|fehler|beschreibung|grund|weil|wegen|et|avec|le|la|y|con|el|por',
);
const attachedBefore = wordsOnly('and|with|the|an?|as|under|below|error|code|message|page|und|mit|et|avec|y|con');

function wordsOnly(words: string): RegExp {
  return new RegExp(String.raw`^(?:[^\p{L}\p{N}>→]|(?<![\p{L}\p{N}])(?:${words})(?![\p{L}\p{N}]))*$`, 'u');
}

/**
 * Whether a text states an error without a reason, and mentions the match in another sentence, behind other words
 * than those that introduce a reason, or as a guess, so that it may be what somebody looked up, ruled out or met
 * elsewhere. What a response, a log or a line without other words says is the reason. `errors`: the rules of the
 * match's provider.
 */
export function isAside(errors: readonly ErrorRule[], { rule, text, span, wording }: Match): boolean {
  const stated = errors.filter(({ generic }) => generic === 'unnamed').flatMap((one) => matchesOf(one, text));
  if (rule.generic || wording.isLogRow || stated.length === 0) return false;
  const { plain } = text;
  const { start, end } = partAround(text, span, '…');
  if (parameter.test(plain.slice(start, end))) return false;
  if (isGuess(text, span)) return true;
  const isBare = beforeBare.test(plain.slice(start, span.start)) && behindBare.test(plain.slice(span.end, end));
  const isAttached = (one: Span) => {
    if (one.start >= end || one.end <= start) return false;
    if (one.end <= span.start) return attached.test(plain.slice(one.end, span.start).toLowerCase());
    return attachedBefore.test(plain.slice(span.end, one.start).toLowerCase());
  };
  return !isBare && !stated.some((one) => isAttached(one.span));
}

/** From this number on, the codes in a text may be a list of possible errors. */
const MIN_LISTED_CODES = 3;
/** The codes of a list follow each other within this number of characters. */
const MAX_ENTRY_LENGTH = 80;

const fieldValue = /["'] ?(?::|=>) ?\\*["']$/;

const severalIn = new WeakMap<ComparedText, 'list' | 'some' | null>();

/**
 * Whether a text has so many codes that it is not clear which one is its error: `list` if they follow
 * each other as in documentation, `some` if they are scattered; null for fewer codes.
 */
export function severalCodes(text: ComparedText): 'list' | 'some' | null {
  const known = severalIn.get(text);
  if (known !== undefined) return known;
  const several = countCodes(text);
  severalIn.set(text, several);
  return several;
}

function countCodes(text: ComparedText): 'list' | 'some' | null {
  // A list may mix the codes of a provider with general ones.
  const matches = [...providers, genericProvider].flatMap(({ knowledge }) => matchesOfAll(knowledge.errors, text));
  // The fields of one response may have a code each.
  const spans = matches
    .filter(({ rule: { generic } }) => generic === undefined || generic === 'code')
    .map(({ span }) => span)
    .filter(({ start }) => !fieldValue.test(text.compared.slice(Math.max(0, start - 8), start)));
  const startByCode = new Map(spans.map(({ start, end }) => [text.compared.slice(start, end), start]));
  const codes = [...startByCode].filter(([words]) => isCode(words)).toSorted(([, left], [, right]) => left - right);
  if (codes.length < MIN_LISTED_CODES || areCases(text, codes)) return null;
  const isList = codes.some(([, start], index) => {
    const [, last = null] = codes[index + MIN_LISTED_CODES - 1] ?? [];
    return last !== null && last - start <= (MIN_LISTED_CODES - 1) * MAX_ENTRY_LENGTH;
  });
  return isList ? 'list' : 'some';
}

/** Whether each code stands in a line with another name before it, so that it is the error of whom the line names. */
function areCases({ text }: ComparedText, codes: readonly (readonly [string, number])[]): boolean {
  const lines = text.split('\n').map((line) => ({ line, words: unifyMarks(line.toLowerCase()) }));
  const names = codes.map(([code]) => nameOf(lines.find(({ words }) => words.includes(code))?.line ?? ''));
  return !names.includes(null) && new Set(names).size === names.length;
}
