/**
 * The diagnosis of traces in the production build: the right case with the right facts, the same
 * cause as on the page, and no secret anywhere.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Response } from 'playwright';
import { t, tById, tPlural } from '@/utils/text/text';
import { findingTitle } from '../finding-title';
import { acme, authorize } from '../providers/salesforce/sample-urls';
import { canary } from '../simulators/canary';
import { salesforceAuthorizeUrl } from '../simulators/clients/salesforce';
import { har } from '../utils/files/har';
import { leaked, sampleText } from '../utils/files/sample';
import { type SampleFacts, samples } from '../utils/files/sample-facts';
import type { TestBrowser } from './browser';
import { expect, test } from './fixtures';
import { caseTitle } from './sample-walk';
import { storedText } from './stored-text';
import { password, reason } from './walk';

const folder = join(import.meta.dirname, '../corpus/files');
const errorPage = `${acme}/setup/secur/RemoteAccessErrorPage.apexp`;
const generic = 'OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error has occured during authentication. Please try again.';

/** Opens the view with a clipboard that keeps what is copied, and collects what the page prints. */
async function openDiagnose({ context, extensionId }: TestBrowser): Promise<{ page: Page; output: string[] }> {
  const page = await context.newPage();
  const output: string[] = [];
  page.on('console', (message) => output.push(message.text()));
  await page.addInitScript(() => {
    const copied: string[] = [];
    Object.assign(globalThis, { copied });
    navigator.clipboard.writeText = async (text) => void copied.push(text);
  });
  await page.goto(`chrome-extension://${extensionId}/workbench.html#diagnose`);
  return { page, output };
}

const openFiles = (page: Page, ...files: readonly (readonly [name: string, text: string])[]) =>
  page.locator('input[type=file]').setInputFiles(files.map(([name, text]) => ({ name, mimeType: '', buffer: Buffer.from(text) })));

const title = (page: Page) => page.locator('#why');
const stepsOf = (page: Page) => page.locator('.sr-timeline tbody tr');
const copied = (page: Page) => page.evaluate(() => (globalThis as unknown as { copied: string[] }).copied);

test('each sample trace has the right case and steps, and its secrets are nowhere', async ({ browserWithExtension: browser }) => {
  const { page, output } = await openDiagnose(browser);
  for (const [name, { steps, facts }] of Object.entries(samples)) {
    if (!steps) continue;
    await test.step(name, async () => {
      const expected = caseTitle(facts[0] as SampleFacts);
      await openFiles(page, ['trace', sampleText(name)]);
      await expect(title(page)).toHaveText(expected);
      await expect(title(page)).toBeFocused();
      await expect(page).toHaveURL(/#diagnose\/\d+\/0$/);
      await expect(stepsOf(page)).toHaveCount(steps.length);
      const texts = await stepsOf(page).allTextContents();
      for (const button of await page.locator('.sr-diagnose__send button').all()) await button.click();
      output.push(await page.content());
      const saving = page.waitForEvent('download');
      await page.getByRole('button', { name: t('workbench_diagnose_save') }).click();
      expect((await saving).suggestedFilename()).toMatch(/^scope-review-.*on-.*-sanitized\.har$/);
      const saved = readFileSync(await (await saving).path(), 'utf8');
      output.push(saved);
      await page.getByRole('button', { name: t('workbench_remove', 'trace') }).click();
      await expect(page).toHaveURL(/#diagnose$/);
      // Whoever gets the sanitized trace sees the same.
      await openFiles(page, ['sanitized', saved]);
      await expect(title(page)).toHaveText(expected);
      expect(await stepsOf(page).allTextContents()).toEqual(texts);
      await page.getByRole('button', { name: t('workbench_remove', 'sanitized') }).click();
    });
  }
  const everything = [...output, ...(await copied(page)), await page.evaluate(storedText)];
  expect((await copied(page)).length).toBeGreaterThan(6);
  expect(everything.join('\n')).not.toMatch(leaked);
});

test('a refused Salesforce approval has the first cause of the page, and answers rank the causes again', async ({
  browserWithExtension: browser,
}) => {
  const { page } = await openDiagnose(browser);
  const request = authorize();
  const pages = [
    { url: request, redirect: errorPage },
    { url: errorPage, body: `<p>${generic}</p>` },
  ];
  await openFiles(page, ['refused.har', har(pages)]);
  await expect(title(page)).toHaveText(findingTitle('salesforce-approval-error'));
  const one = page.url();
  await page.getByRole('link', { name: t('workbench_diagnose_settings') }).click();
  await expect(page.getByRole('combobox', { name: t('workbench_settings_request') })).not.toHaveValue('');
  const clientId = new URL(request).searchParams.get('client_id') ?? '';
  await openFiles(page, ['app.xml', sampleText('connected-app.xml').replace('3MVG9.FILES', clientId)]);
  // The view goes to what was opened last.
  await page.waitForURL(/#settings$/);
  await expect(page.getByRole('heading', { name: /^\d mismatch/ })).toBeVisible();
  await page.goto(one);
  await expect(page.getByRole('link', { name: /^Compared with the settings of Contact & deal sync .*: \d mismatch/ })).toBeVisible();
  const causes = page.locator('.sr-cause__title');
  await expect(causes.first()).toHaveText(findingTitle('salesforce-app-not-installed'));
  const reply = page.getByRole('button', { name: t('message_copy_customer') });
  await reply.click();
  await expect(page.getByRole('button', { name: t('message_copied_customer') })).toBeFocused();
  await page
    .getByRole('group', { name: tById('question', 'listed') })
    .getByRole('radio', { name: tById('question', 'listed', 'unblock'), exact: true })
    .click();
  await expect(causes.first()).toHaveText(findingTitle('salesforce-app-blocked'));
  // The clipboard has the reply of before.
  await expect(reply).toHaveClass(/sr-button--primary/);
  // The answer stays with the case.
  await page.getByRole('link', { name: t('workbench_diagnose_another') }).click();
  await page.getByRole('link', { name: findingTitle('salesforce-approval-error') }).click();
  await expect(causes.first()).toHaveText(findingTitle('salesforce-app-blocked'));
  await page.getByRole('button', { name: t('workbench_diagnose_json') }).click();
  const report = JSON.parse((await copied(page)).at(-1) ?? '');
  expect(report).toMatchObject({ format: 'scope-review-report', provider: 'salesforce', answers: { listed: 'unblock' } });
  await page.getByRole('link', { name: t('workbench_diagnose_another') }).click();
  await page.getByRole('textbox').fill(JSON.stringify(report));
  await page.keyboard.press('Control+Enter');
  await expect(causes.first()).toHaveText(findingTitle('salesforce-app-blocked'));
});

/** Records the pages of a tab as the developer tools would, with everything secret. */
function recordHar(tab: Page): () => Promise<string> {
  const entries: Promise<object>[] = [];
  tab.on('response', (response) => {
    const request = response.request();
    if (request.isNavigationRequest() && request.frame() === tab.mainFrame()) entries.push(entryOf(response));
  });
  return async () =>
    JSON.stringify({ log: { version: '1.2', creator: { name: 'WebInspector' }, pages: [], entries: await Promise.all(entries) } });
}

async function entryOf(response: Response): Promise<object> {
  const request = response.request();
  const { startTime } = request.timing();
  const redirectURL = response.headers().location ?? '';
  const posted = request.postData();
  return {
    _resourceType: 'document',
    startedDateTime: new Date(startTime).toISOString(),
    request: {
      method: request.method(),
      url: request.url(),
      headers: await request.headersArray(),
      ...(posted === null ? {} : { postData: { mimeType: 'application/x-www-form-urlencoded', text: posted } }),
    },
    response: {
      status: response.status(),
      headers: await response.headersArray(),
      redirectURL,
      content: { mimeType: 'text/html', ...(redirectURL ? {} : { text: await response.text().catch(() => '') }) },
    },
  };
}

/** The flows in which Salesforce refuses, and where the extension explains that. */
const refusals: Readonly<Record<string, { user: string | null; url: string; ends: RegExp }>> = {
  'an app that is not installed': {
    user: 'hank@globex.example',
    url: salesforceAuthorizeUrl('clay', { host: 'globex.my.salesforce.com' }),
    ends: /RemoteAccessErrorPage/,
  },
  'a scope that the app may not request': {
    user: 'ben@acme.example',
    url: salesforceAuthorizeUrl('clay', { host: 'acme.my.salesforce.com', scope: ['api', 'mcp_api'] }),
    ends: /RemoteAccessErrorPage/,
  },
  'a blocked app, after a password on the generic host': { user: null, url: salesforceAuthorizeUrl('clay'), ends: /app\.clay\.com/ },
};

test('a recorded refusal has the cause and the error of the popup', async ({ browserWithExtension: browser, simulator }) => {
  for (const [name, { user, url, ends }] of Object.entries(refusals)) {
    const tab = await browser.context.newPage();
    const recorded = recordHar(tab);
    await tab.context().clearCookies();
    if (user) await tab.context().addCookies([simulator.salesforceCookie(user)]);
    await tab.goto(url);
    if (!user) {
      // The extension may not see the tab's URL at the app, where it ends.
      await browser.tabId(tab);
      await tab.bringToFront();
      await tab.getByLabel('Username').fill('uma@umbrella.example');
      await tab.getByLabel('Password').fill(password);
      await tab.getByRole('button', { name: 'Log In' }).click();
    }
    await tab.waitForURL(ends);
    const popup = await browser.popup(tab);
    const expected = (await reason(popup).textContent()) ?? '';
    const error = await popup.locator('.sr-fold', { hasText: t('report_url_said') }).textContent();
    const trace = await recorded();
    expect(trace).toContain(canary);
    const { page, output } = await openDiagnose(browser);
    await openFiles(page, ['recorded.har', trace]);
    await expect(title(page), name).toHaveText(expected);
    await expect(page.locator('.sr-fold', { hasText: t('report_url_said') })).toHaveText(error ?? '');
    await expect(stepsOf(page).first()).toContainText(t('workbench_timeline_request'));
    await expect(stepsOf(page).last()).toHaveClass(/failure/);
    expect([await page.content(), ...output].join()).not.toContain(canary);
  }
});

test('several failures are several cases, and a login is shown beside the attempt that it may belong to', async ({
  browserWithExtension: browser,
}) => {
  const { page } = await openDiagnose(browser);
  const second = authorize().replace(/state=[^&]*/, 'state=second');
  const refused = `${errorPage}?error=invalid_scope&error_description=the+requested+scope+is+not+allowed`;
  const logins = `LoginTime,Status,Application,LoginUrl\n2026-11-22T12:00:03Z,Failed: API-only user,Sync,${new URL(acme).host}\n`;
  const trace = har([
    { url: authorize(), redirect: errorPage },
    { url: errorPage, body: `<p>${generic}</p>` },
    { url: second, redirect: refused },
    { url: refused },
  ]);
  await openFiles(page, ['two.har', trace], ['logins.csv', logins]);
  await expect(page.getByRole('heading', { name: tPlural('workbench_diagnose_failures', 3) })).toBeVisible();
  await page.getByRole('link', { name: findingTitle('salesforce-approval-error') }).click();
  await expect(stepsOf(page)).toHaveCount(2);
  await expect(page.getByText(t('workbench_login_may_belong'))).toContainText(t('workbench_login_account'));
  await page.getByRole('link', { name: 'Failed: API-only user' }).click();
  await expect(title(page)).toHaveText(findingTitle('salesforce-api-only-user'));
  await page.getByRole('link', { name: t('workbench_diagnose_all') }).click();
  await page.getByRole('link', { name: findingTitle('salesforce-scope-not-allowed') }).click();
  await expect(title(page)).toBeFocused();
  await expect(page.getByRole('region', { name: t('workbench_login_title') })).toContainText(
    /has another error, “Failed: API-only user”\.$/,
  );
  await page.goBack();
  await expect(page.getByRole('link', { name: findingTitle('salesforce-scope-not-allowed') })).toBeFocused();
});

test('a token response is compared with the request, and its tokens are gone', async ({ browserWithExtension: browser }) => {
  const { page } = await openDiagnose(browser);
  const response = JSON.stringify({ access_token: '00D5g0000001gPz!CANARY', instance_url: acme, scope: 'api id', token_type: 'Bearer' });
  // The empty page tells support staff what to ask for.
  await page.getByRole('button', { name: t('workbench_copy') }).click();
  expect(await copied(page)).toEqual([t('workbench_diagnose_record_text')]);
  await page.locator('.sr-intake textarea').fill(response);
  await page.keyboard.press('Control+Enter');
  await expect(title(page)).toHaveText(tPlural('workbench_granted_title', 2, 'Salesforce'));
  await expect(page.getByText(t('workbench_granted_alone', 'Salesforce'))).toBeVisible();
  await page.getByRole('link', { name: t('workbench_diagnose_another') }).click();
  await openFiles(page, ['request.har', har([{ url: authorize(undefined, { scope: 'api+web' }) }])]);
  await page.getByRole('link', { name: t('workbench_diagnose_all') }).click();
  await page.getByRole('link', { name: tPlural('workbench_granted_lacks', 1) }).click();
  const compared = page.locator('.sr-diagnose__compared');
  await expect(compared).toContainText(`${t('workbench_granted_missing')}web`);
  await expect(compared).toContainText(`${t('workbench_granted_extra')}id`);
  await page.getByRole('button', { name: t('report_copy') }).click();
  const report = (await copied(page)).at(-1);
  expect(report).toContain(`# ${tPlural('workbench_granted_lacks', 1)}\n\n- ${t('report_provider')}: \`Salesforce\``);
  expect(report).toContain(`- ${t('workbench_granted_missing')}: \`web\``);
  expect(report).not.toContain('CANARY');
  expect(await page.content()).not.toContain('CANARY');
});

test('a trace that ends in the middle is called incomplete, and no connection in it successful', async ({
  browserWithExtension: browser,
}) => {
  const { page } = await openDiagnose(browser);
  const cut = har([{ url: authorize() }, { url: `${acme}/login` }]).slice(0, -40);
  await openFiles(page, ['cut.har', cut]);
  await expect(title(page)).toHaveText(tById('workbench_connection_end', 'cut'));
  await expect(page.getByText(t('workbench_incomplete'))).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: t('workbench_diagnose_whole') })).toHaveValue(/^Hello,[\s\S]+HAR/);
  await page.getByRole('link', { name: t('workbench_diagnose_another') }).click();
  await expect(page.getByText(t('workbench_incomplete'))).toBeVisible();
  await expect(page.getByRole('link', { name: tById('workbench_connection_end', 'cut') })).toBeVisible();
  await openFiles(page, ['package.json', readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')]);
  await expect(page.getByText(t('workbench_nothing', tById('unreadable', 'no-known-error')))).toBeVisible();
});

test('a ticket has no timeline, and what is no text or has nothing in it says so', async ({ browserWithExtension: browser }) => {
  const { page } = await openDiagnose(browser);
  await page.goto(`${page.url()}/7/0`);
  await expect(page.getByText(t('workbench_gone'))).toBeVisible();
  await openFiles(page, ['picture.har', '\u0000\u0001\u0002PNG\u0000']);
  await expect(page.getByText(t('workbench_nothing', tById('unreadable', 'binary-file')))).toBeVisible();
  await openFiles(page, ['other.har', '{"log":{"entries":[]}}']);
  await expect(page.getByText(t('workbench_nothing', tById('unreadable', 'nothing-in-file')))).toBeVisible();
  await openFiles(page, ['app-hsmeta.json', readFileSync(join(folder, 'app-hsmeta.json'), 'utf8')]);
  await expect(page.getByText(t('workbench_no_failure_settings'))).toBeVisible();
  await page.getByRole('textbox').fill(`Hello,\nour user gets\n${generic}\nin Salesforce.`);
  await page.keyboard.press('Control+Enter');
  await expect(title(page)).toHaveText(findingTitle('salesforce-approval-error'));
  await expect(stepsOf(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: t('workbench_diagnose_save') })).toHaveCount(0);
});
