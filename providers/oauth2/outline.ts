/**
 * Describes the structure of a page without its texts, so that somebody who cannot open the page
 * can teach a reader its layout. One node a line, indented by its depth: an element as
 * `tag[role]#id.class`, a text as its length.
 *
 * The page is untrusted. A form hides its own properties behind fields of the same name, so only
 * the walker and the getters of the prototypes are used.
 */

/** The most nodes that an outline visits, whether it lists them or not. */
const MAX_NODES = 4000;
/** Nodes below this depth are left out. */
const MAX_DEPTH = 100;
/** The maximum length of a line without its indentation, in UTF-16 code units. */
const MAX_LINE_LENGTH = 200;
/** The maximum length of an outline, enforced on both sides, in UTF-16 code units. */
export const MAX_OUTLINE_LENGTH = 60_000;
/** The first line of a copied outline: the version of its format, and the provider of the page. */
export const outlineHeader = (provider: string): string => `scope-review-outline 1 ${provider}`;
/** The line that ends an outline whose page has more nodes. */
export const OUTLINE_CUT = '...';

/** Elements that say nothing about the layout, and what this extension draws itself. */
const skipped = /^(?:head|script|style|noscript|template|svg|scope-review-.*)$/;

/** Returns the outline of a page. Takes linear time and changes nothing. */
export function outlineOf(document: Document): string {
  // 5: elements and texts.
  const walker = Document.prototype.createTreeWalker.call(document, document, 5);
  let outline = '';
  let depth = 0;
  let node = walker.firstChild();
  for (let nodes = 0; node; nodes += 1) {
    if (nodes === MAX_NODES || outline.length > MAX_OUTLINE_LENGTH - MAX_DEPTH - MAX_LINE_LENGTH - 8) return `${outline}${OUTLINE_CUT}\n`;
    const element = node instanceof Element ? node : null;
    const isSkipped = element && skipped.test(tagOf(element));
    const line = isSkipped ? '' : element ? nameOf(element) : textLength(node);
    if (line) outline += `${' '.repeat(depth)}${line}\n`;
    node = isSkipped || depth === MAX_DEPTH ? null : walker.firstChild();
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
  return outline;
}

function tagOf(element: Element): string {
  return Reflect.get(Element.prototype, 'localName', element);
}

function nameOf(element: Element): string {
  const attribute = (name: string) => Element.prototype.getAttribute.call(element, name)?.trim() ?? '';
  const role = attribute('role');
  const id = attribute('id');
  const classes = attribute('class').split(/\s+/).filter(Boolean);
  const line = [mask(tagOf(element)), role && `[${mask(role)}]`, id && `#${mask(id)}`, ...classes.map((name) => `.${mask(name)}`)];
  return line.join('').slice(0, MAX_LINE_LENGTH);
}

/** Replaces what may identify an account or a person: long numbers, random values, addresses. */
function mask(name: string): string {
  if (name.includes('@')) return '#';
  return name
    .replace(/[a-z\d]{12,}/gi, (run) => (/\d\D*\d\D*\d/.test(run) ? '#' : run))
    .replace(/[\da-f]{8,}|\d{5,}/gi, '#')
    .replace(/[^\w#:-]/g, '_')
    .slice(0, 60);
}

/** The length of the text as the reader takes it; the empty string for white space. */
function textLength(text: Node): string {
  const { length } = (text.nodeValue ?? '').replace(/\s+/g, ' ').trim();
  return length ? String(length) : '';
}
