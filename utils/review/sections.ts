/**
 * Splits a text with several authorization requests, such as a list, a table or a mail, into the
 * parts that are about one request each, so that an error is explained with the request next to
 * it.
 */
import type { Span } from '@/utils/diagnosis/compared-text';

/** A part of a text. */
export interface Section extends Span {
  /**
   * Whether it is an item of a list or a row, so that its errors are about its own request only.
   */
  isItem: boolean;
}

/**
 * A list marker or the bar of a table's row; the first group is its indentation, the second its
 * style.
 */
const marker = /^([ \t]*)(?:[([]?(?:\d{1,3}|[a-z])[.)\]:]+|([-*•·‣▪◦–—+|#]))[ \t]*(?=\S)/i;

/**
 * Returns the parts of a text, in order and without gaps. `requests` are the places of its
 * authorization requests; with fewer than two of them the text is one part. `hasError` tells
 * whether a part of the text has a known error. The time is linear except for calls of `hasError`,
 * of which there are two.
 */
export function sectionsOf(text: string, requests: readonly Span[], hasError: (span: Span) => boolean): Section[] {
  const [first] = requests;
  const last = requests.at(-1);
  if (!first || !last || requests.length < 2) return [{ start: 0, end: text.length, isItem: false }];
  const items = itemsOf(text, requests);
  if (items) return items;
  // The errors come either after the requests or before them.
  const isBehind = !hasError({ start: 0, end: first.start }) || hasError({ start: last.end, end: text.length });
  const bounds = requests.map((request, index) =>
    isBehind ? startOf(text, request, requests[index - 1]) : endOf(text, request, requests[index + 1]),
  );
  return between(isBehind ? [0, ...bounds, text.length] : [0, ...bounds.slice(0, -1), text.length]).map((span) => ({
    ...span,
    isItem: false,
  }));
}

/** A request begins its line, unless another request comes before it on the same line. */
function startOf(text: string, { start }: Span, before: Span | undefined): number {
  return Math.max(text.lastIndexOf('\n', start) + 1, before && before.end > text.lastIndexOf('\n', start) ? start : 0);
}

function endOf(text: string, { end }: Span, after: Span | undefined): number {
  const lineEnd = text.indexOf('\n', end);
  const next = lineEnd < 0 ? text.length : lineEnd + 1;
  return after && after.start < next ? end : next;
}

function between(bounds: readonly number[]): Span[] {
  return bounds.slice(1).flatMap((end, index) => {
    const start = bounds[index] ?? 0;
    return end > start ? [{ start, end }] : [];
  });
}

interface Line {
  start: number;
  /** The number of blanks before the marker. */
  indent: number;
  /** The kind of the marker; empty if the line has none. */
  style: string;
}

/**
 * Returns the items of the list or table in which each request has an item of its own, and the
 * text around them; null if there is no such list.
 */
function itemsOf(text: string, requests: readonly Span[]): Section[] | null {
  const lines = linesOf(text, requests);
  const marked = lines.filter(({ style }) => style !== '');
  for (const { style, indent } of distinct(marked).slice(0, MAX_STYLES)) {
    const starts = marked
      .filter((line) => line.indent < indent || (line.indent === indent && line.style === style))
      .map(({ start }) => start);
    if (hasOneEach(starts, requests)) return withRest(text, starts);
  }
  return null;
}

/** Whether each item has at most one request, and none comes before the first item. */
function hasOneEach(starts: readonly number[], requests: readonly Span[]): boolean {
  let item = -1;
  return requests.every(({ start }) => {
    const before = item;
    while ((starts[item + 1] ?? start + 1) <= start) item++;
    return item > before;
  });
}

/** A list has few kinds of markers. */
const MAX_STYLES = 8;

const distinct = (lines: readonly Line[]) => [...new Map(lines.map((line) => [`${line.indent} ${line.style}`, line])).values()];

/** Returns the lines of a text. A line break inside a request's URL ends no line. */
function linesOf(text: string, requests: readonly Span[]): Line[] {
  let next = 0;
  const starts = [...text.matchAll(/^/gm)].flatMap(({ index }) => {
    while ((requests[next]?.end ?? index) < index) next++;
    return (requests[next]?.start ?? index) < index ? [] : [index];
  });
  return starts.map((start, index) => {
    const line = text.slice(start, Math.min(starts[index + 1] ?? text.length, start + MAX_LINE));
    const [whole = '', indent = '', sign = '1'] = marker.exec(line) ?? [];
    return { start, indent: indent.length, style: whole ? sign : /\S\t+\S/.test(line) ? 'tab' : '' };
  });
}

/** As much of a line is searched for its marker. */
const MAX_LINE = 1_000;

/** A paragraph that is not indented. */
const paragraph = /\n[ \t]*\r?\n(?=\S)/;

/**
 * Returns the items that start at the positions. The last one ends at a paragraph that is not
 * indented, unless other items have such paragraphs too.
 */
function withRest(text: string, starts: readonly number[]): Section[] {
  const last = starts.at(-1) ?? 0;
  const items = between([...starts, text.length]);
  const hasParagraphs = items.slice(0, -1).some(({ start, end }) => paragraph.test(text.slice(start, end).trimEnd()));
  const rest = hasParagraphs ? -1 : text.slice(last).search(paragraph);
  const end = rest < 0 ? text.length : last + rest + 1;
  return [
    ...between([0, starts[0] ?? 0]).map((span) => ({ ...span, isItem: false })),
    ...between([...starts, end]).map((span) => ({ ...span, isItem: true })),
    ...between([end, text.length]).map((span) => ({ ...span, isItem: false })),
  ];
}
