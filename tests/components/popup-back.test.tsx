/** What the paste field of the popup holds when the user comes back to it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Popup } from '@/entrypoints/popup/Popup';
import { sendMessage, sendWithRetry } from '@/utils/messages/client';
import { t } from '@/utils/text/text';
import { button, clear, draw } from './draw';
import { readOnly } from './samples';

vi.mock('@/utils/messages/client', () => ({ sendMessage: vi.fn(), sendWithRetry: vi.fn() }));
vi.mock('@/utils/messages/watch-flows', () => ({ watchFlows: () => () => {} }));

const items = [
  { kind: 'failure', title: 'Salesforce: blocked', account: null, scopes: 0 },
  { kind: 'request', title: 'Clay on HubSpot', account: null, scopes: 18 },
];
const offer = { name: 'Acme', provider: 'HubSpot', required: 3, optional: 2, replaces: false };
const stored = { closed: null, offer: null, rememberedAt: null, plans: null, appOverride: null, history: null, shown: '' };
const review = { state: 'review', ...stored, review: readOnly('pasted'), pasted: { hasRequest: true, url: null }, storage: 'ok' };

/** What the background answers to a pasted text. */
function reviewPasted({ text, index }: { text: string; index?: number }) {
  if (text === 'profile') return { state: 'profile', ...offer };
  return text === 'two' && index === undefined ? { state: 'list', items, more: 0 } : { ...review, planChoices: [] };
}

const answers: Record<string, (data: never) => unknown> = {
  getReview: () => ({ state: 'none', offer: null, closed: null }),
  listPreferences: () => ({ ok: true, preferences: [], anything: false }),
  listProfiles: () => [],
  lastPastedCase: () => ({ report: 'the stored report', at: 0, title: 'HubSpot: Blocked' }),
  reviewPasted,
};

beforeEach(async () => {
  await page.viewport(360, 600);
  vi.mocked(sendWithRetry).mockImplementation((async (name: string, data: never) => answers[name]?.(data)) as never);
  vi.mocked(sendMessage).mockResolvedValue({ ok: true } as never);
  draw(<Popup tabId={7} />, true);
});
afterEach(clear);

const field = page.getByRole('textbox', { name: t('idle_paste_title') });
const back = () => button('Back').click();

describe('Back to the paste field', () => {
  it.each([
    ['the review of one text', 'one'],
    ['a list of several requests', 'two'],
    ['the offer of a profile', 'profile'],
  ])('from %s finds the text again, with the focus in the field', async (_, text) => {
    await field.fill(text);
    await button('Analyze').click();
    await expect.element(button('Back')).toBeVisible();
    await back();
    await expect.element(field).toHaveValue(text);
    await expect.element(field).toHaveFocus();
  });

  it('also after a review that was opened from a list', async () => {
    await field.fill('two');
    await button('Analyze').click();
    await page.getByRole('button', { name: /Clay on HubSpot/ }).click();
    await back();
    await expect.element(page.getByRole('button', { name: /Clay on HubSpot/ })).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect.element(field).toHaveValue('two');
  });

  it('finds no report that the user did not paste, and nothing once a profile was added', async () => {
    await button('Open').click();
    await back();
    await expect.element(field).toHaveValue('');
    await field.fill('profile');
    await button('Analyze').click();
    await button(/^Add the profile/).click();
    await expect.element(field).toHaveValue('');
  });

  it('finds nothing after the popup was closed', async () => {
    await field.fill('one');
    await button('Analyze').click();
    await expect.element(button('Back')).toBeVisible();
    draw(<Popup tabId={7} />, true);
    await expect.element(field).toHaveValue('');
  });
});
