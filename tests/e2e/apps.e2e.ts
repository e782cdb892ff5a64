/** App overrides, own profiles and the history of apps, from the popup to the storage and back. */
import { readFileSync } from 'node:fs';
import type { Frame, Page } from 'playwright';
import { t, tPlural } from '@/utils/text/text';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import { expect, test } from './fixtures';
import { checkboxes, clickUntil, continueButton, openPart, openRecognition, recognition, required, rowOf, signIn } from './walk';

const pageWithoutRequest = 'https://app.hubspot.com/contacts/1234';
const northwind = { portalId: 4100001 };

const profile = {
  format: 'scope-review-profile',
  version: 1,
  provider: 'hubspot',
  id: 'northwind-sync',
  name: 'Northwind Sync',
  required: ['crm.objects.contacts.read', 'tickets'],
  optionalOn: ['crm.objects.deals.write'],
  optionalOff: ['crm.objects.custom.read'],
  without: { 'crm.objects.custom.read': 'Custom objects are not synchronised.' },
  source: { title: 'Northwind onboarding page', url: 'https://wiki.northwind.example/hubspot', seen: '2026-11-01' },
};

async function say(review: Frame | Page, app: string) {
  await openRecognition(review);
  await review.getByRole('button', { name: 'This app is …' }).click();
  await review.getByRole('combobox', { name: 'Select the app' }).selectOption({ label: app });
  await review.getByRole('button', { name: 'Save' }).click();
}

test('an own profile can be added, assigned to an app and removed again', async ({ browserWithExtension: browser, tab, simulator }) => {
  await signIn(tab, simulator);
  await tab.goto(authorizeUrl('northwind', northwind));
  let panel = await browser.panel(tab);
  await expect.poll(() => recognition(panel)).toMatch(/^App not recognized/);

  // A faulty file names the field and stores nothing; a valid one must be confirmed before it is
  // stored.
  await tab.goto(pageWithoutRequest);
  let popup = await browser.popup(tab);
  const field = popup.getByRole('textbox', { name: 'Paste a link, error or report' });
  await field.fill(JSON.stringify({ ...profile, required: ['two words'], id: 'Northwind Sync' }));
  await popup.getByRole('button', { name: 'Analyze' }).click();
  await expect(popup.getByRole('alert')).toContainText('required[0] is not a valid scope');
  await popup.getByRole('button', { name: 'Back' }).click();
  await expect(popup.getByRole('heading', { name: 'Your profiles' })).toHaveCount(0);
  const chooseFile = async (content: object) => {
    const chooser = popup.waitForEvent('filechooser');
    await popup.getByRole('button', { name: 'Choose a file' }).click();
    const buffer = Buffer.from(JSON.stringify(content));
    await (await chooser).setFiles({ name: 'northwind.json', mimeType: 'application/json', buffer });
  };
  await chooseFile({ ...profile, required: Array.from({ length: 20_000 }, (_, index) => `crm.objects.custom-${index}`) });
  await expect(popup.getByRole('alert')).toContainText(t('profile_fault_too_long'));
  await popup.getByRole('button', { name: 'Back' }).click();
  await chooseFile(profile);
  await popup.getByRole('button', { name: 'Add the profile of Northwind Sync for HubSpot' }).click();
  await expect(popup.getByText('2 required scopes, 2 optional')).toBeVisible();

  // The exported file must equal the imported one.
  const download = popup.waitForEvent('download');
  await popup.getByRole('button', { name: 'Save as file: Northwind Sync on HubSpot' }).click();
  expect(JSON.parse(readFileSync(await (await download).path(), 'utf8'))).toMatchObject(profile);

  // After the override, the rows, their requirements and the name follow the profile.
  // A panel in a tab behind another one may lose a click.
  await tab.bringToFront();
  await tab.goto(authorizeUrl('northwind', northwind));
  panel = await browser.panel(tab);
  await panel.waitForTimeout(500);
  await say(panel, 'Northwind Sync (your profile)');
  await expect(panel.getByText('You marked this app as Northwind Sync. Your profile of Northwind Sync')).toBeVisible();
  await expect(panel.getByRole('heading', { level: 1 })).toHaveText('Northwind Sync on HubSpot');
  await openPart(panel, 'Required');
  await expect(rowOf(panel, 'tickets')).toBeVisible();
  await expect(rowOf(panel, 'tickets').getByRole('checkbox')).toHaveCount(0);
  await expect(rowOf(panel, 'crm.objects.custom.read').getByRole('checkbox')).not.toBeChecked();
  await rowOf(panel, 'tickets')
    .getByRole('button', { name: /^Details/ })
    .click();
  await expect(panel.getByText('Required (according to your own profile of the app)')).toBeVisible();

  // The override survives a worker restart and applies in the popup too, but only to this client.
  await browser.killWorker();
  await tab.goto(authorizeUrl('northwind', northwind));
  popup = await browser.popup(tab);
  await expect.poll(() => recognition(popup)).toMatch(/^You marked this app as Northwind Sync/);
  await say(popup, 'None of these');
  await expect(popup.getByText('You marked this as an unlisted app')).toBeVisible();
  await popup.getByRole('button', { name: 'This app is …' }).click();
  await popup.getByRole('button', { name: 'Use automatic detection' }).click();
  await expect.poll(() => recognition(popup)).toMatch(/^App not recognized/);
  await say(popup, 'Northwind Sync (your profile)');
  await expect(popup.getByText('You marked this app as Northwind Sync')).toBeVisible();
  await tab.bringToFront();
  await tab.goto(authorizeUrl('clay', northwind));
  panel = await browser.panel(tab);
  await expect.poll(() => recognition(panel)).toBe('Recognized by redirect host');
  await openPart(panel, 'Required');
  await expect(required(panel)).toHaveCount(7);

  // Deleting the profile also removes the override that names it.
  await tab.goto(pageWithoutRequest);
  popup = await browser.popup(tab);
  await popup.getByRole('button', { name: 'Delete Northwind Sync on HubSpot' }).click();
  await expect(popup.getByRole('heading', { name: 'Your profiles' })).toHaveCount(0);
  await tab.goto(authorizeUrl('northwind', northwind));
  panel = await browser.panel(tab);
  await expect.poll(() => recognition(panel)).toMatch(/^App not recognized/);
});

test('a published profile that the user assigns decides which scopes are locked', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await signIn(tab, simulator);
  await tab.goto(authorizeUrl('northwind', northwind));
  const panel = await browser.panel(tab);
  await panel.waitForTimeout(500);
  await say(panel, 'Clay');
  await expect(panel.getByText('You marked this app as Clay')).toBeVisible();
  // Entries of HubSpot's `scope` stay locked; only those that Clay's profile calls optional can be
  // unlocked.
  await openPart(panel, 'Required');
  await expect(rowOf(panel, 'crm.objects.contacts.read')).toBeVisible();
  await expect(rowOf(panel, 'crm.objects.contacts.read').getByRole('checkbox')).toHaveCount(0);
  await rowOf(panel, 'crm.objects.deals.read')
    .getByRole('button', { name: /^Details/ })
    .click();
  await expect(rowOf(panel, 'crm.objects.deals.read').getByRole('button', { name: 'Unlock anyway' })).toBeVisible();
  await expect(checkboxes(panel)).toHaveCount(3);
  await expect(continueButton(panel)).toBeVisible();
});

test('the history of an app records each flow once, survives a worker restart and can be cleared', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  await signIn(tab, simulator);
  await tab.goto(authorizeUrl('clay', northwind));
  let panel = await browser.panel(tab);
  await expect(panel.getByText(t('changes_first'))).toBeVisible();
  await browser.killWorker();
  await tab.reload();
  await browser.panel(tab);
  await tab.getByRole('button', { name: 'Cancel' }).click();
  await tab.locator('#error').waitFor();

  const fewer = { optional: ['crm.objects.deals.read'], ...northwind };
  await tab.goto(authorizeUrl('clay', fewer));
  panel = await browser.panel(tab);
  const open = async (review: Frame) => {
    // Stopping the worker brings another tab to the front, and the browser draws only that one.
    await tab.bringToFront();
    await expect(async () => {
      const line = review.getByRole('button', { name: /^History/ });
      if ((await line.getAttribute('aria-expanded')) === 'false') await line.click({ timeout: 1000 });
      await expect(line).toHaveAttribute('aria-expanded', 'true', { timeout: 1000 });
    }).toPass();
  };
  await open(panel);
  await expect(panel.getByText(tPlural('history_different', 2))).toBeVisible();
  await expect(panel.getByText(/: not granted$/)).toHaveCount(1);
  await browser.killWorker();
  await tab.reload();
  panel = await browser.panel(tab);
  await open(panel);
  await expect(panel.getByText(tPlural('history_different', 2))).toBeVisible();
  await expect(panel.getByText(/: not granted$/)).toHaveCount(1);
  // The panel ignores clicks until it was visible for a moment, so the test clicks until one is
  // accepted.
  await tab.bringToFront();
  await clickUntil(panel.getByRole('button', { name: 'Clear this app’s history' }), panel.getByText('This app’s history was cleared'));
  await tab.goto(authorizeUrl('clay', fewer));
  await expect((await browser.panel(tab)).getByText(t('changes_first'))).toBeVisible();

  // "Forget all" must remove everything that is still stored.
  await tab.goto(pageWithoutRequest);
  const popup = await browser.popup(tab);
  await popup.getByRole('button', { name: 'Forget all' }).click();
  await popup.getByRole('group', { name: 'Forget everything?' }).getByRole('button', { name: 'Forget' }).click();
  await expect(popup.getByRole('button', { name: 'Forget all' })).toHaveCount(0);
});
