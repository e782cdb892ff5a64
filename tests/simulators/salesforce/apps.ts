import { canary } from '../canary';

/** An app as its developer set it up: a connected app, or an external client app since Spring '26. */
export interface SalesforceApp {
  /** The consumer key. */
  clientId: string;
  /** Known to the app's server only; a browser never carries it. */
  clientSecret: string;
  name: string;
  callbackUrls: string[];
  /** Selected OAuth Scopes. */
  scopes: string[];
  requiresPkce: boolean;
  /** Of the link with which an administrator installs it: its own id, and the org in which it was made. */
  appId: string;
  homeOrgId: string;
  kind: 'connected-app' | 'external-client-app';
  /** Of external client apps: `local` ones work in their own org only. */
  distribution: 'packaged' | 'local';
  /** Its servers call from cloud addresses that change. */
  changesAddress: boolean;
}

/** Clay's FAQ lists these five scopes as required. Key and callback are stand-ins: neither is public. */
const clay: SalesforceApp = {
  clientId: '3MVG9sim.Clay.0001',
  clientSecret: `${canary}-secret-clay-salesforce`,
  name: 'Clay',
  callbackUrls: ['https://app.clay.com/oauth/salesforce/callback'],
  scopes: ['api', 'refresh_token', 'id', 'openid', 'profile'],
  requiresPkce: false,
  appId: '0Cisim00000000CLAY',
  homeOrgId: '00Dsim0000000CLAY0',
  kind: 'connected-app',
  distribution: 'packaged',
  changesAddress: true,
};

/** Made up: the one that demands PKCE and has many scopes. */
const northwind: SalesforceApp = {
  clientId: '3MVG9sim.Northwind.0002',
  clientSecret: `${canary}-secret-northwind-salesforce`,
  name: 'Northwind Sync',
  callbackUrls: ['https://sync.northwind.example/salesforce/callback'],
  scopes: ['full', 'refresh_token', 'openid'],
  requiresPkce: true,
  appId: '0Cisim00000000NORT',
  homeOrgId: '00Dsim000000000ACM',
  kind: 'external-client-app',
  distribution: 'packaged',
  changesAddress: false,
};

export const salesforceApps: readonly SalesforceApp[] = [clay, northwind];
export const salesforceRegistration = { clay, northwind } as const;
