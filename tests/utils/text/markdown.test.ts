import { expect, it } from 'vitest';
import { inlineCode, markdownText } from '@/utils/text/markdown';

it.each([
  ['markup', '*a* [b](c) `d` <e> _f_ g_h # i', '\\*a\\* \\[b\\](c) \\`d\\` \\<e\\> \\_f\\_ g_h \\# i'],
  ['a mention', 'ask @ops-team, or @acme/admins.', 'ask `@ops-team`, or `@acme/admins`.'],
  ['the number of an issue', 'see #12 and acme/sync#7', 'see `#12` and `acme/sync#7`'],
  ['a mention in backticks', '`@ops`', '\\``@ops`\\`'],
  ['neither', 'a@b.example, #tag, 5 @ 3', 'a@b.example, \\#tag, 5 @ 3'],
])('a text for Markdown has no effect: %s', (_, text, expected) => {
  expect(markdownText(text)).toBe(expected);
});

it('a backslash in code does not end the cell of a table', () => {
  expect(inlineCode('a|b')).toBe('`a\\|b`');
  expect(inlineCode('a\\|b')).toBe('a\\\\\\|b');
});

// It takes half a minute in quadratic time.
it.each(['a.', 'a-'])('a text of many parts is escaped in linear time: %s', (part) => {
  const start = performance.now();
  markdownText(part.repeat(50_000));
  expect(performance.now() - start).toBeLessThan(3_000);
});
