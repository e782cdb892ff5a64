/**
 * Error responses (RFC 6749 §4.1.2.1), whether they come from a redirect URL or from plain page
 * text, and the headings of error pages.
 */

import type { PageSnapshot } from '@/providers/contract/page';
import { decodeFormValue } from '@/providers/oauth2/query';
import { redactText } from '@/providers/oauth2/redact';
import { normalize } from '@/utils/text/normalize';
import type { Outcome } from './flow';

/** The `error` and `error_description` parameters of a response (RFC 6749 §4.1.2.1). */
export interface ErrorResponse {
  error: string;
  description: string | null;
}

/** Returns an error outcome whose texts are redacted, so that it may be stored and shown. */
export function errorOutcome(error: string, description: string | null): Outcome & { kind: 'error' } {
  return { kind: 'error', error: redactText(error), description: description === null ? null : redactText(description) };
}

/** An error response in a text, with the place of its pairs. */
export interface PlacedResponse extends ErrorResponse {
  start: number;
  end: number;
}

/**
 * Finds the first `error=…&error_description=…` in a text; null if there is none. See `responsesIn`.
 */
export function errorIn(text: string): ErrorResponse | null {
  const first = responsesIn(text).next().value;
  return first ? { error: first.error, description: first.description } : null;
}

/**
 * Finds the error responses in a text, in order, whatever the order of their pairs. A response ends with
 * its line, with the quotation marks or parentheses around it, with other words between two pairs, and
 * where a pair repeats. A quoted code belongs to a `WWW-Authenticate` header (RFC 6750 §3) and does not
 * count. A description that has no end ends in an ellipsis. The time is linear.
 */
export function* responsesIn(text: string): Generator<PlacedResponse, undefined> {
  let end = 0;
  for (const { index: start } of text.matchAll(responseStart).take(MAX_STARTS)) {
    if (start < end) continue;
    const { values, length } = readPairs(text, start);
    end = start + length;
    const [error = ''] = (values.get('error') ?? '').split(/[\s,;]/);
    if (error) yield { error, description: values.get('error_description') ?? null, start, end };
  }
}

const responseStart = /(?:(?<=^|[\s"'`‘“„«(])(?:\w{1,40}=[^\s&"'`‘’“”„«»()]*&)*|(?<=[,;|]))(?:error_description=|error=(?!\\*["']))/g;
/** A pair in a chain, or one that a space separates, as in a log. */
const pairName = /(?<=^|&)([\w.-]{1,60})=|(?<=\s)(error|(?:error_)?description|error_uri|state|iss)=/g;
/** What ends a value without quotation marks, besides the end of all pairs. */
const valueEnd = /&[\w.-]{1,60}=|\s(?:error|(?:error_)?description|error_uri|state|iss)=|$/;
/** What may stand between two pairs: separators, and other pairs of a log. */
const between = /^[\s,;&]*(?:[\w.-]{1,60}=(?:"[^"]*"|[^\s"]*)(?:[\s]+|$))*$/;
/** A value in quotation marks, which may be escaped. */
const quotedValue = /^(\\*["'])(.*?)(?<!\\)\1(?![\p{L}\d])/su;
/** A value in which something else stands for a space, so that a space ends it. */
const encodedWord = /[^\s+]\+[^\s+]|%[\da-f]{2}/i;
/** Further beginnings of responses are not read. */
const MAX_STARTS = 400;
/** No response is longer, in UTF-16 code units. */
const MAX_RESPONSE_LENGTH = 4_000;

/** Reads the pairs from a position on; `length` is that of the text they take. */
function readPairs(text: string, start: number): { values: ReadonlyMap<string, string>; length: number } {
  const { body, isOpen } = bodyAt(text, start);
  const values = new Map<string, string>();
  let length = 0;
  for (const {
    0: { length: nameLength },
    1: name = '',
    2: spaced = name,
    index,
  } of body.matchAll(pairName)) {
    // A log may shorten the name.
    const key = spaced === 'description' ? 'error_description' : spaced;
    if (index < length) continue;
    if (values.has(key) || !between.test(body.slice(length, index))) break;
    const rest = body.slice(index + nameLength);
    const value = readValue(key, rest);
    if (value === null) break;
    length = index + nameLength + value.length;
    const isUnended = value.isUnended || (isOpen && length === body.length);
    values.set(key, isUnended && key === 'error_description' ? `${value.value.replace(/[.…]+$/, '')}…` : value.value);
  }
  return { values, length };
}

/** Reads one value at the beginning of a text; null for a quoted code. */
function readValue(name: string, rest: string): { value: string; length: number; isUnended: boolean } | null {
  const hasQuote = /^\\*["']/.test(rest);
  if (hasQuote && name === 'error') return null;
  const [quoted, , inside = ''] = quotedValue.exec(rest) ?? [];
  if (quoted !== undefined) return { value: oneSpaced(inside), length: quoted.length, isUnended: false };
  const written = rest.slice(0, rest.search(valueEnd));
  const [word = ''] = written.split(/\s/, 1);
  const raw = name === 'error_description' && !encodedWord.test(word) ? written : word;
  return { value: oneSpaced(decodeFormValue(raw) ?? raw).replace(/^\\*["']/, ''), length: raw.length, isUnended: hasQuote };
}

const oneSpaced = (value: string) => value.replace(/\s+/g, ' ').trim();

/** The marks around a response, opening to closing. */
const marks: Readonly<Record<string, string>> = { '"': '"', "'": "'", '`': '`', '‘': '’', '“': '”', '„': '“', '«': '»', '(': ')' };

/**
 * Returns the text from a position up to the mark that closes the one before it, to the end of a table's cell, or to
 * the end of the line. `isOpen`: whether that mark is missing.
 */
function bodyAt(text: string, start: number): { body: string; isOpen: boolean } {
  const near = text.slice(start, start + MAX_RESPONSE_LENGTH);
  const [line = ''] = near.split(/[\r\n]/, 1);
  const opening = text[start - 1] ?? '';
  if (/[,;|]/.test(opening)) return { body: line.split(opening, 1)[0] ?? '', isOpen: false };
  const closing = marks[opening];
  if (closing === undefined) return { body: line, isOpen: false };
  const inLine = line.slice(0, closedAt(line, opening, closing));
  if (inLine.length < line.length || near === line) return { body: inLine, isOpen: inLine === line };
  // A mail wraps the line in which a description stands.
  const [paragraph = ''] = near.split(/\n[^\S\n]*\n/, 1);
  const wrapped = paragraph.slice(0, closedAt(paragraph, opening, closing));
  const isWrapped = wrapped.length < paragraph.length && line.includes('error_description=') && !wrapped.includes(opening);
  return isWrapped ? { body: wrapped, isOpen: false } : { body: line, isOpen: true };
}

/** Returns where a mark closes; the length of the text if it does not. An apostrophe inside a word closes nothing. */
function closedAt(text: string, opening: string, closing: string): number {
  let depth = 1;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === closing && text[at - 1] !== '\\' && (closing === ')' || !/[\p{L}\d]/u.test(text[at + 1] ?? ''))) depth--;
    else if (text[at] === opening && closing === ')') depth++;
    if (depth === 0) return at;
  }
  return text.length;
}

/**
 * Returns the outcome of a page that consists of nothing but `error=…`, which some servers send for
 * a broken link; else null.
 */
export function outcomeOnPage({ headings, lines, paragraphs }: PageSnapshot): Outcome | null {
  const [text = '', ...otherParagraphs] = paragraphs;
  const isBareText = headings.length === 0 && lines.length === 0 && otherParagraphs.length === 0;
  const response = isBareText && text.startsWith('error=') ? errorIn(text) : null;
  return response && errorOutcome(response.error, response.description);
}

/** The headings that a provider puts above every error, by language. */
export type ErrorHeadings = readonly { language: string; text: string }[];

/** Whether the page has a heading that the provider puts above every error, whatever the cause. */
export function hasErrorHeading(errorHeadings: ErrorHeadings, headings: readonly string[]): boolean {
  // The whole heading must match, because an app's name could contain the sentence.
  return errorHeadings.some((heading) => headings.some((text) => normalize(text) === normalize(heading.text)));
}
