/**
 * Access to the nodes of a page that a page cannot take away. An element with the name of a member
 * of `document`, such as `<img name="querySelector">`, hides that member, and a field does the same
 * in its form. So the members of the prototypes are called.
 */

/** Returns the elements below the node that match, in document order. */
export function findAll<Found extends Element = Element>(node: Document | Element, selector: string): Found[] {
  const { prototype } = node instanceof Document ? Document : Element;
  return [...(prototype.querySelectorAll as ParentNode['querySelectorAll']).call(node, selector)] as Found[];
}

/** Returns a walker over the texts (4) below the node, in document order. */
export function walkTexts(node: Node): TreeWalker {
  return Document.prototype.createTreeWalker.call(document, node, 4);
}
