import { describe, expect, it } from 'vitest';
import type { Catalogue } from '@/providers/contract/catalogue';
import type { PageKind } from '@/providers/contract/page';
import { type SingleScopeList, singleScopeList } from '@/providers/oauth2/single-scope-list';

const catalogue: Catalogue = {
  scopes: [{ id: 'deals.read', label: '', allows: '', category: '', access: 'read', status: 'current', sources: [] }],
  sources: {},
  common: [],
  plans: [],
};

/** A provider whose documentation says that it accepts fewer scopes. */
const documented: SingleScopeList = {
  provider: 'acme',
  isOwnHost: (url) => url.hostname === 'acme.example',
  classifyUrl: (url) => ({ '/authorize': 'authorize', '/mcp': 'unsupported-flow', '/login': 'login' })[url.pathname] as PageKind,
  accountOf: (url) => url.searchParams.get('org'),
  missingScopeReason: 'no-scope-parameter',
  catalogue,
  supportsNarrowing: true,
};

const url = 'https://acme.example/authorize?client_id=1&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&scope=deals.read+tasks.read&org=7';

function read(server: SingleScopeList, text: string) {
  const parsed = singleScopeList(server).parseRequest(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}

describe('a provider with a single scope list', () => {
  it('reads client, redirect host, account and scopes that the request does not call required or optional', () => {
    expect(read(documented, ` ${url}\n`)).toMatchObject({ provider: 'acme', pageKind: 'authorize', url, clientId: '1', readOnly: null });
    expect(read(documented, url)).toMatchObject({ redirectHost: 'app.example', account: '7' });
    const { accountOf: _, ...nameless } = documented;
    expect(read(nameless, url).account).toBeNull();
    expect(read(documented, url).scopes.map(({ id, requirement, locked }) => [id, requirement, locked])).toEqual([
      ['deals.read', 'undeclared', false],
      ['tasks.read', 'undeclared', false],
    ]);
  });

  it.each([
    ['', 'empty'],
    ['acme', 'not-a-url'],
    ['https://other.example/authorize?scope=a', 'unknown-provider'],
    ['https://acme.example/login?scope=a', 'not-a-request'],
  ])('rejects %j with the reason %s', (text, reason) => {
    expect(singleScopeList(documented).parseRequest(text)).toEqual({ ok: false, reason });
  });

  it('refuses to narrow until a source says that the provider accepts fewer scopes', () => {
    const server = { ...documented, supportsNarrowing: false };
    const request = read(server, url);
    expect(request.readOnly).toBe('narrowing-unverified');
    expect(singleScopeList(server).narrow(request, new Set(['deals.read']))).toEqual({ result: 'refused', reason: 'narrowing-unverified' });
  });

  it('narrows only the scope list once a source says that fewer scopes are accepted', () => {
    const { narrow } = singleScopeList(documented);
    const smaller = url.replace('deals.read+', '');
    expect(narrow(read(documented, url), new Set(['tasks.read']))).toEqual({ result: 'narrowed', url: smaller, dropped: ['deals.read'] });
    expect(narrow(read(documented, url), new Set(['deals.read', 'tasks.read']))).toEqual({ result: 'unchanged', url });
    expect(narrow(read(documented, url), new Set())).toEqual({ result: 'refused', reason: 'nothing-left' });
  });

  it('gives other read-only reasons first, whether or not fewer scopes are accepted', () => {
    for (const server of [documented, { ...documented, supportsNarrowing: false }]) {
      expect(read(server, url.replace('/authorize', '/mcp')).readOnly).toBe('unsupported-flow');
      expect(read(server, `${url}&scope=b`).readOnly).toBe('repeated-scope');
      expect(read(server, url.replace(/&scope=[^&]+/, '')).readOnly).toBe('no-scope-parameter');
      expect(read(server, url.replace('&org=7', '').replace('deals.read+tasks.read', 'tasks.read+deals.r')).readOnly).toBe(
        'truncated-scope',
      );
    }
    const { catalogue: _, ...open } = documented;
    expect(read(open, url.replace('&org=7', '').replace('deals.read+tasks.read', 'tasks.read+deals.r')).readOnly).toBeNull();
  });
});
