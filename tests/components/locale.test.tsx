/**
 * No text is hard-coded, and no state needs the length or the direction of English: every state is
 * drawn in a generated locale with long, accented texts from right to left.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { setDocumentLanguage } from '@/entrypoints/app/document-language';
import { longLocale, serve } from '../pseudo-locale';
import { clear, drawReview, openAll } from './draw';
import * as samples from './samples';

const stop = serve(longLocale());
// These reviews contain texts, so they are built after the locale is in place.
const diagnoses = await import('./diagnosis-samples');
const { states } = await import('./states');

/** The fields of a review that hold facts from a provider, a profile, a page or a request, and no texts of the product. */
const factFields = new Set(
  'account added allows app askedBy category clientId description error errorText evidence host id impactIfDropped implies label learned links name newlyRequired params planNote plans provider reason reconnectPath redirectHost removed replacedBy reviewedBy title url username'.split(
    ' ',
  ),
);

/** Collects the facts of the samples: strings in such a field, or in a list or record in it. */
function factsOf(value: unknown, isFact = false): string[] {
  if (typeof value === 'string') return isFact ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => factsOf(each, factFields.has(key) || (isFact && typeof each === 'string')));
}

/** What the states themselves name, parameters of OAuth, and names of products. */
const named = [
  'HubSpot',
  'Outreach',
  'Salesforce',
  'Acme',
  'wiki.acme.example',
  'acme.example',
  'acme.okta.com',
  `${'subdomain.'.repeat(20)}example`,
  `required.${'x'.repeat(70)}`,
  'error',
  'description',
  'UTC',
  'A ticket asks for it',
  'Employee data',
  'Custom records feed billing',
];
const facts = factsOf({ samples, diagnoses, huge: samples.huge(107) });
// A message quotes an error without the period at its end.
const collected = [...facts, ...facts.map((fact) => fact.replace(/\.$/, ''))];
// A step prints the path of its link.
const paths = collected.flatMap((fact) => (URL.canParse(fact) ? [new URL(fact).pathname] : []));
// A list writes `Contacts` in lower case after its first entry.
const inLists = collected.map((fact) => fact.toLowerCase());
const known = [...new Set([...named, ...collected, ...inLists, ...paths])]
  .filter((fact) => fact.length > 1)
  .toSorted((a, b) => b.length - a.length);

/** Tells whether a text has words that are neither accented nor part of a fact. */
function isEnglish(text: string): boolean {
  return /[a-z]{2}/i.test(known.reduce((rest, fact) => rest.replaceAll(fact, ''), text));
}

/** Returns every text that a person can see, hear or point at. */
function visibleTexts(): string[] {
  const texts: string[] = [];
  const walker = document.createTreeWalker(document.querySelector('#app') as Element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    // An ID may be cut anywhere, and the field for a pasted text is the user's.
    if (!walker.currentNode.parentElement?.closest('.sr-id, textarea')) texts.push(walker.currentNode.nodeValue ?? '');
  }
  for (const element of document.querySelectorAll('#app *'))
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) texts.push(element.getAttribute(name) ?? '');
  return texts;
}

beforeAll(setDocumentLanguage);
afterEach(clear);
afterAll(() => {
  stop();
  setDocumentLanguage();
});

describe('in a long locale from right to left', () => {
  it('the document has its language and direction', () => {
    expect(document.documentElement).toMatchObject({ lang: 'ar-EG', dir: 'rtl' });
  });

  it('the parts of a scope ID keep their order', async () => {
    drawReview(samples.clay);
    await openAll();
    const [head, tail] = [...document.querySelectorAll('.sr-row .sr-id bdi')].map((part) => part.getBoundingClientRect());
    expect(tail?.left).toBeCloseTo(head?.right ?? 0, 0);
  });

  it.each([
    ['a span of time is written in the digits of the language', 1234, /^\D+$/],
    ['a time has the same form as in every language', diagnoses.sure.diagnosis?.navigation[0]?.at ?? 0, /^\d\d:\d\d:\d\d$/],
  ] as const)('%s', async (_, at, form) => {
    const { diagnosis } = diagnoses.sure;
    const steps = diagnosis?.navigation.map((step, index) => ({ ...step, at: at + index * 1000 })) ?? [];
    drawReview({ ...diagnoses.sure, diagnosis: diagnosis && { ...diagnosis, navigation: steps } });
    await openAll();
    const times = [...document.querySelectorAll('time')].map((time) => time.textContent ?? '');
    expect(times.length).toBeGreaterThan(2);
    expect(times.filter((time) => !form.test(time))).toEqual([]);
  });

  it.each(Object.keys(states))('no text is left in English, and nothing is wider than 320 px, in the state “%s”', async (name) => {
    await page.viewport(320, 800);
    states[name]?.();
    // The popup has a fixed width that no browser reduces, so it cannot be tested at 320 px.
    document.body.classList.remove('popup');
    await openAll();
    expect(visibleTexts().filter(isEnglish)).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
    const cut = [...document.querySelectorAll('#app *')].filter(
      (element) =>
        element.getBoundingClientRect().left < -1 &&
        !element.closest('.sr-id, .sr-hidden, .sr-fold__title, .sr-head__meta, .sr-head__title'),
    );
    expect(cut.map((element) => element.outerHTML)).toEqual([]);
  });
});
