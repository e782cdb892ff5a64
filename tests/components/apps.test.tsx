/** The display of app overrides, own profiles and the history of apps. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Paste } from '@/components/popup/Paste';
import { PopupHome } from '@/components/popup/PopupHome';
import { ProfileOffer } from '@/components/popup/ProfileOffer';
import { button, clear, draw, drawReview } from './draw';
import { appOverride, clay, customProfiles, history, remembered, scope, unknownApp } from './samples';

beforeEach(() => page.viewport(380, 900));
afterEach(clear);

const appIs = () => button('This app is …');
/** Opens the section that says how the app was recognized. */
const openRecognition = () => button(/Show how the app was recognized$/).click();
const choice = () => page.getByRole('combobox', { name: 'Select the app' });
const matchedByUser = (name: string | null) => ({ ...clay, app: { ...clay.app, name, matchedBy: 'user' } as const });

describe('correcting the app', () => {
  it.each(['panel', 'popup'] as const)('works in the %s with the keyboard alone, and returns the focus to its button', async (surface) => {
    const { setAppOverride } = drawReview(unknownApp, { surface });
    await openRecognition();
    await expect.element(page.getByText('App not recognized')).toBeVisible();
    (appIs().element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(choice()).toBeVisible();
    await userEvent.tab();
    expect(document.activeElement).toBe(choice().element());
    await userEvent.selectOptions(choice(), 'Clay');
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    expect(setAppOverride.mock.calls).toEqual([[{ profileId: 'clay' }]]);
    expect(document.activeElement).toBe(appIs().element());
    await expect.element(appIs()).toHaveAttribute('aria-expanded', 'false');
  });

  it('offers all profiles and “None of these”, and saves only a choice', async () => {
    const { setAppOverride } = drawReview(clay);
    await openRecognition();
    await appIs().click();
    expect([...document.querySelectorAll('option')].map((option) => option.textContent)).toEqual([
      'Choose',
      'Acme (your profile)',
      'Clay',
      'Workato',
      'None of these',
    ]);
    await button('Save').click();
    expect(setAppOverride).not.toHaveBeenCalled();
    await userEvent.selectOptions(choice(), 'None of these');
    await button('Save').click();
    expect(setAppOverride.mock.calls).toEqual([[{ profileId: null }]]);
  });

  it('shows that the user named the app, and lets them undo it in the same place', async () => {
    const { setAppOverride } = drawReview(matchedByUser('Clay'), {
      surface: 'popup',
      appOverride: { ...appOverride, chosen: { profileId: 'clay' } },
    });
    await openRecognition();
    await expect.element(page.getByText('You marked this app as Clay')).toBeVisible();
    await expect.element(page.getByRole('heading', { level: 1, name: /^Clay on HubSpot/ })).toBeVisible();
    await appIs().click();
    await expect.element(choice()).toHaveDisplayValue('Clay');
    await button('Use automatic detection').click();
    expect(setAppOverride.mock.calls).toEqual([[null]]);
  });

  it('names the app by its redirect host when no profile fits', async () => {
    drawReview(matchedByUser(null), { appOverride: { ...appOverride, chosen: { profileId: null } } });
    await openRecognition();
    await expect.element(page.getByText('You marked this as an unlisted app')).toBeVisible();
    await expect.element(page.getByRole('heading', { level: 1, name: /^app\.clay\.com on HubSpot/ })).toBeVisible();
    await appIs().click();
    await expect.element(choice()).toHaveDisplayValue('None of these');
  });

  it('is not offered when no app override can be stored', () => {
    drawReview(unknownApp, { appOverride: null });
    expect(appIs().query()).toBeNull();
    drawReview(clay);
    expect(button('Use automatic detection').query()).toBeNull();
  });

  it('makes invisible characters in an app name visible', async () => {
    drawReview(clay, { appOverride: { choices: [{ id: 'x', name: 'Cl\u202eay', isCustom: false }], chosen: null } });
    await openRecognition();
    await appIs().click();
    expect(document.querySelectorAll('option')[1]?.textContent).toBe('Cl‹U+202E›ay');
  });
});

describe("a user's own profile", () => {
  it('is shown as theirs, with its source', async () => {
    const profile = { title: 'Acme wiki (wiki.acme.example)', url: 'https://wiki.acme.example/', accessedOn: '2026-11-01' };
    const requiredByCustomProfile = { requirement: 'required', provenance: 'custom-profile', unlockable: true } as const;
    const scopes = [scope('crm.lists.read', 'View lists', 'Lists', requiredByCustomProfile)];
    drawReview({ ...clay, scopes, app: { name: 'Acme', matchedBy: 'redirect-host', isCustom: true, profile, reconnectPath: null } });
    await openRecognition();
    await expect
      .element(page.getByText('Recognized by redirect host. Your profile of Acme: Acme wiki (wiki.acme.example), 2026-11-01'))
      .toBeVisible();
    await button('Details: View lists (crm.lists.read)').click();
    await expect.element(page.getByText('Required (according to your own profile of the app)')).toBeVisible();
    await expect.element(page.getByText(/^Your profile of the app lists this as required\./)).toBeVisible();
  });

  const drawPopupHome = (items = customProfiles) => {
    const calls = { onSaveProfile: vi.fn<(key: string) => void>(), onDeleteProfile: vi.fn<(key: string) => void>() };
    const rest = { items: [], available: true, anything: items.length > 0, offer: null };
    const none = { onForget: vi.fn(), onForgetAll: vi.fn(), paste: null };
    draw(<PopupHome profiles={items} {...rest} {...none} {...calls} />, true);
    return calls;
  };

  it('can be exported and deleted in the idle popup, and the focus stays at the lists', async () => {
    const { onSaveProfile, onDeleteProfile } = drawPopupHome();
    await expect.element(page.getByText('3 required scopes, 2 optional')).toBeVisible();
    await button('Save as file: Acme on HubSpot').click();
    expect(onSaveProfile).toHaveBeenCalledWith('0');
    await button('Delete Acme on HubSpot').click();
    expect(onDeleteProfile).toHaveBeenCalledWith('0');
    expect(document.activeElement?.textContent).toBe('Saved selections');
  });

  it('is enough to offer “Forget all”, and its heading disappears with the last one', async () => {
    drawPopupHome();
    await expect.element(button('Forget all')).toBeVisible();
    drawPopupHome([]);
    expect(button('Forget all').query()).toBeNull();
    expect(page.getByRole('heading', { name: 'Your profiles' }).query()).toBeNull();
  });

  it.each([
    [false, 'Add the profile of Acme for HubSpot'],
    [true, 'Replace your profile of Acme for HubSpot'],
  ])('is added only on a click (replaces an existing one: %s)', async (replaces, words) => {
    const onAdd = vi.fn<() => void>();
    draw(<ProfileOffer name="Acme" provider="HubSpot" required={3} optional={2} replaces={replaces} refused={null} onAdd={onAdd} />, true);
    await button(words).click();
    expect(onAdd).toHaveBeenCalledOnce();
  });

  it('stays in the field when it is faulty, with the fault of each field listed', async () => {
    const faults = Array.from({ length: 7 }, (_, at) => ({ field: `required[${at}]`, fault: 'scope' }));
    draw(<Paste given="{}" faults={[{ field: '', fault: 'too-long' }, ...faults]} onPaste={vi.fn()} onFile={vi.fn()} />, true);
    await expect.element(page.getByRole('alert').getByText('This profile can’t be added. Nothing was stored.')).toBeVisible();
    expect([...document.querySelectorAll('li')].map((line) => line.textContent)).toEqual([
      'The file is too long or has too many entries',
      ...[0, 1, 2, 3].map((at) => `required[${at}] is not a valid scope`),
      'and 3 more',
    ]);
    await expect.element(page.getByRole('textbox')).toHaveAttribute('aria-invalid', 'true');
  });

  it('can be chosen as a file', async () => {
    const onFile = vi.fn<(file: File) => void>();
    draw(<Paste onPaste={vi.fn()} onFile={onFile} />, true);
    const input = document.querySelector('input[type=file]') as HTMLInputElement;
    const clicked = vi.spyOn(input, 'click').mockImplementation(() => {});
    await button('Choose a file').click();
    expect(clicked).toHaveBeenCalledOnce();
    await userEvent.upload(input, new File(['{}'], 'acme.json', { type: 'application/json' }));
    expect(onFile.mock.calls[0]?.[0].name).toBe('acme.json');
  });
});

describe('the history of an app', () => {
  it.each(['panel', 'popup'] as const)('opens in the %s and lists days, changes, outcomes and learned ids', async (surface) => {
    drawReview({ ...clay, changes: null }, { surface, history, rememberedAt: remembered });
    await expect.element(page.getByText('Nothing saved for this app and account to compare with')).toBeVisible();
    await button(/^History/).click();
    const lines = [...document.querySelectorAll('.sr-disclosure__body:not([hidden]) .sr-lines > *')].map((line) => line.textContent);
    expect(lines).toEqual([
      'First seen',
      '2026-03-02',
      'Request, any account',
      '2 different sets of scopes on record, each by the day it was first seen',
      'New, 2026-08-14',
      'crm.objects.deals.writetickets',
      'Removed, 2026-08-14',
      'crm.lists.read',
      'Results, any account',
      expect.stringMatching(/^2026-08-14: connected2026-08-02: refused \(“.+”\)2026-03-02: not granted$/),
      'Reported as missing',
      'crm.objects.owners.read',
    ]);
  });

  it('does not say what changed against a request that is no longer recorded', async () => {
    drawReview({ ...clay, changes: null }, { history: { ...history, changes: [{ day: '2026-08-14', added: null, removed: null }] } });
    await button(/^History/).click();
    await expect.element(page.getByText('Changed, 2026-08-14')).toBeVisible();
    await expect.element(page.getByText('Unknown: the request before it is no longer recorded')).toBeVisible();
    expect(page.getByText(/^New, /).query()).toBeNull();
  });

  it('is absent before the first sighting, which is pointed out', async () => {
    drawReview({ ...clay, changes: null });
    expect(button(/^History/).query()).toBeNull();
    await expect.element(page.getByText('Not recorded before today')).toBeVisible();
  });

  it.each(['panel', 'popup'] as const)('is cleared by one button in the %s, which keeps the focus in place', async (surface) => {
    const { clearAppHistory } = drawReview({ ...clay, page: null }, { surface, history });
    await button(/^History/).click();
    await button('Clear this app’s history').click();
    expect(clearAppHistory).toHaveBeenCalledOnce();
    await expect.poll(() => document.activeElement?.textContent).toMatch(/This app’s history was cleared$/);
  });
});
