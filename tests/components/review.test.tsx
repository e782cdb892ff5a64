import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ReadOnlyReason } from '@/providers/types';
import { button, checkbox, clear, drawReview, effect } from './draw';
import {
  blockerFinding,
  clay,
  lastSelection,
  planFinding,
  readOnly,
  remembered,
  requiredByProfile,
  unknownApp,
  unlockable,
} from './samples';

beforeEach(() => page.viewport(380, 800));
afterEach(clear);

const everything = { ...clay, selection: clay.current };
const reduced = { ...clay, current: lastSelection };

describe('what is told', () => {
  it('names the app, the account and where the answer goes', async () => {
    drawReview(clay);
    await expect.element(page.getByRole('heading', { level: 1, name: 'Clay on HubSpot' })).toBeVisible();
    await expect.element(page.getByText('Account 4521873 · returns to app.clay.com')).toBeVisible();
    await expect.element(page.getByText('Recognized by redirect host')).toBeVisible();
  });

  it('says in one sentence how much is asked, and counts every scope that changes data', async () => {
    drawReview(clay);
    await expect.element(page.getByText('Clay requests 18 scopes: 7 required, 11 you can drop. 6 of them can change data.')).toBeVisible();
    await expect.element(page.getByRole('img', { name: '7 required, 5 kept, 6 dropped' })).toBeVisible();
    expect(document.querySelectorAll('.sr-strip i')).toHaveLength(18);
  });

  it('shows an unknown app by its redirect host, and its unknown scope without a guess', async () => {
    drawReview(unknownApp);
    await expect.element(page.getByRole('heading', { level: 1, name: 'hooks.acme-integrations.example on HubSpot' })).toBeVisible();
    await expect.element(page.getByText('First recorded request from this app')).toBeVisible();
    await button('Details: Unknown scope (acme_orders_export)').click();
    await expect.element(page.getByText('No description available')).toBeVisible();
    expect(document.querySelectorAll('.sr-chip')).toHaveLength(2);
  });

  it('draws text of the page as text', () => {
    const host = '**9 required**.<b>evil</b>.example';
    drawReview({ ...unknownApp, redirectHost: host });
    expect(document.querySelector('#app b')).toBeNull();
    expect([...document.querySelectorAll('.sr-verdict strong')].map((strong) => strong.textContent)).toEqual([
      '3 scopes',
      'you can drop any of them',
    ]);
  });

  it('opens what changed to the ids, and what the page shows to a sentence', async () => {
    drawReview(clay);
    await button(/^Since Aug 14, 2026: 2 new, 1 newly required/).click();
    await expect.element(page.getByRole('term').filter({ hasText: 'Newly required' })).toBeVisible();
    await button('The page shows 11 lines for 18 scopes; 10 are marked').click();
    await expect.element(page.getByText(/matches exactly one requested scope/)).toBeVisible();
  });

  it('opens a finding to its steps and evidence', async () => {
    drawReview({ ...clay, findings: [blockerFinding] });
    await expect.element(page.getByText('Who can fix it: HubSpot super admin')).toBeVisible();
    await button('Steps and evidence').click();
    expect(document.querySelectorAll('.sr-steps > li').length).toBeGreaterThan(1);
    await expect.element(page.getByText('You do not have permission to connect this app.')).toBeVisible();
  });

  it('opens a row to what it allows, what stops, who says so and the dated source', async () => {
    drawReview(clay);
    await button('Details: Change or delete deals (crm.objects.deals.write)').click();
    await expect.element(page.getByText(/^Clay actions that create or update deals fail/)).toBeVisible();
    await expect.element(page.getByText('Optional, on by default (according to the app’s published profile)')).toBeVisible();
    await expect.element(page.getByRole('link', { name: 'Clay’s scope list' })).toHaveAttribute('href', 'https://clay.example/scopes');
    await expect.element(page.getByText(/^Clay’s scope list, Apr 26, 2026/)).toBeVisible();
  });

  it('cuts the head of a long id and never its last segment', () => {
    drawReview(unknownApp);
    const id = [...document.querySelectorAll('.sr-id')].find((each) => each.getAttribute('title')?.includes('highly_sensitive'));
    expect(id?.textContent).toBe('crm.objects.appointments.highly_sensitive.write');
    expect(id?.querySelector('.sr-id__tail')?.textContent).toBe('.write');
  });
});

describe('choosing', () => {
  it('has a lock and no checkbox for what is required', () => {
    drawReview(clay);
    const required = document.querySelector('section[aria-label="Required"]');
    expect(required?.querySelectorAll('li')).toHaveLength(7);
    expect(required?.querySelectorAll('input')).toHaveLength(0);
    expect(required?.textContent).toContain('Always kept');
  });

  it('toggles with the keyboard, keeps the focus and says what it does', async () => {
    const { onSelect } = drawReview(clay);
    const deals = checkbox('Change or delete deals (crm.objects.deals.write)');
    (deals.element() as HTMLElement).focus();
    await userEvent.keyboard(' ');
    expect(onSelect).toHaveBeenCalledOnce();
    await expect.element(button('Continue with 13 scopes')).toBeVisible();
    expect(document.activeElement).toBe(deals.element());
    expect(effect()).toBe(
      'Drops 5 optional scopes; nothing else in the request changes. Until you continue, the page still requests all 18.',
    );
  });

  it('checks the preset that equals the selection, and none that does not', async () => {
    drawReview(clay);
    await expect.element(page.getByRole('radio', { name: /^My last selection/ })).toBeChecked();
    await page.getByRole('radio', { name: /^Read-only/ }).click();
    await expect.element(page.getByRole('radio', { name: /^Read-only/ })).toBeChecked();
    await expect.element(button('Continue with 11 scopes')).toBeVisible();
    await checkbox(/^View deals/).click();
    expect(document.querySelectorAll('input[type=radio]:checked')).toHaveLength(0);
  });

  it('leaves the clicked one of two equal presets checked', async () => {
    drawReview({
      ...everything,
      presets: [
        { id: 'all', keep: clay.current },
        { id: 'last', keep: clay.current },
      ],
    });
    await page.getByRole('radio', { name: /^All/ }).click();
    await expect.element(page.getByRole('radio', { name: /^All/ })).toBeChecked();
  });

  it('moves between presets with the arrow keys', async () => {
    drawReview(clay);
    (page.getByRole('radio', { name: /^My last selection/ }).element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowLeft}');
    await expect.element(page.getByRole('radio', { name: /^Read-only/ })).toBeChecked();
  });

  it('keeps all of a group, then drops all of it', async () => {
    drawReview(clay);
    await button('Keep all: Optional, off by default').click();
    await expect.element(button('Continue with 14 scopes')).toBeVisible();
    await button('Drop all: Optional, off by default').click();
    await expect.element(button('Continue with 12 scopes')).toBeVisible();
  });

  it('unlocks a scope that the profile calls optional, with the risk told, and hands the focus on', async () => {
    drawReview(unlockable);
    await button('Details: View deals (crm.objects.deals.read)').click();
    await expect.element(page.getByText(/If you drop it, the connection may fail/)).toBeVisible();
    await button('Unlock anyway').click();
    const unlocked = checkbox('View deals (crm.objects.deals.read)');
    await expect.element(unlocked).toBeChecked();
    await expect.poll(() => document.activeElement).toBe(unlocked.element());
  });

  it('unlocks a scope that the profile calls required, with that risk told', async () => {
    drawReview(requiredByProfile);
    await button('Details: View lists and segments (crm.lists.read)').click();
    await expect.element(page.getByText(/The app’s own profile lists this as required\. If you drop it/)).toBeVisible();
    await button('Unlock anyway').click();
    await checkbox('View lists and segments (crm.lists.read)').click();
    await expect.element(checkbox('View lists and segments (crm.lists.read)')).not.toBeChecked();
    await expect.poll(effect).toMatch(/Drops \d+ scopes?;/);
  });
});

describe('the filter', () => {
  it('is there from 12 scopes on', async () => {
    drawReview(unknownApp);
    expect(document.querySelector('input[type=search]')).toBeNull();
    drawReview(clay);
    await expect.element(page.getByRole('searchbox', { name: 'Filter scopes' })).toBeVisible();
  });

  it.each([
    ['label', 'enroll contacts', 1],
    ['id', 'CRM.LISTS', 1],
    ['object', 'custom objects', 3],
  ])('matches by %s', async (_, words, count) => {
    drawReview(clay);
    await page.getByRole('searchbox').fill(words);
    await expect.element(page.getByText(`${count} of 18`)).toBeVisible();
    expect(document.querySelectorAll('.sr-row')).toHaveLength(count);
  });

  it('survives Enter, says when nothing fits, and comes back empty with the focus in it', async () => {
    const { onContinue } = drawReview(clay);
    await page.getByRole('searchbox').fill('zebra');
    await userEvent.keyboard('{Enter}');
    expect(onContinue).not.toHaveBeenCalled();
    await expect.element(page.getByText('No scope matches “zebra”')).toBeVisible();
    await button('Clear filter').click();
    expect(document.querySelectorAll('.sr-row')).toHaveLength(18);
    expect(document.activeElement).toBe(page.getByRole('searchbox').element());
  });
});

describe('the action bar', () => {
  it('continues and remembers, unless told not to', async () => {
    const { onContinue } = drawReview(clay);
    await button('Continue with 12 scopes').click();
    await checkbox('Remember for Clay on HubSpot').click();
    await button('Continue with 12 scopes').click();
    expect(onContinue.mock.calls).toEqual([[{ remember: true }], [{ remember: false }]]);
  });

  it('says that nothing changes, and offers nothing to restore', () => {
    drawReview(everything);
    expect(effect()).toBe('Keeps all 18 scopes; the request doesn’t change.');
    expect(button('Restore original request').query()).toBeNull();
  });

  it('knows the request that was made smaller already', async () => {
    const { onRestore } = drawReview(reduced);
    expect(effect()).toBe('The page requests exactly these 12 scopes. Decide on the page.');
    await expect.element(button('Continue with 12 scopes')).toBeVisible();
    await button('Restore original request').click();
    expect(onRestore).toHaveBeenCalledOnce();
  });

  it('does not take another selection of the same size for it', async () => {
    drawReview(reduced);
    await checkbox(/^View deals/).click();
    await checkbox(/^View sequences/).click();
    expect(effect()).toMatch(/^Drops 6 optional scopes.* the page still requests 12\.$/);
  });

  it('does not call undeclared scopes optional, and keeps at least one', async () => {
    const { onContinue } = drawReview(unknownApp);
    await checkbox(/^View contacts/).click();
    expect(effect()).toMatch(/^Drops 1 scope; /);
    await button('Keep all: Undeclared').click();
    await button('Drop all: Undeclared').click();
    expect(effect()).toBe('Keep at least one scope to continue.');
    await userEvent.click(button('Continue with 0 scopes'), { force: true });
    expect(onContinue).not.toHaveBeenCalled();
  });

  it('does not offer to drop the only scope, nor calls what cannot be changed optional', () => {
    const verdict = () => document.querySelector('.sr-verdict')?.textContent ?? '';
    drawReview({ ...unknownApp, scopes: unknownApp.scopes.slice(0, 1) });
    expect(verdict()).toMatch(/requests 1 scope; a request needs at least one\.$/);
    drawReview({ ...unknownApp, editable: false, readOnlyReason: 'mcp-server' });
    expect(verdict()).toMatch(/requests 3 scopes\./);
    expect(verdict()).not.toContain('optional');
  });

  it('says that it is busy, and takes no second click', async () => {
    const { onContinue } = drawReview(clay, { busy: true });
    expect(document.querySelector('[aria-live=polite]')?.textContent).toContain('Continuing');
    await userEvent.click(button('Continue with 12 scopes'), { force: true });
    expect(onContinue).not.toHaveBeenCalled();
  });

  it.each([
    [
      'a cover over the panel',
      { covered: true },
      'Something is covering this panel. Use the toolbar button: the page can’t draw over its window.',
    ],
    ['a refusal', { refused: 'Nothing was changed.' }, 'Nothing was changed.'],
  ])('says %s where one clicks', (_, options, words) => {
    drawReview(clay, options);
    expect(document.querySelector('.sr-actions [aria-live=polite] .sr-banner')?.textContent?.trim()).toBe(words);
  });

  it.each([
    ['unavailable', /^Can’t be saved/],
    ['private', /^Private window/],
  ] as const)('gives the reason instead of the remember box: %s', async (storage, words) => {
    drawReview(clay, { storage });
    await expect.element(page.getByText(words)).toBeVisible();
    expect(checkbox(/^Remember/).query()).toBeNull();
  });

  it('says that the storage was lost', async () => {
    drawReview(clay, { storage: 'reset' });
    await expect.element(page.getByText(/^Your saved selections were lost/)).toBeVisible();
    await expect.element(checkbox(/^Remember/)).toBeChecked();
  });
});

describe('the last selection', () => {
  it('says that it is ticked, until it is not, and can be forgotten', async () => {
    const { onForget } = drawReview(clay, { rememberedAt: remembered });
    await expect.element(page.getByText(/^Your last selection from Aug 14, 2026 is preselected\./)).toBeVisible();
    await checkbox(/^View deals/).click();
    await expect.element(page.getByText(/^Your last selection is from Aug 14, 2026\./)).toBeVisible();
    await button('Forget it').click();
    expect(onForget).toHaveBeenCalledOnce();
  });
});

describe('a review that cannot be changed', () => {
  const reasons: ReadOnlyReason[] = ['repeated-scope', 'request-object', 'sign-in-first', 'page-offers-switches'];
  it.each(reasons)('%s: says why, lists everything, and offers nothing', async (reason) => {
    drawReview(readOnly(reason));
    await expect.element(page.getByText(/^Read-only review\. ./)).toBeVisible();
    expect(effect()).toMatch(/^This request can’t be edited\. ./);
    expect(button(/^Continue/).query()).toBeNull();
    expect(button(/^Keep all|^Drop all/).query()).toBeNull();
    expect(document.querySelectorAll('.sr-row')).toHaveLength(18);
    expect(document.querySelectorAll('.sr-row input:not(:disabled)')).toHaveLength(0);
    expect(document.querySelector('.sr-verdict')?.textContent).not.toContain('you can drop');
  });

  it('re-issues nothing after a code, and says so once', async () => {
    drawReview({ ...readOnly('already-answered'), outcome: { kind: 'code' } });
    await expect.element(page.getByText('The app already has a code, so no request is sent again.')).toBeVisible();
    expect(button(/^Continue/).query()).toBeNull();
  });

  it('says that a request names no scopes', async () => {
    drawReview({ ...readOnly('missing-scope'), scopes: [], selection: [], current: [], findings: [], page: null });
    await expect.element(page.getByText('Clay names no scopes in this request.')).toBeVisible();
    await expect.element(page.getByText('No scopes to list')).toBeVisible();
  });

  it('says no such thing of a request that nobody saw', async () => {
    drawReview({ ...readOnly('read-from-page'), scopes: [], selection: [], current: [], findings: [], page: null });
    await expect.element(page.getByText('Scope Review couldn’t see which scopes were requested.')).toBeVisible();
    expect(page.getByText(/names no scopes/).query()).toBeNull();
  });
});

describe('the popup', () => {
  it('folds findings and groups, and opens them', async () => {
    drawReview({ ...clay, findings: [planFinding] }, { surface: 'popup' });
    expect(document.querySelectorAll('.sr-row')).toHaveLength(0);
    await button(/^Warning ?Some required scopes need a paid plan/).click();
    await expect.element(page.getByText('Who can fix it: You')).toBeVisible();
    await button(/^Optional, off by default/).click();
    expect(document.querySelectorAll('.sr-row')).toHaveLength(2);
    await button('Keep all: Optional, off by default').click();
    await expect.element(button('Continue with 14 scopes')).toBeVisible();
    await expect.element(button('Restore original request')).toBeVisible();
    expect(button('Collapse panel').query()).toBeNull();
  });

  it('lists what a folded group is about as one sentence', () => {
    const objects = ['Users', 'Email recipients', 'CMS pages'];
    const scopes = clay.scopes.slice(0, 3).map((scope, index) => ({ ...scope, object: objects[index] ?? '' }));
    drawReview({ ...clay, scopes, selection: scopes.map(({ id }) => id) }, { surface: 'popup' });
    expect(document.querySelector('.sr-fold__text')?.textContent).toBe('Users, email recipients, CMS pages');
  });

  it('shows the choice and the button within the height that browsers give', async () => {
    await page.viewport(360, 600);
    drawReview(clay, { surface: 'popup' });
    const folds = [...document.querySelectorAll('.sr-fold')].at(-1)?.getBoundingClientRect();
    const bar = document.querySelector('.sr-actions')?.getBoundingClientRect();
    expect(folds?.bottom).toBeLessThanOrEqual(bar?.top ?? 0);
    expect(bar?.bottom).toBeLessThanOrEqual(600);
  });
});

describe('the account’s plan', () => {
  it('is stated product by product, and closes with the focus on its line', async () => {
    const { onPlans } = drawReview(clay);
    await button(/^Account’s plan: not specified/).click();
    await page.getByRole('combobox', { name: 'Sales Hub' }).selectOptions('Professional');
    await button('Save').click();
    expect(onPlans).toHaveBeenCalledWith({ sales: 'professional', service: 'free' });
    await expect.poll(() => document.activeElement?.textContent).toMatch(/^Account’s plan/);
  });

  it('can be forgotten, and is not asked where no scope needs one', async () => {
    const { onPlans } = drawReview(clay, { plans: { sales: 'professional' } });
    await button('Account’s plan: Sales Hub Professional').click();
    await button('Forget').click();
    expect(onPlans).toHaveBeenCalledWith(null);
    drawReview(unknownApp);
    expect(button(/^Account’s plan/).query()).toBeNull();
  });
});
