/** Which app and which action a row of the Setup Audit Trail is about. */
import { describe, expect, it } from 'vitest';
import { auditCodes } from '@/providers/salesforce/audit-trail';
import en from '@/public/_locales/en/messages.json' with { type: 'json' };
import { openContent } from '@/utils/files/open-content';

const csvRow = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
const query = (...rows: [code: string, sentence: string, section?: string | undefined][]) =>
  openContent(
    [
      'CreatedDate,CreatedBy.Username,Action,Section,Display,DelegateUser',
      ...rows.map(([code, sentence, section = 'Application']) =>
        csvRow(['2026-11-20T17:02:11.000+0000', 'a@acme.example', code, section, sentence, '']),
      ),
    ].join('\n'),
  );
const page = (...rows: [sentence: string, section?: string | undefined][]) =>
  openContent(
    [
      'Date,User,Source Namespace Prefix,Action,Section,Delegate User',
      ...rows.map(([sentence, section = 'Application']) =>
        csvRow(['11/20/2026, 9:02:11 AM PST', 'a@acme.example', '', sentence, section, '']),
      ),
    ].join('\n'),
  );
const appsIn = ({ found }: ReturnType<typeof page>) => found.map(({ app, records }) => [app, ...records.map(({ event }) => event)]);

/** Rows as they are published, with another name. */
const rows: [code: string, sentence: string, app: string | null, section?: string | undefined][] = [
  ['changeOauthDefaultScope', 'Changed connected app Deal Sync scopes from null to full, refresh_token', 'Deal Sync'],
  [
    'changeUserRuntimeAccessPolicy',
    'Changed connected app Deal Sync Permitted Users setting from All users may self-authorize to Admin approved users are pre-authorized',
    'Deal Sync',
  ],
  [
    'changeIpRelaxationPolicy',
    'Changed connected app Deal Sync IP relaxation setting from Enforce IP restrictions to Relax IP restrictions',
    'Deal Sync',
  ],
  [
    'changeApplicationPkceRequired',
    'Changed the Deal Sync connected app setting Require Proof Key for Code Exchange (PKCE) Extension for Supported Authorization Flows from false to true',
    'Deal Sync',
  ],
  ['insertConnectedApplication', 'Installed Connected App Deal Sync to Salesforce', 'Deal Sync', 'Connected Apps'],
  ['deleteConnectedApplication', 'Uninstalled Connected App Deal Sync', 'Deal Sync', 'Connected Apps'],
  ['unblockConnectedApplication', 'Unblocked Connected App Deal Sync to Salesforce', 'Deal Sync', 'Connected Apps'],
  ['insertApplication', 'Created Connected App Deal Sync', 'Deal Sync'],
  ['deleteApplication', 'Deleted Connected App Deal Sync', 'Deal Sync'],
  ['enableOauth', 'Enabled connected Deal Sync OAuth 2.0 authorization settings', 'Deal Sync'],
  ['dynamicInitialTokenGeneration', 'Generated a new initial access token for connected app Deal Sync', 'Deal Sync'],
  ['generateOauthStagedCredential', 'Generated temporary credentials for connected app Deal Sync', 'Deal Sync', 'Oauth Staged Credential'],
  [
    'addOauthClientCredentialUser',
    'Assigned OAuth client credentials user a@acme.example (UserID: [005790000024p8r]) to app Deal Sync (AppID: [0H479000000CcUh])',
    'Deal Sync',
    'OAuth Client Credentials User',
  ],
  ['changeApplicationCallbackUrl', 'Changed Connected App Callback URL from https://a.example to https://b.example/cb?t=CANARY', null],
  [
    'changeApplicationCertificate',
    'Changed Connected App Certificate from EMAILADDRESS=a@acme.example, O=Acme, C=US to EMAILADDRESS=b@acme.example, O=Acme, C=US',
    null,
    'Remote Access',
  ],
  ['changeApplicationClientCredentialEnabled', 'Changed Enable Client Credentials Flow from false to true', null],
  [
    'changeApplicationCodeCredentialEnabled',
    'Changed connected app Enable Authorization Code and Credentials Flow setting from false to true',
    null,
  ],
  [
    'changeApplicationCodeCredentialPostOnly',
    'Changed connected app Require user credentials in the POST body for Authorization Code and Credentials Flow setting from false to true',
    null,
  ],
  ['changeApplicationContactEmail', 'Changed Connected App Contact Email from a@acme.example to b@acme.example', null],
  ['changeApplicationMobileSessionTimeout', 'Changed Connected App Mobile Session Timeout from null to null', null],
  [
    'changeApplicationOptionalConsumerSecret',
    'Changed connected app Require Secret for Web Server Flow OAuth setting from false to true',
    null,
  ],
  ['changeApplicationPinLength', 'Changed Connected App PIN Length from null to null', null],
  [
    'changeApplicationSecretRequiredForRefreshToken',
    "Changed the connected app's Require Secret for Refresh Token Flow setting from true to false",
    null,
  ],
  [
    'insertApplicationCertificate',
    'Created Connected App Certificate EMAILADDRESS=a@acme.example, O=Acme, L=Reno, ST=NV, C=US',
    null,
    'Remote Access',
  ],
  [
    'insertConnectedAppSessionPolicy',
    'Created connected app session policy for app 0H44W000002DeeO with Session Timeout null',
    null,
    'Connected App Session Policy',
  ],
  ['disableRequireLoginFromOrgDomain', 'Disabled user logins from https://test.salesforce.com', null, 'My Domain'],
  ['enableAPILoginRequiresOrgDomain', 'Enabled SOAP API logins from https://login.salesforce.com', null, 'My Domain'],
];

describe('a row of the audit trail', () => {
  it.each(rows)('%s is about the app that its sentence names, in a query and on the page', (code, sentence, app, section) => {
    expect(appsIn(query([code, sentence, section]))).toEqual([[app, code]]);
    expect(appsIn(page([sentence, section]))).toEqual([[app, code]]);
    expect(JSON.stringify(query([code, sentence, section]).found)).not.toMatch(/CANARY|acme\.example/);
  });

  it('has a known sentence for almost every known code, and each has a text', () => {
    const shown = new Set(rows.map(([code]) => code));
    expect(auditCodes.filter((code) => !shown.has(code))).toEqual([
      'blockConnectedApplication',
      'changeApplicationRefreshTokenRotationEnabled',
      'adminApprovedAppsOnlyOffOn',
      'adminApprovedAppsOnlyOnOff',
      'disableAPILoginRequiresOrgDomain',
      'enableRequireLoginFromOrgDomain',
    ]);
    for (const code of auditCodes) expect(en).toHaveProperty(`workbench_audit_event_${code}`);
  });

  it('without a known sentence is about an app only if another row names that one', () => {
    const named: [string, string, string] = ['insertConnectedApplication', 'Installed Connected App Sync to Salesforce', 'Connected Apps'];
    const other: [string, string, string] = ['insertConnectedApplication', 'Installed Connected App Deal Sync to Salesforce', 'x'];
    const blocked = (name: string): [string, string, string] => ['blockConnectedApplication', `Blocked Connected App ${name}`, 'x'];
    for (const words of ['Sync', 'Sync to Salesforce'])
      expect(appsIn(query(blocked(words), named)), words).toEqual([['Sync', 'insertConnectedApplication', 'blockConnectedApplication']]);
    for (const words of ['Deal Sync', 'Sync Pro', 'Sync or not', 'sync', ''])
      expect(appsIn(query(blocked(words), named)), words).toContainEqual([null, 'blockConnectedApplication']);
    const quoted: [string, string] = ['changeExternalClientAppPolicy', 'Changed a policy of "Sync"'];
    expect(appsIn(query(quoted, named))).toEqual([['Sync', 'insertConnectedApplication', 'changeExternalClientAppPolicy']]);
    const both: [string, string] = ['changeExternalClientAppPolicy', 'Changed "Sync" and "Deal Sync"'];
    expect(appsIn(query(both, named, other))).toContainEqual([null, 'changeExternalClientAppPolicy']);
  });

  it('of a new code is listed with that, if its code or its section is about apps', () => {
    expect(appsIn(query(['changeOauthNewThing', 'Changed x', 'New'], ['somethingNew', 'Changed x', 'Connected Apps']))).toEqual([
      [null, 'changeOauthNewThing', 'somethingNew'],
    ]);
    const { found, receipt } = query(['constructor', 'x', 'Manage Users'], ['changedUserEmail', 'x', 'Manage Users']);
    expect([found.length, receipt.leftOut]).toEqual([0, 2]);
  });

  it('of the page with a new sentence is not understood, if its section is about apps', () => {
    for (const section of ['Connected Apps', 'External Client Apps', 'Application', 'Remote Access', 'OAuth Client Credentials User'])
      expect(page(['Did something new', section]).receipt, section).toMatchObject({ notUnderstood: 1, leftOut: 0 });
    expect(page(['Did something new', 'Custom Apps']).receipt).toMatchObject({ notUnderstood: 0, leftOut: 1 });
  });

  it('about a part of an app names no app', () => {
    for (const part of ['Certificate CN=Sync, O=Acme', 'session policy for app 0H44W000002DeeO'])
      expect(appsIn(query(['deleteApplication', `Deleted connected app ${part}`])), part).toEqual([[null, 'deleteApplication']]);
  });

  it.each([
    ['api, id to null', [], [], ['api', 'id']],
    ['null to api, id', ['api', 'id'], ['api', 'id'], []],
    ['api, refresh_token to full, refresh_token', ['full', 'refresh_token'], ['full'], ['api']],
    ['api, id to id, api', ['id', 'api'], [], []],
  ])('says which scopes it added and removed: %s', (change, scopes, added, removed) => {
    const sentence = `Changed connected app Sync scopes from ${change}`;
    for (const { found } of [query(['changeOauthDefaultScope', sentence]), page([sentence])]) {
      expect(found[0]?.settings?.optional).toEqual(scopes);
      expect(found[0]?.records).toMatchObject([{ event: 'changeOauthDefaultScope', count: 1, added, removed }]);
    }
  });

  it('counts equal changes together and others apart', () => {
    const change = (lists: string): [string] => [`Changed connected app Sync scopes from ${lists}`];
    expect(page(change('id to api'), change('id to full'), change('id to api')).found[0]?.records).toMatchObject([
      { count: 2, added: ['api'] },
      { count: 1, added: ['full'] },
    ]);
  });
});
