/** One Outreach: the API with the documented authorize address, the accounts host that draws the pages, and the product itself. */
export interface Environment {
  api: string;
  accounts: string;
  web: string;
}

const production: Environment = { api: 'api.outreach.io', accounts: 'accounts.outreach.io', web: 'web.outreach.io' };

/** Its hosts are in getoutreach/extensibility-sdk; that it behaves like production is a stand-in. */
const staging: Environment = {
  api: 'api.outreach-staging.com',
  accounts: 'accounts.outreach-staging.com',
  web: 'web-master.outreach-staging.com',
};

export const environments: readonly Environment[] = [production, staging];
export const accountsHosts = { production: production.accounts, staging: staging.accounts } as const;
