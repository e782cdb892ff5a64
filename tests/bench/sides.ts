/**
 * The browsers that the benchmark compares: without any extension, with an empty one, with this
 * one, and with others. All stay open, because each round measures one load in each of them.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { extensionFolder, openBrowser, type TestBrowser } from '../e2e/browser';
import { signIn } from '../e2e/walk';
import type { Simulator } from '../simulators/server';

/** The name under which this extension is measured. */
export const ours = 'Scope Review';
/** The name of the browser without an extension. */
export const none = 'no extension';
/** The name of the extension that does nothing, from which the others are counted. */
export const empty = 'an empty extension';

export interface Sides {
  /** By name, in the order of the first round. */
  browsers: ReadonlyMap<string, TestBrowser>;
  close(): Promise<void>;
}

/** Opens the browsers and signs in. `peers`: folders of other unpacked extensions. */
export async function openSides(
  simulator: Simulator,
  viewport: { width: number; height: number },
  peers: readonly string[],
): Promise<Sides> {
  const folder = emptyExtension();
  const folders: [string, string | null][] = [
    [none, null],
    [empty, folder],
    [ours, extensionFolder],
    ...peers.map((peer): [string, string] => [basename(resolve(peer)), resolve(peer)]),
  ];
  const browsers = new Map<string, TestBrowser>();
  for (const [name, extension] of folders) {
    const browser = await openBrowser(simulator, { extension, viewport });
    await signIn(await browser.context.newPage(), simulator);
    browsers.set(name, browser);
  }
  // What a browser does after its start is not to be measured.
  await setTimeout(3_000);
  return {
    browsers,
    async close() {
      for (const browser of browsers.values()) await browser.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Yields the sides of one round, and begins each round with the next one. */
export function* turn<T>(sides: ReadonlyMap<string, T>, round: number): Generator<[string, T]> {
  const entries = [...sides];
  for (const index of entries.keys()) {
    const entry = entries[(index + round) % entries.length];
    if (entry) yield entry;
  }
}

/** What any extension costs: a content script that does nothing, and a background that answers. */
function emptyExtension(): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'bench-')), 'empty');
  mkdirSync(folder);
  const manifest = {
    manifest_version: 3,
    name: 'empty',
    version: '1',
    background: { service_worker: 'background.js' },
    content_scripts: [{ matches: ['https://*/*'], js: ['empty.js'], run_at: 'document_end' }],
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'empty.js'), ';\n');
  writeFileSync(join(folder, 'popup.html'), '<!doctype html><title>empty</title>');
  writeFileSync(
    join(folder, 'background.js'),
    'chrome.runtime.onMessage.addListener((message, sender, answer) => { answer(1); return true; });\n',
  );
  return folder;
}
