/** Requests in which a server may read other parameters or scopes than the review. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { genericProvider, providerById } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import { corpusOf } from '../../corpus';
import { hubspotUrl } from '../hubspot/sample-urls';
import { outreachUrl } from '../outreach/sample-urls';

const bases: Readonly<Record<string, string>> = {
  hubspot: hubspotUrl(['oauth', 'tickets'], ['crm.lists.read']),
  outreach: outreachUrl(['users.read', 'prospects.read']),
  salesforce: `https://login.salesforce.com/services/oauth2/authorize?client_id=3MVG9.x&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&response_type=code&scope=api%20id&state=s`,
};

/** What a server makes of a query. */
interface Reading {
  client: string | null;
  redirect: string | null;
  scopes: readonly string[];
}

const decode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '));
const words = (value: string) => value.split(/[\s\p{Cc}]+/u).filter(Boolean);

/** The last of several parameters wins, as in Rack and PHP. `nameOf` returns null for a parameter that the server ignores. */
function readLast(pieces: readonly string[], listNames: readonly string[], nameOf: (name: string) => string | null): Reading {
  const values = new Map<string, string>();
  for (const piece of pieces) {
    const at = piece.indexOf('=');
    const name = nameOf(decode(at < 0 ? piece : piece.slice(0, at)));
    if (name !== null) values.set(name, at < 0 ? '' : decode(piece.slice(at + 1)));
  }
  const scopes = listNames.flatMap((name) => words(values.get(name) ?? ''));
  return { client: values.get('client_id') ?? null, redirect: values.get('redirect_uri') ?? null, scopes };
}

/** How servers read a query, as far as they differ (sources in `oauth2/ambiguous.ts`). */
const servers: Readonly<Record<string, (query: string, listNames: readonly string[]) => Reading>> = {
  rack: (query, names) => readLast(query.split(/[&;] */), names, (name) => /^[[\]]*([^[\]]+)\]*/.exec(name)?.[1] ?? null),
  php: (query, names) =>
    readLast(query.split('&'), names, (name) =>
      name
        .replace(/^\s+/, '')
        .replace(/[[\0].*/s, '')
        .replace(/[. ]/g, '_'),
    ),
  aspNet: (query, names) => readLast(query.split('&'), names, (name) => name.toLowerCase()),
};

function providerWith(id: string): Provider {
  const provider = providerById(id);
  if (!provider) throw new Error(id);
  return provider;
}

function read({ requests }: Provider, url: string) {
  const parsed = requests.parseRequest(url);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}

describe.each(Object.entries(bases))('a request to %s', (id, base) => {
  const provider = providerWith(id);
  const listNames = id === 'hubspot' ? ['scope', 'scopes', 'optional_scope', 'optional_scopes'] : ['scope'];

  it('is read-only unless every kind of server reads the same in it', () => {
    const part = fc.constantFrom(
      ...['scope', 'SCOPE', 'client_id', 'client.id', 'redirect_uri', 'Redirect_URI', 'state', 'x', 'b', 'tickets'],
      ...['[', ']', '[]', '[0]', ';', '; ', '=', '&', '+', '%20', '%09', '%0A', '%0B', '%00', '%3B', '%26', '%5B', 'sc%6Fpe', '%C2%A0'],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const url = `${base}&${parts.join('')}`;
        const request = read(provider, url);
        if (request.readOnly !== null) return;
        const ours = { client: request.clientId, redirect: request.redirectHost, scopes: request.scopes.map((scope) => scope.id) };
        for (const [name, server] of Object.entries(servers)) {
          const theirs = server(url.slice(url.indexOf('?') + 1), listNames);
          expect({ name, ...theirs, redirect: URL.parse(theirs.redirect ?? '')?.host, scopes: new Set(theirs.scopes) }, url).toEqual({
            name,
            ...ours,
            scopes: new Set(ours.scopes),
          });
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    'x=1;scope=b',
    'x=1; scope=b',
    'x=1;sc%6Fpe=b',
    'x=1;client_id=2',
    'x=1;redirect_uri=https%3A%2F%2Fevil.example',
    'x=1;[scope]=b',
    'x=1;scope',
    '[scope]=b',
    ']scope=b',
    '%5Bscope=b',
    'scope[]=b',
    'scope%5B0%5D=b',
    'Scope=b',
    '+scope=b',
    'scope%00=b',
    '%09scope=b',
    'client.id=2',
    'CLIENT_ID=2',
    'redirect_uri[]=b',
    'Request_URI=urn%3Ax',
  ])('is read-only with &%s', (more) => {
    expect(read(provider, `${base}&${more}`).readOnly).toBe('ambiguous-parameters');
  });

  it.each(['%0B', '%0C', '%09', '%0A', '%0D', '%00', '%7F', '%C2%A0', '%E2%80%A8', '%C2%85', '%22', '%5C', '%C3%A9', ';'])(
    'is read-only if a scope ID contains %s',
    (character) => {
      for (const url of [base.replace(/(&scope=[^&]*)/, `$1%20a${character}b`), base.replace(/(&scope=[^&]*)/, `$1${character}`)])
        expect(read(provider, url).readOnly, url).toBe('ambiguous-parameters');
    },
  );

  it.each([
    'prompt=login%20consent',
    'resource[]=a',
    'resource%5B%5D=b',
    'access_type=offline',
    'state=a;b=c',
    'state=%3Bscope%3Db',
    'x_scope=1',
    'scopes_version=2',
    'myscope=b',
    'scope_type=b',
    'redirect=b',
    'client=b',
    'login_hint=jane%40acme.example',
    'code_challenge=abc&code_challenge_method=S256',
    '_ga=2.1;x',
    'ui_locales=de',
    'include_granted_scopes=true',
    'Foo[scope]=b',
  ])('can be edited with &%s', (more) => {
    expect(read(provider, `${base}&${more}`).readOnly).toBeNull();
  });
});

it.each(Object.keys(bases).flatMap(corpusOf))(
  'the collected request of $app is not ambiguous',
  ({ provider: id, scopes, optionalScopes }) => {
    const list = (ids: readonly string[]) => ids.map(encodeURIComponent).join('%20');
    const url = (bases[id] ?? '')
      .replace(/&scope=[^&]*/, `&scope=${list(scopes)}`)
      .replace(/&optional_scope=[^&]*/, `&optional_scope=${list(optionalScopes)}`);
    expect(read(providerWith(id), url).readOnly).not.toBe('ambiguous-parameters');
  },
);

describe('a request to an unsupported server', () => {
  const base = 'https://login.example/oauth/authorize?client_id=1&response_type=code&redirect_uri=https%3A%2F%2Fapp.example';
  const reason = (more: string) => read(genericProvider, base + more).readOnly;

  it('is ambiguous in the same way, apart from the lists that are read anyway', () => {
    expect(reason('&scope=a&x=1;scope=b')).toBe('ambiguous-parameters');
    expect(reason('&scope=a&]scope=b')).toBe('ambiguous-parameters');
    expect(reason('&scope=a%0Bb')).toBe('ambiguous-parameters');
    expect(reason('&scope=a&Scope=b&scope[]=c&user_scope=d')).toBe('protocol-only');
    expect(reason('&scope=a,b&request_uri=urn%3Ax')).toBe('request-object');
  });
});
