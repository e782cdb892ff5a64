/** Finds out whose error a pasted text is. */

import { genericProvider, providers } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import { isNotPageOnly, matchErrorText, scopesNamedIn } from '@/utils/diagnosis/diagnose';
import { type ComparedText, compareMatches, type Match, matchesOf, type Span } from '@/utils/diagnosis/match-text';
import { partAround } from './error-sentence';

/**
 * Returns the provider whose own wording the text has, else the provider that the text names, if it
 * knows the error; else the generic provider, if the error is known in general. Null if nobody
 * knows it.
 */
export function providerOfError(text: ComparedText, preferred: Provider | undefined): Provider | null {
  const detected = detectProvider(text);
  if (detected) return detected;
  if (preferred && matchErrorText(preferred, text)) return preferred;
  const general = matchErrorText(genericProvider, text);
  const match = general ?? bestSharedMatch(text);
  const named = match && namedProvider(providers, match);
  if (named && matchErrorText(named, text)) return named;
  return general && (providerOfScopes(general) ?? genericProvider);
}

/** The best match of any provider in words that others use too; null if there is none. */
function bestSharedMatch(text: ComparedText): Match | null {
  return providers.flatMap((provider) => matchErrorText(provider, text) ?? []).toSorted(compareMatches)[0] ?? null;
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

/** The marks that end a clause, a part before a comma, and nothing but a sentence. */
const partMarks = [':;,', ';,', ''];

/**
 * Returns the provider that the text of a match names. If it names several, the nearest one in the
 * clause of the error counts, or else the only one in its sentence. Undefined if the text does not say.
 */
function namedProvider(candidates: readonly Provider[], { text, span }: Match): Provider | undefined {
  const named = candidates.filter((provider) => isNamed(provider, text));
  if (named.length < 2) return named[0];
  for (const marks of partMarks) {
    const { start, end } = partAround(text, span, marks);
    const before = text.compared.slice(start, span.start);
    const after = text.compared.slice(span.end, end);
    const distance = (provider: Provider) => distanceTo(provider, before, after);
    const [nearest, other] = named.filter((one) => distance(one) < NOT_NAMED).toSorted((left, right) => distance(left) - distance(right));
    if (nearest && (!other || marks === partMarks[0])) return nearest;
  }
  return undefined;
}

const NOT_NAMED = Number.POSITIVE_INFINITY;

/** Whether the text contains one of the provider's names. */
export function isNamed(provider: Provider, { compared }: ComparedText): boolean {
  return distanceTo(provider, '', compared) < NOT_NAMED;
}

/** The number of characters between an error and the nearest name of the provider beside it. */
function distanceTo({ name, otherNames = [] }: Provider, before: string, after: string): number {
  const distances = [name, ...otherNames].flatMap((one) => {
    const earlier = before.lastIndexOf(one.toLowerCase());
    const later = after.indexOf(one.toLowerCase());
    return [earlier < 0 ? NOT_NAMED : before.length - earlier - one.length, later < 0 ? NOT_NAMED : later];
  });
  return Math.min(...distances);
}

/**
 * Returns the provider whose own wording matches best; if two providers share it, the text must name
 * one of them. Words of the protocol, of APIs in general and those that others use too do not count.
 * Undefined if the text does not say which one.
 */
export function detectProvider(text: ComparedText): Provider | undefined {
  const general = genericProvider.knowledge.errors.flatMap((rule) => matchesOf(rule, text));
  const isOwn = (match: Match) => isNotPageOnly(match) && !match.wording.shared && !general.some(({ span }) => covers(span, match.span));
  const matches = providers
    .flatMap((provider) => {
      const match = matchErrorText(provider, text, isOwn);
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
