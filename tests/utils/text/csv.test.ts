/** The tables that the workbench exports. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvRows } from '@/utils/files/csv';
import { writeCsv } from '@/utils/text/csv';

it.each([
  ['plain texts and numbers', ['App', 3, -1, null], 'App,3,-1,\r\n'],
  ['separators and quotation marks', ['a,b', 'a;b', 'say "hi"', 'two\r\nlines'], '"a,b","a;b","say ""hi""","two\r\nlines"\r\n'],
  ['formulas', ['=1+1', '+1', '-1', '@SUM(A1)'], "'=1+1,'+1,'-1,'@SUM(A1)\r\n"],
  ['formulas behind white space', ['\t=1', '\r=1', ' =1'], `"'\t'=1","'\r'=1",' =1\r\n`],
  ['formulas in wide and small characters', ['＝1', '＠a', '﹦1', '﹫a'], "'＝1,'＠a,'﹦1,'﹫a\r\n"],
  ['formulas behind control characters', ['\u0000=1', '\u0001 @a', 'x;\u001b+1'], `'\u0000=1,'\u0001 @a,"x;'\u001b+1"\r\n`],
  [
    'formulas behind a semicolon',
    ["id, x;=cmd|'/C calc'!A0;y", 'a; "=1', 'a;\t-b', 'a;b=c'],
    `"id, x;'=cmd|'/C calc'!A0;y","a;' ""=1","a;'\t'-b","a;b=c"\r\n`,
  ],
  ['formulas with quotation marks', ['=HYPERLINK("https://a.example";"x")'], '"\'=HYPERLINK(""https://a.example"";""x"")"\r\n'],
])('writes %s', (_, cells, expected) => {
  expect(writeCsv([cells], { bom: false })).toBe(expected);
});

it('begins with a byte order mark only where it was asked for', () => {
  expect(writeCsv([['App']], { bom: true })).toBe('\ufeffApp\r\n');
  expect(writeCsv([], { bom: false })).toBe('');
});

const written = (cells: string[]) => writeCsv([cells], { bom: false });
const oneOf = (...pieces: string[]) =>
  fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('=1', '@a', '-', '\u0000', '\u009f', '\t', '\r', '"', ...pieces));

it('is read back as the same texts, and no cell begins like a formula', () => {
  const plain = (text: string) => text.replaceAll("'", '').trim();
  fc.assert(
    fc.property(fc.array(oneOf('",', 'a\nb'), { minLength: 2, maxLength: 5 }), (cells) => {
      const [row] = csvRows(written(cells.map((text) => `x${text}`)));
      expect(row?.values.map(plain)).toEqual(cells.map((text) => plain(`x${text}`)));
      for (const { values } of csvRows(written(cells))) for (const value of values) expect(value).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});

it('has no formula where a spreadsheet splits the line at semicolons or tabs', () => {
  const cell = fc.array(oneOf(';', ' ', '\n'), { maxLength: 4 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), (cells) => {
      for (const piece of written(cells).split(/[;\t\r\n]/)) expect(piece).not.toMatch(/^[\s"\p{Cc}]*[=+\-@]/u);
    }),
  );
});
