/** What `npm run new-provider` and `npm run new-app` leave to whoever ran them. Each failure tells what to do. */
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

/** The comments that the templates carry, in full. */
function leftIn(path: string): string[] {
  const [, ...comments] = textOf(path).split(/(?:\/\/|<!--) Fill in: /);
  return comments.map(
    (comment) => `${path}: ${(/^.*(?:\n *\/\/.*)*/.exec(comment)?.[0] ?? '').replace(/\n *\/\/ */g, ' ').replace(/ -->$/, '')}`,
  );
}

/** Where people read which providers there are. */
const told: Readonly<Record<string, string>> = {
  'README.md': textOf('README.md'),
  'docs/permissions.md': textOf('docs/permissions.md').split('| host |')[0] ?? '',
  'extension_description in public/_locales/en/messages.json': en.extension_description.message,
  'idle_text in public/_locales/en/messages.json': en.idle_text.message,
};

describe.each(providers)('$name', (provider) => {
  it('has nothing left to fill in', () => {
    const files = ['providers', 'tests/providers', 'tests/simulators'].flatMap((floor) => filesBelow(`${floor}/${provider.id}`));
    expect(files.flatMap(leftIn), 'do what each comment asks for, then delete the comment').toEqual([]);
  });

  it('has real hosts', () => {
    // RFC 2606: nobody has a host below .example.
    const made = provider.places.hosts.filter((host) => host.endsWith('.example'));
    expect(made, `replace them in providers/${provider.id}/places.ts, in docs/permissions.md, and in the tests and the simulator`).toEqual(
      [],
    );
  });

  it('has a catalogue', () => {
    expect(provider.catalogue.scopes, `add rows to providers/${provider.id}/scopes/`).not.toEqual([]);
  });

  // An app whose scopes people choose in the app itself may publish none.
  it.each(provider.apps.filter(({ chosenIn }) => !chosenIn))('$name has a list', (app) => {
    const ids = [...app.required, ...app.optionalOn, ...app.optionalOff];
    expect(ids, `a profile without a list says nothing: fill providers/${provider.id}/apps/${app.id}.ts`).not.toEqual([]);
  });

  it('is named where people read which providers there are', () => {
    const places = Object.keys(told).filter((place) => !told[place]?.includes(provider.name));
    expect(places, `name ${provider.name} there beside the others`).toEqual([]);
  });
});
