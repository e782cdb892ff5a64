/** Finds what a copy of the extension wrote for somebody else: reports, and requests to an admin. */
import type { Span } from '@/utils/diagnosis/compared-text';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import type { Asked } from './access-request';
import { inputOfReport } from './from-report';
import { withoutQuoteMarks } from './own-words';
import { readAccessRequest } from './read-access-request';
import { readReport } from './read-report';
import { block } from './report';
import type { ReviewInput } from './review-input';

/** One report or request, as what it is reviewed as. */
export interface OwnPart {
  kind: 'report' | 'request';
  /** Null if there is no such provider. */
  input: ReviewInput | null;
  /** Only in a request to an admin. */
  asked?: Asked;
}

/** The field that each of them has, mostly as the first. */
const format = /[{,]\s{0,20}\W{0,2}\bformat\W{1,20}scope-review-re(?:port|quest)\b/g;
/** More of them are not read, and count as faulty. */
const MAX_PARTS = 50;

/**
 * Reads every report and every request to an admin in a text, also in a quoted mail and without the
 * marks around its JSON, in their order. `faulty` is the number of those that can't be read. Never
 * throws.
 */
export function ownParts(text: string): { parts: OwnPart[]; faulty: number } {
  const parts: OwnPart[] = [];
  let faulty = 0;
  if (text.length > MAX_PASTED_LENGTH) return { parts, faulty: text.search(format) < 0 ? 0 : 1 };
  const given = withoutQuoteMarks(text);
  let end = 0;
  for (const { index } of given.matchAll(format)) {
    // The reason of a request may say what a format is.
    if (index < end) continue;
    const json = parts.length + faulty < MAX_PARTS ? jsonAround(given, index) : { start: 0, end: 0 };
    const part = readPart(given.slice(json.start, json.end));
    if (part) parts.push(part);
    else faulty += 1;
    if (part) end = json.end;
  }
  return { parts, faulty };
}

function readPart(json: string): OwnPart | null {
  const report = readReport(json);
  if (report) return { kind: 'report', input: inputOfReport(report) };
  const access = readAccessRequest(json);
  return access && { kind: 'request', ...access };
}

/**
 * Returns where the JSON around a format is: the object that begins with it, or else the block of
 * Markdown or the whole text.
 */
function jsonAround(text: string, index: number): Span {
  if (text.charAt(index) === '{') return { start: index, end: objectEnd(text, index) };
  const fence = text.lastIndexOf(`${block}json`, index);
  const end = text.indexOf(`\n${block}`, index);
  if (fence >= 0) return { start: fence + block.length + 4, end: end < 0 ? text.length : end };
  return { start: 0, end: text.startsWith('{') ? text.length : 0 };
}

const stringOrBrace = /"[^"\\]*(?:\\.[^"\\]*)*(?:"|$)|[{}]/gs;

/** Returns where the object that starts at a position ends; the end of the text if it is damaged. */
function objectEnd(text: string, start: number): number {
  let depth = 0;
  stringOrBrace.lastIndex = start;
  for (let token = stringOrBrace.exec(text); token; token = stringOrBrace.exec(text)) {
    if (token[0] === '{') depth++;
    if (token[0] === '}' && --depth === 0) return stringOrBrace.lastIndex;
  }
  return text.length;
}
