import { canary } from '../canary';

/**
 * One pair of credentials of an app, as Outreach's developer portal issues it: a Doorkeeper
 * application.
 */
export interface OutreachApp {
  clientId: string;
  /** Known to the app's server only; a browser never sends it. */
  clientSecret: string;
  name: string;
  /** Development and production credentials each have their own redirect URIs and scopes. */
  credentials: 'development' | 'production';
  redirectUris: string[];
  /** All scopes that the app may request. */
  scopes: string[];
  /** True if the app can keep a secret. Public clients always get the consent page. */
  confidential: boolean;
  /** Whether the app is published for everybody, or only for the organization that owns it. */
  published: 'publicly' | 'internally';
  /** The organization that owns the app. */
  org: string;
  /** The email addresses of the app's developers. */
  developers: string[];
}

/** The registered apps. Their client IDs are stand-ins, because none is public. */
const app = (key: string, name: string, redirectUri: string, scopes: string[], more: Partial<OutreachApp> = {}): OutreachApp => ({
  clientId: `sim-outreach-${key}`,
  clientSecret: `${canary}-secret-${key}-outreach`,
  name,
  credentials: 'production',
  redirectUris: [redirectUri],
  scopes,
  confidential: true,
  published: 'publicly',
  org: name,
  developers: [],
  ...more,
});

/**
 * The 12 required and 4 optional scopes that Clay publishes:
 * https://university.clay.com/docs/oauth-optional-scopes. The callback is a stand-in.
 */
const clay = app('clay', 'Clay', 'https://app.clay.com/oauth/outreach/callback', [
  'users.all',
  'stages.all',
  'sequenceSteps.all',
  'sequenceStates.all',
  'sequences.all',
  'roles.all',
  'recipients.all',
  'prospects.all',
  'opportunityStages.all',
  'opportunities.all',
  'mailboxes.all',
  'events.all',
  'tasks.all',
  'taskDispositions.read',
  'taskPriorities.read',
  'taskPurposes.read',
]);

/**
 * The callback is the one that Workato publishes
 * (https://docs.workato.com/connectors/hubspot/scopes.html); all its connectors share it. Its
 * Outreach scopes are not published, so these come from the list of its community connector
 * (workato/custom_connector_docs).
 */
const workato = app('workato', 'Workato', 'https://www.workato.com/oauth/callback', [
  'profile',
  'email',
  'accounts.all',
  'calls.all',
  'mailboxes.all',
  'prospects.all',
  'sequenceStates.all',
  'sequences.all',
  'stages.all',
  'tasks.all',
  'users.all',
  'webhooks.all',
]);

const northwindScopes = [
  'openid',
  'profile',
  'email',
  'create_prospects',
  'read_prospects',
  'update_prospects',
  'accounts.delete',
  'accounts.read',
  'accounts.write',
  'prospects.read',
  'sequences.all',
  'teams.aggregate',
  'scim',
];

/** A made-up app: published for its own organization only, with one scope of every spelling. */
const northwind = app('northwind', 'Northwind Sync', 'https://sync.northwind.example/outreach/callback', northwindScopes, {
  published: 'internally',
  org: 'Northwind',
  developers: ['dora@northwind.example'],
});

/**
 * The same app before it was published, with fewer scopes: a request that works in production can
 * fail here.
 */
const northwindDevelopment: OutreachApp = {
  ...northwind,
  clientId: 'sim-outreach-northwind-development',
  clientSecret: `${canary}-secret-northwind-development-outreach`,
  credentials: 'development',
  redirectUris: ['https://sync.northwind.example/outreach/development/callback'],
  scopes: northwindScopes.filter((id) => id !== 'sequences.all'),
};

export const outreachApps: readonly OutreachApp[] = [clay, workato, northwind, northwindDevelopment];
export const outreachRegistration = { clay, workato, northwind, northwindDevelopment } as const;
