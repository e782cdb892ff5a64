/** The tables that the workbench exports. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvRows } from '@/utils/files/csv';
import { writeCsv } from '@/utils/text/csv';

it.each([
  ['plain texts and numbers', ['App', 3, -1, null], 'App,3,-1,\r\n'],
  ['separators and quotation marks', ['a,b', 'a;b', 'say "hi"', 'two\r\nlines'], '"a,b","a;b","say ""hi""","two\r\nlines"\r\n'],
  ['formulas', ['=1+1', '+1', '-1', '@SUM(A1)'], "'=1+1,'+1,'-1,'@SUM(A1)\r\n"],
  ['formulas behind white space', ['\t=1', '\r=1', ' =1'], '"\'\t=1","\'\r=1",\' =1\r\n'],
  ['formulas in full-width characters', ['＝1', '＠a'], "'＝1,'＠a\r\n"],
  ['formulas with quotation marks', ['=HYPERLINK("https://a.example";"x")'], '"\'=HYPERLINK(""https://a.example"";""x"")"\r\n'],
])('writes %s', (_, cells, expected) => {
  expect(writeCsv([cells], { bom: false })).toBe(expected);
});

it('begins with a byte order mark only where it was asked for', () => {
  expect(writeCsv([['App']], { bom: true })).toBe('\ufeffApp\r\n');
  expect(writeCsv([], { bom: false })).toBe('');
});

it('is read back as the same texts, and no cell begins like a formula', () => {
  const cell = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('=1', '@a', '-', '\t', '\r', '"', '",', 'a\nb'));
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), (cells) => {
      const [row] = csvRows(writeCsv([cells.map((text) => `x${text}`)], { bom: false }));
      expect(row).toEqual({ values: cells.map((text) => `x${text}`.trim()), isWhole: true });
      for (const written of csvRows(writeCsv([cells], { bom: false }))) {
        for (const value of written.values) expect(value).not.toMatch(/^[=+\-@\t\r]/);
      }
    }),
  );
});
