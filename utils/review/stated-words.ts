/** Tells what the writer of a text states from what somebody else wrote, or only asks or gives as an example. */
import { asksAbout } from '@/utils/diagnosis/doubt';
import { listItem, withoutWithdrawn } from '@/utils/diagnosis/withdrawn';
import { withoutQuoteMarks } from './own-words';

/** Where a mail program puts the mail that is answered, without marking its lines. */
const answered =
  /^(?:[ \t]*_{10,}[ \t]*\r?\n|[ \t]*-{2,} ?original message ?-{2,}|\*?(?:from|von|de|da):\*? .*\r?\n\*?(?:sent|date|gesendet|datum|envoyé|enviado|inviato):)/im;
const quotedLine = /^>.*/gm;
/** The lines with which a mail program introduces the mail that is answered. */
const introduction =
  /(?:@|\d[:.]\d\d|^(?:on|am|le|el|il|em|op) .*(?:wrote|schrieb|écrit|escribió|scritto|escreveu|schreef))[^:]{0,200}:\s*$/im;
const sentence = /(?<=[.!?]["”)]?)(?<!e\.g\.)[ \t]+/i;

/** Removes the mail that a reply quotes, and the sentences that ask about errors, name them as examples or withdraw them. */
export function statedWords(text: string): string {
  const [own = ''] = text.replace(quotedLine, '').split(answered, 1);
  // The items of a list are what the line above it says that they are.
  let isListAside = false;
  const lines = withoutWithdrawn(own)
    .split('\n')
    .map((line) => {
      const stated = statedInLine(line);
      isListAside = listItem.test(line) ? isListAside : stated !== line && /:\s*$/.test(line);
      return isListAside ? '' : stated;
    });
  return lines.join('\n');
}

/** Returns what a text states above the first report or request that the extension wrote, quoted or not. */
export const wordsAbove = (text: string): string => statedWords(text).split(/^(?:#+ |.*scope-review-re)/m, 1)[0] ?? '';

/** Quotes below this level count as one. */
const MAX_LEVELS = 5;

/** Returns a text without the outermost marks of what it quotes, as long as that quotes something itself. */
export function quoteLevels(text: string): string[] {
  const levels: string[] = [];
  for (let words = text; /^> ?>/m.test(words) && levels.length < MAX_LEVELS; levels.push(words)) words = withoutMarks(words);
  return levels;
}

/** Returns what a text quotes, which may quote something itself. */
export const quotedIn = (text: string): string => withoutMarks((text.match(quotedLine) ?? []).join('\n'));

const withoutMarks = (words: string) => words.replace(/^> ?/gm, '');

/**
 * Returns what a text quotes in addition to its own words, as a ticket quotes a customer. Empty for a reply,
 * whose own words supersede what it quotes, and for a text that withdraws something, which may be what it quotes.
 */
export function quotedWords(text: string): string {
  const own = text.replace(quotedLine, '');
  const isReply = answered.test(own) || introduction.test((text.split(/^>/m, 1)[0] ?? '').trimEnd().slice(-400));
  if (isReply || withoutWithdrawn(own) !== own) return '';
  return statedWords(withoutQuoteMarks((text.match(quotedLine) ?? []).join('\n')));
}

function statedInLine(line: string): string {
  const sentences = line.split(sentence);
  return sentences.some(asksAbout) ? sentences.filter((one) => !asksAbout(one)).join(' ') : line;
}
