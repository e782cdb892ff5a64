/** Turns the source of an HTML mail or page into the text that a reader sees. */

/** These elements do not end a sentence. */
const inlineElements: ReadonlySet<string> = new Set(['a', 'b', 'code', 'em', 'font', 'i', 'mark', 'span', 'strong', 'u', 'wbr']);

const entities: ReadonlyMap<string, string> = new Map([
  ['nbsp', ' '],
  ['#160', ' '],
  ['#xa0', ' '],
  ['amp', '&'],
  ['quot', '"'],
  ['#34', '"'],
  ['apos', "'"],
  ['#39', "'"],
  ['#x27', "'"],
  ['rsquo', "'"],
]);

/**
 * Removes the tags and decodes the entities that occur inside errors. A tag that is not inline
 * becomes a line break. A text without markup stays as it is. Runs in linear time.
 */
export function withoutMarkup(text: string): string {
  return text
    .replace(/<\/?([a-z][a-z0-9]*)(?:[\s/][^<>]*)?>/gi, (_, name: string) => (inlineElements.has(name.toLowerCase()) ? '' : '\n'))
    .replace(/&(#?\w{2,5});/g, (entity, name: string) => entities.get(name.toLowerCase()) ?? entity);
}
