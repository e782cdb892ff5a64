/**
 * What any consent page has, read by structure alone: vendors hash their class names and translate their words. The engine, which
 * knows the words, gets texts; what is found is bounded in number and length.
 */
import type { PageReadResult } from '../contract/page';

/** Of each text of a reading, in UTF-16 code units: the page side cuts there, and the background takes no more. */
export const MAX_TEXT_LENGTH = 600;
/** Of each list of a reading; likewise. */
export const MAX_TEXTS = 400;
const heading = 'h1, h2, h3, [role=heading]';
const line = 'li, [role=listitem]';
const button = 'button, [type=submit], [role=button]';
const around = 'nav, header, footer, script, style, noscript, template';
const control = 'input[type=checkbox]:not(:disabled), [role=switch]:not([aria-disabled=true]), [role=checkbox]:not([aria-disabled=true])';

/** Headings, list lines and loose text below `root`; `not-ready` while it has none of them and no button. */
export function readStructure(root: Element | null): PageReadResult {
  if (!root) return { state: 'not-ready' };
  const find = (selector: string, wanted: (element: Element) => unknown) => {
    const found: Element[] = [];
    for (const element of root.querySelectorAll(selector)) {
      if (found.length === MAX_TEXTS) break;
      if (wanted(element) && !element.closest(around)) found.push(element);
    }
    return found;
  };

  const headings = find(heading, words);
  const lineElements = find(line, (element) => !element.querySelector(line) && words(element));
  if (headings.length + lineElements.length + find(button, words).length === 0) return { state: 'not-ready' };

  return {
    state: 'ready',
    lineElements,
    reading: {
      headings: headings.map(words),
      paragraphs: find('*', (element) => hasOwnText(element) && !element.closest(`${heading}, ${line}, ${button}`)).map(words),
      lines: lineElements.map(words),
      username: null,
      lineScopes: [],
      switches: lineElements.filter((element) => element.querySelector(control)).length,
    },
  };
}

function words(element: Element): string {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, MAX_TEXT_LENGTH);
}

function hasOwnText(element: Element): boolean {
  return [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
}
