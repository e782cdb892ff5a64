import type { IdpName } from '../idp/idps';
import { salesforceRegistration } from './apps';

/** How an app is managed in one org. */
export interface InstalledApp {
  permittedUsers: keyof typeof permittedUsers;
  /** Usernames whose profile or permission set is on the app; for `admin-approved`. */
  admitted: string[];
  ipRelaxation: keyof typeof ipRelaxations;
}

/** Values of Permitted Users and IP Relaxation as Setup names them. Evidence: Salesforce's help xcloud.connected_app_manage_oauth. */
export const permittedUsers = {
  'self-authorize': 'All users may self-authorize',
  'admin-approved': 'Admin approved users are pre-authorized',
} as const;
export const ipRelaxations = {
  enforce: 'Enforce IP restrictions',
  'enforce-but-refresh': 'Enforce IP restrictions, but relax for refresh tokens',
  'relax-with-second-factor': 'Relax IP restrictions for activated devices',
  relax: 'Relax IP restrictions',
} as const;

export interface SessionSettings {
  /** "Lock sessions to the IP address from which they originated". */
  lockedToIp: boolean;
  /** Without a request for this long a session ends. Setup offers 15 minutes to 24 hours. */
  timeoutMs: number;
}

/** A Transaction Security Policy with the action Block. */
export interface TransactionPolicy {
  name: string;
  /** Client ids whose OAuth requests meet its condition. */
  blocks: string[];
}

/** Sign-in over an identity provider on the org's My Domain. */
export interface SingleSignOn {
  idp: IdpName;
  /** `openid` goes over an Auth. Provider of the org, `/services/auth/sso/…`. */
  kind: 'saml' | 'openid';
  /** `button` stands on the login page; `direct` skips that page. */
  start: 'button' | 'direct';
  /** Of SAML only. */
  binding: 'HttpPost' | 'HttpRedirect';
  /** Whether My Domain shows user name and password too. */
  passwordForm: boolean;
  /** Whether the approval page appears after single sign-on; see `approvalMustAppear`. */
  approval: 'appears' | 'error-page';
}

/** An Experience Cloud site: its host, and a path prefix without a trailing slash, which may be empty. */
export interface ExperienceSite {
  host: string;
  prefix: string;
}

export interface Org {
  /** `00D…`, 18 characters. */
  id: string;
  name: string;
  /** My Domain. */
  host: string;
  sandbox: boolean;
  sites: ExperienceSite[];
  /** By client id. */
  installed: Record<string, InstalledApp>;
  /** Client ids that an administrator blocked. */
  blocked: string[];
  apiAccessControl: boolean;
  /** False: My Domain's policy forbids to sign in on login.salesforce.com. */
  genericLogin: boolean;
  blocksUserAgentFlow: boolean;
  locked: boolean;
  sessionSettings: SessionSettings;
  transactionPolicies: TransactionPolicy[];
  sso: SingleSignOn | null;
  /** The service that answers for people with delegated authentication. */
  delegatedGateway: 'none' | 'down' | 'up';
  /** As the public configuration names it. */
  loginPageType: 'standard' | 'custom' | 'discoverable';
  /** What the Login History page of Setup lists, newest last. */
  loginHistory: { username: string; status: string }[];
  /** Client ids that were refused because they are not installed; the usage page of Setup lists them. */
  deniedAttempts: string[];
}

/** A fresh object each time: a clone of the whole list would keep a shared one shared. */
export function selfAuthorized(): InstalledApp {
  return { permittedUsers: 'self-authorize', admitted: [], ipRelaxation: 'relax' };
}

const clay = salesforceRegistration.clay.clientId;
const northwind = salesforceRegistration.northwind.clientId;
const hour = 60 * 60 * 1000;

const org = (name: string, id: string, host: string, more: Partial<Org> = {}): Org => ({
  id,
  name,
  host,
  sandbox: false,
  sites: [],
  installed: {},
  blocked: [],
  apiAccessControl: false,
  genericLogin: true,
  blocksUserAgentFlow: false,
  locked: false,
  sessionSettings: { lockedToIp: false, timeoutMs: 2 * hour },
  transactionPolicies: [],
  sso: null,
  delegatedGateway: 'none',
  loginPageType: 'standard',
  loginHistory: [],
  deniedAttempts: [],
  ...more,
});

export const orgs: readonly Org[] = [
  org('Acme', '00Dsim000000000ACM', 'acme.my.salesforce.com', {
    installed: { [clay]: selfAuthorized(), [northwind]: selfAuthorized() },
    sites: [
      { host: 'acme.my.site.com', prefix: '/partners' },
      { host: 'partners.acme.example', prefix: '' },
      { host: 'partners.acme.example', prefix: '/emea' },
    ],
  }),
  org('Globex', '00Dsim000000000GLX', 'globex.my.salesforce.com'),
  org('Initech', '00Dsim000000000INI', 'initech.my.salesforce.com', {
    installed: { [clay]: selfAuthorized() },
    sso: { idp: 'okta', kind: 'saml', start: 'direct', binding: 'HttpPost', passwordForm: false, approval: 'appears' },
  }),
  org('Umbrella', '00Dsim000000000UMB', 'umbrella.my.salesforce.com', {
    installed: { [clay]: { ...selfAuthorized(), permittedUsers: 'admin-approved' } },
    blocked: [clay],
    apiAccessControl: true,
  }),
  org('Acme (dev sandbox)', '00Dsim000000000DEV', 'acme--dev.sandbox.my.salesforce.com', {
    sandbox: true,
    installed: { [clay]: selfAuthorized() },
  }),
  org('Approved Users Only', '00Dsim000000000APP', 'approved-users-only.my.salesforce.com', {
    installed: { [clay]: { ...selfAuthorized(), permittedUsers: 'admin-approved', admitted: ['approved@approved-users-only.example'] } },
  }),
  org('Enforced IP', '00Dsim000000000EIP', 'enforced-ip.my.salesforce.com', {
    installed: { [clay]: { ...selfAuthorized(), ipRelaxation: 'enforce' } },
  }),
  org('Locked Sessions', '00Dsim000000000LCK', 'locked-sessions.my.salesforce.com', {
    installed: { [clay]: selfAuthorized() },
    sessionSettings: { lockedToIp: true, timeoutMs: 2 * hour },
  }),
  org('Short Sessions', '00Dsim000000000SHO', 'short-sessions.my.salesforce.com', {
    installed: { [clay]: selfAuthorized() },
    sessionSettings: { lockedToIp: false, timeoutMs: hour / 4 },
  }),
  org('Transaction Policy', '00Dsim000000000TXN', 'transaction-policy.my.salesforce.com', {
    installed: { [clay]: selfAuthorized() },
    transactionPolicies: [{ name: 'Block new connections', blocks: [clay] }],
  }),
  org('Enforced SSO', '00Dsim000000000SSO', 'enforced-sso.my.salesforce.com', {
    installed: { [clay]: selfAuthorized() },
    sso: { idp: 'entra', kind: 'saml', start: 'direct', binding: 'HttpPost', passwordForm: false, approval: 'error-page' },
    delegatedGateway: 'up',
  }),
];

export const genericHosts = { 'login.salesforce.com': 'production', 'test.salesforce.com': 'sandbox' } as const;

/** Where Lightning pages live; public extensions list these hosts. */
export function lightningHost({ host }: Org): string {
  return host.replace('.my.salesforce.com', '.lightning.force.com');
}

export function setupHost({ host }: Org): string {
  return host.replace('.my.salesforce.com', '.my.salesforce-setup.com');
}

export function hostsOf(list: readonly Org[]): string[] {
  const own = list.flatMap((one) => [one.host, lightningHost(one), setupHost(one), ...one.sites.map(({ host }) => host)]);
  return [...new Set([...Object.keys(genericHosts), ...own])];
}
