/**
 * No heap of ordinary words may earn certainty: only a wording or a code of a vendor or the protocol
 * may.
 */
import fc from 'fast-check';
import { genericProvider, providers } from '@/providers';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';
import { normalize } from '@/utils/text/normalize';
import { cases } from '../corpus/cases';
import { must, type Target } from './target';

const everyProvider = [...providers, genericProvider];

const comparable = (text: string) => normalize(text).replaceAll('-', '_');
const partsOf = (text: string) =>
  comparable(text)
    .split('*')
    .filter((part) => part.trim() !== '');

/** A single word is no sentence, so only a wording of several words may be certain in prose. */
const wordings = everyProvider
  .flatMap(({ knowledge }) => knowledge.errors.flatMap(({ texts }) => texts))
  .filter(({ text }) => comparable(text).includes(' '));
/** Some wordings count only as a whole line or field, so elsewhere they are ordinary words too. */
const isWhole = (wording: object) => 'whole' in wording && wording.whole === true;
/** Few words may stand in a sentence by chance, so they count only where it ends. */
const isShort = ({ text }: { text: string }) => /^[\p{Script=Latin} ]+$/u.test(text) && text.split(' ').length < 4;
const short = wordings.filter((wording) => !isWhole(wording) && isShort(wording)).map(({ text }) => comparable(text));
const sentences = wordings.filter((wording) => !isWhole(wording) && !isShort(wording)).map(({ text }) => partsOf(text));
const lines = new Set(wordings.filter(isWhole).map(({ text }) => comparable(text)));
/** A status of a login history has a colon of its own, and words may follow it in an export. */
const statuses = [...lines].filter((line) => line.includes(': '));

const fieldEnds = /[,.:;!?()"=&>–-]+/;

const hasSentence = (text: string) => {
  const compared = comparable(text);
  const paragraphs = text
    .split('\n\n')
    .flatMap((paragraph) => paragraph.split(fieldEnds))
    .map(comparable);
  const fields = text
    .split('\n')
    .flatMap((line) => line.split(fieldEnds))
    .map(comparable);
  const endsShort = (field: string) => short.some((words) => new RegExp(`${words}s?(?: errors?)?$`).test(field.trim()));
  return (
    fields.some((field) => lines.has(field)) ||
    [...fields, ...paragraphs].some(endsShort) ||
    statuses.some((status) => compared.includes(status)) ||
    sentences.some((parts) => parts.every((part) => compared.includes(part)))
  );
};

/** Ordinary words are letters only. A code has underscores, digits, capitals inside, or nothing but capitals. */
const isOrdinary = (word: string) => /^\p{Script=Latin}+(?:['’]\p{Script=Latin}+)?$/u.test(word) && !/.\p{Lu}/u.test(word);
const words = cases.flatMap(({ input }) => input.split(/[^\p{L}\p{N}_'’-]+/u)).filter(isOrdinary);
const names = everyProvider.flatMap(({ name, otherNames = [] }) => [name, ...otherNames]);
/** Words that are no codes, and the names of the providers. */
export const vocabulary: readonly string[] = [...new Set([...words, ...names])];

const marks = [' ', ' ', ' ', '\n', '\n\n', ', ', '. ', ': ', '; ', '! ', '? ', ' – ', ' (', ') ', ' "', '" ', ' > ', '\n- ', ' = ', '&'];
const word = fc.oneof(
  { arbitrary: fc.constantFrom(...vocabulary), weight: 9 },
  { arbitrary: fc.constantFrom(...names), weight: 1 },
  { arbitrary: fc.constantFrom(...short), weight: 1 },
);
const prose = fc.array(fc.tuple(word, fc.constantFrom(...marks)), { minLength: 1, maxLength: 40 }).map((pairs) => pairs.flat().join(''));

function certainCauses(text: string) {
  const parsed = parseInput(text);
  const causes = parsed.ok ? (buildReview(parsed.input).diagnosis?.causes ?? []) : [];
  return causes.filter(({ confidence }) => confidence !== 'possible').map(({ id }) => id);
}

const ordinary: Target<string> = {
  name: 'ordinary words in any order never make a cause likely or observed',
  share: 2_000,
  inputs: prose.filter((text) => !hasSentence(text)),
  check(text) {
    const causes = certainCauses(text);
    must(causes.length === 0, `no certain cause instead of ${causes}`);
  },
};

/** All targets of this file. */
export const proseTargets: readonly Target[] = [ordinary];
