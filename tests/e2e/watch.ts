/** Watches a browser with the extension for secrets that it leaves somewhere, and for its requests. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Download, Request } from 'playwright';
import { findSecrets, formsOf, type Secret } from '../simulators/secrets';
import { readStoredData } from './stored-data';

/** Where the extension, and the browser on its behalf, can leave something. */
type Place = 'console' | 'clipboard' | 'page' | 'download' | 'memory' | 'storage' | 'file';

/** What is left on purpose. */
const onPurpose: readonly { kind: Secret['kind']; place: Place; why: string }[] = [
  { kind: 'email address', place: 'page', why: 'The review names the user who is signed in, as the page does.' },
  { kind: 'email address', place: 'memory', why: 'The text of a page, which names that user, is kept until the tab leaves it.' },
];

/** The two checks of the user's own org, by their paths. */
const orgChecks: ReadonlySet<string> = new Set(['/services/oauth2/userinfo', '/.well-known/auth-configuration']);

const MAX_FILE_LENGTH = 10_000_000;

export interface Watch {
  /** The kinds of canaries that the browser has sent, for example `code`. */
  planted: ReadonlySet<string>;
  /** Reads what is stored and what was downloaded; call it while the browser is still open. */
  beforeClose(): Promise<void>;
  /** Returns every secret that was found, and every request that is not asked for; the profile must be closed. */
  findings(profile: string, extensionId: string): string[];
}

/**
 * Starts to watch everything that the browser does. `asksOrg`: whether the test clicks one of the
 * buttons that ask the user's org.
 */
export async function watch(context: BrowserContext, secrets: readonly Secret[], { asksOrg = false } = {}): Promise<Watch> {
  const found: string[] = [];
  const planted = new Set<string>();
  const downloads: Download[] = [];
  const look = (place: Place, text: string) => {
    for (const { kind, around } of findSecrets(text, secrets))
      if (!onPurpose.some((one) => one.kind === kind && one.place === place)) found.push(`${kind} in ${place}: ${around}`);
  };

  // What the page and the browser itself write about the page is not the extension's.
  context.on('console', (message) => message.location().url.startsWith('http') || look('console', message.text()));
  context.on('serviceworker', (worker) => worker.on('console', (message) => look('console', message.text())));
  context.on('page', (page) => page.on('download', (download) => downloads.push(download)));
  context.on('request', (request) => {
    const url = request.url();
    for (const [, kind = ''] of `${url} ${request.postData() ?? ''}`.matchAll(/CANARY-([a-z]+(?:-[a-z]+)*)-/g)) planted.add(kind);
    if (!url.startsWith('http')) return;
    const isOwn =
      request.serviceWorker() !== null || (!request.isNavigationRequest() && frameUrlOf(request).startsWith('chrome-extension:'));
    if (isOwn && !(asksOrg && orgChecks.has(new URL(url).pathname))) found.push(`a request of the extension: ${url}`);
  });
  await context.exposeBinding('reportToTest', (_, place: Place, text: string) => look(place, text));
  // An email address in a page is there on purpose, so it need not be looked for.
  const forms = secrets.filter(({ kind }) => kind !== 'email address').flatMap(({ text }) => formsOf(text));
  await context.addInitScript(watchPage, forms);

  return {
    planted,
    async beforeClose() {
      // A test may have killed it.
      if (context.browser()?.isConnected() === false) return;
      for (const download of downloads) {
        const path = await download.path().catch(() => null);
        if (path) look('download', readFileSync(path, 'latin1'));
      }
      const page = context.pages().find((one) => one.url().startsWith('chrome-extension:'));
      const where = page ?? context.serviceWorkers()[0];
      if (!where) return;
      const { session, ...stored } = await readStoredData(where);
      look('storage', JSON.stringify(stored));
      // The browser's memory alone has the requests of open tabs, without which no review is possible.
      const withoutRequests = (key: string, value: unknown) => (key === 'requestUrl' || key === 'narrowedUrl' ? null : value);
      look('memory', JSON.stringify(session, withoutRequests));
    },
    findings(profile, extensionId) {
      // A store of 100,000 records has a few large files, of which the end was written last.
      for (const path of filesOf(profile, extensionId)) look('file', readFileSync(path, 'latin1').slice(-MAX_FILE_LENGTH));
      return [...new Set(found)];
    },
  };
}

/** The URL of the frame that made a request; empty while the frame is being created. */
function frameUrlOf(request: Request): string {
  try {
    return request.frame().url();
  } catch {
    return '';
  }
}

/** The files of a profile that have data of the extension, not those of the browser's own history. */
export function filesOf(profile: string, extensionId: string): string[] {
  const shared = /Local Storage|Session Storage|Extension (?:State|Rules|Scripts)|(?:Local|Sync|Managed) Extension Settings|Service Worker/;
  return readdirSync(profile, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && (shared.test(entry.parentPath) || entry.parentPath.includes(extensionId)))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Runs in every page before its own scripts; it watches those of the extension. */
function watchPage(forms: string[]): void {
  const global = globalThis as unknown as { reportToTest?: (place: string, text: string) => Promise<void> };
  const report = global.reportToTest;
  delete global.reportToTest;
  if (location.protocol !== 'chrome-extension:' || !report) return;
  const look = () => {
    const html = document.documentElement?.outerHTML ?? '';
    for (const form of forms) {
      const index = html.indexOf(form);
      if (index >= 0) void report('page', html.slice(Math.max(0, index - 100), index + 100));
    }
  };
  let isDue = false;
  new MutationObserver(() => {
    if (isDue) return;
    isDue = true;
    requestIdleCallback(
      () => {
        isDue = false;
        look();
      },
      { timeout: 500 },
    );
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  addEventListener('pagehide', look);
  const { clipboard } = navigator;
  if (!clipboard) return;
  const write = clipboard.writeText.bind(clipboard);
  clipboard.writeText = async (text) => {
    void report('clipboard', text);
    return write(text);
  };
  // The other way of copying, from a field that is only selected.
  addEventListener(
    'copy',
    () => void report('clipboard', String((document.activeElement as HTMLTextAreaElement | null)?.value ?? getSelection())),
    true,
  );
}
