import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { english, pluralKeys, pluralLocale, serve } from '../../pseudo-locale';

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

describe('a browser without texts', () => {
  afterEach(() => vi.unstubAllGlobals());
  /** Serves nothing, as Chromium does for a process whose first page was closed too early. */
  async function withoutTexts(fetched: () => Promise<unknown>) {
    const fetch = vi.fn(async () => ({ json: fetched }));
    vi.stubGlobal('fetch', fetch);
    vi.stubGlobal('chrome', { i18n: { getMessage: () => '' }, runtime: { getURL: (path: string) => `own:/${path}` } });
    vi.doMock('@/public/_locales/en/messages.json', () => ({ default: {} }));
    const text = await import('@/utils/text/text');
    vi.doUnmock('@/public/_locales/en/messages.json');
    await text.textsReady();
    return { ...text, fetch };
  }

  it('gets those of the package, once', async () => {
    const { t, tPlural, listText, textsReady, fetch } = await withoutTexts(async () => english);
    await textsReady();
    expect(fetch.mock.calls).toEqual([['own:/_locales/en/messages.json']]);
    expect(t('extension_name')).toBe('Scope Review');
    expect(tPlural('action_continue', 2)).toBe('Continue with 2 scopes');
    expect(listText(['a', 'b'])).toBe('a, b');
  });

  it('has none if the package is gone, and lists are joined all the same', async () => {
    const { t, listText } = await withoutTexts(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(t('extension_name')).toBe('');
    expect(listText(['a', 'b'])).toBe('a, b');
  });

  it('is none of those that have texts', async () => {
    const fetch = vi.fn();
    vi.stubGlobal('fetch', fetch);
    const { textsReady } = await texts('de', ['one', 'other']);
    Reflect.set((globalThis as { chrome?: object }).chrome ?? {}, 'runtime', { getURL: String });
    await textsReady();
    expect(fetch).not.toHaveBeenCalled();
  });
});
