/** What the choice on Salesforce must not overclaim: scopes there include one another. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { authorize } from '../providers/salesforce/sample-urls';
import { Tab } from '../utils/flow/tab';
import { button, checkbox, clear, drawReview, effect } from './draw';

beforeEach(() => page.viewport(380, 800));
afterEach(clear);

const request = (scope: string) =>
  new Tab()
    .open(authorize(undefined, { scope }), 'https://workspace.ledgerly.example')
    .read({ headings: ['Allow Access?'], username: 'ada@acme.example' })
    .review();
const broad = request('api+web+full+refresh_token');
const row = (id: string) => document.querySelector(`li:has([data-scope="${id}"])`)?.textContent ?? '';

describe('a dropped scope that a kept one includes', () => {
  it('is still counted among those that change data, and its row and the bar say so', async () => {
    drawReview(broad);
    for (const id of ['api', 'web']) await checkbox(new RegExp(`\\(${id}\\)`)).click();
    expect(effect()).toBe('Drops 2. 2 of them are still included in what you keep. The page still requests all 4.');
    expect(row('api')).toContain('still included in “Do everything that you can do in Salesforce”');
    await expect.element(button(/^Changes data 3 of 3$/)).toBeVisible();
    await checkbox(/\(full\)/).click();
    expect(effect()).toBe('Drops 3. The page still requests all 4.');
    expect(row('api')).not.toContain('still included');
    await expect.element(button(/^Changes data 0 of 3$/)).toBeVisible();
  });

  it('is not named as lost after Continue', async () => {
    drawReview({ ...broad, selection: ['full'], current: ['full'] });
    await expect.element(button(/^Dropped 3 ?Offline access · 2 still included in what is kept$/)).toBeVisible();
    await button(/^Dropped 3/).click();
    expect(document.body.textContent?.split('still included in “Do everything')).toHaveLength(2 + 1);
    drawReview({ ...broad, selection: ['refresh_token'], current: ['refresh_token'] });
    expect(button(/still included/).query()).toBeNull();
  });
});
