/**
 * After every test, the fixture looks for what the simulator planted. These tests plant every kind of
 * secret in one journey, and check that each kind of leak would be found.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secret } from '../simulators/canary';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import { secretsOf } from '../simulators/secrets';
import { openBrowser } from './browser';
import { expect, test } from './fixtures';
import { chooseAccount, clickContinue, continueButton, email, password, preset } from './walk';
import { type Watch, watch } from './watch';

/** The parameters of a careless app, by the kind of the canary in them. */
const careless = {
  challenge: 'code_challenge',
  verifier: 'code_verifier',
  hint: 'login_hint',
  email: 'email',
  'access-token': 'access_token',
  'refresh-token': 'refresh_token',
  'id-token': 'id_token',
  sid: 'sid',
  'org-id': 'organizationId',
  'relay-state': 'RelayState',
  'saml-request': 'SAMLRequest',
  'saml-response': 'SAMLResponse',
} as const;
const parameters = Object.entries(careless)
  .map(([kind, name]) => `${name}=${secret(kind)}`)
  .join('&');

test('F1: nothing of any secret is left by a journey that carries all of them', async ({ browserWithExtension: browser, tab }) => {
  await tab.addInitScript((text) => {
    // The script runs in the panel's frame, too, which plants nothing.
    if (location.protocol !== 'https:') return;
    addEventListener('DOMContentLoaded', () => {
      const fields = ['password', 'hidden', 'text'].map((type) => Object.assign(document.createElement('input'), { type, name: type }));
      for (const field of fields) field.setAttribute('value', text);
      document.querySelector('main')?.append(...fields);
    });
  }, password);
  await tab.goto(`${authorizeUrl('clay', { pkce: false })}&${parameters}#${parameters}`);
  await tab.getByRole('link', { name: /Sign in/ }).click();
  await tab.locator('#username').fill(email);
  await tab.locator('#password').fill(password);
  await tab.getByRole('button', { name: /log in|sign in/i }).click();
  await tab.waitForURL(/oauth\/authorize/);
  const panel = await browser.panel(tab);
  await browser.tabId(tab);
  await preset(panel, 'Read-only').check();
  await expect(continueButton(panel)).toHaveText('Continue with 11 scopes');
  await clickContinue(tab, panel);
  await chooseAccount(tab);
  await tab.getByRole('button', { name: 'Grant access' }).click();
  // The app gets no token, because the challenge is a canary, but the code that ends the flow.
  await tab.waitForURL(/^https:\/\/app\.clay\.com\/.*code=/);
  await tab.goto(`${tab.url()}#${parameters}`);
  const popup = await browser.popup(tab);
  await popup.locator('.sr-state__title').waitFor();
  await popup.goto(`chrome-extension://${browser.extensionId}/workbench.html#history`);
  await expect(popup.getByText('Clay').first()).toBeVisible();
  // A kind that this journey plants nowhere would be looked for in vain.
  const kinds = ['state', 'code', 'password', ...Object.keys(careless)];
  expect(kinds.filter((kind) => !browser.watch.planted.has(kind))).toEqual([]);
});

test('F1: every way to leak a secret is noticed', async ({ simulator }) => {
  const profile = mkdtempSync(join(tmpdir(), 'scope-review-leaks-'));
  let watching: Watch | undefined;
  const browser = await openBrowser(simulator, {
    profile,
    onLaunch: async (context) => {
      watching = await watch(context, secretsOf(simulator));
    },
  });
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await browser.context.newPage();
  await page.goto(`chrome-extension://${browser.extensionId}/popup.html?tab=-1`);
  await page.evaluate(async (text) => {
    const { storage } = (globalThis as unknown as { chrome: { storage: Record<string, { set(values: object): Promise<void> }> } }).chrome;
    await storage.local?.set({ leak: btoa(`in base64: ${text}`) });
    await storage.session?.set({ leak: { snapshot: text } });
    localStorage.setItem('leak', text);
    console.log(`a leak: ${encodeURIComponent(text)}`);
    document.body.dataset.leak = text;
    await navigator.clipboard.writeText(text);
    const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(new Blob([text])), download: 'leak.txt' });
    link.click();
    await fetch('https://acme.my.salesforce.com/services/oauth2/userinfo').catch(() => {});
    // Longer than until the next look at the page.
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }, secret('code'));
  const [worker] = browser.context.serviceWorkers();
  await worker?.evaluate(async (text) => {
    console.log('of the worker', text);
    await fetch('https://acme.my.salesforce.com/.well-known/auth-configuration').catch(() => {});
  }, secret('token'));
  await expect.poll(() => watching?.planted.size).toBe(0);
  await watching?.beforeClose();
  await browser.close();
  const findings = watching?.findings(profile, browser.extensionId) ?? [];
  rmSync(profile, { recursive: true, force: true });
  for (const place of ['console: a leak', 'console: of the worker', 'page', 'clipboard', 'download', 'storage', 'memory', 'file'])
    expect(
      findings.filter((finding) => finding.startsWith(`canary in ${place}`)),
      place,
    ).not.toEqual([]);
  for (const path of ['/services/oauth2/userinfo', '/.well-known/auth-configuration'])
    expect(findings).toContain(`a request of the extension: https://acme.my.salesforce.com${path}`);
});

test('F1: the browser keeps no text that is typed or pasted, to restore it after a crash', async ({ open }) => {
  const profile = mkdtempSync(join(tmpdir(), 'scope-review-profile-'));
  const browser = await open({ profile });
  const texts = { 'workbench.html#diagnose': 'typed-into-the-workbench', 'popup.html?tab=-1': 'typed-into-the-popup' };
  for (const [path, text] of Object.entries(texts)) {
    const page = await browser.context.newPage();
    await page.goto(`chrome-extension://${browser.extensionId}/${path}`);
    await page.locator('textarea').first().fill(text);
  }
  // The browser writes its windows and tabs every few seconds.
  const session = () => filesWith(profile, 'workbench.html#diagnose').filter((name) => name.includes('Sessions'));
  await expect.poll(session).not.toEqual([]);
  await browser.context.pages()[0]?.waitForTimeout(4_000);
  await browser.close();
  for (const text of Object.values(texts)) expect(filesWith(profile, text)).toEqual([]);
  rmSync(profile, { recursive: true, force: true });
});

/** The files of a profile that contain a text, in one of the browser's encodings. */
function filesWith(profile: string, text: string): string[] {
  const files = readdirSync(profile, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le'));
    });
}
