/** The store kit agrees with the manifests, and fits into the stores' forms. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { english } from '../pseudo-locale';

const root = join(import.meta.dirname, '../..');
const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

/** The text below each heading of a page, by heading, without the text below deeper headings. */
function sectionsOf(path: string): Map<string, string> {
  const parts = textOf(path).split(/^#+ (.+)$/m);
  return new Map(parts.flatMap((heading, index) => (index % 2 ? [[heading, (parts[index + 1] ?? '').trim()] as const] : [])));
}

interface Manifest {
  permissions: string[];
  optional_permissions: string[];
  optional_host_permissions: string[];
  host_permissions: string[];
  browser_specific_settings?: { gecko: { data_collection_permissions: { optional: string[] } } };
}

const manifests = ['chrome-mv3', 'firefox-mv3'].map((build) => JSON.parse(textOf(`.output/${build}/manifest.json`)) as Manifest);
const unique = (pick: (manifest: Manifest) => readonly string[]) => [...new Set(manifests.flatMap(pick))].toSorted();

describe('docs/store/answers.md', () => {
  const answers = sectionsOf('docs/store/answers.md');
  const reasons = new Map(
    [...answers].flatMap(([heading, text]) => (heading.startsWith('`') ? [[heading.split('`')[1] ?? '', text]] : [])),
  );

  it('has a reason for each permission of the manifests, and for no other', () => {
    const asked = unique((manifest) => [
      ...manifest.permissions,
      ...manifest.optional_permissions,
      ...manifest.optional_host_permissions,
      ...(manifest.browser_specific_settings?.gecko.data_collection_permissions.optional ?? []),
    ]);
    expect([...reasons.keys()].toSorted()).toEqual(asked);
  });

  it('has a reason for each host of the manifests, and for no other', () => {
    const rows = [...textOf('docs/store/answers.md').matchAll(/^\| `(https:[^`]+)` \| (.+) \|$/gm)];
    expect(rows.map(([, host]) => host).toSorted()).toEqual(unique((manifest) => manifest.host_permissions));
    for (const [, host, reason = ''] of rows) expect(reason.length, host).toBeGreaterThan(20);
  });

  it('has no answer over the 1,000 characters of a form', () => {
    const [hosts = ''] = (answers.get('Host permissions') ?? '').split('\n\n| host');
    for (const [name, text] of [...reasons, ['hosts', hosts], ['single purpose', answers.get('Single purpose') ?? '']] as const) {
      expect(text.length, name).toBeGreaterThan(50);
      expect(text.length, name).toBeLessThanOrEqual(1000);
    }
  });
});

describe('docs/store/listing.md', () => {
  const listing = sectionsOf('docs/store/listing.md');

  it('has the name and the summary of the manifest, which fits into 132 characters', () => {
    expect(listing.get('Name')).toBe(english.extension_name?.message);
    expect(listing.get('Summary')).toBe(english.extension_description?.message);
    expect(listing.get('Summary')?.length).toBeLessThanOrEqual(132);
  });

  it('has a description of 250 to 10,000 characters that says what is never done', () => {
    expect(listing.get('Description')?.length).toBeGreaterThanOrEqual(250);
    expect(listing.get('Description')?.length).toBeLessThanOrEqual(10_000);
    expect(listing.get('Description')).toMatch(/never presses[\s\S]*never adds[\s\S]*sends nothing/);
  });
});

describe('docs/store/pictures', () => {
  const folder = join(root, 'docs/store/pictures');
  /** Width and height of a PNG file, from its first chunk. */
  const sizeOf = (file: string) => {
    const content = readFileSync(join(folder, file));
    return [content.readUInt32BE(16), content.readUInt32BE(20)];
  };
  const page = textOf('docs/store/README.md');
  const listed = [...page.matchAll(/^\| \[`(.+)`\]\(pictures\/(.+)\) \| (\d+) × (\d+) \|/gm)];

  it('are those that docs/store/README.md lists, in the sizes that it says', () => {
    expect(listed.map(([, file]) => file).toSorted()).toEqual(readdirSync(folder).toSorted());
    for (const [, file = '', target, width, height] of listed) {
      expect(target).toBe(file);
      expect(sizeOf(file), file).toEqual([Number(width), Number(height)]);
    }
  });

  it('include one to five screenshots of 1280 × 800, the tile of 440 × 280, the logo of 300 and the icon of 128 pixels', () => {
    const sizes = listed.map(([, , , width, height]) => `${width}×${height}`);
    const screenshots = sizes.filter((size) => size === '1280×800');
    expect(screenshots.length).toBeGreaterThanOrEqual(1);
    expect(screenshots.length).toBeLessThanOrEqual(5);
    expect(sizes.filter((size) => size !== '1280×800').toSorted()).toEqual(['128×128', '300×300', '440×280']);
  });

  it.each(readdirSync(folder))('is small enough for a repository: %s', (file) => {
    expect(readFileSync(join(folder, file)).length).toBeLessThanOrEqual(200_000);
  });
});
