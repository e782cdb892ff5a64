import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ReadOnlyReason } from '@/providers/contract/request';
import type { ReviewScope } from '@/utils/review/types';
import { expired } from './diagnosis-samples';
import { button, checkbox, clear, drawReview, effect } from './draw';
import {
  blockerFinding,
  clay,
  huge,
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

const rows = () => document.querySelectorAll('.sr-row');
const verdict = () => document.querySelector('.sr-verdict')?.textContent ?? '';

describe('the head and the summary of a review', () => {
  it('names the app, the account and the redirect host, and says on a click how the app was recognized', async () => {
    drawReview(clay);
    await expect.element(page.getByRole('heading', { level: 1, name: /^Clay on HubSpot/ })).toBeVisible();
    await expect.element(page.getByText('Account 4521873')).toBeVisible();
    await expect.element(page.getByText('returns to app.clay.com')).toBeVisible();
    expect(page.getByText('Recognized by redirect host').query()).toBeNull();
    await button(/^Recognized by redirect host\./).click();
    await expect.element(page.getByText('Recognized by redirect host')).toBeVisible();
  });

  it.each([380, 320])('shows a long name on two lines of the head, and in full on a click, at %i px', async (width) => {
    await page.viewport(width, 700);
    const redirectHost = 'connect.ledgerly.example';
    drawReview({ ...clay, app: { ...clay.app, name: null, matchedBy: null }, redirectHost: `${'very.long.'.repeat(9)}${redirectHost}` });
    expect(document.querySelector('.sr-head')?.getBoundingClientRect().height).toBe(55);
    drawReview({ ...clay, app: { ...clay.app, name: null, matchedBy: null }, redirectHost });
    const title = document.querySelector('.sr-head__title > span');
    expect(title?.getBoundingClientRect().height).toBe(32);
    expect([title?.scrollHeight, title?.scrollWidth]).toEqual([title?.clientHeight, title?.clientWidth]);
    expect(document.querySelector('.sr-head')?.getBoundingClientRect().height).toBe(55);
    await button(/^App not recognized\./).click();
    const names = document.querySelector('.sr-recognition__names')?.textContent;
    expect(names).toBe(`${redirectHost} on HubSpotAccount 4521873 · returns to ${redirectHost}`);
  });

  it.each([380, 320])('gives the host that gets the code a line of its own if need be, at %i px', async (width) => {
    await page.viewport(width, 700);
    const part = (index: number) => document.querySelectorAll('.sr-head__meta > span')[index] as HTMLElement;
    const isCut = ({ lastElementChild: fact }: HTMLElement) => fact !== null && fact.scrollWidth > fact.clientWidth;
    const height = () => document.querySelector('.sr-head')?.getBoundingClientRect().height;
    const threeLines = 55;
    const [account, username] = ['acme.my.salesforce.com', 'ada@acme.example'];
    drawReview({ ...clay, account, username });
    expect(part(1).offsetTop - part(0).offsetTop).toBe(15);
    expect([isCut(part(1)), height()]).toEqual([false, threeLines]);
    // The account and the user are what to check first, so no word before the account cuts them.
    expect(part(0).textContent).toBe(`${account} \u00b7 ${username}`);
    if (width === 380)
      expect([...part(0).children].map(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)).toEqual([false, false]);
    const { top } = document.querySelector('.sr-head__title')?.getBoundingClientRect() ?? {};
    expect(top).toBe(4);
    drawReview({ ...clay, account: 'globex-industries--staging.sandbox.my.salesforce.com', username });
    expect([isCut(part(1)), height()]).toEqual([false, threeLines]);
    for (const fact of part(0).children) expect(fact.clientWidth).toBeGreaterThan(40);
    drawReview({ ...clay, redirectHost: `${'very.long.'.repeat(9)}example` });
    expect([isCut(part(0)), isCut(part(1)), height()]).toEqual([false, true, threeLines]);
  });

  it('does not repeat the host of an app that goes by it', () => {
    drawReview({ ...clay, app: { ...clay.app, name: null, matchedBy: null }, username: 'ada@acme.example' });
    expect(document.querySelector('.sr-head__meta')?.textContent).toBe('Account 4521873 · ada@acme.example');
  });

  it('says without a click that a name is only a resemblance', async () => {
    drawReview({ ...clay, app: { ...clay.app, matchedBy: 'scope-set' } });
    await expect.element(page.getByText('Looks like Clay, based on its set of scopes')).toBeVisible();
  });

  it('sums the request up in one sentence', () => {
    drawReview(clay);
    expect(verdict()).toBe('18 scopes: 7 required, 11 you can drop');
    drawReview({ ...clay, scopes: clay.scopes.filter((scope) => scope.locked), presets: [] });
    expect(verdict()).toBe('7 scopes, all required. None changes data.');
    drawReview(readOnly('repeated-scope'));
    expect(verdict()).toBe('18 scopes: 7 required, 11 optional. 6 can change data.');
  });

  it('never counts an incomplete list as all there is, nor calls it harmless', async () => {
    drawReview({ ...readOnly('ambiguous-parameters'), isIncomplete: true });
    expect(verdict()).toBe('At least 18 scopes. There may be others that Scope Review can’t see. 6 can change data.');
    const [first] = clay.scopes.filter((scope) => scope.locked);
    const one = { ...readOnly('ambiguous-parameters'), isIncomplete: true, scopes: first ? [first] : [] };
    drawReview(one);
    expect(verdict()).toBe('At least 1 scope. There may be others that Scope Review can’t see.');
    drawReview({ ...one, current: one.scopes.map(({ id }) => id), outcome: { kind: 'code' } });
    await expect.element(page.getByRole('heading', { name: 'Approved: at least 1 scope requested' })).toBeVisible();
  });

  it('repeats after the approval that the page listed other scopes', async () => {
    const differed = { id: 'page-differed', severity: 'warning', confidence: 'likely', params: [['full']] };
    drawReview({ ...readOnly('already-answered'), outcome: { kind: 'code' }, isIncomplete: true, findings: [differed as never] });
    await expect
      .element(page.getByText(/^The page that was shown before listed scopes that this request doesn’t have: full\./))
      .toBeVisible();
  });

  it('never calls a request harmless that has an unknown scope', () => {
    drawReview({ ...unknownApp, scopes: unknownApp.scopes.slice(0, 2).map((scope) => ({ ...scope, locked: true })) });
    expect(verdict()).toBe('2 scopes, all required. 1 is unknown.');
  });

  it('names an unknown app by its redirect host, and guesses nothing about an unknown scope', async () => {
    drawReview(unknownApp);
    await expect.element(page.getByRole('heading', { level: 1, name: /^hooks\.acme-integrations\.example on HubSpot/ })).toBeVisible();
    await expect.element(page.getByText('Not recorded before today')).toBeVisible();
    await button('Details: Unknown scope (acme_orders_export)').click();
    await expect.element(page.getByText('No description available')).toBeVisible();
    expect(rows()[0]?.querySelector('.sr-chip')).toBeNull();
  });

  it('shows text of the page literally', () => {
    drawReview({
      ...unknownApp,
      scopes: [],
      redirectHost: '**9 required**.<b>evil</b>.example',
      readOnlyReason: 'missing-scope',
      editable: false,
    });
    expect(document.querySelector('#app .sr-verdict b, #app .sr-verdict strong')).toBeNull();
  });

  it('shows a finding as one line that opens to its steps and evidence, and opens a blocker at once', async () => {
    drawReview({ ...clay, findings: [blockerFinding, planFinding] });
    await expect.element(page.getByText('Who can fix it: HubSpot super admin')).toBeVisible();
    await button('Steps and evidence').click();
    expect(document.querySelectorAll('.sr-steps > li').length).toBeGreaterThan(1);
    await expect.element(page.getByText('You do not have permission to connect this app.')).toBeVisible();
    const warning = button(/^Warning: The plan may lack required access/);
    await warning.click();
    await expect.element(page.getByText('Who can fix it: You')).toBeVisible();
  });

  it('says how many scopes are new, what they can do and which they are, and drops those that are selected', async () => {
    const { select } = drawReview(clay);
    await expect.element(page.getByText('2 new, 2 can change data, 1 selected')).toBeVisible();
    await expect.element(page.getByText('Change or delete leads, Enroll contacts in sequences')).toBeVisible();
    await button('Drop new').click();
    expect(select).toHaveBeenCalledExactlyOnceWith(new Set(lastSelection.filter((id) => id !== 'crm.objects.leads.write')));
    await expect.element(page.getByText('2 new, 2 can change data, 0 selected')).toBeVisible();
    expect(button('Drop new').query()).toBeNull();
  });

  it('does not say that an app was never recorded if nothing that is saved can be read', async () => {
    drawReview({ ...clay, changes: null }, { storage: 'newer' });
    await expect.element(page.getByText('Unknown: saved data can’t be read')).toBeVisible();
    expect(page.getByText('Not recorded before today').query()).toBeNull();
  });

  it('says which scopes are required now that the user dropped last time, and no preset is the last selection', async () => {
    const dropped = 'crm.objects.contacts.read';
    const last = { id: 'last', keep: lastSelection, added: 0, required: 1 } as const;
    drawReview({ ...clay, changes: null, keptAgain: [dropped], presets: [last, ...clay.presets.filter(({ id }) => id !== 'last')] });
    await expect.element(page.getByText('1 now required, although you dropped it last time')).toBeVisible();
    await expect.element(page.getByRole('radio', { name: `My last ${lastSelection.length - 1} + 1 required` })).toBeVisible();
  });

  it('names those new scopes first that the user decides on and that can change data, and counts the rest', async () => {
    const added = ['crm.lists.read', 'crm.objects.deals.read', 'crm.schemas.deals.read', 'crm.objects.deals.write'];
    drawReview({ ...clay, changes: { since: remembered, added, removed: [], newlyRequired: [] } });
    await expect.element(page.getByText('4 new, 1 can change data, 2 selected')).toBeVisible();
    await expect.element(page.getByText('Change or delete deals, View deals + 2')).toBeVisible();
    drawReview({ ...clay, changes: { since: remembered, added: ['crm.lists.read'], removed: [], newlyRequired: [] } });
    await expect.element(page.getByText('1 new, 0 selected')).toBeVisible();
  });

  it('leads from the alert to the first new scope, whether its row is filtered, folded or far down', async () => {
    const focused = () => document.activeElement?.closest('.sr-row')?.querySelector('.sr-row__name')?.textContent;
    const isInView = () => {
      const { top = 0, bottom = 0 } = document.activeElement?.getBoundingClientRect() ?? {};
      return top >= 0 && bottom <= innerHeight;
    };
    const withNew = (review: typeof clay, id: string) => ({
      ...review,
      scopes: review.scopes.map((scope) => ({ ...scope, tags: scope.id === id ? (['new'] as const) : [] })),
      changes: { since: remembered, added: [id], removed: [], newlyRequired: [] },
    });
    drawReview(withNew(clay, 'crm.objects.deals.read'));
    await button(/^Changes data/).click();
    await button('Show View deals in the list').click();
    await vi.waitFor(() => expect(focused()).toBe('View deals'));
    await checkbox(/^View record|^View deals/).click();
    // The row has been shown, so nothing takes the focus to it again.
    await button(/^Changes data/).click();
    await button(/^Changes data/).click();
    expect(focused()).toBeUndefined();
    await button('Show View deals in the list').click();
    await vi.waitFor(() => expect(focused()).toBe('View deals'));
    drawReview(withNew(clay, 'crm.objects.owners.read'));
    await button('Show View record owners in the list').click();
    await vi.waitFor(() => expect(focused()).toBe('View record owners (required)'));
    for (const number of [105, 102]) {
      const { id = '', label } = huge(107).scopes[number] ?? {};
      drawReview(withNew(huge(107), id));
      await button(`Show ${label} in the list`).click();
      await vi.waitFor(() => expect(focused()).toMatch(new RegExp(`^${label}`)));
      expect(isInView()).toBe(true);
    }
  });

  it('counts the new scopes of an object, and lists new scopes and their objects first', () => {
    const labels = () => [...document.querySelectorAll('.sr-scopes > ul .sr-row__name')].map((name) => name.textContent);
    drawReview(clay);
    expect(labels().slice(0, 3)).toEqual(['Change or delete leads', 'Change or delete contacts', 'Change or delete companies']);
    expect(labels().slice(-2)).toEqual(['Enroll contacts in sequences', 'View sequences']);
    drawReview({ ...clay, scopes: clay.scopes.map((scope) => ({ ...scope, tags: /deals/.test(scope.id) ? ['new'] : [] })) });
    expect(labels().slice(0, 3)).toEqual(['Change or delete deals', 'View deals', 'View deal property settings']);
    const many = huge(107);
    drawReview({ ...many, scopes: many.scopes.map((scope, index) => ({ ...scope, tags: index === 105 ? ['new'] : [] })) });
    const first = document.querySelector('.sr-fold--object');
    expect([first?.querySelector('.sr-fold__title')?.firstChild?.textContent, first?.querySelector('.sr-tag--new')?.textContent]).toEqual([
      'Area 25',
      '1 new',
    ]);
  });
});

describe('a row', () => {
  it('opens to its ID, what the scope allows, what stops without it, who requires it and the dated source', async () => {
    drawReview(clay);
    expect(document.querySelector('.sr-id')).toBeNull();
    await button('Details: Change or delete deals (crm.objects.deals.write)').click();
    expect(document.querySelector('.sr-id')?.textContent).toBe('crm.objects.deals.write');
    await expect.element(page.getByText(/^Clay actions that create or update deals fail/)).toBeVisible();
    await expect.element(page.getByText('Optional, on by default (according to the app’s published profile)')).toBeVisible();
    await expect.element(page.getByRole('link', { name: 'Clay’s scope list' })).toHaveAttribute('href', 'https://clay.example/scopes');
    await expect.element(page.getByText(/^Clay’s scope list, 2026-04-26/)).toBeVisible();
  });

  it('gives what the profile of a resembled app says as a hint, with the risk of unlocking', async () => {
    const ifRecognized = { requirement: 'optional-on', provenance: 'profile' } as const;
    const [first, ...rest] = unlockable.scopes.filter(({ locked }) => locked);
    if (!first) throw new Error('no locked scope');
    const hinted = { ...first, requirement: 'required', provenance: 'request', unlockable: true, ifRecognized } as const;
    drawReview({ ...unlockable, scopes: [hinted, ...rest] });
    await button(/^Details: /)
      .first()
      .click();
    await expect.element(page.getByText('If the app is what it looks like', { exact: true })).toBeVisible();
    await expect.element(page.getByText('Optional, on by default (according to the app’s published profile)')).toBeVisible();
    await expect.element(page.getByText('Required (according to the request)')).toBeVisible();
    await expect.element(page.getByText(/the app that it looks like doesn’t list it as required/)).toBeVisible();
  });

  it('has a chip only for what is more than reading', () => {
    drawReview(clay);
    expect([...document.querySelectorAll('.sr-chip')].map((chip) => chip.textContent)).toEqual(Array(6).fill('Write'));
  });

  it('shortens the start of a long ID and never its last segment', async () => {
    drawReview(unknownApp);
    await button('More').click();
    await page.getByRole('menuitemcheckbox', { name: /^Show IDs/ }).click();
    const id = [...document.querySelectorAll('.sr-id')].find((each) => each.getAttribute('title')?.includes('highly_sensitive'));
    expect(id?.textContent).toBe('crm.objects.appointments.highly_sensitive.write');
    expect(id?.querySelector('.sr-id__tail')?.textContent).toBe('.write');
  });
});

describe('selecting scopes', () => {
  it('lists what can be dropped, off by default last, and folds what must stay', async () => {
    drawReview(clay);
    await expect.element(page.getByRole('heading', { name: 'Optional 11' })).toBeVisible();
    expect(rows()).toHaveLength(11);
    await expect.element(page.getByRole('heading', { name: 'Off by default 2' })).toBeVisible();
    await button(/^Required 7\s*Contacts, companies, leads, lists, owners/).click();
    const required = document.querySelector('section[aria-label="Required"]');
    expect(required?.querySelectorAll('li')).toHaveLength(7);
    expect(required?.querySelectorAll('input')).toHaveLength(0);
  });

  it('shows what must stay at once where nothing else is requested, without a button to continue', () => {
    drawReview({ ...clay, scopes: clay.scopes.filter((scope) => scope.locked), presets: [] });
    expect(rows()).toHaveLength(7);
    expect(button(/^Continue/).query()).toBeNull();
  });

  it('lists scopes without a description first', () => {
    drawReview(unknownApp);
    expect(rows()[0]?.textContent).toContain('Unknown scope');
  });

  it('works with the keyboard, keeps the focus and describes the effect', async () => {
    const { select } = drawReview(clay);
    const deals = checkbox('Change or delete deals (crm.objects.deals.write)');
    (deals.element() as HTMLElement).focus();
    await userEvent.keyboard(' ');
    expect(select).toHaveBeenCalledOnce();
    await expect.element(button('Continue with 13 scopes')).toBeVisible();
    expect(document.activeElement).toBe(deals.element());
    expect(effect()).toBe('Drops 5. The page still requests all 18.');
  });

  it('is one tab stop, in which the arrow keys move and open rows', async () => {
    drawReview(clay);
    const stops = [...document.querySelectorAll('.sr-scopes [data-stop]')];
    expect(stops.filter((stop) => (stop as HTMLElement).tabIndex === 0)).toHaveLength(1);
    (stops[0] as HTMLElement).focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    expect(document.activeElement).toBe(stops[1]);
    await userEvent.keyboard('{ArrowRight}');
    expect(document.querySelectorAll('.sr-row--open')).toHaveLength(1);
    await userEvent.keyboard('{ArrowLeft}{End}');
    expect(document.querySelectorAll('.sr-row--open')).toHaveLength(0);
    expect(document.activeElement?.textContent).toMatch(/^Required 7/);
    await userEvent.keyboard('{ArrowRight}');
    expect(rows()).toHaveLength(18);
  });

  it('lets a letter show the IDs only while the list has the focus', async () => {
    drawReview(clay);
    await userEvent.keyboard('i');
    expect(document.querySelector('.sr-id')).toBeNull();
    (document.querySelector('.sr-scopes [data-stop]') as HTMLElement).focus();
    await userEvent.keyboard('i');
    await expect.poll(() => document.querySelectorAll('.sr-id').length).toBe(11);
    await userEvent.keyboard('/');
    await expect.element(page.getByRole('searchbox')).toHaveFocus();
  });

  it('checks the preset that equals the selection, and Custom for any other selection', async () => {
    drawReview(clay);
    await expect.element(page.getByRole('radio', { name: /^My last ?11 \+ 1 new/ })).toBeChecked();
    await page.getByRole('radio', { name: /^Read-only/ }).click();
    await expect.element(page.getByRole('radio', { name: /^Read-only/ })).toBeChecked();
    await expect.element(button('Continue with 11 scopes')).toBeVisible();
    expect(page.getByRole('radio', { name: /^Custom/ }).query()).toBeNull();
    await checkbox(/^View deals/).click();
    await expect.element(page.getByRole('radio', { name: /^Custom/ })).toBeChecked();
  });

  it('says why no selection is read-only, where a required scope can change data or is unknown', () => {
    const line = () => document.querySelector('.sr-presets')?.textContent ?? '';
    drawReview(clay);
    expect(line()).not.toMatch(/no .*selection/i);
    const changing = { ...clay, notReadOnly: { changing: 2, unknown: 1 } };
    for (const surface of ['panel', 'popup'] as const) {
      drawReview(changing, { surface });
      expect(line()).toContain('No read-only selection: 2 required scopes can change data.');
      drawReview({ ...clay, notReadOnly: { changing: 0, unknown: 2 } }, { surface });
      expect(line()).toContain('No selection is sure to be read-only: what 2 required scopes allow is unknown.');
    }
    // Of an app such as Workato on Outreach, which declares nothing and requests full access only.
    const scopes = clay.scopes
      .slice(0, 3)
      .map((scope) => ({ ...scope, access: 'full', requirement: 'undeclared', locked: false }) as const);
    const full = { ...clay, scopes, current: scopes.map(({ id }) => id), presets: [], changes: null };
    drawReview(full);
    expect(line()).toBe('No read-only selection: every scope can change data.');
    drawReview({ ...full, scopes: scopes.map((scope, index) => ({ ...scope, access: index ? 'full' : 'read' }) as const) });
    expect(line()).toBe('');
    drawReview({ ...changing, editable: false, readOnlyReason: 'repeated-scope' });
    expect(line()).toBe('');
  });

  it('moves between presets with the arrow keys', async () => {
    drawReview(clay);
    (page.getByRole('radio', { name: /^My last/ }).element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(page.getByRole('radio', { name: /^All/ })).toBeChecked();
  });

  it.each([380, 360])('marks the preset that the saved selection equals, in one line with all counts, at %i px', async (width) => {
    await page.viewport(width, 700);
    const [, ...standard] = clay.presets;
    const presets = standard.map((one) => (one.id === 'read-only' ? { ...one, keep: lastSelection, isLast: true } : one));
    drawReview({ ...clay, presets });
    await expect.element(page.getByRole('radio', { name: 'Read-only 12 My last selection' })).toBeChecked();
    const tops = [...document.querySelectorAll('.sr-segments label')].map((label) => label.getBoundingClientRect().top);
    expect(new Set(tops).size).toBe(1);
    for (const count of document.querySelectorAll('.sr-segments small')) expect(count.clientWidth).toBeGreaterThan(4);
  });

  it('unlocks a scope that the profile calls optional after stating the risk, and moves the focus to its checkbox', async () => {
    drawReview(unlockable);
    await button(/^Required 8/).click();
    await button('Details: View deals (crm.objects.deals.read)').click();
    await expect.element(page.getByText(/If you drop it, the connection may fail/)).toBeVisible();
    await button('Unlock anyway').click();
    const unlocked = checkbox('View deals (crm.objects.deals.read)');
    await expect.element(unlocked).toBeChecked();
    await expect.poll(() => document.activeElement).toBe(unlocked.element());
  });

  it('unlocks a scope that the profile calls required after stating that risk', async () => {
    drawReview(requiredByProfile);
    await button(/^Required 7/).click();
    await button('Details: View lists and segments (crm.lists.read)').click();
    await expect.element(page.getByText(/The app’s own profile lists this as required\. If you drop it/)).toBeVisible();
    await button('Unlock anyway').click();
    await checkbox('View lists and segments (crm.lists.read)').click();
    await expect.element(checkbox('View lists and segments (crm.lists.read)')).not.toBeChecked();
    await expect.poll(effect).toMatch(/^Drops \d+\./);
  });
});

describe('the filters', () => {
  it('are absent in a short list', () => {
    drawReview(unknownApp);
    expect(button(/^Filter/).query()).toBeNull();
  });

  it.each([
    ['label', 'enroll contacts', 1],
    ['ID', 'CRM.LISTS', 1],
    ['object', 'custom objects', 3],
    ['consequence', 'insufficient permissions', 1],
    ['plan', 'enterprise', 3],
  ])('match by %s', async (_, words, count) => {
    drawReview(clay);
    await button('Filter 18 scopes').click();
    await page.getByRole('searchbox').fill(words);
    await expect.element(page.getByText(`${count} of 18`)).toBeVisible();
    expect(rows()).toHaveLength(count);
  });

  it('narrow the list to what changes data, and never change the selection', async () => {
    const { select } = drawReview(clay);
    const toggle = button('Changes data 3 of 6');
    await expect.element(toggle).toHaveAttribute('aria-pressed', 'false');
    await toggle.click();
    expect(rows()).toHaveLength(6);
    await expect.element(page.getByRole('heading', { name: 'Optional 6 of 11' })).toBeVisible();
    expect(select).not.toHaveBeenCalled();
    await toggle.click();
    expect(rows()).toHaveLength(11);
  });

  it('ignore Enter, say when nothing matches, and are cleared by Escape', async () => {
    const { continue: onContinue, collapse } = drawReview(clay);
    await button('Filter 18 scopes').click();
    await page.getByRole('searchbox').fill('zebra');
    await userEvent.keyboard('{Enter}');
    expect(onContinue).not.toHaveBeenCalled();
    await expect.element(page.getByText('No scope matches “zebra”')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('searchbox')).toHaveValue('');
    expect(rows()).toHaveLength(11);
    await userEvent.keyboard('{Escape}');
    expect(page.getByRole('searchbox').query()).toBeNull();
    await expect.element(button('Filter 18 scopes')).toHaveFocus();
    expect(collapse).not.toHaveBeenCalled();
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

  it('says when nothing changes, and then offers nothing to undo', () => {
    drawReview(everything);
    expect(effect()).toBe('Keeps all 18. Decide on the page.');
    expect(button(/^Undo/).query()).toBeNull();
    expect(button(/^Continue/).query()).toBeNull();
    expect(button('Keep all 18').query()).not.toBeNull();
  });

  it('says that a selection of every scope is saved, and forgets it on a click', async () => {
    const changes = { since: remembered, added: [], removed: [], newlyRequired: [] };
    const saved = { ...everything, changes, saved: clay.current };
    const { forgetSavedSelection } = drawReview(saved, { rememberedAt: remembered });
    await expect.element(page.getByText('Remembered for Clay on HubSpot')).toBeVisible();
    expect(checkbox(/^Remember/).query()).toBeNull();
    await button('Forget').click();
    expect(forgetSavedSelection).toHaveBeenCalledOnce();
    drawReview(everything, { rememberedAt: remembered });
    expect(page.getByText('Remembered for Clay on HubSpot').query()).toBeNull();
    await expect.element(checkbox(/^Remember/)).toBeVisible();
  });

  it('requires at least one scope', async () => {
    const { continue: onContinue } = drawReview(unknownApp);
    await checkbox(/^View contacts/).click();
    expect(effect()).toMatch(/^Drops 1\. /);
    await checkbox(/^Unknown scope/).click();
    await checkbox(/^Change highly/).click();
    expect(effect()).toBe('Keep at least one scope to continue.');
    await userEvent.click(button('Continue with 0 scopes'), { force: true });
    expect(onContinue).not.toHaveBeenCalled();
  });

  it('neither offers to drop the only scope nor calls read-only scopes optional', () => {
    drawReview({ ...unknownApp, scopes: unknownApp.scopes.slice(0, 1) });
    expect(verdict()).toBe('1 scope; a request needs at least one.');
    drawReview({ ...unknownApp, editable: false, readOnlyReason: 'narrowing-unverified' });
    expect(verdict()).toBe('3 scopes. 1 can change data. 1 is unknown.');
  });

  it('says that it is busy, and ignores a second click', async () => {
    const { continue: onContinue } = drawReview(clay, { busy: true });
    expect(effect()).toContain('Continuing');
    await userEvent.click(button('Continue with 12 scopes'), { force: true });
    expect(onContinue).not.toHaveBeenCalled();
  });

  it.each([
    [
      'a cover over the panel',
      { covered: true },
      'Something covers this panel, or did a moment ago. Press again, or use the toolbar button: the page can’t draw over its window.',
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
    await expect.element(page.getByText(/^Your saved data was lost.*approvals and policy/)).toBeVisible();
    await expect.element(checkbox(/^Remember/)).toBeChecked();
  });
});

it.each([360, 380])('five presets stay in one line at a width of %i px, so that the rows below never move', async (width) => {
  await page.viewport(width, 688);
  drawReview(clay);
  const heightOf = () => document.querySelector('.sr-presets')?.getBoundingClientRect().height;
  const height = heightOf();
  await checkbox(/^Change or delete leads/).click();
  await expect.element(page.getByRole('radio', { name: 'Custom 11' })).toBeChecked();
  await expect.element(page.getByRole('radio', { name: 'All 18' })).toBeInTheDocument();
  expect(heightOf()).toBe(height);
});

describe('a request that may have been refused for its unknown scopes', () => {
  const bogus = { ...(clay.scopes.at(-1) as ReviewScope), id: 'bogus.read', label: 'bogus.read', known: false, access: null };
  const scopes = [...clay.scopes.slice(0, -1), bogus];
  const selection = scopes.map(({ id }) => id);
  const { diagnosis } = expired;
  const causes = diagnosis ? [{ ...diagnosis.finding, id: 'unknown-scopes', for: [], against: [], named: false }] : [];
  const refused = { ...clay, scopes, selection, current: selection, failed: true, diagnosis: diagnosis && { ...diagnosis, causes } };
  const primary = () => [...document.querySelectorAll('.sr-button--primary')].map(({ textContent }) => textContent);

  it('offers to drop them before it is sent again', async () => {
    const { select } = drawReview(refused);
    expect(primary()).toEqual(['Drop the unknown scope']);
    expect(button('Continue with 18 scopes').query()).not.toBeNull();
    await expect.element(page.getByText(/With the unknown scope, it may be refused again\./)).toBeVisible();
    await button('Drop the unknown scope').click();
    expect([...(select.mock.calls[0]?.[0] ?? [])]).toEqual(selection.slice(0, -1));
    expect(primary()).toEqual(['Continue with 17 scopes']);
    await expect.element(button('Continue with 17 scopes')).toHaveFocus();
  });

  it('is not shown as what the page requests, even after Continue with fewer scopes', () => {
    const kept = selection.slice(0, 12);
    drawReview({ ...refused, diagnosis, selection: kept, current: kept });
    expect(primary()).toEqual(['Continue with 12 scopes']);
    expect(effect()).toMatch(/^Drops 6\./);
  });

  it('is sent again as it is if something else was the reason', () => {
    drawReview({ ...refused, diagnosis });
    expect(primary()).toEqual(['Continue with 18 scopes']);
    expect(document.body.textContent).not.toContain('refused again');
  });
});

describe('the face after Continue', () => {
  it('says that the page decides now, and has no primary button', async () => {
    const { restoreOriginal } = drawReview(reduced, { rememberedAt: remembered });
    await expect.element(page.getByRole('heading', { name: 'Down to 12 of 18. Now decide on the page.' })).toBeVisible();
    await expect.element(page.getByRole('img', { name: '7 required, 5 kept, 6 dropped' })).toBeVisible();
    expect(document.querySelectorAll('.sr-strip i')).toHaveLength(18);
    expect(document.querySelector('.sr-button--primary')).toBeNull();
    // Too many names for one line are a count.
    await button(/^Dropped 6 ?\d can change data$/).click();
    expect(rows()).toHaveLength(6);
    await button('Undo: request all 18').click();
    expect(restoreOriginal).toHaveBeenCalledOnce();
  });

  it('says that the earlier page is still shown while the smaller request loads', async () => {
    drawReview({ ...reduced, isLoading: true });
    await expect.element(page.getByRole('heading', { name: 'Loading the page with 12 of 18. Don’t decide yet.' })).toBeVisible();
    expect(document.body.textContent).toContain('You still see HubSpot’s earlier page');
    expect(document.body.textContent).not.toContain('Down to');
  });

  it('shows the warnings that the badge counts, and no notice', async () => {
    drawReview({ ...reduced, findings: [planFinding, { ...planFinding, id: 'oauth-no-scopes', severity: 'notice' }] });
    await expect.element(button(/^Warning: The plan may lack required access/)).toBeVisible();
    expect(document.querySelectorAll('.sr-alert')).toHaveLength(1);
  });

  it('says whether the selection is saved, and forgets it on a click', async () => {
    const { forgetSavedSelection } = drawReview({ ...reduced, changes: null }, { rememberedAt: remembered });
    await expect.element(page.getByText('Remembered for Clay on HubSpot: 11 of 18')).toBeVisible();
    await button('Forget').click();
    expect(forgetSavedSelection).toHaveBeenCalledOnce();
    drawReview(reduced);
    await expect.element(page.getByText('This selection is not saved for next time.')).toBeVisible();
  });

  it('says how much of the request is saved where that is not all of it', async () => {
    const approved = { ...everything, outcome: { kind: 'code' }, editable: false, readOnlyReason: 'already-answered' } as const;
    const changes = { since: remembered, added: ['automation.sequences.read'], removed: [], newlyRequired: [] };
    drawReview({ ...approved, changes, saved: lastSelection }, { rememberedAt: remembered });
    await expect.element(page.getByText('Remembered for Clay on HubSpot: 12 of 17')).toBeVisible();
  });

  it('says how much of the request the page lists, where that is less', async () => {
    drawReview({ ...reduced, page: { lines: 9, marked: 9, unseen: [] } });
    await expect.element(page.getByText(/ The page lists 9\.$/)).toBeVisible();
    drawReview({ ...reduced, page: { lines: 12, marked: 12, unseen: [] } });
    expect(document.body.textContent).not.toContain('The page lists');
  });

  it('mentions the choice of the account where the page may still ask for it', async () => {
    const asks = page.getByText(/^If HubSpot asks for the account, choose it/);
    drawReview({ ...reduced, asksForAccount: true, page: null });
    await expect.element(asks).toBeVisible();
    // Choosing it may connect the app at once, without a button on any page.
    expect(document.body.textContent).toContain('This connects the app at once if these 12 were approved there before.');
    expect(document.body.textContent).not.toContain('Nothing is granted until');
    drawReview({ ...reduced, asksForAccount: true });
    expect(reduced.page?.marked).toBeGreaterThan(0);
    expect(asks.query()).toBeNull();
    expect(document.body.textContent).toContain('Nothing is granted until');
  });

  it('leads back to the choice, which can still be undone', async () => {
    drawReview(reduced);
    await button('Change selection').click();
    expect(effect()).toBe('The page requests exactly these 12 scopes. Decide on the page.');
    await checkbox(/^View deals/).click();
    await checkbox(/^View sequences/).click();
    expect(effect()).toBe('Adds 1 back. Drops 1. The page still requests 12.');
    await checkbox(/^View deals/).click();
    expect(effect()).toBe('Adds 1 back. The page still requests 12.');
    await expect.element(button('Undo: request all 18')).toBeVisible();
  });
});

describe('the face after the approval', () => {
  it('offers no change of a selection where nothing could be dropped', () => {
    const scopes = reduced.scopes.map((scope) => ({ ...scope, locked: true }));
    drawReview({ ...reduced, scopes, outcome: { kind: 'code' } });
    expect(document.body.textContent).toContain('Revoke');
    expect(document.body.textContent).not.toContain('change the selection');
  });

  const approved = {
    ...readOnly('already-answered'),
    current: lastSelection,
    chosen: lastSelection,
    page: { lines: 12, marked: 12, unseen: [] },
    outcome: { kind: 'code' },
  } as const;

  it('says what was approved without claiming that it was granted, and how to change or revoke it', async () => {
    drawReview(approved);
    await expect.element(page.getByRole('heading', { name: 'Approved with 12 scopes' })).toBeVisible();
    await expect.element(page.getByText('HubSpot’s page listed 12 permissions. Scope Review can’t see what was granted.')).toBeVisible();
    await expect.element(page.getByText(/in Clay, Settings → Connected accounts → Reconnect/)).toBeVisible();
    await expect.element(page.getByText(/uninstalls Clay/)).toBeVisible();
    expect(button(/^Continue|^Undo/).query()).toBeNull();
  });

  it('revokes an app without a name by its host, because the provider lists it under another name', async () => {
    const app = { ...approved.app, name: null, matchedBy: null };
    drawReview({ ...approved, app, provider: { id: 'salesforce', name: 'Salesforce' } });
    await expect
      .element(page.getByText(/Advanced User Details, and press Revoke next to the app that returns to app\.clay\.com under OAuth/))
      .toBeVisible();
  });

  it('counts and names what the page did not list, because that may not have been granted', async () => {
    const unseen = approved.current.slice(9);
    drawReview({ ...approved, page: { lines: 9, marked: 9, unseen } });
    await expect.element(page.getByRole('heading', { name: 'Approved: 12 scopes requested' })).toBeVisible();
    await expect.element(page.getByText(/^HubSpot’s page listed 9 permissions\./)).toBeVisible();
    const folds = () => [...document.querySelectorAll('.sr-fold__title')].map((title) => title.textContent ?? '');
    expect(folds()[0]).toMatch(/^Requested 12/);
    expect(folds()[1]).toMatch(/^Not listed on the page 3/);
    expect(document.body.textContent).not.toMatch(/kept/i);
    // A line that fits no scope may be one of them.
    drawReview({ ...approved, page: { lines: 9, marked: 8, unseen: approved.current.slice(8) } });
    expect(folds().join()).not.toContain('Not listed');
  });

  it('says of a request without scopes that it was approved, and how to revoke it', async () => {
    const none = { ...approved, scopes: [], current: [], chosen: null, changes: null, isIncomplete: true };
    drawReview({ ...none, page: { lines: 3, marked: 0, unseen: [] } });
    await expect.element(page.getByRole('heading', { name: 'Approved without a list of scopes' })).toBeVisible();
    await expect.element(page.getByText(/covers everything configured for the app in HubSpot\. HubSpot’s page listed 3/)).toBeVisible();
    await expect.element(page.getByText(/uninstalls Clay/)).toBeVisible();
    drawReview({ ...none, page: null });
    await expect.element(page.getByRole('heading', { name: 'Connected without a list of scopes' })).toBeVisible();
  });

  it.each([
    ['no page was read', null],
    ['a page was read that lists none of the scopes', { lines: 3, marked: 0, unseen: clay.current }],
  ])('claims no approval where %s, and says that it may have been given before', async (_, shown) => {
    drawReview({ ...approved, page: shown });
    await expect.element(page.getByRole('heading', { name: 'Connected: 12 scopes requested' })).toBeVisible();
    await expect.element(page.getByText(/^Scope Review saw no page with scopes of this request\. If you saw none either/)).toBeVisible();
    expect(document.body.textContent).not.toMatch(/page listed|Approved/);
    drawReview({ ...approved, page: shown, isIncomplete: true });
    await expect.element(page.getByRole('heading', { name: 'Connected: at least 12 scopes requested' })).toBeVisible();
  });

  it('does not promise another choice where everything was approved, because the provider then asks no more', async () => {
    const all = { ...approved, current: approved.scopes.map(({ id }) => id) };
    const outreach = { ...all, provider: { id: 'outreach', name: 'Outreach' } };
    drawReview({ ...all, page: { lines: 18, marked: 18, unseen: [] } });
    await expect.element(page.getByRole('heading', { name: 'Approved with 18 scopes' })).toBeVisible();
    await expect.element(page.getByText(/^Reconnect the account in the app, and drop scopes in the review before/)).toBeVisible();
    expect(document.body.textContent).not.toContain('at any time');
    drawReview({ ...outreach, page: null });
    await expect.element(page.getByText(/^Outreach may connect the app again without asking\. Revoke the access first/)).toBeVisible();
    await expect.element(page.getByText(/in Clay, Settings → Connected accounts → Reconnect/)).toBeVisible();
    drawReview({ ...outreach, app: { ...approved.app, reconnectPath: null } });
    await expect.element(page.getByText(/then reconnect the account in the app\./)).toBeVisible();
    expect(document.body.textContent).not.toContain('at any time');
  });

  it('counts what is kept and what is dropped, but not what is zero', async () => {
    const counts = () => [...document.querySelectorAll('.sr-strip-key > span')].map((count) => count.textContent);
    drawReview(approved);
    expect(counts()).toEqual(['7 required', '5 kept', '6 dropped']);
    drawReview({ ...approved, current: everything.current, chosen: null, page: { lines: 18, marked: 18, unseen: [] } });
    expect(counts()).toEqual(['7 required', '11 kept']);
  });

  it('says that more was approved than the user chose, names that, and calls none of it kept', async () => {
    const beyond = { ...approved, current: everything.current, chosen: lastSelection };
    const folds = () => [...document.querySelectorAll('.sr-fold__title')].map((title) => title.textContent);
    drawReview({ ...beyond, saved: lastSelection });
    await expect.element(page.getByText('18 requested, but your saved choice keeps 12.')).toBeVisible();
    expect(folds()).toEqual([
      'Requested 186 can change data',
      'Beyond your choice 6Change or delete deals, View custom object records + 4',
    ]);
    expect(document.body.textContent).not.toMatch(/kept/i);
    drawReview(beyond);
    await expect.element(page.getByText('18 requested, but your choice keeps 12.')).toBeVisible();
    drawReview({ ...beyond, current: lastSelection });
    expect(document.querySelector('.sr-alert')).toBeNull();
    drawReview({ ...beyond, chosen: null });
    expect(document.querySelector('.sr-alert')).toBeNull();
    // What the policy denies is named by the policy.
    const deny = { action: 'deny', reason: 'Billing', link: null } as const;
    const scopes = approved.scopes.map((scope) => (lastSelection.includes(scope.id) ? scope : { ...scope, locked: false, policy: deny }));
    drawReview({ ...beyond, scopes });
    expect(document.querySelector('.sr-alert')).toBeNull();
  });

  it('says what to check where a change takes no effect', async () => {
    drawReview(approved);
    await button('Changes don’t take effect?').click();
    expect([...document.querySelectorAll('.sr-no-effect li')].map((step) => step.textContent)).toEqual([
      'Check that the OAuth flow was completed: the app must show the account as connected.',
      'Retry the action in the app.',
      'If the problem persists, disconnect the account and connect it again completely.',
    ]);
    drawReview(clay);
    expect(button('Changes don’t take effect?').query()).toBeNull();
  });
});

describe('the details', () => {
  it('say which connections the choice is for, and where an app says how to change it later', async () => {
    const later = button(/^Effect ?New and reconnected connections only/);
    const words = () => document.querySelector('.sr-disclosure__body:not([hidden])')?.textContent;
    for (const surface of ['panel', 'popup'] as const) {
      drawReview(clay, { surface });
      await later.click();
      expect(words()).toBe(
        'This affects new or reconnected connections only; existing connections keep their scopes. ' +
          'You can change the selection at any time: in Clay, Settings → Connected accounts → Reconnect.',
      );
    }
    drawReview(unknownApp);
    await later.click();
    expect(words()).toMatch(/at any time: reconnect the account in the app\.$/);
    drawReview(readOnly('repeated-scope'));
    expect(later.query()).toBeNull();
  });

  it('list what changed, and forget the saved selection on a click', async () => {
    const { forgetSavedSelection } = drawReview(clay, { rememberedAt: remembered });
    await button(/^History ?Since 2026-08-14: 2 new, 1 newly required/).click();
    await expect.element(page.getByRole('term').filter({ hasText: 'Newly required' })).toBeVisible();
    await button('Forget the selection of 2026-08-14').click();
    expect(forgetSavedSelection).toHaveBeenCalledOnce();
  });

  it('mention the page’s own list only where it differs from the request', async () => {
    drawReview(clay);
    await button(/^Page ?Not all requested scopes were found on the page. Matching lines: 10 of 11; requested: 18/).click();
    await expect.element(page.getByText(/matches exactly one requested scope/)).toBeVisible();
    drawReview({ ...clay, page: { lines: 18, marked: 18, unseen: [] } });
    expect(button(/^Page/).query()).toBeNull();
  });
});

describe('a read-only review', () => {
  const reasons: ReadOnlyReason[] = ['repeated-scope', 'request-object', 'sign-in-first', 'page-offers-switches'];
  it.each(reasons)('explains itself, lists every scope and offers no change: %s', async (reason) => {
    drawReview(readOnly(reason));
    await expect.element(page.getByText(/^Read-only review\. ./)).toBeVisible();
    expect(effect()).toBe('This request can’t be edited. Decide on the page.');
    expect(button(/^Continue/).query()).toBeNull();
    expect(rows()).toHaveLength(11);
    expect(document.querySelectorAll('.sr-row input:not(:disabled)')).toHaveLength(0);
    expect(document.querySelectorAll('input[type=radio]')).toHaveLength(0);
    expect(verdict()).not.toContain('you can drop');
  });

  it('says that a request names no scopes, above no list', async () => {
    drawReview({ ...readOnly('missing-scope'), scopes: [], selection: [], current: [], findings: [], page: null });
    await expect.element(page.getByText('Clay names no scopes in this request.')).toBeVisible();
    expect(document.querySelector('.sr-scopes')).toBeNull();
    expect(page.getByText(/Required/).query()).toBeNull();
  });

  it('does not claim that an unseen request names no scopes', async () => {
    drawReview({ ...readOnly('read-from-page'), scopes: [], selection: [], current: [], findings: [], page: null });
    await expect.element(page.getByText('Scope Review couldn’t see which scopes were requested.')).toBeVisible();
    expect(page.getByText(/names no scopes/).query()).toBeNull();
  });
});

describe('the review in the popup', () => {
  it('is the same as in the panel, without a way to fold it', async () => {
    drawReview({ ...clay, findings: [planFinding] }, { surface: 'popup' });
    expect(rows()).toHaveLength(11);
    expect(button(/^Fold|^Back to page/).query()).toBeNull();
    await button('More').click();
    expect(
      page
        .getByRole('menuitem')
        .elements()
        .map(({ textContent }) => textContent),
    ).toEqual(['Copy as Markdown', 'Ask my admin', 'Open the workbench']);
  });
});

/** Counts the rows that can be read in full without scrolling. */
function visibleRows(): number {
  const top = document.querySelector('.sr-list__head')?.getBoundingClientRect().bottom ?? 0;
  const bottom = document.querySelector('.sr-actions')?.getBoundingClientRect().top ?? 0;
  return [...rows()].map((row) => row.getBoundingClientRect()).filter((box) => box.top >= top - 4 && box.bottom <= bottom).length;
}

/** A first request: nothing is saved, and the app's default is selected. */
const appDefault = clay.scopes.slice(0, 16).map(({ id }) => id);
const firstRequest = {
  ...clay,
  changes: null,
  selection: appDefault,
  presets: [{ id: 'all', keep: clay.current }, { id: 'app-default', keep: appDefault }, ...clay.presets.slice(2)],
} as const;

describe('the first screen', () => {
  it.each([
    ['the panel at 1280×720', 380, 688, 8],
    ['the popup', 360, 600, 6],
    ['a window of 600×700', 600, 652, 7],
    ['a window of 480×640', 480, 592, 6],
    ['the panel at 150 % zoom', 380, 464, 4],
    ['a window at 200 % zoom', 640, 360, 2],
    ['a window of 320×568', 320, 520, 2],
  ] as const)('shows the choice in %s', async (_, width, height, count) => {
    await page.viewport(width, height);
    drawReview(firstRequest, { surface: width === 360 ? 'popup' : 'panel' });
    expect(visibleRows()).toBeGreaterThanOrEqual(count);
    expect(document.querySelector('.sr-actions')?.getBoundingClientRect().bottom).toBeLessThanOrEqual(height);
    if (width === 380 && height === 688) expect(rows()[0]?.getBoundingClientRect().top).toBeLessThanOrEqual(200);
  });
});

describe('the account’s plan', () => {
  it('is stated for each product, after which the focus returns to its line', async () => {
    const { savePlans } = drawReview(clay);
    await button(/^Plan ?Not stated/).click();
    await page.getByRole('combobox', { name: 'Sales Hub' }).selectOptions('Professional');
    await button('Save').click();
    expect(savePlans).toHaveBeenCalledWith({ sales: 'professional' });
    await expect.poll(() => document.activeElement?.textContent).toMatch(/^Plan/);
  });

  it('can be deleted, and is not asked for when no scope depends on it', async () => {
    const { savePlans } = drawReview(clay, { plans: { sales: 'professional' } });
    await button(/^Plan ?Sales Hub Professional; the rest is not stated/).click();
    await button('Forget').click();
    expect(savePlans).toHaveBeenCalledWith(null);
    drawReview(unknownApp, { planChoices: [] });
    expect(button(/^Plan/).query()).toBeNull();
  });
});
