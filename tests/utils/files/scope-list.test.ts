/** Which words of any text are the scopes of a provider. */
import { describe, expect, it } from 'vitest';
import { isListIncomplete } from '@/providers/oauth2/uncertain';
import { metadataScopes } from '@/providers/salesforce/settings';
import { openContent } from '@/utils/files/open-content';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';
import type { ReviewInput } from '@/utils/review/review-input';
import { reviewMarkdown } from '@/utils/review/review-markdown';

const lists = (text: string) =>
  openContent(text).found.flatMap(({ kind, input: { request } }) =>
    kind === 'scope-list' ? [[request.provider, request.scopes.map(({ id }) => id).join(' ')]] : [],
  );
/** The IDs of each list, and how many words of the text may be further IDs, which makes it incomplete. */
const read = (text: string) => {
  const { found, receipt } = openContent(text);
  return found.map(({ input: { request } }) => {
    expect(isListIncomplete(request), text).toBe(receipt.notUnderstood > 0);
    return [request.scopes.map(({ id }) => id).join(' '), receipt.notUnderstood];
  });
};
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

  const query =
    'client_id=5b1f&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback&scope=crm.lists.read%20tickets&optional_scope=cms.domains.read';
  it.each([
    [`hxxps://app[.]hubspot[.]com/oauth/authorize?${query}`],
    [`hxxps://app.hubspot.com/oauth/authorize?${query}`],
    [`https://app[.]hubspot[.]com/oauth/authorize?${query}`],
    [`"GET /oauth/authorize?${query} HTTP/1.1" 302 0`],
    ['scope=crm.lists.read%20tickets%20cms.domains.read'],
    ['scope=crm.lists.read+tickets%2Ccms.domains.read'],
    ['RelayState=%2Foauth%2Fauthorize%3Fscope%3Dcrm.lists.read%2520tickets%2520cms.domains.read'],
  ])('is read from form data that is no URL: %j', (text) => {
    expect(read(text)).toEqual([['crm.lists.read tickets cms.domains.read', 0]]);
  });

  it.each([
    ['scope=crm.lists.read%zzcms.domains.read', 'crm.lists.read', 2],
    ['scope=crm.lists.read%E9cms.domains.read', 'crm.lists.read', 2],
    ['scope=crm.lists.read%20cms.domains.read%2', 'crm.lists.read cms.domains.read', 1],
    ['"crm.lists.read\\ncms.domains.read"', 'crm.lists.read', 1],
    ['We use crm.lists.read/write.', 'crm.lists.read', 1],
  ])('counts what can’t be decoded: %j', (text, ids, unread) => {
    expect(read(text)).toEqual([[ids, unread]]);
  });

  it.each([
    ['{"scopes":["crm.lists.read","crm.objects.new.write","automation.new.write","superadmin"]}'],
    ['scopes:\n  - crm.lists.read\n  - crm.objects.new.write # later\n  - automation.new.write\n  - superadmin\n'],
    ['requiredScopes = "crm.lists.read crm.objects.new.write automation.new.write superadmin"'],
    ['"GET /?scope=crm.lists.read%20crm.objects.new.write%20automation.new.write&optional_scope=crm.lists.read%20superadmin HTTP/1.1"'],
  ])('has unknown IDs if a key names it: %j', (text) => {
    expect(read(text)).toEqual([['crm.lists.read crm.objects.new.write automation.new.write superadmin', 0]]);
  });

  it.each([
    ['scope = "accounts.read prospects.all kaiaNew.write"', 'accounts.read prospects.all kaiaNew.write', 0],
    ['crm.lists.read\ncms.domains.read\ncrm.new.thing\n', 'crm.lists.read cms.domains.read crm.new.thing', 0],
    ['{"scopes":[{"scope":"crm.lists.read"},{"scope":"crm.new.write"}]}', 'crm.lists.read crm.new.write', 0],
    ['scopes: [content, tickets, crm.lists.read, superadmin]', 'content tickets crm.lists.read superadmin', 0],
    ['crm.lists.read cms.domains.read superadmin', 'crm.lists.read cms.domains.read', 1],
    ['["crm.lists.read","superadmin"]', 'crm.lists.read', 1],
    ['scopes: [crm.lists.read, CANARY0a1b2c3d, new.0a1b2c3d]', 'crm.lists.read', 2],
    ['{"scopes":["crm.lists.read"],"optional_scopes":["superadmin"]}', 'crm.lists.read', 1],
    ['a: {"scopes":["api","refresh_token"]}\nb: {"scopes":["id","new_api"]}', 'api refresh_token', 1],
    ['{"scopes":[{"name":"crm.lists.read"},{"name":"crm.new.write"}]}', 'crm.lists.read', 1],
    ['We need crm.lists.read and crm.objects.new.write.', 'crm.lists.read', 1],
    ['We need crm.lists.read, new.thing and more.', 'crm.lists.read', 1],
    ['crm.lists.read/crm.objects.new.write', 'crm.lists.read', 1],
    ['Beside crm.lists.read there is crm.objects.new.thing.', 'crm.lists.read', 1],
  ])('has or counts unknown IDs: %j', (text, ids, unread) => {
    expect(read(text)).toEqual([[ids, unread]]);
  });

  it('has no more than 500 unknown IDs, and counts the others', () => {
    const ids = Array.from({ length: 502 }, (_, index) => `new.s${index}`);
    expect(read(`scopes: [crm.lists.read, ${ids.join(', ')}]`)).toEqual([[['crm.lists.read', ...ids.slice(0, 500)].join(' '), 2]]);
  });

  it.each([
    ['Scope,Required,Used by\ncrm.lists.read,yes,Sales\ntickets,no,Support\nautomation,no,Marketing\n'],
    ['Scope;Needed\r\ncrm.lists.read;"1; 2"\r\ntickets;\r\nautomation;no\r\n'],
    ['Scope\tNeeded\ncrm.lists.read\tyes\ntickets\tno\nautomation\tno'],
    ['Scope,Note\ncrm.lists.read,first\ntickets,for Sales, Support\nautomation,no\n'],
    ['app,scopes\nClay,"crm.lists.read tickets"\nOther,automation\n'],
    ['app,scopes\nClay,"crm.lists.read, tickets"\nOther,"crm.lists.read,automation"\n'],
    ['| Why | Scope |\n|---|---|\n| sync | `crm.lists.read` |\n| later | `tickets` |\n| ours | **automation** |\n'],
    ['> Scope | Needed\n> --- | ---\n> crm.lists.read | yes\n> tickets | no\n> automation | no'],
  ])('is the column of a table: %j', (text) => {
    expect(read(text)).toEqual([['crm.lists.read tickets automation', 0]]);
  });

  it.each([
    ['Scope,Required\ncrm.lists.read,yes\ntickets (later),no\n', 1],
    ['Scope,Required\ncrm.lists.read,yes\nsuperadmin,no\n', 1],
    ['Scope,Object,Note\ncrm.lists.read,content,New\ncrm.lists.read,forms,New\n', 2],
    ['We need crm.lists.read.\n\n| Scope | Needed |\n|---|---|\n| tickets | yes |\n| automation | no |\n', 2],
  ])('counts words of a table that may be IDs: %j', (text, unread) => {
    expect(read(text)).toEqual([['crm.lists.read', unread]]);
  });

  it('is not read from a review of the extension', () => {
    const link = 'https://app.hubspot.com/oauth/authorize?client_id=a&redirect_uri=https%3A%2F%2Fapp.clay.com%2Fcb&scope=crm.lists.read';
    const review = buildReview({ ...(parseInput(link) as { input: ReviewInput }).input, isObserved: true });
    const markdown = reviewMarkdown(review).join('\n');
    for (const text of [markdown, markdown.replace(/^/gm, '> '), `Hello,\n${markdown.slice(3)}`])
      expect(openContent(text), text).toMatchObject({ found: [], reason: 'own-review' });
    expect(openContent(`${markdown}\n\nLink: ${link}`).found.map(({ kind }) => kind)).toEqual(['request']);
  });

  it.each([
    ['We need crm.lists.read for the sync. See docs.example.com, index.ts and config.value.'],
    ['Please add crm.lists.read.'],
    ['Scope: crm.lists.read, and crm.lists.read'],
    ["import x from 'y.js';\nfs.read(client.crm.lists);\nconst scopes = ['crm.lists.read'];\nconst all = url.searchParams.get('scope');"],
    ['<th scope="row">crm.lists.read</th>'],
    ['# Scopes\n\n| ID | Why |\n|---|---|\n| `crm.lists.read` | lists in app.example |\n'],
    ['hubspot:\n  scopes: [crm.lists.read]\ngoogle:\n  scopes: [https://www.googleapis.com/auth/drive]\n'],
    ['hubspot:\n  scopes: [crm.lists.read]\nsalesforce:\n  scopes: [api, web]\n'],
  ])('is complete if no other word looks like an ID: %j', (text) => {
    expect(read(text)).toEqual([['crm.lists.read', 0]]);
  });

  it('is found in linear time', () => {
    for (const part of [
      'scope:',
      'scope: [',
      "scope:'x",
      'scope:\n- ',
      'api,',
      '- api\n',
      '[',
      'scopes scope= ',
      '%20',
      '%2525',
      'crm.lists.read ',
      'a.b.read ',
      '&scope=a',
    ])
      expect(() => lists(part.repeat(200_000 / part.length)), part).not.toThrow();
  }, 60_000);

  it('is found in tables in linear time', () => {
    for (const part of ['a,b\n', 'tickets,', '|\n', '",', 'a \u00b7 b\n'])
      expect(() => lists(`crm.lists.read,\n${part.repeat(200_000 / part.length)}`), part).not.toThrow();
  }, 60_000);
});
