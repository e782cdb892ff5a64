/**
 * Limits that hold in every state: accessibility in both themes, no sideways scrolling, and speed
 * with very many scopes.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { Paste } from '@/components/popup/Paste';
import { PopupHome } from '@/components/popup/PopupHome';
import { ProfileOffer } from '@/components/popup/ProfileOffer';
import { ErrorState } from '@/components/review/ErrorState';
import { Skeleton } from '@/components/review/Skeleton';
import { button, checkbox, clear, draw, drawReview, violations } from './draw';
import {
  appOverride,
  blockerFinding,
  clay,
  customProfiles,
  history,
  huge,
  lastSelection,
  planFinding,
  readOnly,
  remembered,
  remembers,
  unknownApp,
  unlockable,
} from './samples';

const noCall = () => {};
const offer = { name: 'Acme', provider: 'HubSpot', required: 3, optional: 2, replaces: false, onAdd: noCall };
const both = { ...clay, findings: [blockerFinding, planFinding] };

const chosenByUser = { ...clay, app: { ...clay.app, name: 'Acme', matchedBy: 'user', isCustom: true } } as const;

const states: Record<string, () => void> = {
  panel: () => drawReview(both, { rememberedAt: remembered }),
  popup: () => drawReview(both, { surface: 'popup', rememberedAt: remembered }),
  'unknown app': () => drawReview(unknownApp),
  'corrected app with history': () => drawReview(chosenByUser, { appOverride: { ...appOverride, chosen: { profileId: 'acme' } }, history }),
  'corrected app with history, popup': () =>
    drawReview(chosenByUser, { surface: 'popup', appOverride: { ...appOverride, chosen: { profileId: null } }, history }),
  unlockable: () => drawReview(unlockable),
  reduced: () => drawReview({ ...clay, current: lastSelection }, { storage: 'unavailable' }),
  'read-only': () => drawReview(readOnly('repeated-scope'), { storage: 'reset' }),
  approved: () => drawReview({ ...readOnly('already-answered'), outcome: { kind: 'code' } }),
  'no read-only selection': () => drawReview({ ...clay, notReadOnly: { changing: 7, unknown: 0 } }),
  busy: () => drawReview(clay, { busy: true }),
  covered: () => drawReview(clay, { covered: true }),
  'long names': () => drawReview({ ...unknownApp, redirectHost: `${'subdomain.'.repeat(20)}example`, account: '9'.repeat(80) }),
  idle: () =>
    draw(
      <PopupHome
        items={remembers}
        available
        onForget={noCall}
        onForgetAll={noCall}
        offer={null}
        onPaste={noCall}
        profiles={customProfiles}
        anything
        onFile={noCall}
        onSaveProfile={noCall}
        onDeleteProfile={noCall}
      />,
      true,
    ),
  'profile offered': () =>
    draw(
      <main>
        <ProfileOffer {...offer} refused="Saving failed." />
      </main>,
      true,
    ),
  'faulty profile': () =>
    draw(
      <main>
        <h1 class="sr-hidden">Scope Review</h1>
        <Paste given="{}" faults={[{ field: `required.${'x'.repeat(70)}`, fault: 'scope' }]} onPaste={noCall} onFile={noCall} />
      </main>,
      true,
    ),
  problem: () => draw(<ErrorState onRetry={noCall} />),
  skeleton: () => draw(<Skeleton />),
};

/** Opens every collapsed part, in several rounds, because opening one can draw new ones. */
async function openAll() {
  for (let rounds = 0; rounds < 4; rounds += 1) {
    for (const closed of document.querySelectorAll<HTMLElement>('[aria-expanded=false]')) closed.click();
    await new Promise((resolve) => setTimeout(resolve));
  }
}

beforeEach(() => {
  document.documentElement.lang = 'en';
  document.title = 'Scope Review';
});
afterEach(() => {
  clear();
  delete document.documentElement.dataset.theme;
});

describe.each(['light', 'dark'])('the review in the %s theme', (theme) => {
  it.each(Object.keys(states))('has no accessibility violation, closed and opened, in the state “%s”', async (name) => {
    await page.viewport(380, 1200);
    document.documentElement.dataset.theme = theme;
    states[name]?.();
    await new Promise((resolve) => setTimeout(resolve, name === 'skeleton' ? 400 : 150));
    expect(await violations()).toEqual([]);
    await openAll();
    expect(await violations()).toEqual([]);
  });
});

describe('the review at a width of 320 px', () => {
  it.each(Object.keys(states))('does not scroll sideways in the state “%s”', async (name) => {
    await page.viewport(320, 800);
    states[name]?.();
    // The popup has a fixed width that no browser reduces, so it cannot be tested at 320 px.
    document.body.classList.remove('popup');
    await openAll();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
    const cut = [...document.querySelectorAll('#app *')].filter(
      (element) =>
        element.getBoundingClientRect().right > 321 &&
        !element.closest('.sr-id, .sr-hidden, .sr-fold__title, .sr-head__meta, .sr-head__title'),
    );
    expect(cut.map((element) => element.outerHTML)).toEqual([]);
  });
});

describe('a review of 2,000 scopes', () => {
  it('draws one line for each object, and a meter of three parts', async () => {
    await page.viewport(380, 800);
    const before = performance.now();
    drawReview(huge(2000));
    expect(performance.now() - before).toBeLessThan(1000);
    expect(document.querySelectorAll('.sr-fold--object')).toHaveLength(20);
    expect(document.querySelectorAll('.sr-strip--parts i')).toHaveLength(3);
    expect(document.querySelectorAll('.sr-row')).toHaveLength(0);
  });

  it('opens what the filter finds in portions', async () => {
    await page.viewport(380, 800);
    drawReview(huge(2000));
    await page.getByRole('searchbox').fill('scope number');
    await expect.poll(() => document.querySelectorAll('.sr-row').length, { timeout: 10_000 }).toBe(2000);
    await page.getByRole('searchbox').fill('thing1999');
    await expect.element(page.getByText('1 of 2000')).toBeVisible();
  });

  it('reacts to a toggle without drawing every row again', async () => {
    await page.viewport(380, 800);
    drawReview(huge(2000));
    await button('Show the scopes: Area 1').click();
    await expect.poll(() => document.querySelectorAll('.sr-row').length).toBe(50);
    const row = document.querySelectorAll('.sr-row')[40];
    let changed = 0;
    const observer = new MutationObserver((records) => {
      changed += records.length;
    });
    observer.observe(document.querySelector('main') as Element, { subtree: true, childList: true, attributes: true });
    (checkbox('Scope number 1 (vendor.area1.thing1.read)').element() as HTMLElement).click();
    await expect.element(button('Continue with 1999 scopes')).toBeVisible();
    expect(changed).toBeLessThan(30);
    expect(document.querySelectorAll('.sr-row')[40]).toBe(row);
    observer.disconnect();
  });

  it('keeps or drops all scopes of an object with one checkbox', async () => {
    drawReview(huge(2000));
    await checkbox('Area 1: 50 of 50 kept').click();
    await expect.element(button('Continue with 1950 scopes')).toBeVisible();
    await expect.element(checkbox('Area 1: 0 of 50 kept')).not.toBeChecked();
  });
});
