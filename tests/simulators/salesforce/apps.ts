import { canary } from '../canary';

/**
 * An app as its developer configured it: a connected app, or since Spring '26 an external client
 * app.
 */
export interface SalesforceApp {
  /** The consumer key, which is the client ID. */
  clientId: string;
  /** Known to the app's server only; a browser never sends it. */
  clientSecret: string;
  name: string;
  callbackUrls: string[];
  /** The Selected OAuth Scopes in Setup. */
  scopes: string[];
  requiresPkce: boolean;
  /**
   * The app's own ID and the org that created it. The link with which an admin installs the app
   * contains both.
   */
  appId: string;
  homeOrgId: string;
  kind: 'connected-app' | 'external-client-app';
  /** The distribution of an external client app. `local` apps work in their own org only. */
  distribution: 'packaged' | 'local';
  /** True if the app's servers use changing cloud addresses. */
  changesAddress: boolean;
}

/**
 * Clay's FAQ lists these five scopes as required. Key and callback are stand-ins, because neither
 * is public.
 */
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

/** A made-up app: the only one that requires PKCE, with many scopes. */
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
