import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pluralKeys, pluralLocale, serve } from '../../pseudo-locale';

// The plural rules of a language are kept until the browser restarts the extension.
beforeEach(() => {
  vi.resetModules();
});
let stop = () => {};
afterEach(() => stop());

async function texts(language: string, categories: readonly string[]) {
  stop = serve(pluralLocale(language, categories));
  return import('@/utils/text/text');
}

// https://cldr.unicode.org/index/cldr-spec/plural-rules
const arabic = { zero: 0, one: 1, two: 2, few: 3, many: 11, other: 100 };

describe('counted texts', () => {
  it.each(pluralKeys)('use every plural category of the language: %s', async (key) => {
    const { tPlural } = await texts('ar', Object.keys(arabic));
    for (const [category, count] of Object.entries(arabic)) expect(tPlural(key, count)).toMatch(`[${category}] `);
  });

  it.each(pluralKeys)('use the text for `other` where the category has none: %s', async (key) => {
    const { tPlural } = await texts('ar', ['one', 'other']);
    for (const [category, count] of Object.entries(arabic))
      expect(tPlural(key, count), category).toMatch(category === 'one' ? '[one] ' : '[other] ');
  });

  it('follow the language of the texts', async () => {
    const { tPlural } = await texts('ja', ['one', 'other']);
    expect(tPlural('action_continue', 1)).toMatch('[other] ');
  });
});

describe('a list', () => {
  it('is joined as the language of the texts does', async () => {
    expect((await texts('en-US', [])).listText(['a', 'b', 'c'])).toBe('a, b, c');
    const { listText } = await texts('de', []);
    expect(listText(['a', 'b'], 'disjunction')).toBe('a oder b');
    expect(listText([])).toBe('');
  });
});
