/** Reads the authorization requests in a text, for the terminal. */

import { type FoundUrl, findUrls } from './find-urls';
import { withoutQuoteMarks } from './own-words';
import { type ReadRequest, readLinkedRequest, withUnclearEnd } from './read-link';
import { MAX_TEXT_LENGTH, textParts } from './text-parts';

/**
 * Reads a list of URLs, one per line, as one result for each line, empty lines included. Reads any
 * other text as one result for each request in it, or as a single reason if it has none. Of a text
 * that is no list, no more than `MAX_TEXT_LENGTH` is read.
 */
export function readRequests(text: string): ReadRequest[] {
  return urlList(text)?.map(readLine) ?? readText(withoutQuoteMarks(text));
}

/** Returns the lines of a list of URLs, one per line; null for any other text. */
export function urlList(text: string): string[] | null {
  const given = text.trim();
  const lines = given.includes('\n') ? text.replace(/\r?\n$/, '').split(/\r?\n/) : [given];
  return isList(lines) ? lines : null;
}

/**
 * Whether each line is one word or one URL, and no line is the rest of the URL before it. Where most
 * lines have no URL, the words are a short text, such as a greeting around a link.
 */
function isList(lines: readonly string[]): boolean {
  const given = lines.map((line) => line.trim());
  const urls = given.map((line) => findUrls(line)[0]);
  const isLine = (line: string, index: number) => {
    const url = urls[index];
    if (!url) return !/\s/.test(line);
    return !url.isBroken && url.start === 0 && url.end === line.length && !goesOn(line, given[index + 1] ?? '');
  };
  const count = urls.filter(Boolean).length;
  return (count === 0 || 2 * count >= given.filter(Boolean).length) && given.every(isLine);
}

function goesOn(url: string, next: string): boolean {
  if (next === '' || /^https?:\/\//i.test(next)) return false;
  const [found] = findUrls(`${url}\n${next}`);
  return found !== undefined && (found.isBroken || found.mayGoOn || found.end > url.length);
}

function readLine(line: string): ReadRequest {
  const given = line.trim();
  if (given === '') return { ok: false, reason: 'empty' };
  const [url] = findUrls(given);
  return url ? readUrl(url) : readLinkedRequest(given);
}

function readUrl({ url, isBroken, mayGoOn }: FoundUrl): ReadRequest {
  if (isBroken) return { ok: false, reason: 'broken-url' };
  const read = readLinkedRequest(url);
  return read.ok && mayGoOn ? { ok: true, request: withUnclearEnd(read.request) } : read;
}

function readText(text: string): ReadRequest[] {
  const urls = new Map<string, FoundUrl>();
  let left = Math.min(text.length, MAX_TEXT_LENGTH);
  for (const part of textParts(text.slice(0, left))) {
    left -= part.length;
    for (const found of findUrls(part, left === 0 && text.length > MAX_TEXT_LENGTH))
      urls.set(found.url, { ...found, mayGoOn: found.mayGoOn || urls.get(found.url)?.mayGoOn === true });
  }
  const results = [...urls.values()].map(readUrl);
  const found = results.filter((result) => result.ok || result.reason === 'broken-url');
  if (found.length > 0) return found;
  return [results[0] ?? { ok: false, reason: text.trim() === '' ? 'empty' : 'not-a-url' }];
}
