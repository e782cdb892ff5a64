/** Finds the secrets that the extension left somewhere, in either browser. */
import { readFileSync } from 'node:fs';
import { findSecrets, formsOf, type Secret } from '../simulators/secrets';
import type { StoredData } from './stored-data';

/** Where the extension, and the browser on its behalf, can leave something. */
export type Place = 'console' | 'clipboard' | 'page' | 'download' | 'memory' | 'storage' | 'file';

/** What is left on purpose. */
const onPurpose: readonly { kind: Secret['kind']; place: Place; why: string }[] = [
  { kind: 'email address', place: 'page', why: 'The review names the user who is signed in, as the page does.' },
  { kind: 'email address', place: 'memory', why: 'The text of a page, which names that user, is kept until the tab leaves it.' },
];

const MAX_FILE_LENGTH = 10_000_000;

/** Returns a sentence for each secret in a text that nobody left there on purpose. */
export function leaksIn(place: Place, text: string, secrets: readonly Secret[]): string[] {
  return findSecrets(text, secrets)
    .filter(({ kind }) => !onPurpose.some((one) => one.kind === kind && one.place === place))
    .map(({ kind, around }) => `${kind} in ${place}: ${around}`);
}

/** Returns the leaks in files. */
export function leaksInFiles(place: Place, paths: readonly string[], secrets: readonly Secret[]): string[] {
  // A store of 100,000 records has a few large files, of which the end was written last.
  return paths.flatMap((path) => leaksIn(place, readFileSync(path, 'latin1').slice(-MAX_FILE_LENGTH), secrets));
}

/** Returns the leaks in what is stored. */
export function leaksInStored({ session, ...stored }: StoredData, secrets: readonly Secret[]): string[] {
  // The browser's memory alone has the requests of open tabs, without which no review is possible.
  const withoutRequests = (key: string, value: unknown) => (key === 'requestUrl' || key === 'narrowedUrl' ? null : value);
  return [...leaksIn('storage', JSON.stringify(stored), secrets), ...leaksIn('memory', JSON.stringify(session, withoutRequests), secrets)];
}

/** Returns what `watchPage` looks for. An email address in a page is there on purpose. */
export const formsInPages = (secrets: readonly Secret[]): string[] =>
  secrets.filter(({ kind }) => kind !== 'email address').flatMap(({ text }) => formsOf(text));

/**
 * Runs in every page before its own scripts, and watches those of the extension. It tells what it
 * finds to the function `reportToTest`, which it takes away from the page.
 */
export function watchPage(forms: string[]): void {
  const global = globalThis as unknown as { reportToTest?: (place: string, text: string) => Promise<void> };
  const report = global.reportToTest;
  delete global.reportToTest;
  if (!/^(?:chrome|moz)-extension:$/.test(location.protocol) || !report) return;
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
