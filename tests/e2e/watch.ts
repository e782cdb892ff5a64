/** Watches a browser with the extension for secrets that it leaves somewhere, and for its requests. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, ConsoleMessage, Download, Page, Request, WebError, Worker } from 'playwright';
import type { Secret } from '../simulators/secrets';
import { formsInPages, leaksIn, leaksInFiles, leaksInStored, type Place, watchPage } from './leaks';
import { readStoredData } from './stored-data';

/** The two checks of the user's own org, by their paths. */
const orgChecks: ReadonlySet<string> = new Set(['/services/oauth2/userinfo', '/.well-known/auth-configuration']);

export interface Watch {
  /** The kinds of canaries that the browser has sent, for example `code`. */
  planted: ReadonlySet<string>;
  /** Reads what is stored and what was downloaded; call it while the browser is still open. */
  beforeClose(): Promise<void>;
  /**
   * Returns every secret that was found, every uncaught error, and every request that nobody asked for.
   * The pages must be closed.
   */
  findings(profile: string, extensionId: string): string[];
  /** Leaves the browser unwatched. */
  stop(): Promise<void>;
}

/**
 * Starts to watch everything that the browser does. `asksOrg`: whether the test clicks one of the
 * buttons that ask the user's org.
 */
export async function watch(context: BrowserContext, secrets: readonly Secret[], { asksOrg = false } = {}): Promise<Watch> {
  const found: string[] = [];
  const planted = new Set<string>();
  const downloads: Download[] = [];
  const look = (place: Place, text: string) => void found.push(...leaksIn(place, text, secrets));

  // What the page and the browser itself write about the page is not the extension's.
  const onConsole = (message: ConsoleMessage) => message.location().url.startsWith('http') || look('console', message.text());
  const onWorker = (worker: Worker) => worker.on('console', (message) => look('console', message.text()));
  const onPage = (page: Page) => page.on('download', (download) => downloads.push(download));
  const onError = (error: WebError) => found.push(`an uncaught error: ${error.error()}`);
  const onRequest = (request: Request) => {
    const url = request.url();
    for (const [, kind = ''] of `${url} ${request.postData() ?? ''}`.matchAll(/CANARY-([a-z]+(?:-[a-z]+)*)-/g)) planted.add(kind);
    if (!url.startsWith('http')) return;
    const isOwn =
      request.serviceWorker() !== null || (!request.isNavigationRequest() && frameUrlOf(request).startsWith('chrome-extension:'));
    if (isOwn && !(asksOrg && orgChecks.has(new URL(url).pathname))) found.push(`a request of the extension: ${url}`);
  };
  context.on('console', onConsole).on('serviceworker', onWorker).on('page', onPage).on('weberror', onError).on('request', onRequest);
  const inPages = [
    await context.exposeBinding('reportToTest', (_, place: Place, text: string) => look(place, text)),
    await context.addInitScript(watchPage, formsInPages(secrets)),
  ];

  return {
    planted,
    async beforeClose() {
      // A test may have killed it.
      if (context.browser()?.isConnected() === false) return;
      for (const download of downloads) {
        const path = await download.path().catch(() => null);
        if (path) found.push(...leaksInFiles('download', [path], secrets));
      }
      const page = context.pages().find((one) => one.url().startsWith('chrome-extension:'));
      const where = page ?? context.serviceWorkers()[0];
      if (!where) return;
      found.push(...leaksInStored(await readStoredData(where), secrets));
    },
    findings(profile, extensionId) {
      return [...new Set([...found, ...leaksInFiles('file', filesOf(profile, extensionId), secrets)])];
    },
    async stop() {
      context
        .off('console', onConsole)
        .off('serviceworker', onWorker)
        .off('page', onPage)
        .off('weberror', onError)
        .off('request', onRequest);
      // A closed browser has none.
      for (const one of inPages) await one.dispose().catch(() => {});
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
