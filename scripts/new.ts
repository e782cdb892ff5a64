/** `npm run new-provider` and `npm run new-app`: create everything that the structure tests require of a new provider or app, or nothing. */
import { isDefaultHttpsUrl } from '@/providers/trusted-url';
import { readArguments } from './cli';
import { newApp } from './new/app';
import { isId, isName } from './new/names';
import { newProvider } from './new/provider';
import { type Changes, Refused, write } from './new/tree';

const usage = `Usage: npm run new-provider <id> [<name>] [<authorize URL>]
       npm run new-app <provider> <app> [<name>] [<authorize URL>]

  npm run new-provider zoho-crm "Zoho CRM" https://accounts.zoho.com/oauth/v2/auth
  npm run new-app hubspot acme-sync 'https://app.hubspot.com/oauth/authorize?client_id=…'

IDs are names of folders and files: a-z, 0-9 and hyphens. For a provider, the URL supplies host and path. For an app, use a
URL that the app really sends: it supplies the scope lists, the client ID and the redirect host. Without a URL,
tests/providers/filled-in.test.ts lists what is missing. See providers/README.md for the rest.

Exit codes: 0 written · 1 not possible (the message says why), nothing written · 2 wrong usage, nothing written
`;

class WrongUsage extends Error {}

interface Rest {
  name: string | undefined;
  address: string | undefined;
}

/** Behind the ids: at most one name and one address, in either order. */
function rest(texts: readonly string[]): Rest {
  const addresses = texts.filter((text) => /^https?:/i.test(text));
  const names = texts.filter((text) => !addresses.includes(text));
  if (addresses.length > 1 || names.length > 1) throw new WrongUsage(`Too many arguments: ${texts.join(' ')}`);
  const [name] = names;
  if (name !== undefined && !isName(name))
    throw new WrongUsage(`"${name}" cannot be a name: use only letters, digits, spaces and .,&+/()-.`);
  return { name, address: addresses[0] };
}

function id(text: string): string {
  if (!isId(text)) throw new WrongUsage(`"${text}" cannot be an ID: use a-z, 0-9 and single hyphens between them.`);
  return text;
}

function authorizeAddress(text: string): URL {
  const url = URL.parse(text);
  if (!url || !isDefaultHttpsUrl(url) || !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(url.hostname) || !/^\/[\w.~/-]+$/.test(url.pathname))
    throw new WrongUsage(`"${text}" cannot be an authorize URL: it needs https, a host name and a path.`);
  return url;
}

function changes([kind, ...texts]: readonly string[]): Changes {
  const [first, second, ...more] = texts;
  if (kind === 'app') {
    if (first === undefined || second === undefined) throw new WrongUsage('Name the provider and the ID of the new app.');
    return newApp({ provider: first, id: id(second), ...rest(more) });
  }
  if (first === undefined) throw new WrongUsage('Name the ID of the new provider.');
  const { name, address } = rest(texts.slice(1));
  return newProvider({ id: id(first), name, address: address === undefined ? undefined : authorizeAddress(address) });
}

function run(positionals: readonly string[]): void {
  const made = changes(positionals);
  write(made);
  process.stdout.write(`${[...made.keys()].sort().join('\n')}\n
Left to fill in:  npm run unit -- tests/providers/filled-in.test.ts
Step-by-step guide: providers/README.md
`);
}

const { positionals } = readArguments(usage, {});
try {
  run(positionals);
} catch (error) {
  if (!(error instanceof WrongUsage || error instanceof Refused)) throw error;
  process.stderr.write(`${error.message}\n${error instanceof WrongUsage ? `\n${usage}` : 'Nothing was written.\n'}`);
  process.exitCode = error instanceof WrongUsage ? 2 : 1;
}
