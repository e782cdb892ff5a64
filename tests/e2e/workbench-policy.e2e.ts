/** The policy view of the workbench in the production build. */
import { readFileSync } from 'node:fs';
import { POLICY_LIMITS, readPolicyFile, writePolicyFile } from '@/utils/policy/policy-file';
import { t, tPlural } from '@/utils/text/text';
import { samplePolicy } from '../sample-policy';
import { expect, test } from './fixtures';
import { mailOf } from './mail';
import { connect, rowOf, signIn } from './walk';

const custom = 'crm.objects.custom.write';

test('a rule is written, tested and enforced, and an open panel follows without a reload', async ({
  browserWithExtension: browser,
  simulator,
  tab,
}) => {
  await signIn(tab, simulator);
  await connect(tab, 'https://app.clay.com/');
  const panel = await browser.panel(tab);
  const box = rowOf(panel, custom).getByRole('checkbox');
  await expect(box).toBeEnabled();

  const page = await browser.context.newPage();
  await page.goto(`chrome-extension://${browser.extensionId}/workbench.html#policy`);
  await page.getByRole('button', { name: t('workbench_policy_add') }).click();
  await page.getByRole('button', { name: t('workbench_policy_save') }).click();
  const reason = page.getByLabel(t('workbench_policy_field_reason'));
  await expect(reason).toBeFocused();
  await expect(reason).toHaveAccessibleDescription(t('workbench_policy_fault_reason'));
  await page.getByLabel(t('workbench_policy_field_scopes')).fill(custom);
  await reason.fill('Custom records feed billing');
  await page.getByRole('button', { name: t('workbench_policy_save') }).click();
  await expect(page.getByRole('row', { name: /Custom records feed billing/ })).toBeVisible();
  await expect(page.getByRole('button', { name: t('workbench_policy_edit', 1) })).toBeFocused();

  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: t('workbench_policy_copy') }).click();
  await expect(page.getByRole('button', { name: t('workbench_copied') })).toBeVisible();
  const managed = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  expect(readPolicyFile(managed)).toMatchObject({ ok: true, file: { rules: [{ scopes: [custom] }] } });

  await page.locator('.sr-intake textarea').fill(tab.url());
  await page.getByRole('button', { name: t('workbench_intake_read') }).click();
  await expect(page.locator('.sr-tested')).toContainText('app.clay.com on HubSpot');
  await expect(page.locator('.sr-tested')).toContainText('Drops 1 scope.');
  await expect(page.getByRole('heading', { level: 3 })).toBeFocused();
  await expect(page.getByRole('heading', { level: 3 })).toBeInViewport();
  await expect(box).toBeEnabled();

  // The review shows what the rules would do, although they are not enforced.
  await page.getByRole('link', { name: /^Open/ }).click();
  await expect(page.getByRole('tabpanel', { name: /^Policy/ })).toContainText('Custom records feed billing');
  await expect(page.locator('div.sr-alerts')).toContainText(`Drops 1 scope. ${t('policy_mode_text_audit')}`);
  await page.getByRole('tab', { name: /^Scopes/ }).click();
  await expect(page.getByRole('row').filter({ hasText: custom })).toContainText('deny');
  await page.getByRole('link', { name: t('workbench_policy_back') }).click();

  await page.getByRole('radio', { name: t('policy_mode_enforce') }).check();
  await expect(box).toBeDisabled();

  const faulty = JSON.stringify({ ...samplePolicy([]), mode: 'strict' });
  const chooser = page.locator(`input[aria-label="${t('workbench_policy_import')}"]`);
  await chooser.setInputFiles({ name: 'policy.json', mimeType: 'application/json', buffer: Buffer.from(faulty) });
  await expect(page.getByRole('alert')).toHaveText(`mode: ${t('workbench_policy_fault_wrong_type_mode')}`);
  await expect(page.getByRole('row', { name: /Custom records feed billing/ })).toBeVisible();
  const other = writePolicyFile(samplePolicy([{ scopes: ['tickets'], reason: 'No tickets' }]));
  await chooser.setInputFiles({ name: 'policy.json', mimeType: 'application/json', buffer: Buffer.from(other) });
  await expect(page.getByRole('heading', { name: t('workbench_preferences_import_preview', 'policy.json') })).toBeFocused();
  await expect(page.locator('.sr-import')).toContainText('1 new, 1 deleted');
  await page.getByRole('button', { name: t('cancel') }).click();
  await expect(page.getByRole('button', { name: t('workbench_policy_import') })).toBeFocused();
  await expect(page.getByRole('row', { name: /Custom records feed billing/ })).toBeVisible();
  await chooser.setInputFiles({ name: 'policy.json', mimeType: 'application/json', buffer: Buffer.from(other) });
  await page.getByRole('button', { name: t('workbench_policy_import_yes') }).click();
  await expect(page.getByRole('row', { name: /No tickets/ })).toBeVisible();
  await expect(page.getByRole('radio', { name: t('policy_mode_audit') })).toBeChecked();
  await expect(box).toBeEnabled();

  await page.reload();
  await page.getByRole('button', { name: t('workbench_policy_delete', 1) }).click();
  await page.getByRole('button', { name: t('workbench_keep') }).click();
  await expect(page.getByRole('button', { name: t('workbench_policy_delete', 1) })).toBeFocused();
  await expect(page.getByRole('row', { name: /No tickets/ })).toBeVisible();
  await page.getByRole('button', { name: t('workbench_policy_delete', 1) }).click();
  await page.getByRole('button', { name: t('workbench_policy_delete_yes') }).click();
  await expect(page.getByRole('row', { name: /No tickets/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: t('workbench_policy_add') })).toBeFocused();
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test('a policy that contradicts an approval says so in its test, in the list and its export, and in a decline', async ({
  browserWithExtension: browser,
}) => {
  const page = await browser.context.newPage();
  await page.goto(`chrome-extension://${browser.extensionId}/workbench.html#review`);
  await page.getByRole('textbox', { name: /^Paste/ }).fill(mailOf());
  await page.getByRole('button', { name: t('workbench_intake_read'), exact: true }).click();
  const clay = page.locator('.sr-requests tbody tr').filter({ hasText: 'app.clay.com' });
  await expect(clay).toContainText(t('matched_resembles', 'Clay'));
  await expect(page.getByRole('columnheader', { name: t('workbench_review_column_policy') })).toHaveCount(0);
  await clay.getByRole('link').click();
  await page.getByRole('button', { name: t('workbench_approve_open') }).click();
  await page.getByRole('button', { name: t('workbench_approve'), exact: true }).click();
  await expect(page.getByRole('heading', { name: /^Approved on/ })).toBeFocused();

  const navigation = page.getByRole('navigation');
  await navigation.getByRole('link', { name: t('workbench_title_policy') }).click();
  const rules = [
    { scopes: [custom], reason: 'Custom records feed billing' },
    { action: 'ask' as const, provider: 'hubspot', scopes: ['crm.objects.deals.read'], reason: 'A ticket asks for it' },
  ];
  await page.locator(`input[aria-label="${t('workbench_policy_import')}"]`).setInputFiles({
    name: 'policy.json',
    mimeType: 'application/json',
    buffer: Buffer.from(writePolicyFile(samplePolicy(rules))),
  });
  await page.getByRole('button', { name: t('workbench_policy_import_use') }).click();
  const tested = page.locator('.sr-tested > li').filter({ hasText: 'app.clay.com' });
  await expect(tested).toContainText(/Denies 1 scope that was approved on [\d-]+\. Asks about 1 scope that was approved on/);
  await expect(page.locator('#test-results')).toContainText(tPlural('workbench_policy_contradictions', 1));

  await navigation.getByRole('link', { name: t('workbench_title_review') }).click();
  await expect(clay).toContainText(t('workbench_policy_would_partly_denied'));
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: t('workbench_export') }).click();
  await page.getByRole('menuitem', { name: 'JSON' }).click();
  const lines = readFileSync(await (await download).path(), 'utf8')
    .trimEnd()
    .split('\n');
  expect(lines.map((line) => JSON.parse(line).policy.dropped).filter(({ length }) => length > 0)).toEqual([[custom]]);
  await clay.getByRole('link').click();
  await page.getByRole('button', { name: t('workbench_decline') }).click();
  await expect(page.getByLabel(t('workbench_decline_reason'))).toHaveValue('Custom records feed billing');

  await navigation.getByRole('link', { name: t('workbench_title_approvals') }).click();
  await expect(page.locator('.sr-saved__item')).toContainText('app.clay.com on HubSpot');
});

test('a rule that is one too many is refused, and what was typed stays', async ({ browserWithExtension: browser }) => {
  const page = await browser.context.newPage();
  await page.goto(`chrome-extension://${browser.extensionId}/workbench.html#policy`);
  const full = writePolicyFile(samplePolicy(Array.from({ length: POLICY_LIMITS.rules }, () => ({ scopes: ['tickets'] }))));
  await page
    .locator(`input[aria-label="${t('workbench_policy_import')}"]`)
    .setInputFiles({ name: 'policy.json', mimeType: 'application/json', buffer: Buffer.from(full) });
  await page.getByRole('button', { name: t('workbench_policy_import_use') }).click();
  await expect(page.getByText(t('workbench_policy_imported'))).toBeVisible();
  await page.getByRole('button', { name: t('workbench_policy_add') }).click();
  const reason = page.getByLabel(t('workbench_policy_field_reason'));
  await reason.fill('One more');
  await page.getByRole('button', { name: t('workbench_policy_save') }).click();
  await expect(page.getByRole('alert')).toHaveText(`rules: ${t('workbench_policy_fault_too_long_rules', POLICY_LIMITS.rules)}`);
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: t('workbench_policy_not_saved') })).toBeVisible();
  await expect(reason).toHaveValue('One more');
  await page.reload();
  await expect(page.getByRole('row')).toHaveCount(POLICY_LIMITS.rules + 2, { timeout: 90_000 });
});

test('a private window shows no policy that nobody wrote', async ({ browserWithExtension: browser }) => {
  const page = await browser.context.newPage();
  await page.addInitScript(() => Object.defineProperty(Reflect.get(globalThis, 'chrome').extension, 'inIncognitoContext', { value: true }));
  await page.goto(`chrome-extension://${browser.extensionId}/workbench.html#policy`);
  await expect(page.getByText(t('workbench_private_title'))).toBeVisible();
  await expect(page.getByText(t('workbench_policy_own'))).toHaveCount(0);
  await expect(page.getByRole('radio')).toHaveCount(0);
  await expect(page.getByRole('button', { name: t('workbench_policy_export') })).toHaveCount(0);
});
