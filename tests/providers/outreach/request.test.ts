import { describe, expect, it } from 'vitest';
import type { AuthorizationRequest, Narrowed } from '@/providers/contract/request';
import { sameExcept } from '@/providers/oauth2/query';
import { outreach } from '@/providers/outreach';
import { corpusOf } from '../../corpus';
import { outreachUrl } from './sample-urls';

const {
  urls: { classifyUrl, accountOf },
  requests: { parseRequest, narrow },
  knowledge: { findScope },
} = outreach;

function read(url: string): AuthorizationRequest {
  const parsed = parseRequest(url);
  if (!parsed.ok) throw new Error(`unreadable: ${parsed.reason}`);
  return parsed.value;
}
const idsOf = (request: AuthorizationRequest) => request.scopes.map((scope) => scope.id);
const urlOf = (narrowed: Narrowed) => ('url' in narrowed ? narrowed.url : `refused: ${narrowed.reason}`);
const without = (request: AuthorizationRequest, id: string) => new Set(idsOf(request).filter((one) => one !== id));

describe('the addresses of Outreach', () => {
  it.each([
    ['https://accounts.outreach.io/oauth/authorize', 'authorize'],
    ['https://api.outreach.io/oauth/authorize?client_id=1', 'authorize'],
    ['https://accounts.outreach-staging.com/oauth/authorize', 'authorize'],
    ['https://api.outreach-staging.com/oauth/authorize', 'authorize'],
    ['HTTPS://ACCOUNTS.OUTREACH.IO/oauth/authorize', 'authorize'],
    ['https://api.outreach.io/mcpOAuth/authorize?client_id=1', 'unsupported-flow'],
    ['https://accounts.outreach.io/users/sign_in', 'login'],
    ['https://accounts.outreach.io/users/next', 'login'],
    ['https://accounts.outreach.io/oauth/authorize/native?code=CANARY', 'elsewhere'],
    ['https://api.outreach.io/oauth/token', 'elsewhere'],
    ['https://accounts.outreach.io/constructor', 'elsewhere'],
    ['https://web.outreach.io/oauth/authorize', 'elsewhere'],
    ['https://web-master.outreach-staging.com/oauth/authorize', 'elsewhere'],
    ['https://accounts.outreach.io.evil.example/oauth/authorize', 'elsewhere'],
    ['https://evil.example/accounts.outreach.io/oauth/authorize', 'elsewhere'],
    ['https://notaccounts.outreach.io/oauth/authorize', 'elsewhere'],
    ['https://accounts.outreach.io@evil.example/oauth/authorize', 'elsewhere'],
    ['https://user@accounts.outreach.io/oauth/authorize', 'authorize'],
    ['https://accounts.outreach.io./oauth/authorize', 'elsewhere'],
    ['https://accounts.outreach.io:8443/oauth/authorize', 'elsewhere'],
    ['https://accounts.outr\u0435ach.io/oauth/authorize', 'elsewhere'],
    ['http://accounts.outreach.io/oauth/authorize', 'elsewhere'],
  ])('A12: classifies %s as %s', (url, place) => {
    expect(classifyUrl(new URL(url))).toBe(place);
  });

  it('name no account', () => {
    expect(accountOf(new URL('https://accounts.outreach.io/oauth/authorize'))).toBeNull();
  });
});

describe('parsing an Outreach request', () => {
  it('reads client, redirect host and scopes, and locks none of them', () => {
    const request = read(outreachUrl(['prospects.read', 'users.read']));
    expect(request).toMatchObject({ clientId: 'CLIENT-7', redirectHost: 'connect.northwind.example', account: null, readOnly: null });
    const rest = { parameter: 'scope', requirement: 'undeclared', locked: false };
    expect(request.scopes).toEqual([
      { id: 'prospects.read', ...rest },
      { id: 'users.read', ...rest },
    ]);
  });

  it.each(['+', '%20', ' ', '++', '%20+'])('splits scopes at %j', (separator) => {
    expect(idsOf(read(outreachUrl(['prospects.all', 'scim', 'users.read'], separator)))).toEqual(['prospects.all', 'scim', 'users.read']);
  });

  it('lists a repeated id once, and drops both copies when narrowing', () => {
    const url = outreachUrl(['users.read', 'prospects.read', 'users.read', 'prospects.all']);
    expect(idsOf(read(url))).toEqual(['users.read', 'prospects.read', 'prospects.all']);
    expect(urlOf(narrow(read(url), new Set(['prospects.read', 'prospects.all'])))).toContain('&scope=prospects.read%20prospects.all&');
  });

  it.each([
    ['%2B', 'users.read+prospects.read'],
    [',', 'users.read,prospects.read'],
    ['%2C', 'users.read,prospects.read'],
    ['%0A', 'users.read\nprospects.read'],
    ['%09', 'users.read\tprospects.read'],
  ])('reads scopes joined by %s as one unknown id', (separator, id) => {
    expect(idsOf(read(outreachUrl(['users.read', 'prospects.read'], separator)))).toEqual([id]);
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['not a url', 'not-a-url'],
    ['https://accounts.outreach.io/users/sign_in?x=1', 'not-a-request'],
    ['https://accounts.outreach.io/oauth/authorize/extra?scope=a', 'not-a-request'],
    ['https://www.outreach.io/oauth/authorize?scope=a', 'unknown-provider'],
  ])('rejects %j with the reason %s', (text, reason) => {
    expect(parseRequest(text)).toEqual({ ok: false, reason });
  });

  it('rejects the address that the consent form is posted to, because it carries no request', () => {
    expect(parseRequest('https://accounts.outreach.io/oauth/authorize')).toEqual({ ok: false, reason: 'not-a-request' });
  });
});

describe('an Outreach request that cannot be edited safely', () => {
  const base = outreachUrl(['prospects.read', 'users.read']);
  it.each([
    ['repeated-scope', `${base}&scope=tasks.all`],
    ['repeated-client-id', `${base}&client_id=2`],
    ['repeated-redirect-uri', `${base}&redirect_uri=https%3A%2F%2Fother.example`],
    ['missing-client-id', base.replace('client_id=', 'client=')],
    ['missing-redirect-uri', base.replace('redirect_uri=', 'redirect=')],
    ['missing-scope', outreachUrl([])],
    ['missing-scope', base.replace(/scope=[^&]*/, 'scope=')],
    ['malformed-escape', `${base}&y=%E0%A4`],
    ['malformed-url', base.replace('&state', '&\tstate')],
    ['request-object', `${base}&request_uri=urn%3Ax`],
    ['truncated-scope', `${base.replace(/&scope=[^&]*/, '')}&scope=prospects.read+sequenceSta`],
    ['mcp-server', base.replace('accounts.outreach.io/oauth', 'api.outreach.io/mcpOAuth')],
    ['mcp-server', 'https://api.outreach.io/mcpOAuth/authorize?client_id=1&scope=mcp%3Aread+mcp%3Awrite'],
  ])('B3: is read-only with the reason %s', (reason, url) => {
    const request = read(url);
    expect(request.readOnly).toBe(reason);
    expect(narrow(request, new Set(['prospects.read']))).toEqual({ result: 'refused', reason });
  });
});

describe('narrowing an Outreach request', () => {
  it('changes only the scope parameter, on both hosts', () => {
    for (const base of ['https://accounts.outreach.io/oauth/authorize', 'https://api.outreach.io/oauth/authorize']) {
      const url = `${outreachUrl(['prospects.all', 'tasks.all', 'users.read'], '+', { base })}&x=2&&bare#f?scope=no`;
      expect(urlOf(narrow(read(url), new Set(['prospects.all', 'users.read'])))).toBe(url.replace('tasks.all+', ''));
    }
  });

  it('keeps the separators of the remaining scopes', () => {
    const url = outreachUrl(['a']).replace('scope=a', 'scope=a++b%20c d');
    expect(urlOf(narrow(read(url), new Set(['a', 'c', 'd'])))).toBe(url.replace('a++b%20c d', 'a%20c d'));
  });

  it('never drops the last scope, and never replaces .all by .read', () => {
    expect(narrow(read(outreachUrl(['prospects.all'])), new Set())).toEqual({ result: 'refused', reason: 'nothing-left' });
    const both = read(outreachUrl(['prospects.all', 'users.all']));
    expect(narrow(both, new Set(['prospects.read']))).toEqual({ result: 'refused', reason: 'nothing-left' });
    expect(idsOf(read(urlOf(narrow(both, new Set(['prospects.read', 'users.all'])))))).toEqual(['users.all']);
  });

  it('reports an unchanged request when every scope is kept', () => {
    const url = outreachUrl(['prospects.all', 'users.all']);
    expect(narrow(read(url), new Set(['prospects.all', 'users.all']))).toEqual({ result: 'unchanged', url });
  });

  it('A9, C3: treats __proto__ and constructor as ordinary scope ids', () => {
    const request = read(outreachUrl(['__proto__', 'constructor', 'users.read']));
    expect(idsOf(read(urlOf(narrow(request, without(request, 'constructor')))))).toEqual(['__proto__', 'users.read']);
  });
});

describe('the collected Outreach requests', () => {
  const rows = corpusOf('outreach');

  it('are 17', () => {
    expect(rows).toHaveLength(17);
  });

  it.each(rows.map((row, index) => [`${index} ${row.app}`, row] as const))('%s: parses, and narrows to each single drop', (_, row) => {
    for (const separator of ['+', '%20', ' ']) {
      const url = outreachUrl(row.scopes, separator);
      const request = read(url);
      const ids = [...new Set(row.scopes)];
      expect(request.readOnly).toBeNull();
      expect(idsOf(request)).toEqual(ids);
      if (ids.length < 2) return;
      for (const id of ids) {
        const narrowed = urlOf(narrow(request, without(request, id)));
        expect(idsOf(read(narrowed))).toEqual(ids.filter((one) => one !== id));
        expect(sameExcept(url, narrowed, new Set(['scope']))).toBe(true);
      }
    }
  });

  it('use only ids of the catalogue, which marks those that Outreach does not list', () => {
    const ids = [...new Set(rows.flatMap((row) => row.scopes))];
    expect(ids.filter((id) => !findScope(id))).toEqual([]);
    const odd = ids.filter((id) => findScope(id)?.status !== 'current').toSorted();
    expect(odd).toEqual([
      'audits.all',
      'create_accounts',
      'create_prospects',
      'duties.all',
      'email',
      'emails.all',
      'emails.read',
      'mailAliases.all',
      'mailings.delete',
      'mcp:read',
      'mcp:write',
      'profile',
      'tags.all',
      'taskPriorities.all',
      'users.delete',
    ]);
  });
});
