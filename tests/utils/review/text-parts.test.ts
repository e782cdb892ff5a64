import { expect, it } from 'vitest';
import { cutText, unreadableText } from '@/utils/files/cut-text';
import { openContent } from '@/utils/files/open-content';
import { mayHaveOthers } from '@/utils/review/approval';
import { type ParsedInput, parseInput } from '@/utils/review/parse-input';
import { readRequests } from '@/utils/review/read-requests';
import { MAX_TEXT_LENGTH, textParts } from '@/utils/review/text-parts';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';

const url = (index: number, scope = 'oauth') =>
  `https://app.hubspot.com/oauth/authorize?client_id=app-${index}&redirect_uri=https%3A%2F%2Fx.example%2F&scope=${scope}`;
const mail = (count: number) =>
  `Hello,\n\nplease see\n${Array.from({ length: count }, (_, index) => url(index)).join('\nand also\n')}\nThanks`;

it('the terminal and the workbench read all requests of a long text', () => {
  const text = mail(3_000);
  expect(readRequests(text).filter(({ ok }) => ok)).toHaveLength(3_000);
  expect(openContent(text).found).toHaveLength(3_000);
});

it('no part ends inside a URL, also if the text is one line', () => {
  const text = Array.from({ length: 3_000 }, (_, index) => `see ${url(index)}`).join(' ');
  const parts = [...textParts(text)];
  expect(parts.length).toBeGreaterThan(3);
  expect(parts.join('')).toBe(text);
  for (const part of parts) expect(part).toMatch(/oauth$/);
  const long = `${'word '.repeat(50_000)} ${url(1, 'x'.repeat(70_000))} end`;
  expect([...textParts(long)].filter((part) => part.includes('https:'))).toEqual([expect.stringContaining('x'.repeat(70_000))]);
});

it('the end of a text that is too long is read by neither', () => {
  const text = `Hello,\nplease see ${url(1)}\n${' '.repeat(MAX_TEXT_LENGTH)}${url(2)}`;
  expect(readRequests(text)).toHaveLength(1);
  expect(openContent(text)).toMatchObject({ found: { length: 1 }, receipt: { isCut: true, readUpTo: MAX_TEXT_LENGTH } });
});

it('a text of which nothing was found in the part that is read names the limit', () => {
  const late = `${'some words\n'.repeat(MAX_TEXT_LENGTH / 10)}OAUTH_APP_BLOCKED`;
  expect(openContent(late)).toMatchObject({ found: [], reason: 'over-limit', receipt: { readUpTo: MAX_TEXT_LENGTH } });
  expect(unreadableText('over-limit', MAX_TEXT_LENGTH)).toContain('only the first 2 MB were read');
  expect(cutText({ isCut: true, readUpTo: MAX_TEXT_LENGTH })).not.toContain('whole file');
});

it.each([
  ['a pasted text', MAX_PASTED_LENGTH, (text: string) => requestOf(parseInput(text))],
  ['a file', MAX_TEXT_LENGTH, (text: string) => openContent(text).found[0]?.input.request],
  ['a text in the terminal', MAX_TEXT_LENGTH, (text: string) => readRequests(text).flatMap((read) => (read.ok ? [read.request] : []))[0]],
] as const)('a link that ends where %s is cut may go on', (_, limit, read) => {
  const link = url(1);
  const cut = `${`${'word '.repeat(9)}\n`.repeat(limit)}`.slice(0, limit - link.length - 1);
  const uncertain = [' and more', '%20crm.export', ''].map((rest) => {
    const request = read(`${cut}\n${link}${rest}`);
    return request && mayHaveOthers(request);
  });
  expect(uncertain).toEqual([true, true, false]);
  expect(read(`${link}\n${cut} and more`)).not.toSatisfy(mayHaveOthers);
});

const requestOf = (parsed: ParsedInput) => (parsed.ok ? parsed.input.request : undefined);
