/** The workbench in Firefox. */
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ElementHandle, Frame, Page } from 'puppeteer-core';
import { findingTitle } from '../../finding-title';
import { salesforceAuthorizeUrl } from '../../simulators/clients/salesforce';
import { har, type Page as Recorded } from '../../utils/files/har';
import { leaked } from '../../utils/files/sample';
import { samples } from '../../utils/files/sample-facts';
import { button, saying } from '../firefox-browser';
import { choose, expectAccessible, firefox, limit, press, simulator, textOf } from '../firefox-session';
import { type WorkbenchTab, walkSample } from '../sample-walk';

test('each sample file is recognized in Firefox, and shows its facts in the right view without its secrets', limit, async () => {
  const page = await firefox.extensionPage('/workbench.html');
  const workbench: WorkbenchTab = {
    run: (run, given) => page.evaluate(run as never, given as never) as never,
    choose: (path) => choose(page, path),
  };
  for (const name of Object.keys(samples)) assert.doesNotMatch(await walkSample(workbench, name), leaked, name);
  await page.close();
});

test('the workbench compares a request with the settings of its app in Firefox', limit, async () => {
  const page = await firefox.extensionPage('/workbench.html#settings');
  const input = await page.waitForSelector('input[type=file]');
  await (input as ElementHandle<HTMLInputElement>).uploadFile(join(import.meta.dirname, '../../corpus/files/app-hsmeta.json'));
  await page.waitForSelector(saying('Contact sync on HubSpot (app-hsmeta.json)'));
  const redirect = encodeURIComponent('https://crm.vendor.example/hs');
  await page.type('textarea', `https://app.hubspot.com/oauth/authorize?client_id=1&redirect_uri=${redirect}&scope=oauth&state=CANARY`);
  await press(page, button('Read'));
  await page.waitForSelector(saying('the provided scopes are missing [crm.objects.contacts.read]'));
  assert.doesNotMatch(await page.content(), leaked);
  await page.close();
});

test('the workbench diagnoses every sample trace in Firefox, and what it saves of one gives the same', limit, async () => {
  const page = await firefox.extensionPage('/workbench.html#diagnose');
  const steps = () => textOf(page, '.sr-timeline tbody tr');
  const read = async (path: string) => {
    const input = await page.waitForSelector('input[type=file]');
    await (input as ElementHandle<HTMLInputElement>).uploadFile(path);
    await page.waitForSelector('#why');
    return [await textOf(page, '#why'), await steps()];
  };
  for (const [name, { facts }] of Object.entries(samples)) {
    if (!/\.har$|^saml/.test(name)) continue;
    const shown = await read(join(import.meta.dirname, '../../corpus/files', name));
    const [{ error = null } = {}] = facts;
    if (error !== null) assert.deepEqual(shown[0], [findingTitle(error)], name);
    assert.doesNotMatch(await page.content(), leaked, name);
    const saved = await page.evaluate(async () => {
      const content = new Promise<string>((resolve) => {
        const create = URL.createObjectURL;
        URL.createObjectURL = (blob) => {
          URL.createObjectURL = create;
          if (blob instanceof Blob) void blob.text().then(resolve);
          return create(blob);
        };
      });
      document.querySelector<HTMLElement>('.sr-diagnose__tools button')?.click();
      return content;
    });
    assert.doesNotMatch(saved, leaked, name);
    await (await page.waitForSelector('.sr-diagnose__tools .sr-icon-button'))?.click();
    await page.waitForFunction(() => !document.querySelector('#why'));
    const path = join(mkdtempSync(join(tmpdir(), 'sanitized-')), 'sanitized.har');
    writeFileSync(path, saved);
    assert.deepEqual(await read(path), shown, name);
    await (await page.waitForSelector('.sr-diagnose__tools .sr-icon-button'))?.click();
    await page.waitForFunction(() => !document.querySelector('#why'));
  }
  await page.close();
});

for (const [name, scope] of [
  ['an app that is not installed', undefined],
  ['a scope that the app may not request', ['api', 'mcp_api']],
] as const)
  test(`a recorded refusal in Firefox has the cause and the error of the panel: ${name}`, limit, async () => {
    const page = await firefox.freshTab();
    await firefox.browser.setCookie(simulator.salesforceCookie(scope ? 'ben@acme.example' : 'hank@globex.example'));
    const recorded: Recorded[] = [];
    page.on('response', (response) => {
      const { location } = response.headers();
      if (response.request().isNavigationRequest())
        recorded.push({ url: response.url(), status: response.status(), ...(location ? { redirect: location } : {}) });
    });
    await page.goto(
      salesforceAuthorizeUrl('clay', { host: `${scope ? 'acme' : 'globex'}.my.salesforce.com`, ...(scope ? { scope: [...scope] } : {}) }),
    );
    const panel = await firefox.panel(page);
    await panel.waitForSelector('.sr-why__title');
    const shown = async (review: Frame | Page) => [
      await textOf(review, '.sr-why__title, #why'),
      (await textOf(review, '.sr-cause__title'))[0],
    ];
    const expected = await shown(panel);
    const body = await page.content();
    const trace = har(recorded.map((one) => ('redirect' in one ? one : { ...one, body })));
    assert.match(trace, /CANARY/);
    const path = join(mkdtempSync(join(tmpdir(), 'recorded-')), 'recorded.har');
    writeFileSync(path, trace);
    const workbench = await firefox.extensionPage('/workbench.html#diagnose');
    await choose(workbench, path);
    await workbench.waitForSelector('#why');
    assert.deepEqual(await shown(workbench), expected);
    await expectAccessible(workbench);
    assert.doesNotMatch(await workbench.content(), leaked);
    await workbench.close();
  });

test('the views of the workbench have no accessibility violation in Firefox', limit, async () => {
  const page = await firefox.extensionPage('/workbench.html');
  for (const view of ['review', 'diagnose', 'settings', 'inventory', 'history', 'preferences', 'policy', 'about']) {
    await press(page, `a[href="#${view}"]`);
    await page.waitForSelector(`a[href="#${view}"][aria-current]`);
    await expectAccessible(page);
  }
  await page.close();
});
