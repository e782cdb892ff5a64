/** What the choice on Salesforce must not overclaim: scopes there include one another. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { authorize } from '../providers/salesforce/sample-urls';
import { Tab } from '../utils/flow/tab';
import { button, checkbox, clear, drawReview, effect, violations } from './draw';

beforeEach(() => page.viewport(380, 800));
afterEach(clear);

const request = (scope: string) =>
  new Tab()
    .open(authorize(undefined, { scope }), 'https://workspace.ledgerly.example')
    .read({ headings: ['Allow Access?'], username: 'ada@acme.example' })
    .review();
const broad = request('api+web+full+refresh_token');
const line = (name: RegExp) => button(name).query();
const row = (id: string) => document.querySelector(`li:has([data-scope="${id}"])`)?.textContent ?? '';

describe('a dropped scope that a kept one includes', () => {
  it('is still counted among those that change data, and its row and the bar say so', async () => {
    drawReview(broad);
    for (const id of ['api', 'web']) await checkbox(new RegExp(`\\(${id}\\)`)).click();
    expect(effect()).toBe('Drops 2. 2 are still included in what you keep. The page still requests all 4.');
    expect(row('api')).toContain('still included in “Do everything that you can do in Salesforce”');
    await expect.element(button(/^Changes data 3 of 3$/)).toBeVisible();
    await checkbox(/\(full\)/).click();
    expect(effect()).toBe('Drops 3. The page still requests all 4.');
    expect(row('api')).not.toContain('still included');
    await expect.element(button(/^Changes data 0 of 3$/)).toBeVisible();
  });

  it('is not named as lost after Continue', async () => {
    drawReview({ ...broad, selection: ['full'], current: ['full'] });
    await expect.element(button(/^Dropped 3 ?Act at any time, even while you are away · 2 still included in what is kept$/)).toBeVisible();
    await button(/^Dropped 3/).click();
    expect(document.body.textContent?.split('still included in “Do everything')).toHaveLength(2 + 1);
    drawReview({ ...broad, selection: ['refresh_token'], current: ['refresh_token'] });
    expect(button(/still included/).query()).toBeNull();
  });
});

describe('a dropped scope without which something stops', () => {
  const atAnyTime = /^Salesforce issues no refresh token: the app loses access when the session ends/;
  const impact = (id: string) => document.querySelector(`li:has([data-scope="${id}"]) .sr-row__impact`)?.textContent;

  it('says so below its label and to assistive technology, according to Salesforce', async () => {
    await page.viewport(380, 1200);
    drawReview(broad);
    expect(document.querySelector('.sr-row__impact')).toBeNull();
    for (const id of ['full', 'refresh_token']) await checkbox(new RegExp(`\\(${id}\\)`)).click();
    expect(impact('refresh_token')).toMatch(atAnyTime);
    expect(impact('full')).toBe('The app can do only what the other scopes that you keep allow.');
    await expect.element(checkbox(/\(refresh_token\)/)).toHaveAccessibleDescription(atAnyTime);
    expect(await violations()).toEqual([]);
    await checkbox(/\(refresh_token\)/).click();
    expect(impact('refresh_token')).toBeUndefined();
  });

  it('says nothing while a kept scope includes it, nor if the app leaves it off by default', async () => {
    drawReview(request('refresh_token+offline_access'));
    await checkbox(/\(offline_access\)/).click();
    expect(impact('offline_access')).toBeUndefined();
    const scopes = broad.scopes.map((scope) => ({ ...scope, requirement: 'optional-off' as const }));
    drawReview({ ...broad, scopes, selection: [] });
    expect(document.querySelector('.sr-row__impact')).toBeNull();
  });
});

describe('the notices above the choice', () => {
  const anyTime = /The app can act at any time/;
  const broad = request('api+web+refresh_token');

  it('are one line after the first, which opens to the others', async () => {
    drawReview(broad);
    await expect.element(button(/The app can do what this user can \(api, web\)/)).toBeVisible();
    expect(line(anyTime)).toBeNull();
    await button('2 more notes').click();
    await expect.element(button(anyTime)).toBeVisible();
    expect(await violations()).toEqual([]);
    await button('2 more notes').click();
    expect(line(anyTime)).toBeNull();
  });

  it('fold neither a warning nor a single notice', () => {
    const [first, second, third] = broad.findings;
    if (!first || !second || !third) throw new Error('too few findings');
    drawReview({ ...broad, findings: [first, second] });
    expect(line(/more note/)).toBeNull();
    expect(line(anyTime)).not.toBeNull();
    drawReview({ ...broad, findings: [first, second, third].map((finding) => ({ ...finding, severity: 'warning' })) });
    expect(line(/more note/)).toBeNull();
  });

  it('follow the selection: the app cannot act at any time without offline access', async () => {
    drawReview(request('api+refresh_token+offline_access'));
    await button('2 more notes').click();
    await checkbox(/\(refresh_token\)/).click();
    // The other scope grants the same.
    await expect.element(button(anyTime)).toBeVisible();
    await checkbox(/\(offline_access\)/).click();
    expect(line(anyTime)).toBeNull();
    await expect.element(button(/The app can do what this user can/)).toBeVisible();
    await expect.element(button(/Dropping scopes restarts the request/)).toBeVisible();
  });
});

describe('the questions to the org', () => {
  it('come after the scopes, and the footer does not deny that they send something', () => {
    drawReview(broad);
    const places = ['.sr-scopes', '.sr-check-line', '.sr-details'].map((selector) => document.querySelector(selector));
    const [scopes, question, details] = places;
    if (!scopes || !question || !details) throw new Error('a part is missing');
    expect(scopes.compareDocumentPosition(question)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(question.compareDocumentPosition(details)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    const footer = () => document.querySelector('.sr-details__own')?.textContent;
    expect(footer()).toBe('Scope Review works on this device. It sends nothing, unless you ask the org.');
    drawReview({ ...broad, orgQuestions: false });
    expect(footer()).toBe('Scope Review works on this device and sends nothing.');
  });
});
