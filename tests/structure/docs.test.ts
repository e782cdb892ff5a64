/** What the documents name must exist. Each failure message says what to do. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '@/package.json';
import { english } from '../pseudo-locale';

const root = join(import.meta.dirname, '../..');
const textOf = (path: string) => readFileSync(join(root, path), 'utf8');
const filesIn = (folder: string, ending: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => ending.test(path))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`);

const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'PRIVACY.md', 'CHANGELOG.md'],
  ...filesIn('docs', /\.md$/),
  ...filesIn('.github', /\.(?:md|yml)$/),
  ...['providers/README.md', 'tests/README.md', 'tests/simulators/README.md'],
];
const withoutCode = (text: string) => text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '`code`');

/** The anchors of a page's headings, as GitHub makes them. */
const anchorsOf = (path: string) =>
  [...textOf(path).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('README.md', () => {
  it('fits on one screen', () => {
    expect(textOf('README.md').trimEnd().split('\n').length, 'move details to docs/').toBeLessThanOrEqual(90);
  });

  it('promises one command to try the extension and one to test it', () => {
    expect(textOf('README.md')).toContain('npm start');
    expect(textOf('README.md')).toContain('npm test');
  });

  it('says what has not been tried', () => {
    expect(textOf('README.md')).toMatch(/## Status[\s\S]*simulated providers[\s\S]*not been run\s+against the vendors' live pages/);
  });
});

describe.each(pages)('%s', (page) => {
  it('links only to files and headings that exist', () => {
    const targets = [...withoutCode(textOf(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const missing = targets.filter((target) => {
      if (/^(?:https?|mailto):/.test(target)) return false;
      const [path = '', anchor] = target.split('#');
      const file = path ? join(dirname(page), path) : page;
      return !existsSync(join(root, file)) || (anchor !== undefined && !anchorsOf(file).includes(anchor));
    });
    expect(missing, 'correct these links').toEqual([]);
  });

  it('names only commands of package.json', () => {
    const names = [...textOf(page).matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g)].map(([, name = '']) => name);
    expect(
      names.filter((name) => !Object.hasOwn(packageJson.scripts, name)),
      'correct the command, or add it to package.json',
    ).toEqual([]);
  });
});

it('every picture in docs/pictures that the documents show exists, with a text for those who can’t see it', () => {
  const pictures = pages.flatMap((page) => [...textOf(page).matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)].map((match) => ({ page, match })));
  expect(pictures.length).toBeGreaterThan(2);
  for (const { page, match } of pictures) {
    const [, text = '', path = ''] = match;
    expect(existsSync(join(root, dirname(page), path)), `${page}: ${path}`).toBe(true);
    expect(text.length, `${page}: describe ${path}`).toBeGreaterThan(20);
  }
});

describe('the addresses of the project', () => {
  const host = 'example.invalid';
  const own = [
    packageJson.homepage,
    packageJson.repository.url,
    packageJson.bugs.url,
    /homepage_url: '([^']+)'/.exec(textOf('wxt.config.ts'))?.[1] ?? '',
    ...[...textOf('SECURITY.md').matchAll(/https?:[^\s)>]+|[\w.-]+@[\w.-]+\w/g)].map(([address]) => address),
    ...[...textOf('.github/ISSUE_TEMPLATE/config.yml').matchAll(/https?:\S+/g)].map(([address]) => address),
  ];

  it('all use one placeholder host, so that they can be replaced in one go', () => {
    expect(own.length).toBeGreaterThan(6);
    const others = own.filter((address) => !address.includes(`//${host}/scope-review`) && !address.endsWith(`@${host}`));
    expect(others, `write them below ${host}, or replace all of them (docs/release.md)`).toEqual([]);
  });

  it('are listed in docs/release.md', () => {
    const page = textOf('docs/release.md');
    for (const address of own) expect(page, address).toContain(address.replace(/^git\+/, '').replace(/\.$/, ''));
    expect(page).toContain(/id: '([^']+)'/.exec(textOf('wxt.config.ts'))?.[1]);
  });

  /** Hosts of vendors and standards that the documents may name; everything else must be reserved by RFC 2606. */
  const known =
    /(?:^|\.)(?:hubspot\.com|hubspotqa\.com|outreach\.io|outreach-staging\.com|salesforce\.(?:com|mil)|site\.com|force\.com|crmforce\.mil|clay\.com|zoho\.com|keepachangelog\.com|semver\.org|www\.apple\.com)$/;

  it.each([...pages, 'package.json', 'wxt.config.ts'])('are not invented in %s', (page) => {
    const hosts = [...textOf(page).matchAll(/https?:\/\/([^\s/`'")<>|?#:$]+)|\b[\w.-]+@([\w-]+(?:\.[\w-]+)+)/g)].map(([, url, mail]) =>
      decodeURIComponent(url ?? mail ?? '').replace(/^\*\.?/, ''),
    );
    const invented = hosts.filter((name) => name && !known.test(name) && !/(?:^|\.)(?:example|invalid)$/.test(name));
    expect(invented, `use ${host} for the project, and hosts below .example in examples`).toEqual([]);
  });
});

describe('docs/troubleshooting.md', () => {
  /** Makes a message and a quote of it equal: values become `…`, and quotes and case don't count. */
  const comparable = (text: string) =>
    text
      .replace(/\$\w+\$|\d+|HubSpot|Outreach|Salesforce/g, '…')
      .replaceAll('**', '')
      .replaceAll('’', "'")
      .replace(/\s+/g, ' ')
      .toLowerCase();
  const messages = Object.values(english).map(({ message }) => comparable(message));
  const [chapters = ''] = textOf('docs/troubleshooting.md').split('\n## npm start');
  const quotes = [...chapters.matchAll(/“(?:… )?([^”]+)”/g)].map(([, quote = '']) => quote);

  it('quotes messages of the extension as they are', () => {
    expect(quotes.length).toBeGreaterThan(15);
    const missing = quotes.filter((quote) => !messages.some((message) => message.includes(comparable(quote))));
    expect(missing, 'quote the message of public/_locales/en/messages.json').toEqual([]);
  });
});

describe('docs/decisions.md', () => {
  const [, ...decisions] = textOf('docs/decisions.md').split(/^## /m);
  const numberOf = (decision: string) => Number(/^\d+/.exec(decision)?.[0]);

  it('numbers its decisions without a gap', () => {
    expect(decisions.length).toBeGreaterThanOrEqual(40);
    expect(decisions.map(numberOf)).toEqual(decisions.map((_, index) => index + 1));
  });

  it.each(decisions.map((decision) => [decision.split('\n')[0] ?? '', decision] as const))(
    'has date, status and reason: %s',
    (_, decision) => {
      expect(decision).toMatch(
        /^\d+\. \S.*[^.\s]\n\nDate: 20\d\d-[01]\d-[0-3]\d\nStatus: (?:accepted|superseded by \d+)\n\n\S[\s\S]{20,}$/,
      );
      const successor = Number(/superseded by (\d+)/.exec(decision)?.[1] ?? Number.POSITIVE_INFINITY);
      expect(successor).toBeGreaterThan(numberOf(decision));
    },
  );
});

describe('docs/threat-model.md', () => {
  const rows = [...textOf('docs/threat-model.md').matchAll(/^\| (\d+) \| (.+?) \| (.+) \|$/gm)].map(
    ([, id = '', promise = '', by = '']) => ({
      id,
      promise,
      by,
    }),
  );

  it('numbers its promises without a gap', () => {
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.map(({ id }) => Number(id))).toEqual(rows.map((_, index) => index + 1));
  });

  it.each(rows)('names for promise $id a test that exists, or says that there is none: $promise', ({ by }) => {
    const named = [...by.matchAll(/`(tests\/[^`]+)`: (“[^”]+”(?: and “[^”]+”)*)/g)];
    if (!/not yet tested/.test(by)) expect(named.length, 'name a test as `file`: “title”, or write "not yet tested"').toBeGreaterThan(0);
    for (const [, file = '', titles = ''] of named) {
      const source = existsSync(join(root, file)) ? textOf(file) : '';
      for (const [, title = ''] of titles.matchAll(/“([^”]+)”/g))
        expect(source.replaceAll("\\'", "'").includes(title), `${file} has no test “${title}”`).toBe(true);
    }
  });
});
