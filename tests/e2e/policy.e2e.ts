/**
 * An organization's policy, set the way an administrator sets it: by a file that the browser reads.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { writePolicyFile } from '@/utils/policy/policy-file';
import { samplePolicy } from '../sample-policy';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import { expect, test } from './fixtures';
import { chooseAccount, clickContinue, connect, continueButton, grantedScopes, rowOf, signIn } from './walk';

const clayStart = 'https://app.clay.com/';
const folder = '/etc/chromium/policies/managed';
const file = `${folder}/scope-review-end-to-end.json`;
const custom = 'crm.objects.custom.write';
const owners = 'crm.objects.owners.read';

/** Chromium reads the folder a few seconds after it changed. */
const reread = { timeout: 30_000 };

test.afterEach(() => rmSync(file, { force: true }));

test('G1: the organization’s policy changes an open panel without a reload, and audit mode changes nothing', async ({
  browserWithExtension: browser,
  simulator,
  tab,
}) => {
  test.skip(process.getuid?.() !== 0, 'only root may write the policies of the browser');
  const set = (values: object) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, JSON.stringify({ '3rdparty': { extensions: { [browser.extensionId]: values } } }));
  };
  const rules = [
    { scopes: [custom], reason: 'Custom records feed billing' },
    { action: 'ask' as const, scopes: ['crm.objects.deals.write'], reason: 'A ticket asks for it' },
  ];
  await signIn(tab, simulator);
  await connect(tab, clayStart);
  const panel = await browser.panel(tab);
  const box = rowOf(panel, custom).getByRole('checkbox');
  await expect(box).toBeEnabled();

  set({ policy: writePolicyFile(samplePolicy(rules, { mode: 'audit' })), remembering: false });
  // The switch shows that the browser has read the file.
  await expect(panel.getByText('Your organization turned saving off.')).toBeVisible(reread);
  const workbench = await browser.context.newPage();
  await workbench.goto(`chrome-extension://${browser.extensionId}/workbench.html#preferences`);
  await expect(workbench.getByText('Your organization turned saving off.')).toBeVisible();
  await expect(workbench.getByRole('button', { name: 'Import' })).toHaveCount(0);
  await workbench.close();
  await expect(box).toBeEnabled();
  await expect(panel.getByText('ask first')).toHaveCount(0);

  set({ policy: writePolicyFile(samplePolicy(rules)) });
  await expect(box).toBeDisabled(reread);
  await expect(box).not.toBeChecked();
  await expect(continueButton(panel)).toHaveAttribute('aria-disabled', 'true');
  await panel.getByRole('checkbox', { name: 'I confirm: A ticket asks for it' }).check();
  await expect(continueButton(panel)).toHaveAttribute('aria-disabled', 'false');

  // A rule with a typo: what the policy denies is then unknown, and not nothing.
  set({ policy: JSON.stringify(samplePolicy([...rules, { action: 'denies' as 'deny', reason: 'No changes' }])) });
  await expect(panel.getByRole('button', { name: 'A policy can’t be read' })).toBeVisible(reread);

  set({ policy: writePolicyFile(samplePolicy([{ scopes: [owners] }])) });
  await expect(panel.getByRole('heading', { name: /denies a scope that can’t be dropped/ })).toBeVisible(reread);
  await expect(continueButton(panel)).toHaveCount(0);

  set({ policy: writePolicyFile(samplePolicy(rules)) });
  await expect(box).toBeDisabled(reread);
  await clickContinue(tab, panel);
  await chooseAccount(tab);
  await tab.getByRole('button', { name: 'Grant access' }).click();
  const granted = await grantedScopes(tab);
  expect(granted).not.toContain(custom);
  expect(granted).toContain('crm.objects.deals.write');
});

test('G3: on a host that an administrator blocked, the page stays as it is, and the popup says why', async ({
  browserWithExtension,
  open,
  simulator,
}) => {
  test.skip(process.getuid?.() !== 0, 'only root may write the policies of the browser');
  const { extensionId } = browserWithExtension;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify({ ExtensionSettings: { [extensionId]: { runtime_blocked_hosts: ['*://*.hubspot.com'] } } }));
  const browser = await open();
  const tab = await browser.context.newPage();
  await signIn(tab, simulator);
  await tab.goto(authorizeUrl('clay', { portalId: 4100001 }));
  await tab.locator('main li').first().waitFor();
  // Longer than the content script waits for a page of an unknown layout.
  await tab.waitForTimeout(6000);
  await expect(tab.locator('scope-review-dock, scope-review-mark')).toHaveCount(0);
  // The button in the toolbar reveals the address of the tab to the extension.
  const session = await browser.context.browser()?.newBrowserCDPSession();
  const { targetInfos = [] } = (await session?.send('Target.getTargets', { filter: [{ type: 'tab' }] })) ?? {};
  const targetId = targetInfos.find(({ url }) => url === tab.url())?.targetId ?? '';
  await session?.send('Extensions.triggerAction', { id: extensionId, targetId });
  const popup = await browser.popup(tab);
  await expect(popup.getByRole('heading', { name: 'Scope Review can’t run on app.hubspot.com' })).toBeVisible();
  await expect(popup.getByText('an administrator has blocked the site')).toBeVisible();
  await browser.close();
});
