/** The marks on the lines of a page, which are in closed shadow roots. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createMarks } from '@/entrypoints/consent.content/marks';
import { emptySnapshot } from '@/providers/oauth2/page';

const { attachShadow } = Element.prototype;
beforeEach(() => {
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, options) {
    return attachShadow.call(this, { ...options, mode: 'open' });
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
  document.body.removeAttribute('style');
});

const color = (selector: string) => {
  const mark = document.querySelector('scope-review-mark')?.shadowRoot?.querySelector(selector);
  return mark && getComputedStyle(mark).backgroundColor;
};

it.each([
  ['dark', '#121212', 'rgb(20, 24, 27)'],
  ['light', '#ffffff', 'rgb(255, 255, 255)'],
])('has the colors of a page that is %s, whatever the theme of the system', (_, background, expected) => {
  document.body.style.background = background;
  document.body.innerHTML = '<ul><li>View contacts</li></ul>';
  const line = document.querySelector('li') as Element;
  const marks = createMarks();
  expect(marks.setLines([line], emptySnapshot)).toBe(true);
  marks.draw([{ line: 0, kind: 'kept', access: 'read', label: 'Kept: View contacts', flag: null }]);
  expect(color('.mark')).toBe(expected);
  marks.draw([]);
  expect(document.querySelector('scope-review-mark')).toBeNull();
});
