/** The production build itself: where it comes from, and what is in it. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@/scripts/browsers.mjs';
import { buildFrom, differences, filesIn } from '@/scripts/clean-build';
import { expect, test } from './fixtures';

/** The files of a clean checkout, as they are now. */
function sources(): ReadonlyMap<string, Buffer> {
  const names = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  const files = names.split('\0').filter((name) => name !== '' && existsSync(join(root, name)));
  return new Map(files.map((name) => [name, readFileSync(join(root, name))]));
}

test('H1: a clean copy of the sources in another folder builds the same bytes', () => {
  test.setTimeout(300_000);
  const [chrome = new Map(), firefox = new Map()] = buildFrom(sources(), 'chrome', 'firefox');
  for (const [name, built] of [
    ['chrome-mv3', chrome],
    ['firefox-mv3', firefox],
  ] as const) {
    expect(built.size).toBeGreaterThan(20);
    expect(differences(filesIn(join(root, '.output', name)), built), name).toEqual([]);
  }
});
