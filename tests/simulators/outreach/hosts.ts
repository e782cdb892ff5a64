/**
 * The hosts of one Outreach: the API with the documented authorize URL, the accounts host with the
 * pages, and the product.
 */
export interface Environment {
  api: string;
  accounts: string;
  web: string;
}

const production: Environment = { api: 'api.outreach.io', accounts: 'accounts.outreach.io', web: 'web.outreach.io' };

/**
 * The hosts are in getoutreach/extensibility-sdk. It is an assumption that staging behaves like
 * production.
 */
const staging: Environment = {
  api: 'api.outreach-staging.com',
  accounts: 'accounts.outreach-staging.com',
  web: 'web-master.outreach-staging.com',
};

export const environments: readonly Environment[] = [production, staging];
export const accountsHosts = { production: production.accounts, staging: staging.accounts } as const;
