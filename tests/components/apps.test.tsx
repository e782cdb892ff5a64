/** What a person says of apps, and what was seen of them, where it is shown. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Idle } from '@/components/review/Idle';
import { Paste } from '@/components/review/Paste';
import { ProfileOffer } from '@/components/review/ProfileOffer';
import { button, clear, draw, drawReview } from './draw';
import { clay, correction, ownProfiles, remembered, scope, seen, unknownApp } from './samples';

beforeEach(() => page.viewport(380, 900));
afterEach(clear);

const appIs = () => button('This app is …');
const choice = () => page.getByRole('combobox', { name: 'Select the app' });
const bySaid = (name: string | null) => ({ ...clay, app: { ...clay.app, name, matchedBy: 'person' } as const });

describe('this app is …', () => {
  it.each(['panel', 'popup'] as const)('is said in the %s with the keyboard alone, and the focus comes back', async (surface) => {
    const { onCorrect } = drawReview(unknownApp, { surface });
    await expect.element(page.getByText('App not recognized')).toBeVisible();
    (appIs().element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(choice()).toBeVisible();
    await userEvent.tab();
    expect(document.activeElement).toBe(choice().element());
    await userEvent.selectOptions(choice(), 'Clay');
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    expect(onCorrect.mock.calls).toEqual([[{ profile: 'clay' }]]);
    expect(document.activeElement).toBe(appIs().element());
    await expect.element(appIs()).toHaveAttribute('aria-expanded', 'false');
  });

  it('names the profiles, the person’s own as such, and none of them; nothing is said without a choice', async () => {
    const { onCorrect } = drawReview(clay);
    await appIs().click();
    expect([...document.querySelectorAll('option')].map((option) => option.textContent)).toEqual([
      'Choose',
      'Acme (your profile)',
      'Clay',
      'Workato',
      'None of these',
    ]);
    await button('Save').click();
    expect(onCorrect).not.toHaveBeenCalled();
    await userEvent.selectOptions(choice(), 'None of these');
    await button('Save').click();
    expect(onCorrect.mock.calls).toEqual([[{ profile: null }]]);
  });

  it('is shown as the person’s word, and taken back in the same place', async () => {
    const { onCorrect } = drawReview(bySaid('Clay'), { surface: 'popup', correction: { ...correction, said: { profile: 'clay' } } });
    await expect.element(page.getByText('You marked this app as Clay')).toBeVisible();
    await expect.element(page.getByRole('heading', { level: 1, name: 'Clay on HubSpot' })).toBeVisible();
    await appIs().click();
    await expect.element(choice()).toHaveDisplayValue('Clay');
    await button('Use automatic detection').click();
    expect(onCorrect.mock.calls).toEqual([[null]]);
  });

  it('that is none of the apps goes by the address that it returns to', async () => {
    drawReview(bySaid(null), { correction: { ...correction, said: { profile: null } } });
    await expect.element(page.getByText('You marked this as an unlisted app')).toBeVisible();
    await expect.element(page.getByRole('heading', { level: 1, name: 'app.clay.com on HubSpot' })).toBeVisible();
    await appIs().click();
    await expect.element(choice()).toHaveDisplayValue('None of these');
  });

  it('is not asked where nothing can be said', () => {
    drawReview(unknownApp, { correction: null });
    expect(appIs().query()).toBeNull();
    drawReview(clay);
    expect(button('Use automatic detection').query()).toBeNull();
  });

  it('makes visible what a name hides', async () => {
    drawReview(clay, { correction: { choices: [{ id: 'x', name: 'Cl\u202eay', own: false }], said: null } });
    await appIs().click();
    expect(document.querySelectorAll('option')[1]?.textContent).toBe('Cl‹U+202E›ay');
  });
});

describe('a profile of the person’s own', () => {
  it('is told as theirs, with where it comes from', async () => {
    const profile = { title: 'Acme wiki (wiki.acme.example)', url: 'https://wiki.acme.example/', seen: '2026-11-01' };
    const own = { requirement: 'required', provenance: 'own-profile', unlockable: true } as const;
    const scopes = [scope('crm.lists.read', 'View lists', 'Lists', own)];
    drawReview({ ...clay, scopes, app: { name: 'Acme', matchedBy: 'redirect-host', own: true, profile } });
    await expect
      .element(page.getByText('Recognized by redirect host. Your profile of Acme: Acme wiki (wiki.acme.example), Nov 1, 2026'))
      .toBeVisible();
    await button('Details: View lists (crm.lists.read)').click();
    await expect.element(page.getByText('Required (according to your own profile of the app)')).toBeVisible();
    await expect.element(page.getByText(/^Your profile of the app lists this as required\./)).toBeVisible();
  });

  const drawIdle = (items = ownProfiles) => {
    const calls = { onSaveProfile: vi.fn<(key: string) => void>(), onDeleteProfile: vi.fn<(key: string) => void>() };
    const rest = { items: [], available: true, anything: items.length > 0, offer: null, offerRefused: false };
    const none = { onForget: vi.fn(), onForgetAll: vi.fn(), onAllow: vi.fn(), onPaste: vi.fn(), onFile: vi.fn() };
    draw(<Idle profiles={items} {...rest} {...none} {...calls} />, true);
    return calls;
  };

  it('is listed in the idle popup, saved as a file and deleted; the focus stays at the lists', async () => {
    const { onSaveProfile, onDeleteProfile } = drawIdle();
    await expect.element(page.getByText('3 required scopes, 2 optional')).toBeVisible();
    await button('Save as file: Acme on HubSpot').click();
    expect(onSaveProfile).toHaveBeenCalledWith('0');
    await button('Delete Acme on HubSpot').click();
    expect(onDeleteProfile).toHaveBeenCalledWith('0');
    expect(document.activeElement?.textContent).toBe('Saved selections');
  });

  it('alone is enough to forget all, and none leaves no heading', async () => {
    drawIdle();
    await expect.element(button('Forget all')).toBeVisible();
    drawIdle([]);
    expect(button('Forget all').query()).toBeNull();
    expect(page.getByRole('heading', { name: 'Your profiles' }).query()).toBeNull();
  });

  it.each([
    [false, 'Add the profile of Acme for HubSpot'],
    [true, 'Replace your profile of Acme for HubSpot'],
  ])('is added only when the person says so (replaces: %s)', async (replaces, words) => {
    const onAdd = vi.fn<() => void>();
    draw(<ProfileOffer name="Acme" provider="HubSpot" required={3} optional={2} replaces={replaces} refused={null} onAdd={onAdd} />, true);
    await button(words).click();
    expect(onAdd).toHaveBeenCalledOnce();
  });

  it('that is faulty stands in the field, with what is wrong of each field', async () => {
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

  it('may be chosen as a file', async () => {
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

describe('what we have seen of this app', () => {
  it.each(['panel', 'popup'] as const)('opens in the %s to days, changes, ends in words and learnt ids', async (surface) => {
    drawReview({ ...clay, changes: null }, { surface, seen, rememberedAt: remembered });
    await expect.element(page.getByText('No saved selection to compare with')).toBeVisible();
    await button('History with this app').click();
    const lines = [...document.querySelectorAll('.sr-disclosure__body:not([hidden]) .sr-lines > *')].map((line) => line.textContent);
    expect(lines).toEqual([
      'First seen',
      'Mar 2, 2026',
      'Request',
      'Changed once',
      'New, Aug 14, 2026',
      'crm.objects.deals.writetickets',
      'Removed, Aug 14, 2026',
      'crm.lists.read',
      'Results',
      expect.stringMatching(/^Aug 14, 2026: connectedAug 2, 2026: refused\. .+Mar 2, 2026: not granted$/),
      'Reported as missing',
      'crm.objects.owners.read',
    ]);
  });

  it('is not there where nothing was seen, and the first request is told as such', async () => {
    drawReview({ ...clay, changes: null });
    expect(button('History with this app').query()).toBeNull();
    await expect.element(page.getByText('First recorded request from this app')).toBeVisible();
  });

  it.each(['panel', 'popup'] as const)('is forgotten with one button in the %s, and the focus stays in its place', async (surface) => {
    const { onForgetSeen } = drawReview({ ...clay, page: null }, { surface, seen });
    await button('History with this app').click();
    await button('Clear this app’s history').click();
    expect(onForgetSeen).toHaveBeenCalledOnce();
    await expect.poll(() => document.activeElement?.textContent).toBe('This app’s history was cleared');
  });
});
