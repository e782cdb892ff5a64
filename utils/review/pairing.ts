/** Decides which request in a pasted text an error is about. */
import { genericProvider } from '@/providers';
import { hostnameOf } from '@/providers/oauth2/redirect';
import type { Span } from '@/utils/diagnosis/compared-text';
import { nameOf } from '@/utils/diagnosis/line-name';
import { normalize } from '@/utils/text/normalize';
import { domainOf } from './read-link';
import type { ReviewInput } from './review-input';

/** Where a request stands in a text. */
export interface PlacedRequest extends Span {
  input: ReviewInput;
}

/** Adds to an error the request that it is about. */
export type Pairing = (error: ReviewInput, requests: readonly PlacedRequest[]) => ReviewInput;

/**
 * Returns what adds the request that an error is about, if there is one of its provider that nothing
 * contradicts. The rules of the request's provider do not know the error of another provider, so such an
 * error is explained without the request. `text`: the whole text, in which the requests stand.
 */
export function pairingIn(text: string): Pairing {
  let lines: Line[] | null = null;
  return (error, requests) => {
    const ofProvider = requests.filter(({ input }) => error.provider === input.provider || error.provider === genericProvider);
    if (ofProvider.length === 0) return error;
    lines ??= text.split('\n').map((line) => ({ line, words: normalize(line) }));
    const own = linesOf(error, lines);
    const request = ofProvider.find((one) => !isOfAnother(error, own, text, one))?.input;
    return request ? { ...error, ...request, pastedFrom: error.pastedFrom ?? 'text' } : error;
  };
}

/** A line, and its words in the form in which they are compared. */
interface Line {
  line: string;
  words: string;
}

/**
 * Whether a text shows that an error is not about a request: it is another app's or account's, or the request
 * works. `lines`: those that have the words of the error.
 */
function isOfAnother(
  error: ReviewInput,
  lines: readonly string[],
  text: string,
  { input: { request }, start, end }: PlacedRequest,
): boolean {
  const account = error.account ?? error.request.account;
  if (account && request.account && account !== request.account) return true;
  const [site, requestSite] = [siteOf(error.request.redirectHost), siteOf(request.redirectHost)];
  if (site && requestSite && site !== requestSite) return true;
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  const to = lineEnd < 0 ? text.length : lineEnd;
  // The link itself says nothing in words, so the line above it may introduce it.
  const own = `${text.slice(from, start)} : ${text.slice(end, to)}`;
  const line = /\p{L}/u.test(own) ? own : `${text.slice(0, from).trimEnd().split('\n').at(-1)}${own}`;
  if (works.test(line)) return true;
  const isNamed = (name: string) => Boolean(request.redirectHost?.includes(name));
  const app = line.match(properName)?.map(normalize).find(isNamed) ?? nameOf(line);
  if (site || app === null || !(isItem.test(line) || isNamed(app))) return false;
  const isElsewhere = lines.length > 0 && !lines.some((one) => text.slice(from, to).includes(one));
  return isElsewhere && lines.map(nameOf).every((name) => name !== null && name !== app && !isNamed(name));
}

function siteOf(redirectHost: string | null): string | null {
  const host = redirectHost && hostnameOf(redirectHost);
  return host ? domainOf(host) : null;
}

/** Returns the lines that have the words of an error. */
function linesOf({ outcome, errorText }: ReviewInput, lines: readonly Line[]): string[] {
  const sought = normalize(outcome?.kind === 'error' ? outcome.error : (errorText ?? '')).slice(0, MAX_WORDS);
  return sought ? lines.filter(({ words }) => words.includes(sought)).map(({ line }) => line) : [];
}

/** The beginning of an error's words is enough to find its line. */
const MAX_WORDS = 60;

/** Says of a link that nothing is wrong with it. */
const works =
  /(?<!\p{L})(?<!(?:n['’]t|\b(?:not|never|longer|nothing|if it|no)) )(?:works|worked (?:fine|well)|ok(?:ay)?|fine|without (?:any )?(?:problems?|errors?|issues?)|funktioniert|klappt|fonctionne|marche|funciona|funziona)(?!\p{L})(?! (?:\p{L}+ )?(?:not|until|nicht|pas)(?!\p{L}))|[\u2713\u2714\u2705]/iu;
const isItem = /^\s*(?:[-*•+|]|\d{1,3}[.)]\s|\S[^\n\t]*\t)/;
const properName = /(?<![\p{L}\d])\p{Lu}[\p{L}\d]{2,30}/gu;
