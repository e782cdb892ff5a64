/** Policies in Firefox: the user's own, and the organization's. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writePolicyFile } from '@/utils/policy/policy-file';
import { t, tById } from '@/utils/text/text';
import { samplePolicy } from '../../sample-policy';
import { button, saying } from '../firefox-browser';
import {
  clayUrl,
  expectAccessible,
  field,
  fill,
  firefox,
  leave,
  limit,
  press,
  tabOnHubspot,
  textOf,
  waitForText,
} from '../firefox-session';

const custom = 'crm.objects.custom.write';
const deals = 'crm.objects.deals.write';
const boxOf = (id: string, state: '' | ':enabled' | ':disabled' = '') => `input[data-scope="${id}"]${state}`;
const mode = (name: 'audit' | 'enforce') => `::-p-xpath(//label[normalize-space() = "${tById('policy_mode', name)}"]/input)`;

async function openPolicyWithOwnRule() {
  const page = await firefox.extensionPage('/workbench.html#policy');
  await press(page, button(t('workbench_policy_add')));
  await fill(page, field(t('workbench_policy_field_scopes')), custom);
  await fill(page, field(t('workbench_policy_field_reason')), 'Custom records feed billing');
  await press(page, button(t('workbench_policy_save')));
  await waitForText(page, 'tr', 'Custom records feed billing');
  return page;
}

test(
  'a policy of the user in Firefox changes nothing in audit mode, and is enforced in an open panel without a reload',
  limit,
  async () => {
    const tab = await tabOnHubspot();
    await tab.goto(clayUrl());
    const panel = await firefox.panel(tab);
    await panel.waitForSelector(boxOf(custom, ':enabled'));

    const page = await openPolicyWithOwnRule();
    await fill(page, '.sr-intake textarea', clayUrl());
    await press(page, button(t('workbench_intake_read')));
    await waitForText(page, '.sr-tested', 'Drops 1 scope.');
    await expectAccessible(page);
    await panel.waitForSelector(boxOf(custom, ':enabled'));
    await press(page, mode('enforce'));
    await panel.waitForSelector(boxOf(custom, ':disabled'));
    await waitForText(panel, '.sr-disclosure', tById('policy_owner', 'user'));
    await press(page, mode('audit'));
    await panel.waitForSelector(boxOf(custom, ':enabled'));
    await press(page, mode('enforce'));
    await panel.waitForSelector(boxOf(custom, ':disabled'));
    await page.close();
  },
);

test('G1: the organization’s policy replaces the user’s in Firefox, and is shown as such', limit, async () => {
  const before = await openPolicyWithOwnRule();
  await press(before, mode('enforce'));
  const tab = await tabOnHubspot();
  await tab.goto(clayUrl());
  await (await firefox.panel(tab)).waitForSelector(boxOf(custom, ':disabled'));
  await before.close();
  await firefox.manage({
    policy: JSON.parse(
      writePolicyFile(
        samplePolicy([
          { scopes: [deals], reason: 'Deals are confidential' },
          { action: 'ask', scopes: ['crm.objects.contacts.write'], reason: 'A ticket asks for it' },
        ]),
      ),
    ),
    remembering: false,
    unknown: 1,
  });
  const page = await firefox.extensionPage('/workbench.html#policy');
  await waitForText(page, 'tr', 'Deals are confidential');
  await waitForText(page, '.sr-mode', tById('policy_owner', 'organization'));
  assert.deepEqual(await page.$$(button(t('workbench_policy_add'))), []);
  assert.deepEqual(await page.$$eval('.sr-mode input', (all) => all.map((one) => one.matches(':disabled'))), [true, true, true]);
  await expectAccessible(page);
  await page.close();

  await tab.goto(clayUrl());
  const panel = await firefox.panel(tab);
  await panel.waitForSelector(boxOf(deals, ':disabled'));
  // The user's own policy denies it.
  await panel.waitForSelector(boxOf(custom, ':enabled'));
  await waitForText(panel, '.sr-disclosure', tById('policy_owner', 'organization'));
  await panel.waitForSelector(saying(t('storage_managed')));
  const popup = await firefox.popup(tab);
  const go = await popup.waitForSelector('.sr-actions button[aria-disabled="true"]');
  await press(popup, '::-p-xpath(//label[contains(normalize-space(), "I confirm: A ticket asks for it")]//input)');
  await popup.waitForSelector('.sr-actions button[aria-disabled="false"]');
  await Promise.all([tab.waitForNavigation(), go?.click()]);
  await popup.close();
  await tab.waitForSelector('scope-review-mark');
  await leave(tab, button('Grant access'));
  const granted = await textOf(tab, '#granted li');
  assert.ok(granted.length > 0 && !granted.includes(deals), granted.join(' '));
  assert.ok(granted.includes(custom), granted.join(' '));

  await firefox.manage(null);
  const own = await firefox.extensionPage('/workbench.html#policy');
  await waitForText(own, 'tr', 'Custom records feed billing');
  await own.close();
});
