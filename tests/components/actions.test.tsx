/**
 * What the actions of panel and popup do after a click: what changes, where the focus is, what is
 * announced.
 */
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Surface } from '@/components/review/review-state';
import { ReviewApp } from '@/entrypoints/app/ReviewApp';
import { useReview } from '@/entrypoints/app/use-review';
import { sendMessage, sendWithRetry } from '@/utils/messages/client';
import type { Review } from '@/utils/review/types';
import { t } from '@/utils/text/text';
import { button, clear, draw, passTime, unaltered } from './draw';
import { appOverride, asked, clay, planChoices, unknownApp } from './samples';

vi.mock('@/utils/messages/client', () => ({ sendMessage: vi.fn(), sendWithRetry: vi.fn() }));
vi.mock('@/utils/messages/watch-flows', () => ({ watchFlows: () => () => {} }));

const stored = { closed: null, offer: null, rememberedAt: null, plans: null, history: null, saveFault: null, pasted: null };

function App({ surface }: { surface: Surface }) {
  const panel = { collapse() {}, onDone() {}, moveToOtherSide: null, plainness: unaltered };
  return <ReviewApp surface={surface} tab={useReview(7)} {...(surface === 'panel' ? { panel } : {})} />;
}

/**
 * Draws the review as the background answers it; `answers` has what it answers to the other
 * messages.
 */
async function start(
  review: Review,
  { surface = 'popup' as Surface, answers = {} as Record<string, unknown>, isNew = false, ...more } = {},
) {
  const given = { state: 'review', review, storage: 'ok', shown: '7', planChoices, appOverride, ...stored, ...more };
  vi.mocked(sendWithRetry).mockResolvedValue(given as never);
  vi.mocked(sendMessage).mockImplementation((async (name: string) => answers[name]) as never);
  draw(<App surface={surface} />, surface === 'popup');
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
  if (surface === 'popup' && !isNew) passTime();
}

/** Lies over the panel and lets the pointer through, as a page that tricks the user would. */
function cover(): void {
  const cover = document.createElement('div');
  cover.id = 'cover';
  cover.style.cssText = 'position: fixed; inset: 0; z-index: 9; background: #fff8; pointer-events: none';
  document.body.append(cover);
}

beforeEach(() => page.viewport(380, 800));
afterEach(() => {
  document.querySelector('#cover')?.remove();
  clear();
});

const notice = () => document.querySelector('.sr-actions__notices')?.textContent?.trim() ?? '';

describe('a form whose answer was not saved stays open with what the user chose, and says why', () => {
  const openPlan = async () => {
    await button(/^Plan/).click();
    await page.getByRole('combobox', { name: 'Sales Hub' }).selectOptions('Professional');
    await button('Save').click();
  };
  const openApp = async () => {
    await button(/^App not recognized/).click();
    await button('This app is …').click();
    await page.getByRole('combobox').selectOptions('Clay');
    await button('Save').click();
  };

  it.each([
    ['the plan', openPlan, 'Professional'],
    ['the app', openApp, 'Clay'],
  ])('while the panel is covered: %s', async (_, save, chosen) => {
    await start(unknownApp, { surface: 'panel' });
    // On a busy machine, the panel could have been covered for a second, and ask again in a window.
    const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now());
    onTestFinished(() => clock.mockRestore());
    cover();
    await save();
    await expect.poll(notice).toBe(t('banner_covered').replaceAll('**', ''));
    await expect.element(page.getByRole('combobox').first()).toHaveDisplayValue(chosen);
    expect(sendMessage).not.toHaveBeenCalled();
    expect(document.activeElement?.textContent).toBe('Save');
  });

  it.each([
    ['the plan', openPlan, 'Professional'],
    ['the app', openApp, 'Clay'],
  ])('if storing fails: %s', async (_, save, chosen) => {
    await start(unknownApp, { answers: { savePlans: false, setAppOverride: false } });
    await save();
    await expect.poll(notice).toBe(t('refused_not_stored'));
    await expect.element(page.getByRole('combobox').first()).toHaveDisplayValue(chosen);
  });

  it('but closes once it was saved', async () => {
    await start(unknownApp, { answers: { savePlans: true } });
    await openPlan();
    await expect.poll(() => document.activeElement?.textContent).toMatch(/^Plan/);
    expect(page.getByRole('combobox').query()).toBeNull();
    expect(notice()).toBe('');
  });
});

it('what the user confirmed for one request is not confirmed for the next one', async () => {
  await start(asked);
  const confirmation = page.getByRole('checkbox', { name: 'I confirm: A ticket asks for it' });
  const go = () => document.querySelector('#continue')?.getAttribute('aria-disabled');
  await confirmation.click();
  await expect.poll(go).not.toBe('true');
  const next = {
    state: 'review',
    review: { ...asked, redirectHost: 'evil.example' },
    storage: 'ok',
    shown: '8',
    planChoices,
    appOverride,
    ...stored,
  };
  vi.mocked(sendWithRetry).mockResolvedValue(next as never);
  dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  await expect.poll(go).toBe('true');
  await expect.element(confirmation).not.toBeChecked();
});

describe('a click in the popup', () => {
  const sent = () => vi.mocked(sendMessage).mock.calls.filter(([name]) => name === 'continueWith').length;
  const press = () => {
    const go = document.querySelector<HTMLElement>('#continue');
    go?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    go?.click();
  };
  const answers = { continueWith: { ok: true, url: 'same' } };

  it('counts only once the same request was in front for a moment, and says so', async () => {
    vi.mocked(sendMessage).mockClear();
    await start(clay, { answers, isNew: true });
    dispatchEvent(new FocusEvent('focus'));
    press();
    await expect.poll(notice).toBe(t('refused_too_early'));
    expect(sent()).toBe(0);
    passTime();
    press();
    await expect.poll(sent).toBe(1);
  });

  it('does not count if the request has just changed below the pointer', async () => {
    vi.mocked(sendMessage).mockClear();
    await start(clay, { answers });
    const next = { state: 'review', review: clay, storage: 'ok', shown: '8', planChoices, appOverride, ...stored };
    vi.mocked(sendWithRetry).mockImplementation((async () => {
      // The answer is drawn in this moment, whatever time the test takes.
      setTimeout(press);
      return next;
    }) as never);
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await expect.poll(notice).toBe(t('refused_too_early'));
    expect(sent()).toBe(0);
  });
});
