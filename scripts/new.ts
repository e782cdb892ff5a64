/** `npm run new-provider` and `npm run new-app`: what the structure tests want of a new provider or app, all of it or nothing. */
import { isPlainAddress } from '@/providers/plain-address';
import { readArguments } from './lines';
import { newApp } from './new/app';
import { isId, isName } from './new/names';
import { newProvider } from './new/provider';
import { type Changes, Refused, write } from './new/tree';

const usage = `Usage: npm run new-provider <id> [<name>] [<authorize address>]
       npm run new-app <provider> <app> [<name>] [<authorize address>]

  npm run new-provider zoho-crm "Zoho CRM" https://accounts.zoho.com/oauth/v2/auth
  npm run new-app hubspot acme-sync 'https://app.hubspot.com/oauth/authorize?client_id=…'

Ids are names of folders and files: a-z, 0-9 and hyphens. A provider takes host and path of its address; an app takes its lists,
client ID and redirect host of an address that it really uses. Without one, what is missing is asked for by
tests/providers/filled-in.test.ts. providers/README.md tells the rest.

Exit codes: 0 written · 1 not possible here (says why), nothing written · 2 wrong usage, nothing written
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
  if (name !== undefined && !isName(name)) throw new WrongUsage(`"${name}" cannot be a name: letters, digits, spaces and .,&+/()- alone.`);
  return { name, address: addresses[0] };
}

function id(text: string): string {
  if (!isId(text)) throw new WrongUsage(`"${text}" cannot be an id: a-z, 0-9 and single hyphens between them.`);
  return text;
}

function authorizeAddress(text: string): URL {
  const url = URL.parse(text);
  if (!url || !isPlainAddress(url) || !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(url.hostname) || !/^\/[\w.~/-]+$/.test(url.pathname))
    throw new WrongUsage(`"${text}" cannot be an authorize address: https, a host name and a path.`);
  return url;
}

function changes([kind, ...texts]: readonly string[]): Changes {
  const [first, second, ...more] = texts;
  if (kind === 'app') {
    if (first === undefined || second === undefined) throw new WrongUsage('Give the provider and the id of the new app.');
    return newApp({ provider: first, id: id(second), ...rest(more) });
  }
  if (first === undefined) throw new WrongUsage('Give the id of the new provider.');
  const { name, address } = rest(texts.slice(1));
  return newProvider({ id: id(first), name, address: address === undefined ? undefined : authorizeAddress(address) });
}

function run(positionals: readonly string[]): void {
  const made = changes(positionals);
  write(made);
  process.stdout.write(`${[...made.keys()].sort().join('\n')}\n
What is left to fill in:  npm run unit -- tests/providers/filled-in.test.ts
How, step by step:        providers/README.md
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
