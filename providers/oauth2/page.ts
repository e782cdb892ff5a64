/**
 * Reads any consent page by its structure alone, because vendors hash their class names and
 * translate their texts. The texts go to the engine, which knows the wordings.
 */
import type { PageReadResult, PageSnapshot } from '../contract/page';
import { findAll, walkTexts } from './dom';

/**
 * The maximum length of each text of a snapshot, in UTF-16 code units. The content script cuts
 * there, and the background refuses longer texts.
 */
export const MAX_TEXT_LENGTH = 600;
/** The maximum length of each list of a snapshot, enforced on both sides as well. */
export const MAX_TEXTS = 400;

/** The snapshot of a page without any text. */
export const emptySnapshot: PageSnapshot = { headings: [], paragraphs: [], lines: [], lineScopes: [], username: null, switches: 0 };

const heading = 'h1, h2, h3, [role=heading]';
const line = 'li, [role=listitem]';
const button = 'button, [type=submit], [role=button]';
const surroundings = 'nav, header, footer, script, style, noscript, template';
const control = 'input[type=checkbox]:not(:disabled), [role=switch]:not([aria-disabled=true]), [role=checkbox]:not([aria-disabled=true])';

/**
 * Collects the headings, list items and other texts below `root`. The result is `not-ready` while
 * there is no heading, list item or button.
 */
export function readStructure(root: Element | undefined): PageReadResult {
  if (!root) return { state: 'not-ready' };
  const find = (selector: string, wanted: (element: Element) => unknown) => {
    const elements: Element[] = [];
    for (const element of findAll(root, selector)) {
      if (elements.length === MAX_TEXTS) break;
      // The fields of a form hide its members from what is done with a line later.
      if (!(element instanceof HTMLFormElement) && wanted(element) && !element.closest(surroundings)) elements.push(element);
    }
    return elements;
  };

  const headings = find(heading, textOf);
  const lineElements = find(line, (element) => !element.querySelector(line) && textOf(element));
  if (headings.length + lineElements.length + find(button, textOf).length === 0) return { state: 'not-ready' };

  return {
    state: 'ready',
    lineElements,
    snapshot: {
      headings: headings.map(textOf),
      paragraphs: ownTexts(root).map(textOf),
      lines: lineElements.map(textOf),
      username: null,
      lineScopes: [],
      switches: lineElements.filter((element) => element.querySelector(control)).length,
    },
  };
}

/** The most texts of one element that are looked at, and the most characters of each. */
const MAX_PIECES = 2000;

/**
 * Returns the text of an element, with single spaces, up to `MAX_TEXT_LENGTH`. It is cut while it
 * is collected, because nested elements would otherwise cost the size of the page times their
 * number.
 */
export function textOf(element: Element): string {
  const walker = walkTexts(element);
  let text = '';
  for (let count = 0; count < MAX_PIECES && text.length <= MAX_TEXT_LENGTH; count += 1) {
    const piece = walker.nextNode()?.nodeValue?.slice(0, MAX_PIECES).replace(/\s+/g, ' ');
    if (piece === undefined) break;
    text += /\S$/.test(text) ? piece : piece.trimStart();
  }
  return text.slice(0, MAX_TEXT_LENGTH).trim();
}

/**
 * Returns the elements with text of their own that are no heading, line, button or surroundings.
 */
function ownTexts(root: Element): Element[] {
  const elements = new Set<Element>();
  const walker = walkTexts(root);
  for (let node = walker.nextNode(); node && elements.size < MAX_TEXTS; node = walker.nextNode()) {
    const element = node.parentElement;
    if (
      element &&
      !elements.has(element) &&
      node.nodeValue?.trim() &&
      !Element.prototype.closest.call(element, `${heading}, ${line}, ${button}, ${surroundings}`)
    )
      elements.add(element);
  }
  return [...elements];
}
