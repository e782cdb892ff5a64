/** Large and faulty files in the workbench, with its real worker: the page answers while they are read. */
import '@/components/tokens.css';
import '@/components/components.css';
import '@/components/workbench/workbench.css';
import { afterEach, expect, it } from 'vitest';
import { browser } from 'wxt/browser';
import { tById } from '@/utils/text/text';
import { Workbench } from '../../entrypoints/workbench/Workbench';
import { times } from '../counts';
import { clear, draw } from './draw';

const entry = JSON.stringify({
  startedDateTime: '2026-11-25T09:14:03.000Z',
  request: { method: 'GET', url: 'https://cdn.example/a.js', headers: [] },
  response: { status: 200, headers: [], content: { mimeType: 'text/javascript', text: 'x'.repeat(700) } },
});
const trace = (count: number) => `{"log":{"version":"1.2","entries":[${Array.from({ length: count }, () => entry).join(',')}]}}`;
const utf16 = (text: string) => Uint16Array.from(`\ufeff${text}`, (mark) => mark.charCodeAt(0));
const nothing = (reason: string) => tById('unreadable', reason);
const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => `2026-11-22T12:00:03Z,Failed: API-only user,App ${index % 900},acme.my.salesforce.com\n`);

const day = (index: number) => new Date(Date.UTC(2020, 0, 1) + index * 600_000).toISOString();
const tokens = (count: number) => Array.from({ length: count }, (_, index) => `Sync,0DS1,${day(index)},${day(index + 9)}\n`).join('');

/** The content of each file, what the workbench says about it, and where it says so. */
const files: Record<string, [content: () => BlobPart, says: string, view?: string]> = {
  'a trace that was cut off': [() => trace(times(2_000, 20_000)).slice(0, -40), nothing('incomplete-file')],
  'a trace in UTF-16': [() => utf16(trace(times(1_000, 10_000))), nothing('nothing-in-file')],
  'a binary file': [
    () => Uint8Array.from({ length: times(2_000_000, 20_000_000) }, (_, index) => (index * 7_919) % 256),
    nothing('binary-file'),
  ],
  'a file that is deeply nested': [() => `{"log":${'['.repeat(times(1_000_000, 10_000_000))}`, nothing('incomplete-file')],
  'a table of very many rows': [() => `LoginTime,Status,Application,LoginUrl\n${rows(times(30_000, 299_999)).join('')}`, '900'],
  'a table of very many tokens of one app': [
    () => `AppName,AppMenuItemId,LastUsedDate,CreatedDate\n${tokens(times(150_000, 299_999))}`,
    'tokens',
    'inventory',
  ],
};

afterEach(() => {
  clear();
  location.hash = '';
});

it.each(Object.keys(files))('the page answers while the file worker reads %s', { timeout: 90_000 }, async (name) => {
  const [content, says, view = ''] = files[name] as (typeof files)[string];
  location.hash = view;
  const listener = { addListener() {}, removeListener() {} };
  Object.assign(browser, { storage: { managed: { get: async () => ({}) }, session: { set() {} }, onChanged: listener } });
  draw(<Workbench isPrivate={false} />);
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([content()], 'large'));
  const durations = [0];
  const observer = new PerformanceObserver((list) => durations.push(...list.getEntries().map(({ duration }) => duration)));
  // What the preparation costs is not to be measured.
  await new Promise((resolve) => setTimeout(resolve, 100));
  observer.observe({ type: 'longtask' });
  const start = performance.now();
  document.querySelector('.sr-intake')?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  await expect.poll(() => document.querySelector(view ? '.sr-inventory' : '.sr-opened')?.textContent, { timeout: 60_000 }).toContain(says);
  const time = performance.now() - start;
  await new Promise((resolve) => setTimeout(resolve, 100));
  observer.disconnect();
  // Other work may run on this machine, which makes everything longer; read in the page, it would be one task.
  expect(Math.max(...durations)).toBeLessThan(Math.max(50, time / 3));
});
