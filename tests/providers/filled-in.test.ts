/**
 * Fails for everything that `npm run new-provider` and `npm run new-app` leave to be filled in.
 * Each message says what to do.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { providers } from '@/providers';
import en from '@/public/_locales/en/messages.json';

const root = join(import.meta.dirname, '../..');
const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

/** Returns the full text of every `Fill in` comment that is left from the templates. */
function leftIn(path: string): string[] {
  const [, ...comments] = textOf(path).split(/(?:\/\/|<!--) Fill in: /);
  return comments.map(
    (comment) => `${path}: ${(/^.*(?:\n *\/\/.*)*/.exec(comment)?.[0] ?? '').replace(/\n *\/\/ */g, ' ').replace(/ -->$/, '')}`,
  );
}

/** Every text that names the supported providers, by where it is. */
const providerLists: Readonly<Record<string, string>> = {
  'README.md': textOf('README.md'),
  'PRIVACY.md': textOf('PRIVACY.md'),
  'docs/guide.md': textOf('docs/guide.md'),
  'docs/permissions.md': textOf('docs/permissions.md').split('| host |')[0] ?? '',
  'extension_description in public/_locales/en/messages.json': en.extension_description.message,
  'idle_text in public/_locales/en/messages.json': en.idle_text.message,
};

describe.each(providers)('provider $name', (provider) => {
  it('has no "Fill in" comment left from the template', () => {
    const files = ['providers', 'tests/providers', 'tests/simulators'].flatMap((floor) => filesBelow(`${floor}/${provider.id}`));
    expect(files.flatMap(leftIn), 'do what each comment asks for, then delete the comment').toEqual([]);
  });

  it('uses real host names instead of the example hosts of the template', () => {
    // RFC 2606 reserves .example, so a host below it can only come from the template.
    const made = provider.urls.hosts.filter((host) => host.endsWith('.example'));
    expect(made, `replace them in providers/${provider.id}/urls.ts, in docs/permissions.md, and in the tests and the simulator`).toEqual(
      [],
    );
  });

  it('has at least one scope in its catalogue', () => {
    expect(provider.knowledge.catalogue.scopes, `add rows to providers/${provider.id}/scopes/`).not.toEqual([]);
  });

  // An app whose scopes people choose in the app itself may publish none.
  it.each(provider.knowledge.apps.filter(({ chosenIn }) => !chosenIn))('lists at least one scope in the app profile of $name', (app) => {
    const ids = [...app.required, ...app.optionalOn, ...app.optionalOff];
    expect(ids, `a profile without a list says nothing: fill providers/${provider.id}/apps/${app.id}.ts`).not.toEqual([]);
  });

  it('is named wherever the documentation lists the supported providers', () => {
    const places = Object.keys(providerLists).filter((place) => !providerLists[place]?.includes(provider.name));
    expect(places, `name ${provider.name} there beside the others`).toEqual([]);
  });
});
