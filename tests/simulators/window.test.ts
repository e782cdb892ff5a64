import { createContext, runInContext } from 'node:vm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ask } from './ask';
import { type Simulator, startSimulator } from './server';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

/** Resolves to the URLs behind the page's buttons, by vendor. */
async function buttonsOf(query: string): Promise<Map<string, URL>> {
  const { body } = await ask(simulator, `https://app.clay.com/window${query}`);
  expect(body).toContain('src="/assets/window.js"');
  const buttons = [...body.matchAll(/<button data-address="([^"]+)">Connect (\w+)/g)];
  return new Map(buttons.map(([, address = '', vendor = '']) => [vendor, new URL(address.replaceAll('&#38;', '&'))]));
}

it('the connect page of a client app links to each vendor, at the address that its query names', async () => {
  const plain = await buttonsOf('');
  expect([...plain.values()].map(({ host }) => host)).toEqual(['app.hubspot.com', 'login.salesforce.com', 'api.outreach.io']);
  const site = (await buttonsOf('?salesforce=partners.acme.example&prefix=/emea&prompt=consent')).get('Salesforce');
  expect(site?.host).toBe('partners.acme.example');
  expect(site?.pathname).toBe('/emea/services/oauth2/authorize');
  expect(site?.searchParams.get('prompt')).toBe('consent');
});

/** Runs the page's script at this URL, in a window with this name, and clicks each button twice. */
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

it('a click on the connect page opens the URL in a window with a fixed name', async () => {
  const { opened } = await runOn('https://app.clay.com/window');
  expect(opened).toEqual(Array(2).fill(['https://x.example/', 'connect', expect.stringMatching(/^popup,/)]));
});

it('a client app closes its own window at the callback and nowhere else', async () => {
  const { opened } = await runOn('https://app.clay.com/window?closes');
  const name = String(opened[0]?.[1]);
  expect((await runOn('https://app.clay.com/callback', name)).closed).toBe(1);
  expect((await runOn('https://app.clay.com/callback', 'connect')).closed).toBe(0);
  expect((await runOn('https://app.clay.com/window', name)).closed).toBe(0);
});
