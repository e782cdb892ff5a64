/** The workbench in Firefox. */
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Frame, Page } from 'puppeteer-core';
import { t, tPlural } from '@/utils/text/text';
import { salesforceAuthorizeUrl } from '../../simulators/clients/salesforce';
import { har, type Page as Recorded } from '../../utils/files/har';
import { leaked } from '../../utils/files/sample';
import { type SampleFacts, samples } from '../../utils/files/sample-facts';
import { button, saying } from '../firefox-browser';
import { choose, expectAccessible, fill, firefox, limit, press, savedBy, simulator, textOf, waitForCount } from '../firefox-session';
import { mistakes, problemText } from '../planted-mistakes';
import { caseTitle, type WorkbenchTab, walkSample } from '../sample-walk';

const pathOf = (name: string) => join(import.meta.dirname, '../../corpus/files', name);
const heading = (text: string) => `::-p-xpath(//*[self::h2 or self::h3][normalize-space() = "${text}"])`;

test('each sample file is recognized in Firefox, and shows its facts in the right view without its secrets', limit, async () => {
  const page = await firefox.extensionPage('/workbench.html');
  const workbench: WorkbenchTab = {
    run: (run, given) => page.evaluate(run as never, given as never) as never,
    choose: (path) => choose(page, path),
  };
  for (const name of Object.keys(samples)) assert.doesNotMatch(await walkSample(workbench, name), leaked, name);
  await page.close();
});

test('each planted mistake is named in Firefox, and the corrected URL has none', limit, async () => {
  for (const [name, { names, url, mismatches }] of Object.entries(mistakes)) {
    const page = await firefox.extensionPage('/workbench.html#settings');
    await page.evaluate(() => {
      navigator.clipboard.writeText = async (copied) => void Object.assign(globalThis, { copied });
    });
    const paste = async (text: string) => {
      await fill(page, '.sr-intake textarea', text);
      await press(page, button(t('workbench_intake_read')));
    };
    await paste(url);
    await page.waitForSelector(saying(t('workbench_settings_choose')));
    await choose(page, names.map(pathOf));
    await page.waitForSelector(heading(tPlural('workbench_settings_mismatches', mismatches.length)));
    const cards = await textOf(page, '[aria-labelledby=mismatches] .sr-finding');
    for (const [kind, about, error] of mismatches) {
      const card = cards.find((text) => text?.includes(problemText(kind, 'title')));
      for (const words of [about, error, problemText(kind, 'fix')]) assert.ok(card?.includes(words), `${name}: “${words}” in “${card}”`);
    }
    await press(page, `::-p-xpath(//h3[normalize-space() = "${t('workbench_settings_url')}"]/following-sibling::button)`);
    const corrected = await (await page.waitForFunction(() => (globalThis as { copied?: string }).copied)).jsonValue();
    assert.doesNotMatch([corrected, await page.content()].join('\n'), leaked);
    await paste(corrected ?? '');
    await page.waitForSelector(heading(t('workbench_settings_agree')));
    assert.equal(await page.$(heading(t('workbench_settings_url'))), null);
    await page.close();
  }
});

test('the workbench diagnoses every sample trace in Firefox, and what it saves of one gives the same', limit, async () => {
  const page = await firefox.extensionPage('/workbench.html#diagnose');
  const read = async (path: string) => {
    await choose(page, path);
    await page.waitForSelector('#why');
    const shown = [await textOf(page, '#why'), await textOf(page, '.sr-timeline tbody tr')];
    assert.doesNotMatch(await page.content(), leaked, path);
    return shown;
  };
  const close = async () => {
    await press(page, '.sr-diagnose__tools .sr-icon-button');
    await waitForCount(page, '#why', 0);
  };
  const sanitized = join(mkdtempSync(join(tmpdir(), 'sanitized-')), 'sanitized.har');
  for (const [name, { steps, facts }] of Object.entries(samples)) {
    if (!steps) continue;
    const shown = await read(pathOf(name));
    assert.deepEqual(shown[0], [caseTitle(facts[0] as SampleFacts)], name);
    const saved = await savedBy(page, () => press(page, '.sr-diagnose__tools button'));
    assert.doesNotMatch(saved, leaked, name);
    await close();
    writeFileSync(sanitized, saved);
    assert.deepEqual(await read(sanitized), shown, name);
    await close();
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
  for (const view of ['review', 'diagnose', 'settings', 'inventory', 'history', 'approvals', 'preferences', 'policy', 'about']) {
    await press(page, `a[href="#${view}"]`);
    await page.waitForSelector(`a[href="#${view}"][aria-current]`);
    await expectAccessible(page);
  }
  await page.close();
});
