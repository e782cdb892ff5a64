/**
 * Parses a pasted text: authorization URLs, the URLs and the texts of errors, an app's settings, or
 * a report. Nothing of it is stored.
 */
import { genericProvider } from '@/providers';
import type { UnreadableReason } from '@/providers/contract/request';
import { pastedText, type Span } from '@/utils/diagnosis/compared-text';
import { isDoubted } from '@/utils/diagnosis/doubt';
import { withoutWithdrawn } from '@/utils/diagnosis/withdrawn';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { withoutLetterEscapes, withoutMarkup } from '@/utils/text/markup';
import { findUrls } from './find-urls';
import { isForeignText } from './foreign-text';
import { eachOnce, momentsOf, withoutPages } from './moments';
import { ownParts } from './own-parts';
import { allWords, ownWords } from './own-words';
import { pairingIn } from './pairing';
import type { PastedItem } from './pasted-types';
import { readLink, withUnclearEnd } from './read-link';
import { readAppSettings } from './read-settings';
import type { ReviewInput } from './review-input';
import { sectionsOf } from './sections';
import { quotedIn, quotedWords, quoteLevels, statedWords, wordsAbove } from './stated-words';
import { casesIn, isStated, rankOf, strongestError, unknownFailure } from './written-cases';
import { errorKey, isRecognized, isUnknownText, quotedUnknown, unknownText, writtenErrors } from './written-error';

/**
 * What to review, or why the text cannot be read; the reasons have texts `unreadable_<reason>`.
 * `input` is the most important part of the text and the first of `inputs`, which lists all parts:
 * failures, then requests, then responses to approved requests.
 */
export type ParsedInput =
  | { ok: true; input: ReviewInput; inputs: readonly [ReviewInput, ...ReviewInput[]] }
  | { ok: false; reason: UnreadableReason };

/**
 * Parses a pasted text. Reports and requests to an admin go before the links beside them, but behind an error
 * that is stated above them, and an app's settings are the whole text. Otherwise failures go before requests, and
 * a failure is explained together with the request next to it. Never throws, and reads no more than
 * `MAX_PASTED_LENGTH`. `isPart`: whether the text goes on behind its end.
 */
export function parseInput(pasted: string, isPart = false): ParsedInput {
  const given = withoutLetterEscapes(pasted.slice(0, MAX_PASTED_LENGTH));
  const isCut = isPart || pasted.length > MAX_PASTED_LENGTH;
  const text = ownWords(given);
  if (text === '') return { ok: false, reason: pasted.trim() === '' ? 'empty' : 'no-known-error' };
  const { parts, faulty } = ownParts(text);
  if (parts.length > 0) {
    const written = parts.flatMap(({ input }) => input ?? []);
    const known = new Set(written.map(errorKey));
    // Whoever answers a report states what is newer.
    const above = wordsAbove(given);
    const newer = findFailures(above, readLinks(above, isCut).links).filter((one) => isRecognized(one) && !known.has(errorKey(one)));
    const [first, ...rest] = [...newer, ...written, ...requestsIn(text, isCut)];
    return first ? readAs(first, rest) : { ok: false, reason: 'unknown-provider' };
  }
  const app = readAppSettings(text);
  if (app) return readAs({ provider: app.provider, request: app.request });
  const { links, isBroken } = readLinks(text, isCut);
  const isForeign = isForeignText(text);
  const failuresOf = (words: string, among: readonly Link[]) =>
    findFailures(words, among).filter((failure) => !isForeign || !isUnknownText(failure));
  // An error that the writer states goes before those that the text asks about or quotes.
  const stated = ownWords(statedWords(given));
  const statedFailures = (words: string) => (words === text ? [] : failuresOf(words, readLinks(words, isCut).links));
  const { own, guessed, isNewest } = newestFailures(given, (words) =>
    statedFailures(words === given ? stated : ownWords(statedWords(words))),
  );
  const isOwn = own.length > 0;
  const inQuotes = isNewest ? ownWords(quotedWords(given)) : '';
  const ofOthers = failuresOf(inQuotes, readLinks(inQuotes, isCut).links).filter(isRecognized);
  const withRequest = pairingIn(text);
  const failures = isOwn
    ? eachOnce([...own.map((one) => (one.request.url ? one : withRequest(one, requestsAt(links)))), ...ofOthers, ...guessed])
    : failuresOf(text, links);
  const quoted = isOwn || isForeign ? [] : quotedUnknown(text, stated);
  const inFailures = new Set(failures.map(({ request }) => request.url));
  // What is quoted may be no failure of the user, but its requests are.
  const all = allWords(given);
  const requests = all === text ? ofKind(links, 'request') : requestsIn(all, isCut);
  const others = [...requests.filter(({ request }) => !inFailures.has(request.url)), ...ofKind(links, 'approval')];
  const [first, ...rest] = [...quoted, ...failures.toSorted((one, other) => Number(isStated(other)) - Number(isStated(one))), ...others];
  if (first) return readAs(first, rest);
  if (isBroken) return { ok: false, reason: 'broken-url' };
  // A text that is only a URL is not the text of an error.
  const link = onlyLink.test(text) ? readLink(text) : null;
  if (link) return link.ok ? readAs({ ...link.input, pastedFrom: 'url' }) : link;
  const unknown = isForeign || faulty > 0 ? null : unknownText(proseOf(text, links));
  return unknown ? readAs(unknown) : { ok: false, reason: faulty > 0 ? 'own-damaged' : 'no-known-error' };
}

/**
 * Returns the failures that a thread reports last, because each quote is older than the words around it, and what the
 * words above only guess, because who answers may guess at what is stated further down. Both are empty if no words
 * have a known error.
 */
function newestFailures(
  given: string,
  failuresOf: (words: string) => ReviewInput[],
): { own: ReviewInput[]; guessed: ReviewInput[]; isNewest: boolean } {
  for (const words of [given, ...quoteLevels(given)]) {
    const own = failuresOf(words);
    if (!own.some(isRecognized)) continue;
    const isNewest = words === given;
    for (let quote = words; quote && !own.some(isStated); ) {
      quote = quotedIn(quote);
      const older = failuresOf(quote);
      if (older.some(isStated)) return { own: older, guessed: own.filter(isRecognized), isNewest };
    }
    return { own, guessed: [], isNewest };
  }
  return { own: [], guessed: [], isNewest: false };
}

/** Returns the requests of the links in a text, each once. */
export const requestsIn = (text: string, isCut = false): ReviewInput[] => ofKind(readLinks(text, isCut).links, 'request');

function readAs(first: ReviewInput, others: readonly ReviewInput[] = []): ParsedInput {
  const [input, ...rest] = [first, ...others].map((one): ReviewInput => ({ pastedFrom: 'text', ...one })) as [ReviewInput];
  return { ok: true, input, inputs: [input, ...rest] };
}

const onlyLink = /^https?:\S+$/i;

/** A URL that was read, or a broken one, whose input is null. */
interface Link extends Span {
  input: ReviewInput | null;
}

/**
 * Reads the URLs in a text; a repeated URL has the same input each time. `isBroken`: a line
 * break cut one of them, so it was not read.
 */
function readLinks(text: string, isCut: boolean): { links: Link[]; isBroken: boolean } {
  const inputs = new Map<string, ReviewInput>();
  const compared = pastedText(text);
  const found = findUrls(text, isCut);
  const longer = new Set(found.filter((one) => one.mayGoOn).map(({ url }) => url));
  const links = found.flatMap(({ url, isBroken, start, end }): Link[] => {
    if (isBroken) return [{ start, end, input: null }];
    const known = inputs.get(url);
    const link = known ? { ok: true as const, input: known } : readLink(url);
    if (!link.ok) return [];
    const { outcome, request } = link.input;
    // The words around a response may deny it or make it a condition.
    if (outcome?.kind === 'error' && isDoubted(compared, outcome.error)) return [];
    const isLonger = longer.has(url) && request.url !== '';
    const input = known ?? { ...link.input, ...(isLonger && { request: withUnclearEnd(request) }), pastedFrom: 'url' };
    inputs.set(url, input);
    return [{ start, end, input }];
  });
  return { links, isBroken: links.some(({ input }) => input === null) };
}

/** Returns the inputs of one kind, each once. */
function ofKind(links: readonly Link[], kind: PastedItem['kind']): ReviewInput[] {
  return [...new Set(links.flatMap(({ input }) => (input && kindOf(input) === kind ? [input] : [])))];
}

/** Returns the requests of the links, where they stand. */
const requestsAt = (links: readonly Link[]) =>
  links.flatMap(({ input, ...span }) => (input && kindOf(input) === 'request' ? [{ ...span, input }] : []));

/** Returns a part of a text without the URLs that were read and without markup. */
function proseOf(text: string, links: readonly Link[], { start, end }: Span = { start: 0, end: text.length }): string {
  let prose = '';
  let from = start;
  for (const link of linksIn(links, { start, end })) {
    prose += `${text.slice(from, link.start)} `;
    from = link.end;
  }
  return withoutMarkup(prose + text.slice(from, end));
}

const linksIn = (links: readonly Link[], { start, end }: Span) => links.filter((link) => link.start >= start && link.end <= end);

/** Returns what an input shows. An input with an error has an `errorText`, which may be null. */
export function kindOf({ errorText, outcome }: ReviewInput): PastedItem['kind'] {
  if (outcome?.kind === 'code') return 'approval';
  return errorText === undefined ? 'request' : 'failure';
}

/**
 * Returns all failures of a text, the most telling ones first, each with the request that it is
 * about. A text that reports a failure in words that no rule knows has an unknown one.
 */
function findFailures(text: string, links: readonly Link[]): ReviewInput[] {
  const requests = requestsAt(links);
  const withRequest = pairingIn(text);
  const all = { start: 0, end: text.length };
  const sections = sectionsOf(text, requests, (span) => failuresIn(text, linksIn(links, span), span).some(isRecognized));
  const whole = () => failuresIn(text, links, all).map((error) => withRequest(error, requests));
  if (sections.length === 1 || withoutWithdrawn(text) !== text) return whole();
  const failures = sections.flatMap((section) => {
    const own = linksIn(links, section);
    return failuresIn(text, own, section).map((error) => {
      const paired = withRequest(error, requestsAt(own));
      const others = requests.filter(({ input }) => input.provider === error.provider);
      // Outside a list, an error may be far from the only request that it can be about.
      return paired === error && !section.isItem && new Set(others.map(({ input }) => input)).size === 1
        ? withRequest(error, others)
        : paired;
    });
  });
  return failures.length === 0 ? whole() : eachOnce(failures).toSorted((one, other) => rankOf(one) - rankOf(other));
}

/** Returns the failures of a part of a text, the most telling one first. */
function failuresIn(text: string, links: readonly Link[], span: Span): ReviewInput[] {
  const prose = proseOf(text, links, span);
  const errors = errorsIn(links, prose);
  const { near, others } = momentsOf(prose, errors);
  return eachOnce([...withoutPages(others.length > 0 ? errorsIn(links, near) : errors, near), ...others]);
}

/** Returns all errors of URLs and of the words beside them, the most telling one first. */
function errorsIn(links: readonly Link[], prose: string): ReviewInput[] {
  const linked = ofKind(links, 'failure');
  const requests = ofKind(links, 'request');
  const preferred = requests[0]?.provider;
  const cases = casesIn(prose, preferred);
  const first =
    strongestError(linked, cases, prose, preferred) ??
    cases.find(({ outcome }) => outcome) ??
    unknownFailure(prose, requests[0] ?? ofKind(links, 'approval')[0]);
  if (!first) return [];
  return eachOnce([first, ...linked, ...cases, ...writtenErrors(prose, first.provider === genericProvider ? preferred : first.provider)]);
}
