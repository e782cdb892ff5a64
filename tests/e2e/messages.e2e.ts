/** Every message of the registry, sent from every place in the browser that could send one. */
import { createHash } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright';
import { inheritedNames, messageMatrix, type SenderKind } from '../message-matrix';
import { authorizeUrl } from '../simulators/clients/authorize-url';
import { isFirstRun, type TestBrowser } from './browser';
import { expect, test } from './fixtures';
import { type IsolatedWorld, watchIsolatedWorld } from './isolated-world';
import { readStoredData } from './stored-data';
import { continueButton, signIn } from './walk';

const clay = authorizeUrl('clay', { portalId: 4100001 });
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'other-extension-')));
/** Chromium derives the ID of an unpacked extension from its folder. */
const otherId = [...createHash('sha256').update(folder).digest('hex').slice(0, 32)]
  .map((digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)])
  .join('');

test.use({ otherExtension: folder });

test.beforeAll(() => {
  const manifest = {
    manifest_version: 3,
    name: 'other',
    version: '1',
    // Gives the pages of HubSpot `chrome.runtime`, which they do not have otherwise.
    externally_connectable: { matches: ['https://*.hubspot.com/*'] },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'page.html'), '<!doctype html><title>other</title>');
});
test.afterAll(() => rmSync(folder, { recursive: true }));

/** The answer of the background, or null if nothing answered. */
type Answer = { res?: unknown; err?: string } | null;
type Send = (type: string, data: object) => Promise<Answer>;

/** Runs in the sender. `extension`: the ID of the receiver, without which it is the sender's own. */
function sendHere({ extension, message }: { extension: string | null; message: object }): Promise<Answer> {
  const { runtime } = (globalThis as unknown as { chrome: { runtime: { lastError?: object; sendMessage(...args: unknown[]): void } } })
    .chrome;
  return new Promise((resolve) => {
    const answered = (answer: Answer) => resolve(runtime.lastError ? null : (answer ?? null));
    runtime.sendMessage(...(extension ? [extension] : []), message, answered);
  });
}

const fromPage =
  (page: Page | Frame, extension: string | null = null): Send =>
  (type, data) =>
    page.evaluate(sendHere, { extension, message: { type, data } });
const fromWorld =
  (world: IsolatedWorld): Send =>
  (type, data) =>
    world.run(`(${sendHere})(${JSON.stringify({ extension: null, message: { type, data } })})`) as Promise<Answer>;

async function openOwnPage(browser: TestBrowser, path: string): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(`chrome-extension://${browser.extensionId}/${path}`);
  return page;
}

test('C1, C2, C4: each message is answered for the senders that may send it, and changes nothing for the others', async ({
  browserWithExtension: browser,
  tab,
  simulator,
}) => {
  const worldOf = await watchIsolatedWorld(tab, browser.extensionId);
  await signIn(tab, simulator);
  await tab.goto(clay);
  const panel = await browser.panel(tab);
  await expect(continueButton(panel)).toHaveText('Continue with 16 scopes');
  const popup = await browser.popup(tab);
  const workbench = await openOwnPage(browser, 'workbench.html#history');
  const tabId = await browser.tabId(tab);

  const elsewhere = await browser.context.newPage();
  const worldElsewhere = await watchIsolatedWorld(elsewhere, browser.extensionId);
  // The content script starts at this address, and finds that it is not one that it reads.
  await elsewhere.goto('https://app.hubspot.com/oauth/not-an-account/authorize?client_id=1');
  const other = await browser.context.newPage();
  await other.goto(`chrome-extension://${otherId}/page.html`);

  const senders: Partial<Record<SenderKind, Send>> = {
    'a web page': fromPage(tab, browser.extensionId),
    'another extension': fromPage(other, browser.extensionId),
    'the content script of another page': fromWorld(await worldElsewhere()),
    'the workbench': fromPage(workbench),
    'a compromised renderer with such a page': fromWorld(await worldOf()),
    'the panel': fromPage(panel),
    'the popup': fromPage(popup),
  };
  /** Their messages do not even reach the background. */
  const unheard = new Set<SenderKind>(['a web page', 'another extension']);
  const state = async () => ({
    ...(await readStoredData(popup)),
    granted: await browser.granted(),
    pages: browser.context
      .pages()
      .filter((page) => !isFirstRun(page))
      .map((page) => page.url()),
  });
  // The sight of the first tab's request is stored later than its review is shown.
  await expect.poll(async () => (await readStoredData(popup)).indexedDB.seen).toHaveLength(1);
  const before = await state();

  for (const [kind, send] of Object.entries(senders) as [SenderKind, Send][]) {
    for (const [name, { from, data }] of Object.entries(messageMatrix)) {
      if (from.includes(kind)) continue;
      const refusal = unheard.has(kind) ? null : { err: 'Error: message refused: sender' };
      expect(await send(name, { tabId, ...data }), `${name} from ${kind}`).toEqual(refusal);
    }
    for (const name of inheritedNames) expect(await send(name, { tabId }), `${name} from ${kind}`).toBeNull();
  }
  expect(await state()).toEqual(before);

  for (const [kind, send] of Object.entries(senders) as [SenderKind, Send][])
    for (const [name, { from, data }] of Object.entries(messageMatrix))
      if (from.includes(kind)) expect((await send(name, { tabId, ...data }))?.err, `${name} from ${kind}`).toBeUndefined();
  expect(tab.url()).toBe(clay);
});
