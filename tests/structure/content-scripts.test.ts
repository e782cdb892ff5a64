/** What runs on a provider's page reads it and draws; it never acts for the user. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const filesIn = (folder: string) => readdirSync(join(root, folder), { encoding: 'utf8' }).map((file) => `${folder}/${file}`);
const folders = readdirSync(join(root, 'providers'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
const sources = [
  ...filesIn('entrypoints/consent.content'),
  ...filesIn('entrypoints/sign-in.content'),
  ...folders.map(({ name }) => `providers/${name}/page.ts`),
  'providers/page-readers.ts',
  'providers/oauth2/dom.ts',
  'providers/oauth2/outline.ts',
  'providers/oauth2/page.ts',
  'utils/messages/watch-navigation.ts',
].filter((path) => path.endsWith('.ts'));

it.each(sources)('%s contains no call that presses a button, submits a form or navigates', (path) => {
  const code = readFileSync(join(root, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
  const acting =
    /\.(?:click|submit|requestSubmit|dispatchEvent|pushState|replaceState|assign|reload|open|back)\(|\blocation\.replace\(|\blocation(?:\.href)?\s*=[^=]/;
  expect(acting.exec(code)?.[0]).toBeUndefined();
});
