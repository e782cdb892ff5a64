import { afterEach, beforeEach, expect, it } from 'vitest';
import { ask } from '@/tests/simulators/ask';
import { canary } from '@/tests/simulators/canary';
import { type Simulator, startSimulator } from '@/tests/simulators/server';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.close());

const address = 'https://acme.example/oauth/authorize';
const url = `${address}?client_id=1&redirect_uri=https%3A%2F%2Fsync.northwind.example%2Fcb%3Fa%3D1&response_type=code&scope=one+two%20one&state=${canary}-1`;

it('lists each scope once, whatever separates them', async () => {
  const { status, body } = await ask(simulator, url);
  expect([status, [...body.matchAll(/<li>([^<]+)/g)].map((match) => match[1])]).toEqual([200, ['one', 'two']]);
});

it.each([
  ['allow', `?a=1&code=${canary}-code-`],
  ['deny', '?a=1&error=access_denied&'],
])('returns to the app with its state after %s', async (button, answer) => {
  const { status, headers } = await ask(simulator, url, { method: 'POST', body: `${button}=` });
  const back = new URL(headers.location ?? '');
  expect(status).toBe(302);
  expect(back.host).toBe('sync.northwind.example');
  expect(back.searchParams.get('state')).toBe(`${canary}-1`);
  expect(back.search.startsWith(answer), back.search).toBe(true);
});

it.each(['client_id=1', 'redirect_uri=https%3A%2F%2Fsync.northwind.example%2Fcb%3Fa%3D1', 'scope=one+two%20one'])(
  'refuses a request without %s',
  async (parameter) => {
    expect((await ask(simulator, url.replace(parameter, 'x=1'))).status).toBe(400);
  },
);
