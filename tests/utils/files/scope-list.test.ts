/** Which words of any text are the scopes of a provider. */
import { describe, expect, it } from 'vitest';
import { metadataScopes } from '@/providers/salesforce/settings';
import { openContent } from '@/utils/files/open-content';

const lists = (text: string) =>
  openContent(text).found.flatMap(({ kind, input: { request } }) =>
    kind === 'scope-list' ? [[request.provider, request.scopes.map(({ id }) => id).join(' ')]] : [],
  );
const salesforce = (ids: string) => [['salesforce', ids]];

describe('a list of scopes', () => {
  it.each([
    ['api refresh_token offline_access'],
    ['api, refresh_token, offline_access\n'],
    ['api\nrefresh_token\noffline_access\n'],
    ['- api\n- refresh_token\n- offline_access\n'],
    ['["api","refresh_token","offline_access"]'],
    ['[\n  "api",\n  "refresh_token",\n  "offline_access"\n]\n'],
    ['For the new connector we need:\n\n    api refresh_token offline_access\n\nThanks, Jo'],
    ['scopes: [api, refresh_token, offline_access]'],
    ['scopes: ["api", \'refresh_token\', offline_access] # as in Setup'],
    ['oauth:\n  scopes:\n    - api\n    - "refresh_token" # for the sync\n    - offline_access\n  other: web\n'],
    ['default_scopes: api refresh_token offline_access\nname: web'],
    ['SF_SCOPES="api refresh_token offline_access"\nLEVEL=full'],
    ['{"name":"full","scope":"api refresh_token offline_access","type":"web"}'],
    ["const scope = ['api', 'refresh_token', 'offline_access'];\nconst kind = 'web';"],
    ['{"scopes":[{"name":"Data","scope":"api"},{"scope":"refresh_token"},{"scope":"offline_access"}],"web":"full"}'],
  ])('is read without a dot in its words: %j', (text) => {
    expect(lists(text)).toEqual(salesforce('api refresh_token offline_access'));
  });

  it('is read below each key of a map', () => {
    const rows = Object.entries(metadataScopes).map(([metadata, scope]) => ({ metadata, column: `OauthScopes${metadata}`, scope }));
    const ids = [...new Set(rows.map(({ scope }) => scope))].join(' ');
    expect(lists(JSON.stringify(rows, null, 2))).toEqual(salesforce(ids));
  });

  it('of another provider is that one’s', () => {
    expect(lists('read_prospects create_prospects')).toEqual([['outreach', 'read_prospects create_prospects']]);
    expect(lists('scopes: [oauth, tickets, crm.objects.contacts.read]')).toEqual([['hubspot', 'oauth tickets crm.objects.contacts.read']]);
  });

  it('may have ordinary words only, if its text names the provider and its key says scopes', () => {
    const url = 'authorization_url: https://login.salesforce.com/services/oauth2/authorize\n';
    for (const text of ['scopes: [api, web]', 'scopes:\n  - api\n  - web', 'scope: "api web"', 'scope: api web'])
      expect(lists(url + text), text).toEqual(salesforce('api web'));
    for (const text of ['scope: full', 'fields: [api, web]', 'We talk about the api and the web.', 'scopes: [api, other]'])
      expect(lists(url + text), text).toEqual([]);
  });

  it.each([
    ['We use the api with full access, the id and the web profile.'],
    ['Scope: full'],
    ['Scope: web, api'],
    ['In scope: the api and its refresh_token'],
    ['scopes: [api, web, content]'],
    ['types: [fix, feat]\nscopes:\n  - api\n  - web\n'],
    ['scopes: [openid, profile, email, offline_access]'],
    ['{"scopes":["openid","email","api"]}'],
    ['scopes: [api, read_user, refresh_token]'],
    ['"fields": ["id", "email", "refresh_token"]'],
    ['id, email, refresh_token'],
    ['id,refresh_token\n1,abc\n'],
    ['grant_types: [refresh_token, authorization_code]'],
    ['columns:\n  - refresh_token\n  - api\n'],
    ['openid profile email offline_access'],
    ['api web full'],
    ['["content","forms"]'],
    ['refresh_token'],
    ['scopes: []'],
    ['scopes:'],
    [''],
  ])('is nothing that may be anything else: %j', (text) => {
    expect(lists(text)).toEqual([]);
  });

  it('is found in linear time', () => {
    for (const part of ['scope:', 'scope: [', "scope:'x", 'scope:\n- ', 'api,', '- api\n', '[', 'scopes scope= '])
      expect(() => lists(part.repeat(200_000 / part.length)), part).not.toThrow();
  }, 8_000);
});
