import { describe, expect, it } from 'vitest';
import { hubspot } from '@/providers/hubspot';
import { escapeInvisible, visibleJson, visibleText } from '@/providers/oauth2/invisible';
import { redactText } from '@/providers/oauth2/redact';
import { newReceipt } from '@/utils/files/receipt';
import { safeText } from '@/utils/files/safe-text';
import { accessRequestMarkdown } from '@/utils/review/access-request';
import { buildReview } from '@/utils/review/build-review';
import { readRequests } from '@/utils/review/read-requests';
import { reviewMarkdown } from '@/utils/review/review-markdown';
import { writeCsv } from '@/utils/text/csv';
import { inlineCode, markdownTable, markdownText } from '@/utils/text/markdown';
import { normalize } from '@/utils/text/normalize';
import { oneLine } from '../../../scripts/format';
import { hubspotUrl } from '../../providers/hubspot/sample-urls';

/** Soft hyphen, joiners, fillers, marks of direction, separators, variation selectors, tags, empty Braille pattern. */
const hidden = [
  ...[0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b, 0x180e, 0x200b, 0x200f, 0x2028, 0x202e, 0x2060, 0x2064, 0x206f],
  ...[0x2800, 0x3164, 0xfe00, 0xfe0f, 0xfeff, 0xffa0, 0xfff9, 0x1d173, 0xe0001, 0xe0041, 0xe0100],
].map((point) => [`U+${point.toString(16).toUpperCase().padStart(4, '0')}`, String.fromCodePoint(point)] as const);

describe.each(hidden)('the invisible character %s', (name, character) => {
  const shown = `crm\u2039${name}\u203a.lists.read`;
  const id = `crm${character}.lists.read`;

  it('is visible wherever a text of others is shown or copied', () => {
    for (const write of [escapeInvisible, redactText, markdownText, oneLine, (text: string) => safeText(text, newReceipt())])
      expect(write(id)).toBe(shown);
    expect(inlineCode(id)).toBe(`\`${shown}\``);
    expect(markdownTable([['ID'], [id]])).toContain(`| ${shown} |`);
    expect(writeCsv([[id]], { bom: false })).toBe(`${shown}\r\n`);
    const json = visibleJson({ [id]: [id] });
    expect(json).toMatch(/^[\x20-\x7e]+$/);
    expect(JSON.parse(json)).toEqual({ [id]: [id] });
  });

  it('makes another scope of a known one, in a review for a ticket and in a request to an admin, too', () => {
    const [read] = readRequests(hubspotUrl(['oauth', id]));
    if (!read?.ok) throw new Error('the sample is a request');
    const review = buildReview({ provider: hubspot, request: read.request });
    for (const text of [reviewMarkdown(review).join('\n'), accessRequestMarkdown(review)]) {
      expect(text).toContain(`\`${shown}\``);
      expect(text).not.toContain(character);
      expect(text).not.toMatch(/[`"]crm\.lists\.read[`"]/);
    }
  });

  it('hides no secret, and does not keep a known wording from being recognized', () => {
    expect(redactText(`ada${character}@acme.example`)).toBe('[email]');
    expect(redactText(`state${character}=CANARY`)).toBe('state=[value]');
    expect(safeText(`xoxb-${character}12345-abcdef`, newReceipt())).not.toContain('12345');
    expect(safeText(`10.1${character}.2.3`, newReceipt())).toBe('[address]');
    expect([normalize(`sc${character}ope`), normalize(redactText(`sc${character}ope`)), visibleText(`sc${character}ope`)]).toEqual(
      Array.from({ length: 3 }, () => 'scope'),
    );
  });
});

it('leaves what is visible as it is', () => {
  const text = 'Crème brûlée – «日本語» עברית 👍 100 % “a”';
  for (const write of [escapeInvisible, redactText, oneLine]) expect(write(text)).toBe(text);
  expect(visibleJson(text)).toBe(JSON.stringify(text));
});
