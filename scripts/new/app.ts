/**
 * Creates the profile of a new app, filled from one of its authorize URLs if there is one, and adds
 * it to the provider's index.ts.
 */
import { providers } from '@/providers';
import type { AppProfile } from '@/providers/contract/catalogue';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import { identifier, isTaken, nameOf } from './names';
import { addImport, type Changes, changeList, exists, Refused, read } from './tree';

/** The arguments of `npm run new-app`. */
export interface NewApp {
  provider: string;
  id: string;
  name: string | undefined;
  authorizeUrl: string | undefined;
}

/** The changed files. Throws `Refused` if the profile can't be created or its names are taken. */
export function newApp({ provider: providerId, id, name = nameOf(id), authorizeUrl }: NewApp): Changes {
  const provider = providers.find((candidate) => candidate.id === providerId);
  if (!provider) throw new Refused(`There is no provider "${providerId}", only ${providers.map((known) => known.id).join(', ')}.`);
  const index = `providers/${providerId}/index.ts`;
  const file = `providers/${providerId}/apps/${id}.ts`;
  if (exists(file)) throw new Refused(`${file} already exists.`);
  if (name.length < 3) throw new Refused(`"${name}" is too short to be recognized on a page. Add the app's name after the IDs.`);
  const profile = profileOf(provider, id, name, authorizeUrl);
  refuseTaken(provider, profile);

  const source = read(index);
  const plain = identifier(id, 'app');
  const variable = isTaken(plain, source) ? `${plain}App` : plain;
  const fileOf = new Map(
    [...source.matchAll(/import \{ (\w+) \} from '\.\/apps\/(.+)';/g)].map(([, known = '', path = '']) => [known, path]),
  );
  fileOf.set(variable, id);
  // Sorts by ID, which is the file name, in the order of UTF-16 code units.
  const byFile = (a: string, b: string) => ((fileOf.get(a) ?? a) < (fileOf.get(b) ?? b) ? -1 : 1);
  const listed = changeList(index, source, 'apps: [', (entries) => [...entries, variable].sort(byFile));
  return new Map([
    [file, code(profile, variable, provider, authorizeUrl !== undefined)],
    [index, addImport(listed, `import { ${variable} } from './apps/${id}';`)],
  ]);
}

function profileOf(provider: Provider, id: string, name: string, authorizeUrl: string | undefined): AppProfile {
  const request = authorizeUrl === undefined ? null : requestOf(provider, authorizeUrl);
  const idsWhere = (test: (scope: AuthorizationRequest['scopes'][number]) => boolean) =>
    (request?.scopes.filter(test) ?? []).map((scope) => scope.id).sort();
  return {
    id,
    name,
    clientIds: [request?.clientId ?? ''].filter((clientId) => /^[\w.-]{8,}$/.test(clientId)),
    redirectHosts: [request?.redirectHost ?? ''].filter((host) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host)),
    names: [name],
    // A scope that the request does not classify counts as required until the app says more.
    required: idsWhere(({ requirement }) => requirement === 'required' || requirement === 'undeclared'),
    optionalOn: idsWhere(({ requirement }) => requirement === 'optional-on'),
    optionalOff: idsWhere(({ requirement }) => requirement === 'optional-off'),
    impactIfDropped: {},
    source: { title: request ? `${name}: its authorize URL` : 'Unknown so far', accessedOn: new Date().toISOString().slice(0, 10) },
  };
}

function requestOf(provider: Provider, authorizeUrl: string): AuthorizationRequest {
  const parsed = provider.requests.parseRequest(authorizeUrl);
  if (!parsed.ok) throw new Refused(`${provider.name} does not recognize this URL as an authorization request (${parsed.reason}).`);
  const { scopes } = parsed.value;
  if (scopes.length === 0) throw new Refused('This URL requests no scopes, so it says nothing about the app.');
  const unknown = scopes.filter(({ id }) => provider.knowledge.findScope(id) === undefined).map(({ id }) => id);
  if (unknown.length)
    throw new Refused(`Add these scopes to providers/${provider.id}/scopes/ first, or correct them: ${unknown.join(' ')}`);
  return parsed.value;
}

function refuseTaken({ id, name, knowledge: { apps } }: Provider, profile: AppProfile): void {
  const below = (host: string, other: string) => host === other || host.endsWith(`.${other}`);
  for (const app of apps) {
    const owner = `${app.name} (providers/${id}/apps/${app.id}.ts)`;
    if (app.names.some((known) => profile.names.includes(known))) throw new Refused(`"${profile.name}" is already the name of ${owner}.`);
    if (app.clientIds.some((known) => profile.clientIds.includes(known)))
      throw new Refused(`The client ID of this URL belongs to ${owner}.`);
    if (app.redirectHosts.some((known) => profile.redirectHosts.some((host) => below(host, known) || below(known, host))))
      throw new Refused(`On ${name}, the redirect host of this URL belongs to ${owner}.`);
  }
}

function code(profile: AppProfile, variable: string, provider: Provider, filled: boolean): string {
  const field = (key: keyof AppProfile) => `${key}: ${JSON.stringify(profile[key])},`;
  return `import type { AppProfile } from '../../contract/catalogue';

/** What ${profile.name} publishes about its scopes at ${provider.name}. */
export const ${variable}: AppProfile = {
  ${field('id')}
  ${field('name')}
  // Fill in: ${filled ? 'keep' : 'add'} what the app publishes and no other app uses: its client IDs,
  // and hosts on which only this app can get a code.
  ${field('clientIds')}
  ${field('redirectHosts')}
  // Fill in: the name as shown on ${provider.name}'s page.
  ${field('names')}
  // Fill in: the lists that the app publishes, ID by ID.
  // ${
    filled
      ? 'These lists come from one URL: scopes that it does not classify are under required.'
      : 'Put a fixed list without a choice under required.'
  }
  ${field('required')}
  ${field('optionalOn')}
  ${field('optionalOff')}
  // Fill in: one sentence for each scope for which the app says what stops working without it;
  // leave out the others.
  ${field('impactIfDropped')}
  // Fill in: title and URL of the page that says all this, and the day you read it.
  ${field('source')}
};
`;
}
