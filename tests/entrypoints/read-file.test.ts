/** What the toolbar button's window reads of a file that the user chose. */
import { expect, it } from 'vitest';
import { readFile } from '@/entrypoints/popup/read-file';

const sentence = 'HubSpot: You don’t have the right permissions to install Clay';

it.each([
  ['UTF-8', Buffer.from(sentence)],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${sentence}`)],
  ['UTF-16', Buffer.from(`\ufeff${sentence}`, 'utf16le')],
  ['UTF-16 without a byte order mark', Buffer.from(sentence, 'utf16le')],
  ['Windows-1252', Buffer.from(sentence.replace('’', '\x92'), 'latin1')],
])('reads a file in %s', async (_, bytes) => {
  expect(await readFile(new File([new Uint8Array(bytes)], 'error.txt'))).toBe(sentence);
});

it('reads only the beginning of a long file, in its encoding', async () => {
  const bytes = Buffer.from(`don\x92t ${'\xfc'.repeat(300_000)}`, 'latin1');
  const text = await readFile(new File([new Uint8Array(bytes)], 'long.txt'));
  expect([text.length, text.slice(0, 8)]).toEqual([250_000, 'don’t üü']);
});
