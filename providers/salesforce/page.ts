/**
 * Salesforce's approval page and its error page. `#oaapprove` is the one anchor that fifteen years of automation agree on
 * (seen in public test code from 2010 to 2026, read 2026-11-22); it is found and never touched.
 */
import { readStructure } from '../oauth2/page';
import type { PageAnswer, PageReader } from '../types';
import { placeOf, places } from './places';

/** `Do you want to allow access for ada@acme.example? (Not you?)`: a user name looks like an address in every language. */
const username = /[^\s<>()"']+@[^\s<>()"'?]+/;

export const pageReader: PageReader = {
  id: 'salesforce',
  places,
  isPage: (url) => ['consent', 'error'].includes(placeOf(url)),
  read,
};

function read(document: Document): PageAnswer {
  const answer = readStructure(document.body);
  if (answer.state !== 'ready') return answer;
  const allow = document.querySelector('#oaapprove');
  const around = allow?.closest('form') ?? allow?.parentElement;
  const text = (around ?? document.body).textContent ?? '';
  return { ...answer, reading: { ...answer.reading, username: allow ? (username.exec(text)?.[0] ?? null) : null } };
}
