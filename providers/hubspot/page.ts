/**
 * HubSpot's consent page, read by structure alone: no saved copy of the page is public, its class names are hashed and its
 * words come in many languages. Headings, list lines and loose text go to the engine, which knows the words.
 * Reconstructed from public evidence, 2026-11-22.
 */
import type { PageAnswer, PageReader } from '../types';
import { placeOf, places } from './places';

const longestText = 600;
const mostTexts = 400;
const heading = 'h1, h2, h3, [role=heading]';
const line = 'li, [role=listitem]';
const button = 'button, [type=submit], [role=button]';
const around = 'nav, header, footer, script, style, noscript, template';
const control = 'input[type=checkbox]:not(:disabled), [role=switch]:not([aria-disabled=true]), [role=checkbox]:not([aria-disabled=true])';

export const pageReader: PageReader = { id: 'hubspot', places, place: placeOf, read };

function read(document: Document): PageAnswer {
  const root = document.querySelector('main, [role=main]') ?? document.body;
  if (!root) return { state: 'not-ready' };
  const find = (selector: string, wanted: (element: Element) => unknown) =>
    [...root.querySelectorAll(selector)].filter((element) => !element.closest(around) && wanted(element)).slice(0, mostTexts);

  const headings = find(heading, words);
  const lineElements = find(line, (element) => !element.querySelector(line) && words(element));
  if (headings.length + lineElements.length + find(button, words).length === 0) return { state: 'not-ready' };

  return {
    state: 'ready',
    lineElements,
    reading: {
      headings: headings.map(words),
      paragraphs: find('*', (element) => hasOwnText(element) && !element.closest(`${heading}, ${line}, ${button}`)).map(words),
      lines: lineElements.map(words),
      switches: lineElements.filter((element) => element.querySelector(control)).length,
    },
  };
}

function words(element: Element): string {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, longestText);
}

function hasOwnText(element: Element): boolean {
  return [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
}
