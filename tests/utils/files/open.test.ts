/** The facts of each sample file, and what its receipt counts. */
import { describe, expect, it } from 'vitest';
import { joinApps } from '@/utils/files/join-apps';
import { openFile, reviewInputOf } from '@/utils/files/open';
import type { OpenedFile } from '@/utils/files/types';
import { buildReview } from '@/utils/review/build-review';
import { leaked, open, sampleNames, sampleText } from './sample';

/** What each result says: its kind, provider, app, scopes, and the errors that its review finds. */
function factsOf({ format, found }: OpenedFile) {
  return found.map(({ kind, input, settings, app, records }) => {
    const reviewed = reviewInputOf(input);
    const { diagnosis } = buildReview(reviewed as NonNullable<typeof reviewed>);
    return {
      format,
      kind,
      provider: input.request.provider,
      app,
      scopes: input.request.scopes.map(({ id }) => id).join(' '),
      ...(settings && { redirects: settings.redirectUrls.join(' ') }),
      ...(diagnosis && { error: diagnosis.causes[0]?.id }),
      ...(records.length > 0 && { records: records.map(({ event, at, count }) => `${event} ${count} ${at}`) }),
    };
  });
}

const hubspot = { provider: 'hubspot' };
const salesforce = { provider: 'salesforce', app: 'Sync', scopes: '' };

const samples: Readonly<Record<string, { facts: object[]; receipt: Partial<OpenedFile['receipt']> }>> = {
  'chrome.har': {
    facts: [
      {
        format: 'har',
        kind: 'failure',
        provider: 'salesforce',
        app: null,
        scopes: 'api refresh_token',
        error: 'salesforce-app-not-installed',
      },
    ],
    receipt: {
      kept: 4,
      leftOut: 3,
      notUnderstood: 0,
      removed: { cookies: 2, states: 1, codes: 1, assertions: 3, passwords: 1, people: 1, tokens: 1, bodies: 3, addresses: 7 },
    },
  },
  'firefox.har': {
    facts: [{ ...hubspot, format: 'har', kind: 'approval', app: null, scopes: 'oauth crm.objects.contacts.read tickets' }],
    receipt: { kept: 1, leftOut: 2, removed: { states: 2, codes: 1, cookies: 1, bodies: 2, addresses: 3 } },
  },
  'fiddler.har': {
    facts: [
      { format: 'har', kind: 'failure', provider: 'salesforce', app: null, scopes: 'api full', error: 'salesforce-scope-not-allowed' },
    ],
    receipt: { kept: 2, leftOut: 1, notUnderstood: 0, removed: { states: 1, cookies: 2, addresses: 1, bodies: 1 } },
  },
  'sanitized.har': {
    facts: [{ ...hubspot, format: 'har', kind: 'approval', app: null, scopes: 'oauth tickets' }],
    receipt: { kept: 1, leftOut: 1, notUnderstood: 0, removed: { states: 2, codes: 1, cookies: 1, bodies: 1 } },
  },
  'saml-tracer.json': {
    facts: [
      {
        format: 'saml-tracer',
        kind: 'failure',
        provider: 'salesforce',
        app: null,
        scopes: 'api refresh_token',
        error: 'salesforce-app-not-installed',
      },
    ],
    receipt: { kept: 2, removed: { states: 1, codes: 1, cookies: 1, assertions: 3 } },
  },
  'saml-tracer-legacy.json': {
    facts: [{ format: 'saml-tracer', kind: 'request', provider: 'salesforce', app: null, scopes: 'api refresh_token' }],
    receipt: { kept: 1, removed: { states: 1, codes: 1, cookies: 1 } },
  },
  'app-hsmeta.json': {
    facts: [
      {
        ...hubspot,
        format: 'app-settings',
        kind: 'settings',
        app: 'Contact sync',
        scopes: 'oauth crm.objects.contacts.read automation tickets',
        redirects: 'https://crm.vendor.example/hs',
      },
    ],
    receipt: { kept: 1, removed: { people: 1 } },
  },
  'public-app.json': {
    facts: [
      {
        ...hubspot,
        format: 'app-settings',
        kind: 'settings',
        app: 'Contact sync',
        scopes: 'oauth tickets',
        redirects: 'https://crm.vendor.example/hs',
      },
    ],
    receipt: { removed: { people: 1 } },
  },
  'app.json': {
    facts: [{ ...hubspot, format: 'app-settings', kind: 'settings', app: 'Private card', scopes: 'crm.objects.deals.read', redirects: '' }],
    receipt: { removed: {} },
  },
  'outreach-manifest.json': {
    facts: [
      {
        format: 'app-settings',
        kind: 'settings',
        provider: 'outreach',
        app: 'Sync',
        scopes: 'prospects.read accounts.all',
        redirects: 'https://crm.vendor.example/or',
      },
    ],
    receipt: { removed: { tokens: 1 } },
  },
  'outreach-manifest-old.json': {
    facts: [
      {
        format: 'app-settings',
        kind: 'settings',
        provider: 'outreach',
        app: 'sync',
        scopes: 'prospects.read accounts.all',
        redirects: 'https://crm.vendor.example/or',
      },
    ],
    receipt: { removed: {} },
  },
  'connected-app.xml': {
    facts: [
      {
        format: 'app-settings',
        kind: 'settings',
        provider: 'salesforce',
        app: 'Contact & deal sync',
        scopes: 'api sfap_api refresh_token',
        redirects: 'https://crm.vendor.example/cb https://test.vendor.example/cb',
      },
    ],
    receipt: { removed: { people: 1, secrets: 2 } },
  },
  'external-app-oauth.xml': {
    facts: [{ format: 'app-settings', kind: 'settings', provider: 'salesforce', app: 'Sync OAuth', scopes: 'api openid', redirects: '' }],
    receipt: { removed: {} },
  },
  'external-app-global.xml': {
    facts: [
      {
        format: 'app-settings',
        kind: 'settings',
        provider: 'salesforce',
        app: 'Sync global',
        scopes: '',
        redirects: 'https://crm.vendor.example/cb',
      },
    ],
    receipt: { removed: { secrets: 1 } },
  },
  'external-app-policy.xml': {
    facts: [{ format: 'app-settings', kind: 'settings', provider: 'salesforce', app: 'Sync policy', scopes: '', redirects: '' }],
    receipt: { removed: {} },
  },
  'audit-trail-page.csv': {
    facts: [
      {
        ...salesforce,
        format: 'table',
        kind: 'audit-trail',
        scopes: 'api full',
        redirects: '',
        records: ['changeOauthDefaultScope 2 11/24/2026, 8:02:11 AM PST'],
      },
    ],
    receipt: { kept: 2, leftOut: 1, notUnderstood: 1, removed: { people: 5 } },
  },
  'audit-trail-query.csv': {
    facts: [
      {
        ...salesforce,
        format: 'table',
        kind: 'audit-trail',
        scopes: 'api full',
        redirects: '',
        records: ['changeOauthDefaultScope 1 2026-11-24T16:02:11.000+0000', 'insertConnectedApplication 1 2026-11-23T16:02:11.000+0000'],
      },
    ],
    receipt: { kept: 2, leftOut: 1, notUnderstood: 0, removed: { people: 3 } },
  },
  'login-history-page.csv': {
    facts: [
      {
        ...salesforce,
        format: 'table',
        kind: 'login-history',
        app: 'Sync für Kontakte',
        error: 'salesforce-api-only-user',
        records: ['Failed: API-only user 2 24.11.2026, 17:02:11 MEZ'],
      },
    ],
    receipt: { kept: 2, leftOut: 1, notUnderstood: 1, removed: { people: 4, addresses: 4 } },
  },
  'login-history-query.csv': {
    facts: [
      {
        ...salesforce,
        format: 'table',
        kind: 'login-history',
        error: 'salesforce-ip-refused',
        records: ['Failed: IP Address Not Allowed 1 2026-11-24T16:02:11.000+0000'],
      },
    ],
    receipt: { kept: 1, removed: { people: 1, addresses: 1 } },
  },
  'event-log-login.csv': {
    facts: [
      {
        ...salesforce,
        format: 'table',
        kind: 'login-history',
        error: 'salesforce-user-inactive',
        records: ['LOGIN_ERROR_USER_INACTIVE 1 20261124160211.591'],
      },
    ],
    receipt: { kept: 1, leftOut: 1, removed: { people: 2, tokens: 4, addresses: 2 } },
  },
  'oauth-tokens-query.csv': {
    facts: [
      { ...salesforce, format: 'table', kind: 'app-usage', records: ['token-of-uninstalled-app 2 2026-11-20T08:00:00.000+0000'] },
      { ...salesforce, format: 'table', kind: 'app-usage', app: 'Other', records: ['token 1 null'] },
    ],
    receipt: { kept: 3, removed: { people: 3, tokens: 3 } },
  },
  'external-app-scopes.csv': {
    facts: [
      {
        ...salesforce,
        format: 'table',
        kind: 'settings',
        scopes: 'api visualforce chatter_api',
        redirects: '',
        records: ['settings 1 null'],
      },
    ],
    receipt: { kept: 1, removed: {} },
  },
  'token-response.json': {
    facts: [{ format: 'token-response', kind: 'token-response', provider: 'salesforce', app: null, scopes: 'refresh_token api' }],
    receipt: { kept: 1, removed: { tokens: 2 } },
  },
  'connector.ts.txt': {
    facts: [{ ...hubspot, format: 'text', kind: 'scope-list', app: null, scopes: 'crm.objects.contacts.write tickets forms' }],
    receipt: { kept: 3 },
  },
};

describe('a sample file', () => {
  it('has facts that are written down, each of them', () => {
    expect(Object.keys(samples).toSorted()).toEqual(sampleNames);
  });

  it.each(Object.entries(samples))('is recognized by its content, and has these facts: %s', (name, { facts, receipt }) => {
    const opened = open(sampleText(name));
    expect(opened && factsOf(opened)).toEqual(facts);
    expect(opened?.receipt).toMatchObject(receipt);
    expect(opened?.receipt.isCut).toBe(false);
  });

  it.each(sampleNames)('F1: gives no secret and no person: %s', (name) => {
    const text = sampleText(name);
    expect(JSON.stringify(open(text))).not.toMatch(leaked);
  });

  it.each(sampleNames)('is plain JSON, so that a worker can post it: %s', (name) => {
    const opened = open(sampleText(name));
    expect(JSON.parse(JSON.stringify(opened))).toEqual(JSON.parse(JSON.stringify(structuredClone(opened))));
  });
});

describe('the scopes of an app in an audit trail', () => {
  const header = 'CreatedDate,Action,Section,Display\n';
  const row = (day: number, scopes: string) =>
    `2026-11-0${day}T00:00:00.000+0000,changeOauthDefaultScope,Connected Apps,"Changed connected app Sync scopes from id to ${scopes}"\n`;
  const other = '2026-11-09T00:00:00.000+0000,insertConnectedApplication,Connected Apps,Installed Connected App Sync to Salesforce\n';
  const scopesOf = (table: string) => openFile(table)?.found[0]?.input.request.scopes.map(({ id }) => id);

  it.each([
    ['the newest first', row(3, 'full') + row(2, 'api') + row(1, 'web')],
    ['the oldest first', row(1, 'web') + row(2, 'api') + row(3, 'full')],
    ['another change first', other + row(3, 'full') + row(2, 'api')],
  ])('are those after the newest change, in any order of the rows: %s', (_, rows) => {
    expect(scopesOf(header + rows)).toEqual(['full']);
  });
});

describe('the files of one external client app', () => {
  it('have the settings of all parts', () => {
    const names = ['external-app-policy.xml', 'external-app-oauth.xml', 'external-app-global.xml', 'connected-app.xml'];
    const files = joinApps(names.map((name) => openFile(sampleText(name))));
    const settings = files.flatMap((file) => file?.found[0]?.settings ?? []);
    for (const part of settings.slice(0, 3))
      expect(part).toMatchObject({
        clientId: '3MVG9.ECA',
        optional: ['api', 'openid'],
        redirectUrls: ['https://crm.vendor.example/cb'],
        policies: { isPkceRequired: 'true', permittedUsersPolicyType: 'AllSelfAuthorized' },
      });
    expect(settings[3]).toMatchObject({ clientId: '3MVG9.FILES', policies: { isAdminApproved: 'true', ipRelaxation: 'ENFORCE' } });
    expect(files[1]?.found[0]?.input.request).toMatchObject({ clientId: '3MVG9.ECA', scopes: [{ id: 'api' }, { id: 'openid' }] });
  });
});

describe('any other text', () => {
  it.each([
    ['a URL', 'https://app.hubspot.com/oauth/authorize?client_id=1&scope=oauth'],
    ['an error', 'OAUTH_APPROVAL_ERROR_GENERIC'],
    ['a mail', 'Hi,\nwe get "app must be installed into org", Date, Action.\n'],
    ['an API’s response', '{"status":"error","category":"MISSING_SCOPES","errors":[]}'],
    ['a table of something else', 'Name,Status\na,b\n'],
    ['a JSON file of something else', '{"name":"x","srcDir":"src","platformVersion":"2025.2"}'],
    ['a list of requests of something else', '{"requests":[{"url":"https://a.example"}]}'],
    ['nothing', ''],
  ])('is left to the reader of pasted texts: %s', (_, text) => {
    expect(openFile(text)).toBeNull();
  });

  it('has no scopes if its words are only ordinary ones', () => {
    expect(open('The content of the full API profile is in "forms" and tickets.')).toBeNull();
  });
});
