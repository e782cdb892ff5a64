/**
 * Links into Setup exist for every page that a step names, only on an org's own host, and each
 * opens the page that it names.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { salesforce } from '@/providers/salesforce';
import { orgHost } from '@/providers/salesforce/links';
import en from '@/public/_locales/en/messages.json';
import { ask } from '../../simulators/ask';
import { type Simulator, startSimulator } from '../../simulators/server';

const used = new Map(
  Object.values(en as Record<string, { message: string }>).flatMap(({ message }) =>
    [...message.matchAll(/\[([^\]]+)\]\((\w+)\)/g)].map(([, page = '', key = '']) => [key, page] as const),
  ),
);
/** The page of a link: `LogRow` leads to the login history, too. */
const pageOf = (key: string) => (key === 'LogRow' ? 'OrgLoginHistory' : key);
const {
  knowledge: { links },
} = salesforce;

it('the locale texts contain links into Setup for the tests below', () => {
  expect(used.size).toBeGreaterThan(10);
});

describe.each([
  ['acme.my.salesforce.com', 'acme.my.salesforce.com'],
  ['acme--dev.sandbox.my.salesforce.com', 'acme--dev.sandbox.my.salesforce.com'],
  ['acme-dev-ed.develop.my.salesforce.com', 'acme-dev-ed.develop.my.salesforce.com'],
  ['acme.my.salesforce.mil', 'acme.my.salesforce.mil'],
  ['acme.lightning.force.com', 'acme.my.salesforce.com'],
  ['acme--dev.sandbox.lightning.force.com', 'acme--dev.sandbox.my.salesforce.com'],
])('the Setup links of %s', (account, host) => {
  it('exist for every page that a text links to, on My Domain', () => {
    expect(orgHost(account)).toBe(host);
    for (const key of used.keys()) expect(links(account)[key], key).toBe(`https://${host}/lightning/setup/${pageOf(key)}/home`);
  });

  it('lead to no other address', () => {
    for (const [key, url] of Object.entries(links(account))) expect(url).toBe(`https://${host}/lightning/setup/${pageOf(key)}/home`);
  });
});

it.each([
  null,
  '',
  'login.salesforce.com',
  'test.salesforce.com',
  'acme.my.site.com',
  'acme.force.com',
  'partners.acme.example',
  'acme.my.salesforce.com.evil.example',
  'evil.example/acme.my.salesforce.com',
  'acme.my.salesforce.com/x',
  'my.salesforce.com',
  '"><b>.my.salesforce.com',
])('the account %j has no Setup links, because it is not the host of an org', (account) => {
  expect(links(account)).toEqual({});
  expect(orgHost(account)).toBeNull();
});

describe('Setup links in the simulator', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator();
  });
  afterAll(() => simulator.close());

  it.each([
    ['globex.my.salesforce.com', 'Globex'],
    ['acme--dev.sandbox.my.salesforce.com', 'Acme (dev sandbox)'],
  ])('open the named page in the right org for %s', async (account, org) => {
    const all = Object.entries(links(account));
    expect(all.length).toBeGreaterThanOrEqual(used.size);
    for (const [key, url] of all) {
      const { status, body } = await ask(simulator, url);
      expect(status, url).toBe(200);
      const title = /<title>([^<]+)<\/title>/.exec(body)?.[1] ?? '';
      if (used.has(key)) expect(title).toBe(`${used.get(key)} | ${org} (simulated)`);
      expect(title, key).toContain(`| ${org} (`);
    }
    expect(simulator.leaks).toEqual([]);
  });
});
