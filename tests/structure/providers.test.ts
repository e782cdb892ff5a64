/** Folder, registry and contract must agree. Each failure message says what to do. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { providers } from '@/providers';
import { isDay } from '../day';

const root = join(import.meta.dirname, '../..');
const folders = readdirSync(join(root, 'providers'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['contract', 'oauth2'].includes(entry.name))
  .map((entry) => entry.name);

it('every provider folder is registered once', () => {
  expect(providers.map((provider) => provider.id).toSorted(), 'add the provider to providers/index.ts').toEqual(folders.toSorted());
});

describe.each(folders)('the provider folder %s', (id) => {
  const folder = join(root, 'providers', id);
  const provider = providers.find((candidate) => candidate.id === id);

  it('has the files, simulator and request test that every provider needs', () => {
    for (const file of ['README.md', 'index.ts', 'urls.ts', 'request.ts', 'page.ts', 'scopes.ts', 'errors.ts', 'blockers.ts']) {
      expect(existsSync(join(folder, file)), `add providers/${id}/${file}`).toBe(true);
    }
    expect(existsSync(join(root, 'tests/simulators', id)), `add a simulator in tests/simulators/${id}`).toBe(true);
    expect(existsSync(join(root, 'tests/providers', id, 'request.test.ts')), `add tests/providers/${id}/request.test.ts`).toBe(true);
  });

  it('registers every app of its folder', () => {
    const apps = join(folder, 'apps');
    const files = existsSync(apps) ? readdirSync(apps).map((file) => file.replace('.ts', '')) : [];
    expect(provider?.knowledge.apps.map((app) => app.id).toSorted(), `add the app to providers/${id}/index.ts`).toEqual(files.toSorted());
  });

  it('has error rules with dated sources and unique ids', () => {
    const ids = provider?.knowledge.errors.map((rule) => rule.id) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
    for (const rule of provider?.knowledge.errors ?? [])
      expect(isDay(rule.source.accessedOn), `${rule.id}: write the day of reading as YYYY-MM-DD`).toBe(true);
  });
});

it('code outside the provider folders decides nothing by the name of a vendor', () => {
  const names = folders.map((folder) => providers.find((provider) => provider.id === folder)?.id ?? folder);
  for (const floor of ['utils', 'components', 'entrypoints']) {
    for (const path of readdirSync(join(root, floor), { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))) {
      const source = readFileSync(join(root, floor, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      for (const name of names)
        expect(source.toLowerCase().includes(`'${name}'`), `${floor}/${path} decides by the vendor ${name}`).toBe(false);
    }
  }
});

it('no source file except data has more than 250 lines', () => {
  for (const floor of ['utils', 'components', 'entrypoints', 'providers', 'scripts']) {
    for (const path of readdirSync(join(root, floor), { recursive: true, encoding: 'utf8' }).filter((file) => /\.(tsx?|mjs)$/.test(file))) {
      if (/\/scopes\/|\/causes\.ts$|icons\//.test(join('/', floor, path))) continue;
      expect(readFileSync(join(root, floor, path), 'utf8').split('\n').length, `split ${floor}/${path}`).toBeLessThanOrEqual(251);
    }
  }
});
