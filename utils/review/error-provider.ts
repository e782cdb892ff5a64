/** Finds out whose error a pasted text is. */

import { genericProvider, providers } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import { otherProduct } from '@/providers/oauth2/other-products';
import { type ComparedText, partAround, pastedText, type Span } from '@/utils/diagnosis/compared-text';
import { isNotPageOnly, matchErrorText } from '@/utils/diagnosis/diagnose';
import { severalCodes } from '@/utils/diagnosis/doubt';
import { compareMatches, type Match, matchesOfAll } from '@/utils/diagnosis/match-text';
import { scopesNamedIn } from '@/utils/diagnosis/recognize';

/**
 * Returns the provider whose own wording the text has, else the one that the text names, else the
 * preferred one, if it knows the error; else the generic provider, if the error is known in general. Null if nobody
 * knows it.
 */
export function providerOfError(text: ComparedText, preferred: Provider | undefined): Provider | null {
  if (severalCodes(text) === 'list') return null;
  const detected = detectProvider(text);
  if (detected) return detected;
  const general = matchErrorText(genericProvider, text);
  const match = general ?? bestSharedMatch(text);
  const named = match && namedBeside(match);
  for (const provider of [named, preferred]) if (provider && matchErrorText(provider, text)) return provider;
  return general && (providerOfScopes(general) ?? genericProvider);
}

/** The best match of any provider in words that others use too; null if there is none. */
export function bestSharedMatch(text: ComparedText): Match | null {
  return providers.flatMap((provider) => matchErrorText(provider, text) ?? []).toSorted(compareMatches)[0] ?? null;
}

/** Whether a provider has words of a text that others use too. */
export function hasSharedWords(text: string): boolean {
  return bestSharedMatch(pastedText(text)) !== null;
}

/** The one provider whose scopes an API error names; undefined if there is none or several. */
function providerOfScopes(match: Match): Provider | undefined {
  const [only, other] = isApiError(match) ? providers.filter((provider) => scopesNamedIn(provider, match.text.plain).length > 0) : [];
  return other ? undefined : only;
}

/** Whether an API's rule matched. */
export function isApiError(match: Match | null): match is Match {
  return match?.rule.surface === 'api';
}

/** A name in a text; the provider is null if it is the name of another product. */
interface NamedPlace extends Span {
  provider: Provider | null;
}

const placesOf = new WeakMap<ComparedText, readonly NamedPlace[]>();

/** Returns the places at which a text names a provider or another product that authorizes apps. */
function namedPlaces(text: ComparedText): readonly NamedPlace[] {
  const known = placesOf.get(text);
  if (known) return known;
  const own = providers.flatMap((provider) =>
    [provider.name, ...(provider.otherNames ?? [])].flatMap((name) => placesOfName(provider, name.toLowerCase(), text)),
  );
  const others = [...text.compared.matchAll(otherProduct)].map((found) => ({
    provider: null,
    start: found.index,
    end: found.index + found[0].length,
  }));
  const places = [...own, ...others];
  placesOf.set(text, places);
  return places;
}

function placesOfName(provider: Provider, name: string, { compared, plain }: ComparedText): NamedPlace[] {
  const places: NamedPlace[] = [];
  for (let start = compared.indexOf(name); start >= 0; start = compared.indexOf(name, start + 1)) {
    const end = start + name.length;
    const isLowerCase = plain.charAt(start) === compared.charAt(start);
    const isWord = isLowerCase && provider.ordinaryUse?.test(compared.slice(Math.max(0, start - 12), end + 12));
    if (!isWord) places.push({ provider, start, end });
  }
  return places;
}

/** The marks that end a clause, a part before a comma, and nothing but a sentence. */
const partMarks = [':;,', ';,', ''];

/** Beside the name of another product, a provider's name counts up to this number of characters. */
const MAX_CLOSE = 20;
/** From farther away than this number of characters, another product does not matter. */
const MAX_RELATED = 200;

/**
 * Returns the provider that the text of a match names. If it names several, or another product too,
 * the nearest one in the clause of the error counts, or else the only one in its sentence. Undefined
 * if the text does not say.
 */
function namedProvider(candidates: readonly Provider[], { text, span }: Pick<Match, 'text' | 'span'>): Provider | undefined {
  const near = namedPlaces(text).filter((place) => place.provider || isNear(place, span, MAX_RELATED));
  const named = candidates.filter((candidate) => near.some(({ provider }) => provider === candidate));
  if (named.length < 2 && near.every(({ provider }) => provider)) return named[0];
  for (const marks of partMarks) {
    const part = partAround(text, span, marks);
    const inPart = near.filter(({ start, end }) => start >= part.start && end <= part.end);
    const toOther = distanceTo(null, inPart, span);
    const [nearest, other] = named
      .map((provider) => ({ provider, length: distanceTo(provider, inPart, span) }))
      .filter(({ length }) => length < NOT_NAMED)
      .toSorted((left, right) => left.length - right.length);
    if (toOther < NOT_NAMED) return nearest && nearest.length <= Math.min(toOther, MAX_CLOSE) ? nearest.provider : undefined;
    if (nearest && (!other || marks === partMarks[0])) return nearest.provider;
  }
  return undefined;
}

const namedIn = new WeakMap<ComparedText, Map<number, Provider | undefined>>();

/** The provider that the text of a match names beside it; undefined if the text does not say. */
function namedBeside(match: Match): Provider | undefined {
  const known = namedIn.get(match.text) ?? new Map();
  namedIn.set(match.text, known);
  if (!known.has(match.span.start)) known.set(match.span.start, namedProvider(providers, match));
  return known.get(match.span.start);
}

/** Whether a match may be the provider's error: beside the name of another provider that knows the words, it is that one's. */
export function mayBeOf(provider: Provider, match: Match): boolean {
  if (!isNotPageOnly(match)) return false;
  const named = namedBeside(match);
  const { plain } = match.text;
  return !named || named === provider || matchErrorText(named, pastedText(plain.slice(match.span.start, match.span.end))) === null;
}

/** The provider that a text names beside these words of it; undefined if the text does not say. */
export function providerBeside(text: ComparedText, words: string): Provider | undefined {
  const start = text.compared.indexOf(words);
  return start < 0 ? undefined : namedProvider(providers, { text, span: { start, end: start + words.length } });
}

const NOT_NAMED = Number.POSITIVE_INFINITY;

/** Whether the text contains one of the provider's names. */
export function isNamed(provider: Provider, text: ComparedText): boolean {
  return namedPlaces(text).some((place) => place.provider === provider);
}

/**
 * The number of characters between an error and a name beside it. They count twice behind the error,
 * because who answers is usually named first.
 */
function distance(place: Span, span: Span): number {
  return Math.max(0, span.start - place.end, 2 * (place.start - span.end));
}

/** Whether a name stands beside an error, and is no part of its words. */
function isNear(place: Span, span: Span, length: number): boolean {
  return !covers(span, place) && distance(place, span) <= length;
}

/** The distance to the nearest name of the provider; null stands for all other products. */
function distanceTo(provider: Provider | null, places: readonly NamedPlace[], span: Span): number {
  return Math.min(NOT_NAMED, ...places.filter((place) => place.provider === provider).map((place) => distance(place, span)));
}

/**
 * Whether ambiguous words stand right beside the name of another product, in a text that does not
 * name the provider.
 */
function isOfOtherProduct(provider: Provider, { text, span, wording }: Match): boolean {
  if (!wording.ambiguous || isNamed(provider, text)) return false;
  return namedPlaces(text).some((place) => !place.provider && isNear(place, span, 2 * MAX_CLOSE));
}

/**
 * Returns the provider whose own wording matches best; if two providers share it, the text must name
 * one of them. Words of the protocol, of APIs in general and those that others use too do not count.
 * Undefined if the text does not say which one.
 */
export function detectProvider(text: ComparedText): Provider | undefined {
  const general = matchesOfAll(genericProvider.knowledge.errors, text);
  const isOwn = (match: Match) => isNotPageOnly(match) && !match.wording.shared && !general.some(({ span }) => covers(span, match.span));
  const matches = providers
    .flatMap((provider) => {
      const match = matchErrorText(provider, text, (one) => isOwn(one) && !isOfOtherProduct(provider, one));
      return match ? [{ provider, match }] : [];
    })
    .toSorted((left, right) => compareMatches(left.match, right.match));
  const best = matches.filter(({ match }) => matches[0] && compareMatches(match, matches[0].match) === 0);
  const [first, second] = best;
  const candidates = best.map(({ provider }) => provider);
  return first && second ? namedProvider(candidates, first.match) : first?.provider;
}

function covers(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && outer.end >= inner.end;
}
