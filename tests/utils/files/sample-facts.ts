/** What the sample files of tests/corpus/files say, and what is taken out of them. */
import type { FileFormat, FoundKind, Receipt } from '@/utils/files/types';

const hubspot = { provider: 'hubspot' } as const;
const salesforce = { provider: 'salesforce', app: 'Sync', scopes: '' } as const;

/** What was found in a file. `error`: the first cause of the failure. */
export interface SampleFacts {
  format: FileFormat;
  kind: FoundKind;
  provider: string;
  app: string | null;
  /** The scope IDs, separated by spaces. */
  scopes: string;
  redirects?: string;
  error?: string;
  records?: readonly string[];
}

/** What is known of a sample file. */
export interface Sample {
  /** The view of the workbench that shows what the file is for. */
  view: 'review' | 'diagnose' | 'settings' | 'inventory';
  facts: readonly SampleFacts[];
  /** The words in each step of a trace. */
  steps?: readonly string[];
  receipt: Partial<Receipt>;
  /** The name of the app in the workbench, where it is not the label in the file. */
  appInWorkbench?: string;
}

/** The facts of each file, by its name. */
export const samples: Readonly<Record<string, Sample>> = {
  'chrome.har': {
    view: 'diagnose',
    steps: ['PKCE', 'SAML request', 'Okta', 'SAML response', 'app must be installed into org'],
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
      kept: 5,
      leftOut: 2,
      notUnderstood: 0,
      removed: { cookies: 2, states: 1, challenges: 1, assertions: 3, passwords: 1, people: 1, tokens: 1, bodies: 3, addresses: 7 },
    },
  },
  'firefox.har': {
    view: 'diagnose',
    steps: ['oauth crm.objects.contacts.read tickets', 'Code for the app'],
    facts: [{ ...hubspot, format: 'har', kind: 'approval', app: null, scopes: 'oauth crm.objects.contacts.read tickets' }],
    receipt: { kept: 2, leftOut: 1, removed: { states: 2, codes: 1, cookies: 1, bodies: 2, addresses: 3 } },
  },
  'fiddler.har': {
    view: 'diagnose',
    steps: ['api full', 'the requested scope is not allowed'],
    facts: [
      { format: 'har', kind: 'failure', provider: 'salesforce', app: null, scopes: 'api full', error: 'salesforce-scope-not-allowed' },
    ],
    receipt: { kept: 2, leftOut: 1, notUnderstood: 0, removed: { states: 1, cookies: 2, addresses: 1, bodies: 1 } },
  },
  'sanitized.har': {
    view: 'diagnose',
    steps: ['oauth tickets', 'Code for the app'],
    facts: [{ ...hubspot, format: 'har', kind: 'approval', app: null, scopes: 'oauth tickets' }],
    receipt: { kept: 2, leftOut: 0, notUnderstood: 0, removed: { states: 2, codes: 1, cookies: 1, bodies: 1 } },
  },
  'saml-tracer.json': {
    view: 'diagnose',
    steps: ['PKCE', 'Okta', 'SAML response', 'app must be installed into org'],
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
    receipt: { kept: 2, removed: { states: 1, challenges: 1, cookies: 1, assertions: 3 } },
  },
  'saml-tracer-legacy.json': {
    view: 'diagnose',
    steps: ['PKCE'],
    facts: [{ format: 'saml-tracer', kind: 'request', provider: 'salesforce', app: null, scopes: 'api refresh_token' }],
    receipt: { kept: 1, removed: { states: 1, challenges: 1, cookies: 1 } },
  },
  'app-hsmeta.json': {
    view: 'settings',
    facts: [
      {
        ...hubspot,
        format: 'app-settings',
        kind: 'settings',
        app: 'Contact sync',
        scopes: 'oauth crm.objects.contacts.read automation tickets',
        redirects: 'https://crm.vendor.example/hs https://crm.vendor.example/hs?{query}',
      },
    ],
    receipt: { kept: 1, removed: { people: 1 } },
  },
  'app-hsmeta-auth-at-top.json': {
    view: 'settings',
    facts: [
      {
        ...hubspot,
        format: 'app-settings',
        kind: 'settings',
        app: 'Deal sync',
        scopes: 'oauth crm.objects.deals.read tickets',
        redirects: 'https://crm.vendor.example/deals',
      },
    ],
    receipt: { kept: 1, removed: { people: 1 } },
  },
  'app-hsmeta-static.json': {
    view: 'settings',
    facts: [
      { ...hubspot, format: 'app-settings', kind: 'settings', app: 'Private sync', scopes: 'crm.objects.companies.read', redirects: '' },
    ],
    receipt: { kept: 1, removed: {} },
  },
  'public-app.json': {
    view: 'settings',
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
    view: 'settings',
    facts: [{ ...hubspot, format: 'app-settings', kind: 'settings', app: 'Private card', scopes: 'crm.objects.deals.read', redirects: '' }],
    receipt: { removed: {} },
  },
  'outreach-manifest.json': {
    view: 'settings',
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
    view: 'settings',
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
    view: 'settings',
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
  'external-app.xml': {
    view: 'settings',
    facts: [{ ...salesforce, format: 'app-settings', kind: 'settings', redirects: '' }],
    receipt: { kept: 1, removed: { people: 1 } },
  },
  'external-app-oauth.xml': {
    view: 'settings',
    facts: [
      {
        format: 'app-settings',
        kind: 'settings',
        provider: 'salesforce',
        app: 'Sync OAuth',
        scopes: 'api openid',
        redirects: '',
      },
    ],
    appInWorkbench: 'Sync',
    receipt: { removed: {} },
  },
  'external-app-global.xml': {
    view: 'settings',
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
    appInWorkbench: 'Sync',
    receipt: { removed: { secrets: 1 } },
  },
  'external-app-policy.xml': {
    view: 'settings',
    facts: [
      {
        format: 'app-settings',
        kind: 'settings',
        provider: 'salesforce',
        app: 'Sync policy',
        scopes: '',
        redirects: '',
      },
    ],
    appInWorkbench: 'Sync',
    receipt: { removed: {} },
  },
  'audit-trail-page.csv': {
    view: 'review',
    facts: [
      {
        ...salesforce,
        format: 'table',
        kind: 'audit-trail',
        scopes: 'api full',
        redirects: '',
        records: ['changeOauthDefaultScope 1 11/24/2026, 8:02:11 AM PST', 'changeOauthDefaultScope 1 11/23/2026, 8:02:11 AM PST'],
      },
    ],
    receipt: { kept: 2, leftOut: 1, notUnderstood: 1, removed: { people: 5 } },
  },
  'audit-trail-query.csv': {
    view: 'review',
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
    view: 'diagnose',
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
    view: 'diagnose',
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
    view: 'diagnose',
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
    view: 'inventory',
    facts: [
      { ...salesforce, format: 'table', kind: 'app-usage', records: ['token-of-uninstalled-app 2 2026-11-20T08:00:00.000+0000'] },
      { ...salesforce, format: 'table', kind: 'app-usage', app: 'Other', records: ['token 1 null'] },
    ],
    receipt: { kept: 3, removed: { people: 3, tokens: 3 } },
  },
  'unsecured-tokens.csv': {
    view: 'inventory',
    facts: [
      { ...salesforce, format: 'table', kind: 'app-usage', records: ['token-of-uninstalled-app 2 2026-11-20T08:00:00.000+0000'] },
      { ...salesforce, format: 'table', kind: 'app-usage', app: 'Tasks', records: ['token 1 null'] },
    ],
    receipt: { kept: 3, notUnderstood: 0, removed: { people: 3, tokens: 3 } },
  },
  'external-app-scopes.csv': {
    view: 'settings',
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
    view: 'diagnose',
    facts: [{ format: 'token-response', kind: 'token-response', provider: 'salesforce', app: null, scopes: 'refresh_token api' }],
    receipt: { kept: 1, removed: { tokens: 2 } },
  },
  'connector.ts.txt': {
    view: 'review',
    facts: [{ ...hubspot, format: 'text', kind: 'scope-list', app: null, scopes: 'crm.objects.contacts.write tickets forms' }],
    receipt: { kept: 3 },
  },
  'connector.yaml': {
    view: 'review',
    facts: [{ format: 'text', kind: 'scope-list', provider: 'salesforce', app: null, scopes: 'api offline_access' }],
    receipt: { kept: 2 },
  },
  'connector-properties.json': {
    view: 'review',
    facts: [{ ...hubspot, format: 'text', kind: 'scope-list', app: null, scopes: 'tickets crm.objects.deals.read' }],
    receipt: { kept: 2 },
  },
};
