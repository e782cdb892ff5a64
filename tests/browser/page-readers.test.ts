/** The page readers on hostile documents of a real browser, whose named elements hide members. */
import { describe, expect, it } from 'vitest';
import { pageReader as hubspot } from '@/providers/hubspot/page';
import { pageReader as outreach } from '@/providers/outreach/page';
import { pageReader as salesforce } from '@/providers/salesforce/page';

const page =
  '<main><h1>Connect Clay</h1><p>Choose an account</p><ul><li>View contacts</li><li>View deals</li></ul><button>Allow</button></main>';
const consent = `${page}<form action="/oauth/authorize"><input name="scope" value="a b"><input type="submit" value="Authorize"></form>`;
// The elements of a test hide this member too.
const { body } = document;
const readers = { hubspot, outreach, salesforce };

function read(name: keyof typeof readers, html: string) {
  body.innerHTML = html;
  try {
    const result = readers[name].read(document);
    return result.state === 'ready' ? result.snapshot : result.state;
  } finally {
    body.replaceChildren();
  }
}

const hidden = [
  'querySelector',
  'querySelectorAll',
  'createTreeWalker',
  'createElement',
  'body',
  'documentElement',
  'head',
  'URL',
  'readyState',
];

describe.each(Object.keys(readers) as (keyof typeof readers)[])('A2: the page reader of %s', (name) => {
  it.each(hidden)('reads a page with <img name=%s>, one or two of them', (member) => {
    const plain = read(name, consent);
    expect(plain).toMatchObject({ lines: ['View contacts', 'View deals'] });
    for (const html of [`<img name="${member}">`, `<img name="${member}"><form name="${member}"></form>`])
      expect(read(name, consent + html)).toEqual(plain);
  });

  it.each(['querySelector', 'closest', 'textContent', 'parentElement', 'localName', 'nodeName', 'children'])(
    'reads a page in a form with a field called %s, and takes no form for a line',
    (member) => {
      const field = `<input name="${member}">`;
      const html = `<form role="main">${field}<b>Loose</b> text<div role="listitem">View contacts</div></form>
        <form role="listitem">${field}View deals</form><form role="heading">${field}Title</form><form type="submit">${field}Go</form>`;
      expect(read(name, html)).toMatchObject({ headings: [], lines: ['View contacts'], paragraphs: expect.arrayContaining(['Loose']) });
    },
  );
});

it('A2: the ids of Outreach come from a field of the form, not from another element of its name', () => {
  const svg = '<form action="/oauth/authorize"><svg><input name="scope"></svg></form>';
  expect(read('outreach', svg + page)).toMatchObject({ lineScopes: [] });
  expect(read('outreach', svg + consent)).toMatchObject({ lineScopes: ['a', 'b'] });
});

it('A2: the user on the approval page of Salesforce is read from a form whose fields hide its members', () => {
  const fields = ['textContent', 'parentElement', 'closest'].map((member) => `<input name="${member}">`).join('');
  const html = `${page}<form>${fields}Allow access for ada@acme.example? <input type="submit" id="oaapprove"></form>`;
  expect(read('salesforce', html)).toMatchObject({ username: 'ada@acme.example' });
});

it('A7: 390 nested blocks over 1 MB of text are read in a moment', () => {
  const nested = Array.from({ length: 390 }, (_, index) => `<div>block ${index} ${'word '.repeat(540)}`).join('');
  body.innerHTML = `<main><h1>Connect</h1>${nested}</main>`;
  const start = performance.now();
  const result = hubspot.read(document);
  body.replaceChildren();
  expect(performance.now() - start).toBeLessThan(3_000);
  expect(result).toMatchObject({ state: 'ready' });
  if (result.state === 'ready') {
    expect(result.snapshot.paragraphs).toHaveLength(390);
    expect(result.snapshot.paragraphs[0]).toHaveLength(600);
  }
});
