/** The browser tests must not forget what every one of them has to check. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../e2e');
const files = readdirSync(folder).filter((name) => name.endsWith('.e2e.ts'));
const inFirefox = readdirSync(join(folder, 'firefox'));
/** The tests that have to find the leaks which they make. */
const leaking = ['canaries.e2e.ts', 'canaries.ts'];

it.each(files.filter((name) => !leaking.includes(name)))('F1: %s opens its browsers with the fixture that looks for leaks', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  expect(text, 'import `test` from ./fixtures').toMatch(/import \{[^}]*\btest\b[^}]*\} from '\.\/fixtures'/);
  expect(text, 'use the fixture `open`').not.toMatch(/\b(?:openBrowser|launchPersistentContext)\b/);
});

it.each(inFirefox.filter((name) => !leaking.includes(name)))('F1: firefox/%s uses the session that looks for leaks', (name) => {
  const text = readFileSync(join(folder, 'firefox', name), 'utf8');
  expect(text, 'import `firefox` from ../firefox-session').toMatch(/import \{[^}]*\bfirefox\b[^}]*\} from '\.\.\/firefox-session'/);
  expect(text, 'use the browser of the session').not.toMatch(/\bopenFirefox\b/);
});
