import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ReadOnlyReason } from '@/providers/contract/request';
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

describe('the summary of a review', () => {
  it('names the app, the account and the redirect host', async () => {
    drawReview(clay);
    await expect.element(page.getByRole('heading', { level: 1, name: 'Clay on HubSpot' })).toBeVisible();
    await expect.element(page.getByText('Account 4521873 · returns to app.clay.com')).toBeVisible();
    await expect.element(page.getByText('Recognized by redirect host')).toBeVisible();
  });

  it('counts the requested scopes and those that can change data', async () => {
    drawReview(clay);
    await expect.element(page.getByText('Clay requests 18 scopes: 7 required, 11 you can drop. 6 of them can change data.')).toBeVisible();
    await expect.element(page.getByRole('img', { name: '7 required, 5 kept, 6 dropped' })).toBeVisible();
    expect(document.querySelectorAll('.sr-strip i')).toHaveLength(18);
  });

  it('names an unknown app by its redirect host, and guesses nothing about an unknown scope', async () => {
    drawReview(unknownApp);
    await expect.element(page.getByRole('heading', { level: 1, name: 'hooks.acme-integrations.example on HubSpot' })).toBeVisible();
    await expect.element(page.getByText('First recorded request from this app')).toBeVisible();
    await button('Details: Unknown scope (acme_orders_export)').click();
    await expect.element(page.getByText('No description available')).toBeVisible();
    expect(document.querySelectorAll('.sr-chip')).toHaveLength(2);
  });

  it('shows text of the page literally', () => {
    const host = '**9 required**.<b>evil</b>.example';
    drawReview({ ...unknownApp, redirectHost: host });
    expect(document.querySelector('#app b')).toBeNull();
    expect([...document.querySelectorAll('.sr-verdict strong')].map((strong) => strong.textContent)).toEqual([
      '3 scopes',
      'you can drop any of them',
    ]);
  });

  it("expands the changes to scope ids, and the page's lines to an explanation", async () => {
    drawReview(clay);
    await button(/^Since Aug 14, 2026: 2 new, 1 newly required/).click();
    await expect.element(page.getByRole('term').filter({ hasText: 'Newly required' })).toBeVisible();
    await button('Lines marked on the page: 10 of 11; scopes requested: 18').click();
    await expect.element(page.getByText(/matches exactly one requested scope/)).toBeVisible();
  });

  it('expands a finding to its steps and evidence', async () => {
    drawReview({ ...clay, findings: [blockerFinding] });
    await expect.element(page.getByText('Who can fix it: HubSpot super admin')).toBeVisible();
    await button('Steps and evidence').click();
    expect(document.querySelectorAll('.sr-steps > li').length).toBeGreaterThan(1);
    await expect.element(page.getByText('You do not have permission to connect this app.')).toBeVisible();
  });

  it('expands a row to what the scope allows, what stops without it, who requires it and the dated source', async () => {
    drawReview(clay);
    await button('Details: Change or delete deals (crm.objects.deals.write)').click();
    await expect.element(page.getByText(/^Clay actions that create or update deals fail/)).toBeVisible();
    await expect.element(page.getByText('Optional, on by default (according to the app’s published profile)')).toBeVisible();
    await expect.element(page.getByRole('link', { name: 'Clay’s scope list' })).toHaveAttribute('href', 'https://clay.example/scopes');
    await expect.element(page.getByText(/^Clay’s scope list, Apr 26, 2026/)).toBeVisible();
  });

  it('shortens the start of a long id and never its last segment', () => {
    drawReview(unknownApp);
    const id = [...document.querySelectorAll('.sr-id')].find((each) => each.getAttribute('title')?.includes('highly_sensitive'));
    expect(id?.textContent).toBe('crm.objects.appointments.highly_sensitive.write');
    expect(id?.querySelector('.sr-id__tail')?.textContent).toBe('.write');
  });
});

describe('selecting scopes', () => {
  it('shows a lock instead of a checkbox for a required scope', () => {
    drawReview(clay);
    const required = document.querySelector('section[aria-label="Required"]');
    expect(required?.querySelectorAll('li')).toHaveLength(7);
    expect(required?.querySelectorAll('input')).toHaveLength(0);
    expect(required?.textContent).toContain('Always kept');
  });

  it('works with the keyboard, keeps the focus and describes the effect', async () => {
    const { select } = drawReview(clay);
    const deals = checkbox('Change or delete deals (crm.objects.deals.write)');
    (deals.element() as HTMLElement).focus();
    await userEvent.keyboard(' ');
    expect(select).toHaveBeenCalledOnce();
    await expect.element(button('Continue with 13 scopes')).toBeVisible();
    expect(document.activeElement).toBe(deals.element());
    expect(effect()).toBe(
      'Drops 5 optional scopes; nothing else in the request changes. Until you continue, the page still requests all 18.',
    );
  });

  it('checks the preset that equals the selection, and no other', async () => {
    drawReview(clay);
    await expect.element(page.getByRole('radio', { name: /^My last selection/ })).toBeChecked();
    await page.getByRole('radio', { name: /^Read-only/ }).click();
    await expect.element(page.getByRole('radio', { name: /^Read-only/ })).toBeChecked();
    await expect.element(button('Continue with 11 scopes')).toBeVisible();
    await checkbox(/^View deals/).click();
    expect(document.querySelectorAll('input[type=radio]:checked')).toHaveLength(0);
  });

  it('says why no selection is read-only, where a required scope can change data or is unknown', () => {
    const line = () => document.querySelector('.sr-choose')?.textContent;
    drawReview(clay);
    expect(line()).not.toMatch(/no .*selection/i);
    const changing = { ...clay, notReadOnly: { changing: 2, unknown: 1 } };
    for (const surface of ['panel', 'popup'] as const) {
      drawReview(changing, { surface });
      expect(line()).toContain('No read-only selection: 2 required scopes can change data.');
      drawReview({ ...clay, notReadOnly: { changing: 0, unknown: 2 } }, { surface });
      expect(line()).toContain('No selection is sure to be read-only: what 2 required scopes allow is unknown.');
    }
    drawReview({ ...changing, editable: false, readOnlyReason: 'repeated-scope' });
    expect(line()).not.toMatch(/no .*selection/i);
    const locked = clay.scopes.map((each) => ({ ...each, locked: true }));
    drawReview({ ...changing, scopes: locked, presets: [] });
    expect(line()).not.toMatch(/no .*selection/i);
  });

  it('keeps the clicked one of two equal presets checked', async () => {
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

  it('keeps or drops a whole group with one button', async () => {
    drawReview(clay);
    await button('Keep all: Optional, off by default').click();
    await expect.element(button('Continue with 14 scopes')).toBeVisible();
    await button('Drop all: Optional, off by default').click();
    await expect.element(button('Continue with 12 scopes')).toBeVisible();
  });

  it('unlocks a scope that the profile calls optional after stating the risk, and moves the focus to its checkbox', async () => {
    drawReview(unlockable);
    await button('Details: View deals (crm.objects.deals.read)').click();
    await expect.element(page.getByText(/If you drop it, the connection may fail/)).toBeVisible();
    await button('Unlock anyway').click();
    const unlocked = checkbox('View deals (crm.objects.deals.read)');
    await expect.element(unlocked).toBeChecked();
    await expect.poll(() => document.activeElement).toBe(unlocked.element());
  });

  it('unlocks a scope that the profile calls required after stating that risk', async () => {
    drawReview(requiredByProfile);
    await button('Details: View lists and segments (crm.lists.read)').click();
    await expect.element(page.getByText(/The app’s own profile lists this as required\. If you drop it/)).toBeVisible();
    await button('Unlock anyway').click();
    await checkbox('View lists and segments (crm.lists.read)').click();
    await expect.element(checkbox('View lists and segments (crm.lists.read)')).not.toBeChecked();
    await expect.poll(effect).toMatch(/Drops \d+ scopes?;/);
  });
});

describe('the scope filter', () => {
  it('appears from 12 scopes on', async () => {
    drawReview(unknownApp);
    expect(document.querySelector('input[type=search]')).toBeNull();
    drawReview(clay);
    await expect.element(page.getByRole('searchbox', { name: 'Filter scopes' })).toBeVisible();
  });

  it.each([
    ['label', 'enroll contacts', 1],
    ['id', 'CRM.LISTS', 1],
    ['category', 'custom objects', 3],
  ])('matches by %s', async (_, words, count) => {
    drawReview(clay);
    await page.getByRole('searchbox').fill(words);
    await expect.element(page.getByText(`${count} of 18`)).toBeVisible();
    expect(document.querySelectorAll('.sr-row')).toHaveLength(count);
  });

  it('ignores Enter, says when nothing matches, and keeps the focus when it is cleared', async () => {
    const { continue: onContinue } = drawReview(clay);
    await page.getByRole('searchbox').fill('zebra');
    await userEvent.keyboard('{Enter}');
    expect(onContinue).not.toHaveBeenCalled();
    await expect.element(page.getByText('No scope matches “zebra”')).toBeVisible();
    await expect
      .element(
        page.getByText(
          'A required scope may already cover it, or HubSpot may not offer it to this app. If you need it, ask the app’s vendor.',
        ),
      )
      .toBeVisible();
    await button('Clear filter').click();
    expect(document.querySelectorAll('.sr-row')).toHaveLength(18);
    expect(document.activeElement).toBe(page.getByRole('searchbox').element());
  });
});

describe('the action bar', () => {
  it('continues and remembers the selection, unless the user unchecks that', async () => {
    const { continue: onContinue } = drawReview(clay);
    await button('Continue with 12 scopes').click();
    await checkbox('Remember for Clay on HubSpot').click();
    await button('Continue with 12 scopes').click();
    expect(onContinue.mock.calls).toEqual([[{ remember: true }], [{ remember: false }]]);
  });

  it('tells beside Continue which connections it is for, and where an app says how to change it later', async () => {
    const later = button('When the change takes effect');
    const words = () => [...document.querySelectorAll('.sr-actions__effect')].at(-1)?.textContent;
    for (const surface of ['panel', 'popup'] as const) {
      drawReview(clay, { surface });
      await expect.element(later).toHaveAttribute('aria-expanded', 'false');
      expect(document.querySelector('.sr-actions')?.textContent).not.toContain('existing connections');
      const rest = document.querySelector('.sr-actions')?.getBoundingClientRect().height;
      await later.click();
      expect(words()).toBe(
        'This affects new or reconnected connections only; existing connections keep their scopes. ' +
          'You can change the selection at any time: in Clay, Settings → Connected accounts → Reconnect.',
      );
      await later.click();
      expect(document.querySelector('.sr-actions')?.getBoundingClientRect().height).toBe(rest);
    }
    drawReview(unknownApp);
    await later.click();
    expect(words()).toMatch(/at any time: reconnect the account in the app\.$/);
    drawReview(readOnly('repeated-scope'));
    expect(later.query()).toBeNull();
  });

  it('says after the approval what to check where a change takes no effect', async () => {
    drawReview({ ...readOnly('already-answered'), outcome: { kind: 'code' } });
    await button('Changes don’t take effect?').click();
    expect([...document.querySelectorAll('.sr-actions ol > li')].map((step) => step.textContent)).toEqual([
      'Check that the OAuth flow was completed: the app must show the account as connected.',
      'Retry the action in the app.',
      'If the problem persists, disconnect the account and connect it again completely.',
    ]);
    drawReview(clay);
    expect(button('Changes don’t take effect?').query()).toBeNull();
  });

  it('says when nothing changes, and then offers nothing to restore', () => {
    drawReview(everything);
    expect(effect()).toBe('Keeps all 18 scopes; the request doesn’t change.');
    expect(button('Restore original request').query()).toBeNull();
  });

  it('recognizes that the page already has the narrowed request', async () => {
    const { restoreOriginal } = drawReview(reduced);
    expect(effect()).toBe('The page requests exactly these 12 scopes. Decide on the page.');
    await expect.element(button('Continue with 12 scopes')).toBeVisible();
    await button('Restore original request').click();
    expect(restoreOriginal).toHaveBeenCalledOnce();
  });

  it('distinguishes another selection of the same size from the narrowed request', async () => {
    drawReview(reduced);
    await checkbox(/^View deals/).click();
    await checkbox(/^View sequences/).click();
    expect(effect()).toMatch(/^Drops 6 optional scopes.* the page still requests 12\.$/);
  });

  it('does not call undeclared scopes optional, and requires at least one', async () => {
    const { continue: onContinue } = drawReview(unknownApp);
    await checkbox(/^View contacts/).click();
    expect(effect()).toMatch(/^Drops 1 scope; /);
    await button('Keep all: Undeclared').click();
    await button('Drop all: Undeclared').click();
    expect(effect()).toBe('Keep at least one scope to continue.');
    await userEvent.click(button('Continue with 0 scopes'), { force: true });
    expect(onContinue).not.toHaveBeenCalled();
  });

  it('neither offers to drop the only scope nor calls read-only scopes optional', () => {
    const verdict = () => document.querySelector('.sr-verdict')?.textContent ?? '';
    drawReview({ ...unknownApp, scopes: unknownApp.scopes.slice(0, 1) });
    expect(verdict()).toMatch(/requests 1 scope; a request needs at least one\.$/);
    drawReview({ ...unknownApp, editable: false, readOnlyReason: 'mcp-server' });
    expect(verdict()).toMatch(/requests 3 scopes\./);
    expect(verdict()).not.toContain('optional');
  });

  it('says that it is busy, and ignores a second click', async () => {
    const { continue: onContinue } = drawReview(clay, { busy: true });
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
  ])('explains %s next to the button', (_, options, words) => {
    drawReview(clay, options);
    expect(document.querySelector('.sr-actions [aria-live=polite] .sr-banner')?.textContent?.trim()).toBe(words);
  });

  it.each([
    ['unavailable', /^Can’t be saved/],
    ['private', /^Private window/],
  ] as const)('explains why the selection cannot be remembered when the storage is %s', async (storage, words) => {
    drawReview(clay, { storage });
    await expect.element(page.getByText(words)).toBeVisible();
    expect(checkbox(/^Remember/).query()).toBeNull();
  });

  it('says when the browser cleared the storage', async () => {
    drawReview(clay, { storage: 'reset' });
    await expect.element(page.getByText(/^Your saved selections were lost/)).toBeVisible();
    await expect.element(checkbox(/^Remember/)).toBeChecked();
  });
});

describe('the last selection', () => {
  it('is described as selected until the user changes it, and can be deleted', async () => {
    const { forgetSavedSelection } = drawReview(clay, { rememberedAt: remembered });
    await expect.element(page.getByText(/^Your last selection from Aug 14, 2026 is preselected\./)).toBeVisible();
    await checkbox(/^View deals/).click();
    await expect.element(page.getByText(/^Your last selection is from Aug 14, 2026\./)).toBeVisible();
    await button('Forget it').click();
    expect(forgetSavedSelection).toHaveBeenCalledOnce();
  });
});

describe('a read-only review', () => {
  const reasons: ReadOnlyReason[] = ['repeated-scope', 'request-object', 'sign-in-first', 'page-offers-switches'];
  it.each(reasons)('explains itself, lists every scope and offers no change: %s', async (reason) => {
    drawReview(readOnly(reason));
    await expect.element(page.getByText(/^Read-only review\. ./)).toBeVisible();
    expect(effect()).toMatch(/^This request can’t be edited\. ./);
    expect(button(/^Continue/).query()).toBeNull();
    expect(button(/^Keep all|^Drop all/).query()).toBeNull();
    expect(document.querySelectorAll('.sr-row')).toHaveLength(18);
    expect(document.querySelectorAll('.sr-row input:not(:disabled)')).toHaveLength(0);
    expect(document.querySelector('.sr-verdict')?.textContent).not.toContain('you can drop');
  });

  it('says that a code was already issued, and offers no further request', async () => {
    drawReview({ ...readOnly('already-answered'), outcome: { kind: 'code' } });
    await expect
      .element(page.getByText('The provider already gave the app its code, so the request can no longer be changed.'))
      .toBeVisible();
    expect(button(/^Continue/).query()).toBeNull();
  });

  it('says that a request names no scopes', async () => {
    drawReview({ ...readOnly('missing-scope'), scopes: [], selection: [], current: [], findings: [], page: null });
    await expect.element(page.getByText('Clay names no scopes in this request.')).toBeVisible();
    await expect.element(page.getByText('No scopes to list')).toBeVisible();
  });

  it('does not claim that an unseen request names no scopes', async () => {
    drawReview({ ...readOnly('read-from-page'), scopes: [], selection: [], current: [], findings: [], page: null });
    await expect.element(page.getByText('Scope Review couldn’t see which scopes were requested.')).toBeVisible();
    expect(page.getByText(/names no scopes/).query()).toBeNull();
  });
});

describe('the review in the popup', () => {
  it('collapses findings and groups, and expands them on a click', async () => {
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

  it('summarizes a collapsed group in one sentence', () => {
    const categories = ['Users', 'Email recipients', 'CMS pages'];
    const scopes = clay.scopes.slice(0, 3).map((scope, index) => ({ ...scope, category: categories[index] ?? '' }));
    drawReview({ ...clay, scopes, selection: scopes.map(({ id }) => id) }, { surface: 'popup' });
    expect(document.querySelector('.sr-fold__text')?.textContent).toBe('Users, email recipients, CMS pages');
  });

  it('fits the choice and the button into the height of a popup', async () => {
    await page.viewport(360, 600);
    drawReview(clay, { surface: 'popup' });
    const folds = [...document.querySelectorAll('.sr-fold')].at(-1)?.getBoundingClientRect();
    const bar = document.querySelector('.sr-actions')?.getBoundingClientRect();
    expect(folds?.bottom).toBeLessThanOrEqual(bar?.top ?? 0);
    expect(bar?.bottom).toBeLessThanOrEqual(600);
  });
});

describe('the account’s plan', () => {
  it('is stated for each product, after which the focus returns to its line', async () => {
    const { savePlans } = drawReview(clay);
    await button(/^Account’s plan: not specified/).click();
    await page.getByRole('combobox', { name: 'Sales Hub' }).selectOptions('Professional');
    await button('Save').click();
    expect(savePlans).toHaveBeenCalledWith({ sales: 'professional', service: 'free' });
    await expect.poll(() => document.activeElement?.textContent).toMatch(/^Account’s plan/);
  });

  it('can be deleted, and is not asked for when no scope depends on it', async () => {
    const { savePlans } = drawReview(clay, { plans: { sales: 'professional' } });
    await button('Account’s plan: Sales Hub Professional').click();
    await button('Forget').click();
    expect(savePlans).toHaveBeenCalledWith(null);
    drawReview(unknownApp);
    expect(button(/^Account’s plan/).query()).toBeNull();
  });
});
