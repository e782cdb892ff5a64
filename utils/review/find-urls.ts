/**
 * Finds the URLs in a pasted text, in whatever form a mail, a chat, a log or a web page gave them:
 * without a scheme, escaped, quoted, or broken over several lines. The time is linear.
 */

import { providers } from '@/providers';
import { isListed } from '@/providers/matches';
import { isElided } from './elision';
import { linkTarget, targetStart } from './link-target';
import { endsInMark, isKnownScope, lastParameter, mayHaveMoreScopes, scopeParameter, spacedScopes, withoutName } from './spaced-scopes';
import { anotherStart, errorField, hasAnotherQuery, mayGoOn, plainScheme, startsAnotherUrl } from './url-end';
import { decodeAmpersands, decodeEntities, decodeJsonEscapes, decodeQuotedPrintable, decodeWhole, withoutPunctuation } from './url-escapes';

/** A URL in a text. */
export interface FoundUrl {
  /** The URL as a browser would open it, without what the surrounding text did to it. */
  url: string;
  /** True if a line break cut the URL, and it is not clear where the URL goes on. */
  isBroken: boolean;
  /** True if what follows may belong to the URL, so that it may have other parameters. */
  mayGoOn: boolean;
  /** Where it stands in the text, everything included that belongs to it. */
  start: number;
  end: number;
}

/** Further URLs of one text are not read. */
export const MAX_URLS = 1_000;
/** Mail clients break lines after 60 to 80 characters, so a longer URL has this many lines at most. */
const MAX_LINES = 200;

const scheme = String.raw`https?:(?:\\*/){2}`;
const escapedScheme = 'https?%(?:25)*3a%(?:25)*2f%(?:25)*2f';
// The look-behind lets a host start only at the beginning of a word, so that time stays linear.
const host = String.raw`(?<![\w@%./\\=&-])(?:[a-z\d-]+\.)+[a-z]{2,}(?:\\*/)`;
const urlStart = new RegExp(`(?<target>${targetStart})|${scheme}|${escapedScheme}|${host}`, 'gi');
const startsUrl = new RegExp(`^(?:${scheme}|${escapedScheme}|${host})`, 'i');
const startsWithScheme = new RegExp(`^(?:${scheme}|${escapedScheme})`, 'i');
const hostInside = new RegExp(`(?!^)${host}`, 'i');

/**
 * Matches one line of a URL, up to the next URL. A placeholder such as `client_id=<CLIENT_ID>` belongs
 * to it; a backslash belongs to it unless it escapes white space or a quotation mark.
 */
const urlLine = new RegExp(
  String.raw`(?:${plainScheme})?(?:[^\s<>"${'`'}|“”‘’«»\\,;hH]+|(?!${anotherStart})[hH]|[,;](?!${errorField})|\\+(?![\s"'\\nrt]|$)|(?<==)<[\w .-]{1,60}>)*`,
  'my',
);

/** The number of a character in the source of a page, which ends the query of a URL anywhere else. */
const hasCharacterCode = /&#x?[\da-f]/i;

const bareUrl = /^https?:\/\/[^\s"`\\]+$/i;

/** Returns the URLs in the order of the text. `isCut`: whether the text goes on behind its end, so that its last URL may, too. */
export function findUrls(text: string, isCut = false): FoundUrl[] {
  const urls = urlsIn(text);
  const last = urls.at(-1);
  if (isCut && last && text.slice(last.end).trim() === '') last.mayGoOn = true;
  return urls;
}

function urlsIn(text: string): FoundUrl[] {
  // A text that is only a URL has no sentence around it, so all of its characters belong to it.
  if (bareUrl.test(text) && !hasAnotherQuery(text))
    return [
      {
        url: decodeAmpersands(text),
        isBroken: false,
        mayGoOn: hasCharacterCode.test(text) || endsInMark(text) || /(?:\.{2,}|…)$/.test(text),
        start: 0,
        end: text.length,
      },
    ];
  const urls: FoundUrl[] = [];
  urlStart.lastIndex = 0;
  for (let match = urlStart.exec(text); match && urls.length < MAX_URLS; match = urlStart.exec(text)) {
    if (match.groups?.target !== undefined) {
      const start = urlStart.lastIndex;
      const target = linkTarget(text, start);
      if (target) urls.push({ ...target, isBroken: false, start });
      urlStart.lastIndex = target?.end ?? start;
      continue;
    }
    const found = readUrlAt(text, match.index);
    urlStart.lastIndex = Math.max(found.end, urlStart.lastIndex);
    if (startsWithScheme.test(match[0]) || isAuthorizeAddress(found.url)) urls.push(found);
  }
  return urls;
}

/**
 * Whether an address without a scheme is a URL of an authorization: prose and code are full of
 * words like `index.ts/README`.
 */
function isAuthorizeAddress(address: string): boolean {
  const url = URL.parse(address);
  if (!url || url.search === '') return false;
  return providers.some(({ urls }) => isListed(urls, url.hostname)) || /oauth.*authori[sz]e/i.test(url.pathname.slice(0, 200));
}

function readUrlAt(text: string, start: number): FoundUrl {
  const { lines, starts, end, isBroken } = readLines(text, start);
  const raw = decodeJsonEscapes(decodeQuotedPrintable(lines));
  // In BBCode, a bracket encloses the link with its tag.
  const before = text.slice(Math.max(0, start - 10), start).replace(/\[(?:url|link)=$/i, '[');
  const whole = withoutPunctuation(decodeEntities(raw), before);
  const isBeforeUrl = startsWithScheme.test(text.slice(end, end + 100));
  const cut = isBeforeUrl ? withoutName(whole) : whole;
  const isWholeLine = /(?:^|[\r\n])[ \t]*$/.test(before);
  const removed = decodeAmpersands(raw).slice(cut.length);
  const isLonger =
    cut !== whole ||
    mayGoOn(cut, { before, cut: removed, text, at: end }) ||
    isElided(removed + text.slice(end, end + 200)) ||
    mayHaveMoreScopes(cut, { text, at: end, isWholeLine }) ||
    endsInMark(cut);
  const url = startsWithScheme.test(cut) ? decodeWhole(cut) : `https://${cut}`;
  return { url, isBroken, mayGoOn: isLonger, start, end: placeOf(cut, lines, starts) ?? end };
}

/** Returns where a text that begins the lines of a URL ends; null if it is not written like that in them. */
function placeOf(cut: string, lines: readonly string[], starts: readonly number[]): number | null {
  if (!lines.join('').startsWith(cut)) return null;
  let left = cut.length;
  for (const [index, line] of lines.entries()) {
    if (left <= line.length) return (starts[index] ?? 0) + left;
    left -= line.length;
  }
  return null;
}

/** A URL in angle brackets or quotation marks, which belongs together whatever its lines are. */
const enclosed = {
  '<': /[^\s<>"]+(?:[ \t]*\r?\n[ \t]*[^\s<>"]+)*(?=>)/y,
  '"': /[^\s<>"]+(?:[ \t]*\r?\n[ \t]*[^\s<>"]+)*(?=")/y,
};

/** Reads the lines of the URL that starts at a position. `starts`: where each of them starts. */
function readLines(text: string, start: number): { lines: string[]; starts: number[]; end: number; isBroken: boolean } {
  const whole = enclosed[text.charAt(start - 1) as '<'];
  if (whole) {
    whole.lastIndex = start;
    const [found] = whole.exec(text) ?? [];
    const words = [...(found?.matchAll(/\S+/g) ?? [])];
    const isOne = words.every(([word], index) => !startsAnother(words[index - 1]?.[0] ?? '', word));
    if (found && words.length > 1 && isOne)
      return {
        lines: words.map(([word]) => word),
        starts: words.map(({ index }) => start + index),
        end: start + found.length,
        isBroken: false,
      };
  }
  const lines: string[] = [];
  const starts: number[] = [];
  let at = start;
  while (lines.length < MAX_LINES) {
    urlLine.lastIndex = at;
    let line = urlLine.exec(text)?.[0] ?? '';
    // Behind a list with spaces, a URL may go on with another one.
    for (let rest = spacedScopes(text, at + line.length, line); rest !== ''; rest = spacedScopes(text, at + line.length, `?${rest}`)) {
      urlLine.lastIndex = at + line.length + rest.length;
      rest += urlLine.exec(text)?.[0] ?? '';
      line += rest;
    }
    lines.push(line);
    starts.push(at);
    at += line.length;
    lineBreak.lastIndex = at;
    const next = lineBreak.exec(text);
    const continuation = next ? whatFollows(lines.join(''), next.groups?.word ?? '', !next.groups?.rest?.trim()) : 'end';
    if (!next || continuation !== 'url') return { lines, starts, end: at, isBroken: continuation === 'unclear' };
    at += next[0].length - (next.groups?.word?.length ?? 0);
  }
  return { lines, starts, end: at, isBroken: true };
}

/** Whether another URL begins inside the first word of a line, which then isn't the rest of the URL before it. */
function startsAnother(before: string, word: string): boolean {
  const address = hostInside.exec(word);
  return startsAnotherUrl(before, word) || (address !== null && isAuthorizeAddress(`https://${word.slice(address.index)}`));
}

/** A line break, the first word of the next line, and whether another word follows on that line. */
const lineBreak = /[ \t]*(?:\r?\n|\r)[ \t]*(?<word>[^\s<>"`|“”‘’«»\\]+)(?=(?<rest>[ \t]*[^\s]?))/y;

function startsKnownScope(start: string): boolean {
  return providers.some(({ knowledge }) => knowledge.catalogue.scopes.some(({ id }) => id.startsWith(start)));
}

/**
 * Decides whether the first word of the next line belongs to the URL before the line break.
 * `isAlone`: the line has no other word. `unclear`: the URL goes on, or may go on, but this word
 * does not show how; a URL that is put together wrongly would request scopes that it does not have.
 */
function whatFollows(url: string, word: string, isAlone: boolean): 'url' | 'unclear' | 'end' {
  const last = lastParameter(url);
  const isUrl = startsUrl.test(word);
  if (!last) {
    const isRest = !isUrl && !startsAnother(url, word) && (url.endsWith('=') || /^[\w%./~-]*\?[\w.~%-]+=/.test(word));
    return isRest ? 'url' : 'end';
  }
  // A line that ends in `=` goes on in quoted-printable, where `=` itself is `=3D`.
  if (url.endsWith('=') && url.includes('=3D')) return 'url';
  const isEmpty = last.value === '' && url.endsWith('=');
  if (!isUrl && startsAnother(url, word)) return 'end';
  if (isUrl) return isEmpty && /ur[il]$/i.test(last.name) && !/[?&]client_id=/.test(word) ? 'url' : 'end';
  const tail = url.slice(-3);
  // The parameters of an error stand in a line of their own; no authorize URL goes on with them.
  if (/^error(?:_\w+)?=/i.test(word) && !/[?&]$/.test(tail)) return 'end';
  if (/%[\da-f]?$/i.test(tail)) return /^[\da-f]/i.test(word) ? 'url' : 'unclear';
  if (/[?&]$/.test(tail)) return /^[\w.~%-]+=/.test(word) ? 'url' : 'end';
  if (scopeParameter.test(last.name) && isBrokenBetween(last.value, word)) return 'unclear';
  // A space in the list, with which no other text begins.
  if (scopeParameter.test(last.name) && /^\+[\w.-]+(?:[+&]|$)/.test(word))
    return isKnownScope(/[\w.-]+/.exec(word)?.[0] ?? '') ? 'url' : 'unclear';
  if (/&[\w.~%;-]+=/.test(word) || /%[\da-f]{2}/i.test(word) || /^[\w.:-]+(?:\+[\w.:-]+)+$/.test(word)) return 'url';
  return scopeParameter.test(last.name) ? whatFollowsScope(last.value, word, isAlone) : whatFollowsValue(last, word, isAlone);
}

function whatFollowsScope(list: string, word: string, isAlone: boolean): 'url' | 'unclear' | 'end' {
  const next = word.replace(/(?<![.,;:!)\]])[.,;:!)\]]+$/, '');
  const id = lastId(list);
  // A separator at the end, and half of a known ID, show that the list goes on.
  if (isAlone && isKnownScope(id + next)) return 'url';
  if (isKnownScope(id) || (id === '' && list === '')) return 'end';
  if (id === '') return 'unclear';
  return startsKnownScope(id) || (isAlone && /[._:]/.test(next)) ? 'unclear' : 'end';
}

/** Whether a list ends in a known ID, and the next line doesn't begin with the rest of a longer one: a separator may be lost. */
function isBrokenBetween(list: string, word: string): boolean {
  const id = lastId(list);
  const [next = ''] = word.split(/[&#+]|%20/, 1);
  return word.includes('&') && next !== '' && isKnownScope(id) && !isKnownScope(id + next);
}

const lastId = (list: string) => list.split(/%20|[+\s]/).at(-1) ?? '';

/** A client ID or a redirect URI must not be cut either; other values are not shown. */
function whatFollowsValue({ name, value }: { name: string; value: string }, word: string, isAlone: boolean): 'url' | 'unclear' | 'end' {
  if (!/^(?:client_id|redirect_uri)$/.test(name) || !isAlone) return 'end';
  if (value === '') return /[\d._~-]/.test(word) ? 'url' : 'unclear';
  return /\d/.test(word) && /^[\w.~-]+$/.test(word) ? 'unclear' : 'end';
}
