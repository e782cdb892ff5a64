/**
 * Reads the structure of a page without its texts, so that somebody who cannot open the page can
 * teach a reader its layout.
 *
 * The page is untrusted. A form hides its own properties behind fields of the same name, so only
 * the walker and the getters of the prototypes are used.
 */

/** The depth of a node, and of an element its tag, role, ID and classes, of a text its length. */
export type OutlineNode =
  | readonly [depth: number, tag: string, role: string, id: string, classes: string]
  | readonly [depth: number, length: number];

/** The most nodes that are visited, whether they are listed or not. */
export const MAX_OUTLINE_NODES = 4000;
/** Nodes below this depth are left out. */
export const MAX_OUTLINE_DEPTH = 100;

/** Elements that say nothing about the layout, and what this extension draws itself. */
const skipped = /^(?:head|script|style|noscript|template|svg|scope-review-.*)$/;

/**
 * Returns the nodes of a page in document order. Takes linear time and changes nothing. The names are
 * the page's own: `formatOutline` removes from them what may identify somebody.
 */
export function readOutline(document: Document): OutlineNode[] {
  // 5: elements and texts.
  const walker = Document.prototype.createTreeWalker.call(document, document, 5);
  const nodes: OutlineNode[] = [];
  let depth = 0;
  let node = walker.firstChild();
  for (let count = 0; node && count < MAX_OUTLINE_NODES; count += 1) {
    const element = node instanceof Element ? node : null;
    const tag = element ? (Reflect.get(Element.prototype, 'localName', element) as string) : '';
    const isSkipped = skipped.test(tag);
    if (!element) nodes.push([depth, (node.nodeValue ?? '').replace(/\s+/g, ' ').trim().length]);
    else if (!isSkipped) nodes.push([depth, tag, attributeOf(element, 'role'), attributeOf(element, 'id'), attributeOf(element, 'class')]);
    node = isSkipped || depth === MAX_OUTLINE_DEPTH ? null : walker.firstChild();
    if (node) {
      depth += 1;
      continue;
    }
    node = walker.nextSibling();
    while (!node && walker.parentNode()) {
      depth -= 1;
      node = walker.nextSibling();
    }
  }
  // A node that is left over says that the page has more.
  if (node) nodes.push([0, 0]);
  return nodes;
}

function attributeOf(element: Element, name: string): string {
  return Element.prototype.getAttribute.call(element, name)?.slice(0, 200) ?? '';
}
