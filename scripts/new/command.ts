/**
 * `npm run new-provider` and `npm run new-app` create everything that the structure tests require
 * of a new provider or app, and `npm run new-fixture` a page for the test of a page reader. If
 * anything fails, they write nothing.
 */
import { isDefaultHttpsUrl } from '@/providers/trusted-url';
import { type Call, type Command, type Ended, readInputs, WrongUsage } from '../cli';
import { newApp } from './app';
import { newFixture } from './fixture';
import { isId, isName } from './names';
import { newProvider } from './provider';
import { type Changes, Refused, write } from './tree';

const usage = `Usage: npm run new-provider <id> [<name>] [<authorize URL>]
       npm run new-app <provider> <app> [<name>] [<authorize URL>]
       npm run new-fixture <name> [<file with a page outline>]

  npm run new-provider zoho-crm "Zoho CRM" https://accounts.zoho.com/oauth/v2/auth
  npm run new-app hubspot acme-sync 'https://app.hubspot.com/oauth/authorize?client_id=…'
  npm run new-fixture consent-2026-11 outline.txt

IDs and names of fixtures are names of folders and files: a-z, 0-9 and hyphens. For a provider, the URL supplies host and path. For an app, use a
URL that the app really sends: it supplies the scope lists, the client ID and the redirect host. Without a URL,
tests/providers/filled-in.test.ts lists what is missing. Without a file, the outline is read from standard input. See providers/README.md for the rest.

Exit codes: 0 written · 1 not possible (the message says why), nothing written · 2 wrong usage, nothing written
`;

/** All three; the first argument says which. */
export const newCommand: Command = {
  usage,
  options: {},
  readsStdin: ([kind, name, ...files]) => kind === 'fixture' && name !== undefined && files.length === 0,
  run({ positionals, stdin }) {
    try {
      const [kind, ...others] = positionals;
      return kind === 'fixture' ? createFixture({ positionals: others, stdin }) : createProviderOrApp(positionals);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { stdout: '', stderr: `${error.message}\nNothing was written.\n`, status: 1 };
    }
  },
};

interface NameAndUrl {
  name: string | undefined;
  authorizeUrl: string | undefined;
}

/** Parses the arguments after the IDs: at most one name and one URL, in either order. */
function parseNameAndUrl(texts: readonly string[]): NameAndUrl {
  const urls = texts.filter((text) => /^https?:/i.test(text));
  const names = texts.filter((text) => !urls.includes(text));
  if (urls.length > 1 || names.length > 1) throw new WrongUsage(`Too many arguments: ${texts.join(' ')}`);
  const [name] = names;
  if (name !== undefined && !isName(name))
    throw new WrongUsage(`"${name}" cannot be a name: use only letters, digits, spaces and .,&+/()-.`);
  return { name, authorizeUrl: urls[0] };
}

function parseId(text: string): string {
  if (!isId(text)) throw new WrongUsage(`"${text}" cannot be an ID: use a-z, 0-9 and single hyphens between them.`);
  return text;
}

function parseAuthorizeUrl(text: string): URL {
  const url = URL.parse(text);
  if (!url || !isDefaultHttpsUrl(url) || !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(url.hostname) || !/^\/[\w.~/-]+$/.test(url.pathname))
    throw new WrongUsage(`"${text}" cannot be an authorize URL: it needs https, a host name and a path.`);
  return url;
}

function planChanges([kind, ...texts]: readonly string[]): Changes {
  const [first, second, ...more] = texts;
  if (kind === 'app') {
    if (first === undefined || second === undefined) throw new WrongUsage('Name the provider and the ID of the new app.');
    return newApp({ provider: first, id: parseId(second), ...parseNameAndUrl(more) });
  }
  if (first === undefined) throw new WrongUsage('Name the ID of the new provider.');
  const { name, authorizeUrl } = parseNameAndUrl(texts.slice(1));
  return newProvider({ id: parseId(first), name, authorizeUrl: authorizeUrl === undefined ? undefined : parseAuthorizeUrl(authorizeUrl) });
}

function createFixture({ positionals: [name, ...files], stdin }: Omit<Call, 'values'>): Ended {
  if (name === undefined || files.length > 1) throw new WrongUsage('Name the new fixture, and at most one file with the outline.');
  const id = parseId(name);
  const inputs = readInputs({ positionals: files, stdin });
  const { changes, advice } = newFixture(id, inputs.map(({ text }) => text).join(''));
  write(changes);
  return { stdout: `${[...changes.keys()].join('\n')}\n${advice}`, stderr: '', status: 0 };
}

function createProviderOrApp(positionals: readonly string[]): Ended {
  const changes = planChanges(positionals);
  write(changes);
  const stdout = `${[...changes.keys()].sort().join('\n')}

Left to fill in:  npm run unit -- tests/providers/filled-in.test.ts
Step-by-step guide: providers/README.md
`;
  return { stdout, stderr: '', status: 0 };
}
