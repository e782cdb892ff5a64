import { createContext, runInContext } from 'node:vm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ask } from './ask';
import { type Simulator, startSimulator } from './server';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

/** The page's buttons with the addresses behind them, by label. */
async function buttonsOf(query: string): Promise<Map<string, URL>> {
  const { body } = await ask(simulator, `https://app.clay.com/window${query}`);
  expect(body).toContain('src="/assets/window.js"');
  const buttons = [...body.matchAll(/<button data-address="([^"]+)">Connect (\w+)/g)];
  return new Map(buttons.map(([, address = '', vendor = '']) => [vendor, new URL(address.replaceAll('&#38;', '&'))]));
}

it('the page of an app that asks in a window knows its vendors, and where to start', async () => {
  const plain = await buttonsOf('');
  expect([...plain.values()].map(({ host }) => host)).toEqual(['app.hubspot.com', 'login.salesforce.com', 'api.outreach.io']);
  const site = (await buttonsOf('?salesforce=partners.acme.example&prefix=/emea&prompt=consent')).get('Salesforce');
  expect([site?.host, site?.pathname, site?.searchParams.get('prompt')]).toEqual([
    'partners.acme.example',
    '/emea/services/oauth2/authorize',
    'consent',
  ]);
});

/** The script on a page at this address, in a window of this name. */
async function runOn(address: string, windowName = '') {
  const { body, headers } = await ask(simulator, 'https://app.clay.com/assets/window.js');
  expect(headers['content-type']).toContain('javascript');
  const clicks: (() => void)[] = [];
  const opened: unknown[][] = [];
  let closed = 0;
  const button = {
    dataset: { address: 'https://x.example/' },
    addEventListener: (_: string, listener: () => void) => clicks.push(listener),
  };
  const window = { name: windowName, open: (...parameters: unknown[]) => opened.push(parameters), close: () => (closed += 1) };
  const document = { querySelectorAll: (selector: string) => (selector === 'button[data-address]' ? [button] : []) };
  runInContext(body, createContext({ document, window, location: new URL(address), URLSearchParams }));
  expect(opened).toEqual([]);
  for (const click of [...clicks, ...clicks]) click();
  return { opened, closed };
}

it('a click opens the address in the window of one name', async () => {
  const { opened } = await runOn('https://app.clay.com/window');
  expect(opened).toEqual(Array(2).fill(['https://x.example/', 'connect', expect.stringMatching(/^popup,/)]));
});

it('where the app closes its window, it does so with the answer and nowhere else', async () => {
  const { opened } = await runOn('https://app.clay.com/window?closes');
  const name = String(opened[0]?.[1]);
  expect((await runOn('https://app.clay.com/callback', name)).closed).toBe(1);
  expect((await runOn('https://app.clay.com/callback', 'connect')).closed).toBe(0);
  expect((await runOn('https://app.clay.com/window', name)).closed).toBe(0);
});
