/** Tells whether a file ends in the middle, so that nobody takes a part of it for the whole. */
import { isWholeJson } from './json-parts';

/** The root element of an XML file, such as the settings of an app. */
const xmlRoot = /^\s*(?:<\?xml[^>]*>\s*)(?:<!--[\s\S]*?-->\s*)*<([A-Za-z][\w.:-]*)(?=[\s>])/;

/**
 * Whether a text is JSON or XML that ends before its first value or its root element does. False
 * for every other text, because nothing in it shows where it should end.
 */
export function endsEarly(text: string): boolean {
  if (/^\s*(?:\{\s*(?:"|$)|\[\s*(?:["{[]|$))/.test(text)) return !isWholeJson(text);
  const root = xmlRoot.exec(text.slice(0, 10_000))?.[1];
  return root !== undefined && !text.includes(`</${root}`);
}
