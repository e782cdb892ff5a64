/** The files in which developers register their apps, which have the same names in other tools. */
import { describe, expect, it } from 'vitest';
import { genericProvider, providerById, providers } from '@/providers';
import { metadataScopes, readSettings as readSalesforce } from '@/providers/salesforce/settings';
import { openContent } from '@/utils/files/open-content';
import type { Found } from '@/utils/files/types';
import { buildReview } from '@/utils/review/build-review';
import { readAppSettings } from '@/utils/review/read-settings';

const auth = {
  type: 'oauth',
  redirectUrls: ['https://x.example/cb?key=CANARY', 'http://localhost:3000/cb', 'https://ada:CANARY@x.example/cb'],
  requiredScopes: ['oauth', 'crm.objects.contacts.read', 'oauth'],
  optionalScopes: ['tickets'],
  conditionallyRequiredScopes: ['automation'],
};
const support = { supportEmail: 'CANARY@x.example' };
const read = (value: unknown) => readAppSettings(typeof value === 'string' ? value : JSON.stringify(value));

describe('a settings file of HubSpot', () => {
  it.each([
    ['app-hsmeta.json', { uid: 'a', type: 'app', config: { name: 'Sync', auth, support } }],
    ['app-hsmeta.json with auth at the top', { uid: 'a', type: 'app', name: 'Sync', auth, support }],
    ['public-app.json', { name: 'Sync', uid: 'a', auth, support, webhooks: { file: 'CANARY' } }],
  ])('has three lists: %s', (_, file) => {
    expect(read(file)).toMatchObject({
      provider: { id: 'hubspot' },
      settings: {
        name: 'Sync',
        required: ['oauth', 'crm.objects.contacts.read'],
        conditionallyRequired: ['automation'],
        optional: ['tickets'],
        redirectUrls: ['https://x.example/cb?{query}', 'http://localhost:3000/cb'],
        unreadRedirects: 1,
      },
      request: { readOnly: 'app-settings', redirectHost: 'x.example', scopes: { length: 4 } },
    });
    expect(JSON.stringify(read(file)?.settings) + JSON.stringify(read(file)?.request)).not.toContain('CANARY');
  });

  it('has one list in app.json, which needs more than a common name', () => {
    expect(read({ name: 'Private', scopes: ['oauth'], public: false })?.settings).toMatchObject({ required: ['oauth'], optional: [] });
    for (const file of [
      { scopes: ['oauth'] },
      { name: 'x', srcDir: 'src' },
      { expo: { name: 'x' } },
      { auth: { type: 'oauth' } },
      [],
      null,
    ])
      expect(read(file)).toBeNull();
  });
});

describe('a registered redirect URL', () => {
  const hubspot = (redirectUrls: unknown) => JSON.stringify({ name: 'Sync', auth: { ...auth, redirectUrls } });
  const outreach = (api: object) => JSON.stringify({ identifier: 'sync', api: { scopes: ['prospects.read'], applicationId: 'a', ...api } });
  const salesforce = (content: string) => `<ConnectedApp><oauthConfig>${content}<scopes>Api</scopes></oauthConfig></ConnectedApp>`;
  const redirects = (file: string) => {
    const { found, receipt } = openContent(file);
    const { redirectUrls, unreadRedirects = 0 } = found[0]?.settings ?? {};
    return [redirectUrls, unreadRedirects, receipt.notUnderstood];
  };

  it.each([
    ['https://x.example/@me/cb', 'https://x.example/@me/cb'],
    ['https://x.example/cb?tenant=CANARY', 'https://x.example/cb?{query}'],
    ['https://x.example/cb#CANARY?x', 'https://x.example/cb?{query}'],
    ['https://x.example/ada@globex.example', 'https://x.example/[email]'],
  ])('keeps its path, and that something follows it: %s', (given, kept) => {
    expect(redirects(hubspot([given]))).toEqual([[kept], 0, 0]);
    expect(redirects(outreach({ redirectUris: [given] }))).toEqual([[kept], 0, 0]);
    expect(redirects(outreach({ redirectUri: given }))).toEqual([[kept], 0, 0]);
    expect(redirects(salesforce(`<callbackUrl>${given}\n</callbackUrl>`))).toEqual([[kept], 0, 0]);
  });

  it.each([
    ['that is too long', hubspot(['https://x.example/cb', `https://x.example/${'a'.repeat(600)}`])],
    ['with a blank', hubspot(['https://x.example/cb', 'https://x.example/a b'])],
    ['with a name of a user', hubspot(['https://x.example/cb', 'https://ada:CANARY@x.example/cb'])],
    ['in another form', hubspot(['https://x.example/cb', { url: 'https://y.example/cb' }])],
    ['without a value', outreach({ redirectUris: ['https://x.example/cb', null] })],
    [
      'with other elements in it',
      salesforce('<callbackUrl>https://x.example/cb</callbackUrl><callbackUrl><b/>https://y.example</callbackUrl>'),
    ],
  ])('that can’t be read is counted: %s', (_, file) => {
    expect(redirects(file)).toEqual([['https://x.example/cb'], 1, 1]);
  });

  it('may stand alone', () => expect(redirects(hubspot('https://x.example/cb'))).toEqual([['https://x.example/cb'], 0, 0]));
});

describe('a list of scopes', () => {
  const lists = (file: string) => {
    const opened = openContent(file);
    const [
      {
        settings,
        input: { request },
      } = {} as never,
    ] = opened.found as [Found];
    const { isIncomplete } = buildReview({ provider: providerById(request.provider) ?? genericProvider, request });
    return [settings?.required.concat(settings.optional).join(' '), isIncomplete, opened.receipt.notUnderstood];
  };
  const hubspot = (requiredScopes: unknown, optionalScopes?: unknown) =>
    JSON.stringify({ config: { auth: { requiredScopes, optionalScopes } } });
  const xml = (scopes: string) =>
    `<?xml version="1.0"?>\n<ConnectedApp xmlns="http://soap.sforce.com/2006/04/metadata"><label>X</label><oauthConfig><scopes>Basic</scopes>${scopes}</oauthConfig></ConnectedApp>`;

  it.each([
    [hubspot(['oauth', 'crm.export ']), 'oauth crm.export'],
    [hubspot(['oauth', '\n\tcrm.export']), 'oauth crm.export'],
    [hubspot(['oauth', 'crm/export*']), 'oauth crm/export*'],
    [JSON.stringify({ api: { client: {}, scopes: ['accounts.all ', ' users.all'] } }), 'accounts.all users.all'],
    [xml('<scopes><![CDATA[Full]]></scopes>'), 'id full'],
    [xml('<scopes> <![CDATA[Fu]]>ll</scopes>'), 'id full'],
    [xml('<scopes >Full</scopes>'), 'id full'],
    [xml('<scopes\n xmlns="http://soap.sforce.com/2006/04/metadata">Full</scopes >'), 'id full'],
    [xml('<scopes>&#70;&#x75;ll</scopes>'), 'id full'],
    [xml('<label><![CDATA[<!--]]></label><scopes>Full</scopes><label><![CDATA[-->]]></label>'), 'id full'],
    [xml('<!-- <![CDATA[ --><scopes>Full</scopes>'), 'id full'],
    [xml('<scopes/><scopes></scopes>'), 'id'],
  ])('has each of them, however it is written: %s', (file, scopes) => {
    expect(lists(file)).toEqual([scopes, false, 0]);
  });

  it.each([
    [hubspot(['oauth', 'crm export']), 'oauth'],
    [hubspot(['oauth', { name: 'crm.export' }]), 'oauth'],
    [hubspot(['oauth'], 'crm.export'), 'oauth'],
    [hubspot(['oauth', '{SCOPE}']), 'oauth'],
    [hubspot(['oauth'], ['crm.objects.{object}.read']), 'oauth'],
    [JSON.stringify({ api: { client: {}, scopes: ['accounts.all', '<scope>'] } }), 'accounts.all'],
    [JSON.stringify({ api: { client: {}, scopes: ['accounts.all', 'users all'] } }), 'accounts.all'],
    [xml('<scopes>My Custom</scopes>'), 'id'],
    [xml('<scopes><b>Full</b></scopes>'), 'id'],
  ])('counts as incomplete if an entry can’t be read: %s', (file, scopes) => {
    expect(lists(file)).toEqual([scopes, true, 1]);
  });
});

describe('a settings file of Salesforce', () => {
  const app = (content: string) =>
    `\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<ConnectedApp xmlns="http://soap.sforce.com/2006/04/metadata">${content}</ConnectedApp>`;

  it('names the scopes of a connected app as requests do, without its secret', () => {
    const file = app(
      `<contactEmail>CANARY</contactEmail><label>A &amp; B</label><oauthConfig><callbackUrl>https://x.example/cb
       https://y.example/cb</callbackUrl><consumerKey>3MVG9.X</consumerKey><consumerSecret>CANARY</consumerSecret><certificate>CANARY</certificate>
       <!-- <scopes>Full</scopes> --><scopes>Api</scopes><scopes>RefreshToken</scopes><scopes>Brandnew</scopes></oauthConfig>`,
    );
    const found = read(file);
    expect(found?.settings).toEqual({
      name: 'A & B',
      clientId: '3MVG9.X',
      required: [],
      conditionallyRequired: [],
      optional: ['api', 'refresh_token', 'Brandnew'],
      declaresRequirements: false,
      redirectUrls: ['https://x.example/cb', 'https://y.example/cb'],
    });
    expect(found?.request.scopes.map(({ requirement }) => requirement)).toEqual(['undeclared', 'undeclared', 'undeclared']);
    expect(JSON.stringify(found?.request)).not.toContain('CANARY');
  });

  it('lists the scopes of an external client app', () => {
    const file =
      '<ExtlClntAppOauthSettings><commaSeparatedOauthScopes>Api, SFAP,OpenID</commaSeparatedOauthScopes></ExtlClntAppOauthSettings>';
    expect(readSalesforce(file)?.optional).toEqual(['api', 'sfap_api', 'openid']);
  });

  it('uses names of scopes that the catalogue knows', () => {
    const salesforce = providers.find(({ readSettings }) => readSettings === readSalesforce);
    for (const id of Object.values(metadataScopes)) expect(salesforce?.knowledge.findScope(id), id).toBeDefined();
  });

  it('is nothing else: other roots give none', () => {
    for (const root of ['ExtlClntApp', 'Profile', 'html']) expect(read(`<${root}><scopes>Api</scopes></${root}>`)).toBeNull();
    expect(read('See <ConnectedApp><scopes>Api</scopes></ConnectedApp>')).toBeNull();
  });
});
