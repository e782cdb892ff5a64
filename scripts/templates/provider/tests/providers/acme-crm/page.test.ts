// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { pageReader } from '@/scripts/templates/provider/providers/acme-crm/page';

// Fill in: add the page as you saw it, element by element, without your own names and values.
const consent = `<nav><ul><li>Help</li></ul></nav>
  <main><h1>Northwind wants to use your account</h1><p>It will be able to</p><ul><li>See deals</li><li>Change deals</li></ul>
  <button>Allow</button></main>`;

it('reads heading, sentences and lines of the consent page', () => {
  document.body.innerHTML = consent;
  expect(pageReader.read(document)).toMatchObject({
    state: 'ready',
    snapshot: {
      headings: ['Northwind wants to use your account'],
      paragraphs: ['It will be able to'],
      lines: ['See deals', 'Change deals'],
    },
  });
});

it('waits while the page is empty', () => {
  document.body.innerHTML = '<main></main>';
  expect(pageReader.read(document)).toEqual({ state: 'not-ready' });
});

it.each([
  ['https://acme.example/oauth/authorize?client_id=1', true],
  ['https://acme.example/', false],
  ['https://acme.example.evil.example/oauth/authorize?client_id=1', false],
])('answers for %s whether it can read that page: %s', (url, isPage) => {
  expect([pageReader.canRead(new URL(url)), pageReader.dockOnLoad(new URL(url))]).toEqual([isPage, isPage]);
});
