/** What admins save with the workbench in Firefox: approvals, histories and preferences. */
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { t, tById, tPlural } from '@/utils/text/text';
import { findingTitle } from '../../finding-title';
import { registration } from '../../simulators/hubspot/apps';
import { leaked } from '../../utils/files/sample';
import { button, saying } from '../firefox-browser';
import { profileFilesWith } from '../firefox-extension';
import {
  choose,
  clayUrl,
  connectReadOnly,
  connectSalesforce,
  expectAccessible,
  field,
  fill,
  firefox,
  limit,
  named,
  press,
  savedBy,
  simulator,
  textOf,
  waitForCount,
  waitForText,
} from '../firefox-session';
import { forgetApprovals, refused } from '../journeys';
import { addedLater, mailOf } from '../mail';
import { storedText } from '../stored-text';
import { email } from '../walk';

/** Every page and file that a test has seen. */
const seen: string[] = [];

test('ten requests of a mail in Firefox: one is approved, and what changed since is in the workbench and in the panel', limit, async () => {
  const open = async (text: string) => {
    const page = await firefox.extensionPage('/workbench.html#review');
    await fill(page, '.sr-intake textarea', text);
    await press(page, button(t('workbench_intake_read')));
    return page;
  };
  const tab = await connectReadOnly();
  const page = await open(mailOf());
  await waitForCount(page, '.sr-requests tbody tr', 10);
  await expectAccessible(page);
  await press(page, '.sr-requests ::-p-xpath(.//a[normalize-space() = "app.clay.com"])');
  await press(page, button(t('workbench_approve_open')));
  await fill(page, field(t('approval_asked_by')), 'Sales operations');
  await fill(page, field(t('approval_reviewed_by')), 'IT security');
  await fill(page, field(t('approval_reason')), 'Enriches contacts');
  await press(page, button(t('workbench_approve')));
  await waitForText(page, '.sr-diff', '17 same');
  await expectAccessible(page);
  seen.push(await page.content());
  await page.close();

  forgetApprovals(simulator);
  await tab.bringToFront();
  await tab.goto(clayUrl());
  const panel = await firefox.panel(tab);
  await waitForText(panel, '.sr-alert', '1 new with more access');
  await firefox.clickInPanel(panel, '::-p-xpath(//button[starts-with(normalize-space(), "Approval")])');
  await waitForText(panel, '.sr-disclosure', addedLater);
  await waitForText(panel, '.sr-disclosure', 'IT security');

  // The same is said of the request in the workbench, also after it was opened again.
  const again = await open(clayUrl());
  await press(again, '.sr-requests ::-p-xpath(.//a[normalize-space() = "app.clay.com"])');
  await waitForText(again, '.sr-diff', '1 new with more access17 same');
  seen.push(await again.content());
  await press(again, button(t('workbench_approved_delete')));
  await press(again, button(t('workbench_approved_delete_yes')));
  await again.waitForSelector('#approved', { hidden: true });
  await again.close();
});

test('the history in Firefox has a connection and a refusal, which are searched, exported and deleted', limit, async () => {
  await connectReadOnly();
  const tab = await connectSalesforce(refused.cookie(simulator), 'clay', { host: 'globex.my.salesforce.com' });
  await (await firefox.panel(tab)).waitForSelector('.sr-why');
  const page = await firefox.extensionPage('/workbench.html#history');
  const rows = '.sr-history > tbody > tr';
  await waitForText(page, rows, findingTitle(refused.finding));
  await waitForText(page, rows, tById('workbench_history_kind', 'connected'));
  await waitForText(page, rows, 'Kept 11 of 18');
  const count = (await page.$$(rows)).length;
  await expectAccessible(page);
  await fill(page, 'input[type=search]', 'salesforce');
  await waitForCount(page, rows, 1);
  await fill(page, 'input[type=search]', '');
  await waitForCount(page, rows, count);
  const json = await savedBy(page, async () => {
    await press(page, button(t('workbench_export')));
    await press(page, `[role=menu] ::-p-xpath(.//*[@role="menuitem"][contains(., "${t('workbench_export_json')}")])`);
  });
  assert.equal(JSON.parse(json).outcomes.length, count);
  assert.doesNotMatch(json, /state=|code=|https?:|@/);
  seen.push(await page.content(), json);
  await press(page, button(t('workbench_history_clear')));
  await press(page, button(t('workbench_history_clear_yes')));
  await page.waitForSelector(saying(t('workbench_history_empty')));
  await page.close();
});

test(
  'the preferences in Firefox are changed, and are exported byte for byte again after they were deleted and imported',
  limit,
  async () => {
    const tab = await connectReadOnly();
    const page = await firefox.extensionPage('/workbench.html#preferences');
    await press(page, named(t('workbench_preferences_edit_named', 'Clay on HubSpot')));
    await press(page, 'input[aria-label*="(crm.objects.contacts.write)"]');
    await press(page, button(t('workbench_preferences_edit_save')));
    await waitForText(page, '.sr-saved__item', 'Kept 12 of 18');
    await expectAccessible(page);
    const exported = () => savedBy(page, () => press(page, button(t('workbench_preferences_export'))));
    const first = await exported();
    await press(page, button(t('workbench_preferences_forget_all')));
    await press(page, button(t('workbench_preferences_forget_all_yes')));
    await page.waitForSelector(saying(t('workbench_preferences_empty')));

    const file = join(mkdtempSync(join(tmpdir(), 'preferences-')), 'saved.json');
    const open = (content: string) => {
      writeFileSync(file, content);
      return choose(page, file);
    };
    await open(first.replace('"kept"', '"kept2"'));
    await waitForText(page, '[role=alert]', 'preferences[0].kept2');
    assert.deepEqual(await textOf(page, '.sr-saved__item'), []);
    await expectAccessible(page);
    await press(page, button(t('workbench_close')));
    await open(first);
    await press(page, button(tPlural('workbench_preferences_import_do', 1)));
    await waitForText(page, '.sr-saved__item', 'Kept 12 of 18');
    assert.equal(await exported(), first);
    seen.push(await page.content(), first);
    await page.close();

    forgetApprovals(simulator);
    await tab.bringToFront();
    await tab.goto(clayUrl());
    await (await firefox.panel(tab)).waitForSelector(button('Continue with 12 scopes'));
  },
);

test('nothing secret of these requests is in a page, a file, the console or the storage of Firefox', limit, async () => {
  // The flows of the open tabs are in memory only, with the request that the tab shows.
  const { session: _, ...kept } = JSON.parse(await firefox.inExtension(storedText, null));
  seen.push(...(await firefox.printed()), JSON.stringify(kept));
  assert.match(seen.join('\n'), /Enriches contacts/);
  assert.doesNotMatch(seen.join('\n'), leaked);
  const { profile } = firefox.folders;

  // What is stored can be found there: the client's ID, once in each record.
  assert.notDeepEqual(profileFilesWith(profile, registration.clay.clientId, 'extension'), []);
  for (const secret of ['CANARY', email]) assert.deepEqual(profileFilesWith(profile, secret, 'extension'), []);
});
