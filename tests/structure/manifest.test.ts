/** The production build must agree with the providers' addresses and with the documentation. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { providers } from '@/providers';
import { frameMatches, hostMatches, pageMatches, signInMatches } from '@/providers/matches';
import { pageReaders } from '@/providers/page-readers';
import { urlRules } from '@/providers/urls';

const root = join(import.meta.dirname, '../..');
const hosts = providers.flatMap((provider) => hostMatches(provider.urls));
const framing = providers.flatMap((provider) => frameMatches(provider.urls));
const pages = providers.flatMap((provider) => pageMatches(provider.urls));
const signIns = providers.flatMap((provider) => signInMatches(provider.urls));
const permissionsPage = readFileSync(join(root, 'docs/permissions.md'), 'utf8');

interface Manifest {
  permissions: string[];
  optional_permissions: string[];
  optional_host_permissions: string[];
  host_permissions: string[];
  content_scripts: { matches: string[]; js: string[]; css?: string[]; all_frames?: boolean; world?: string }[];
  content_security_policy: { extension_pages: string };
  web_accessible_resources: { resources: string[]; matches: string[]; use_dynamic_url?: boolean }[];
  externally_connectable?: unknown;
  browser_specific_settings?: { gecko: { data_collection_permissions: { required: string[]; optional: string[] } } };
}

/** Ways to run a text as code or as markup, and to reach the network. */
const banned = [
  /\beval\s*\(/,
  /\bFunction\b(?!\.(?:prototype|call)\b)/,
  /\b(?:inner|outer)HTML\b/,
  /\binsertAdjacentHTML\b/,
  /\bdocument\.write/,
  /\bcreateContextualFragment\b|\bsetHTMLUnsafe\b/,
  /\bfetch\(/,
  /\bXMLHttpRequest\b/,
  /\bWebSocket\b/,
  /\bEventSource\b/,
  /\bsendBeacon\b/,
  /\bimportScripts\b/,
  /\bimport\(\s*(?!["'`]\.{1,2}\/)/,
];

interface Exception {
  what: string;
  /** The code, and the only file that contains it. */
  code: RegExp;
  file: RegExp;
  /** Both the background and the pages contain it. */
  isInPages?: true;
}

/** Code that a banned word is part of, each with the reason why it stays. */
const allowed: readonly Exception[] = [
  // The queries to the user's own org, each on a click (utils/org/api.ts). The content security
  // policy lets them reach nothing else.
  { what: "the queries to the user's own org", code: /\bfetch\(\w+,\{headers:\w+,credentials:`omit`/, file: /^background\.js$/ },
  // The texts of the package, where Chromium has none (utils/text/text.ts).
  {
    what: 'the texts of the package',
    code: /\bfetch\(\w+\.getURL\(`_locales\/en\/messages\.json`\)\)/,
    file: /^(?:background|chunks\/[\w-]+)\.js$/,
    isInPages: true,
  },
  // Preact sets markup only for the property `dangerouslySetInnerHTML`, which no component uses.
  {
    what: "Preact's markup property",
    code: /(\w+)\.__html==(\w+)\.innerHTML\)\|\|\(\2\.innerHTML=\1\.__html\)/,
    file: /^chunks\//,
  },
];

describe.each(['chrome-mv3', 'firefox-mv3'])('the %s build', (build) => {
  const folder = join(root, '.output', build);
  if (!existsSync(folder)) throw new Error(`There is no build in .output/${build}: run "npm run build" first.`);
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const script = (path: string) => readFileSync(join(folder, path), 'utf8');

  it('runs only on the hosts and pages of the providers', () => {
    expect(manifest.host_permissions.toSorted()).toEqual(hosts.toSorted());
    const matches = manifest.content_scripts.map((one) => one.matches.toSorted().join());
    expect(matches.toSorted()).toEqual([pages.toSorted().join(), signIns.toSorted().join()].toSorted());
    for (const one of manifest.content_scripts) {
      expect(one).not.toHaveProperty('all_frames');
      expect(one).not.toHaveProperty('world');
    }
  });

  it('has minimal match patterns: named hosts over https, without duplicates', () => {
    for (const pattern of [...hosts, ...pages, ...signIns]) expect(pattern).toMatch(/^https:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+\//);
    expect(new Set(hosts).size).toBe(hosts.length);
    expect(new Set(pages).size).toBe(pages.length);
  });

  it('H3: requests the expected permissions only, each documented in docs/permissions.md', () => {
    expect(manifest.permissions.toSorted()).toEqual(['activeTab', 'storage', 'unlimitedStorage', 'webRequest']);
    // These are requested on a click only: cookies to check the user's org, a host for a site on a
    // custom domain.
    expect(manifest.optional_permissions).toEqual(['cookies']);
    expect(manifest.optional_host_permissions).toEqual(['https://*/*']);
    for (const permission of [...manifest.permissions, ...manifest.optional_permissions])
      expect(permissionsPage, `add "## \`${permission}\`" to docs/permissions.md`).toContain(`## \`${permission}\``);
    for (const host of hosts) expect(permissionsPage, `add a row for ${host} to docs/permissions.md`).toContain(`| \`${host}\` |`);
    const rows = [...permissionsPage.matchAll(/^\| `(https:[^`]+)` \|/gm)].map(([, host = '']) => host);
    expect(
      rows.filter((host) => !hosts.includes(host)),
      'remove these rows from docs/permissions.md: no provider has the host',
    ).toEqual([]);
  });

  it('declares what it sends to Firefox, as optional and documented; no other browser knows the key', () => {
    const declared = manifest.browser_specific_settings?.gecko.data_collection_permissions;
    expect(declared).toEqual(build.startsWith('firefox') ? { required: ['none'], optional: ['authenticationInfo'] } : undefined);
    for (const permission of declared?.optional ?? []) expect(permissionsPage).toContain(`\`${permission}\``);
    expect(script('background.js').includes('data_collection')).toBe(build.startsWith('firefox'));
  });

  it("C4, C5: accepts no external messages, connects only to the user's org, and can be framed only by providers", () => {
    expect(manifest).not.toHaveProperty('externally_connectable');
    const policy = manifest.content_security_policy.extension_pages;
    const apiOrigins = providers.flatMap((provider) => provider.urls.apiHosts ?? []).map((host) => `https://${host}`);
    for (const host of apiOrigins)
      expect(
        hosts.map((one) => one.slice(0, -2)).some((one) => host.endsWith(one.slice('https://*'.length))),
        host,
      ).toBe(true);
    for (const rule of ["default-src 'none'", "script-src 'self'", `connect-src 'self' ${apiOrigins.join(' ')};`, "form-action 'none'"])
      expect(policy).toContain(rule);
    expect(policy.endsWith(`frame-ancestors ${framing.map((host) => host.slice(0, -2)).join(' ')}`)).toBe(true);
    expect(policy).not.toContain('unsafe');
  });

  it('A14: exposes only the panel, and only to the providers', () => {
    expect(manifest.web_accessible_resources.map(({ resources, matches }) => ({ resources, matches }))).toEqual([
      { resources: ['panel.html'], matches: framing },
    ]);
    if (build.startsWith('chrome')) expect(manifest.web_accessible_resources[0]?.use_dynamic_url).toBe(true);
  });

  it.each([
    ['consent.js', 8_000],
    ['sign-in.js', 2_000],
  ])('has a content script %s of at most %d B gzip, in characters that Chrome loads', (name, limit) => {
    const path = `content-scripts/${name}`;
    expect(gzipSync(script(path), { level: 9 }).length).toBeLessThanOrEqual(limit);
    expect(script(path).isWellFormed() && !/[\ufdd0-\ufdef\ufffe\uffff]/.test(script(path))).toBe(true);
  });

  it('has no content script but these two, and no style sheet for a page', () => {
    expect(manifest.content_scripts.flatMap(({ js, css = [] }) => [...js, ...css]).toSorted()).toEqual([
      'content-scripts/consent.js',
      'content-scripts/sign-in.js',
    ]);
  });

  it('has a background of at most 477 kB, which the browser parses each time it wakes the worker', () => {
    expect(Buffer.byteLength(script('background.js'))).toBeLessThanOrEqual(477_000);
  });

  it.each(['popup.html', 'panel.html'])('loads at most 157 kB of scripts in %s, so none of the engine and its catalogs', (page) => {
    const loaded = new Set<string>();
    const load = (text: string) => {
      for (const [, name = ''] of text.matchAll(/(?:src="|from\s*["']|import\s*["'])(?:[./]+chunks|\.)\/([\w-]+\.js)["']/g)) {
        if (loaded.has(name)) continue;
        loaded.add(name);
        load(script(`chunks/${name}`));
      }
    };
    load(script(page));
    const sizes = [...loaded].map((name) => Buffer.byteLength(script(`chunks/${name}`)));
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(157_000);
  });

  it('contains no storage module of WXT, which nothing here imports', () => {
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js'));
    // The text of an error of that module.
    expect(sources.filter((path) => script(path).includes('Storage key should'))).toEqual([]);
  });

  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js'));
  const without = (text: string, exceptions: readonly Exception[]) => exceptions.reduce((rest, { code }) => rest.replace(code, ''), text);

  it('H4: contains no way to run or fetch remote code', () => {
    expect(sources.length).toBeGreaterThan(2);
    for (const path of sources) {
      const text = without(script(path), allowed);
      for (const one of banned) expect(one.exec(text)?.[0], `${path} contains ${one}`).toBeUndefined();
    }
  });

  it.each(allowed)('H4: needs the exception for $what, in one place', ({ code, file, isInPages }) => {
    const found = sources.filter((path) => code.test(script(path)));
    expect(found, 'remove the exception from `allowed`').toHaveLength(isInPages ? 2 : 1);
    for (const path of found) expect(path).toMatch(file);
  });
});

it('there are a page reader and URL rules for each provider, in the same order', () => {
  expect(pageReaders.map((reader) => reader.id)).toEqual(providers.map((provider) => provider.id));
  expect(urlRules).toEqual(providers.map((provider) => provider.urls));
});
