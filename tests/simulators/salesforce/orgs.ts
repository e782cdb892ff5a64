import type { IdpName } from '../idp/idps';
import { salesforceRegistration } from './apps';

/** How one org manages an app. */
export interface InstalledApp {
  permittedUsers: keyof typeof permittedUsers;
  /**
   * The usernames whose profile or permission set is assigned to the app; used with
   * `admin-approved`.
   */
  admitted: string[];
  ipRelaxation: keyof typeof ipRelaxations;
}

/**
 * The values of Permitted Users and IP Relaxation as Setup names them. Evidence: Salesforce's help
 * xcloud.connected_app_manage_oauth.
 */
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
  /** The setting "Lock sessions to the IP address from which they originated". */
  lockedToIp: boolean;
  /** A session ends after this time without a request. Setup offers 15 minutes to 24 hours. */
  timeoutMs: number;
}

/** A Transaction Security Policy with the action Block. */
export interface TransactionPolicy {
  name: string;
  /** The client IDs whose OAuth requests match its condition. */
  blocks: string[];
}

/** The sign-in through an identity provider on the org's My Domain. */
export interface SingleSignOn {
  idp: IdpName;
  /** `openid` uses an Auth. Provider of the org, `/services/auth/sso/…`. */
  kind: 'saml' | 'openid';
  /** `button` puts a button on the login page; `direct` skips that page. */
  start: 'button' | 'direct';
  /** For SAML only. */
  binding: 'HttpPost' | 'HttpRedirect';
  /** True if My Domain also shows username and password. */
  passwordForm: boolean;
  /** Whether the approval page appears after single sign-on; see `approvalMustAppear`. */
  approval: 'appears' | 'error-page';
}

/**
 * An Experience Cloud site: its host, and a path prefix without a trailing slash, which may be
 * empty.
 */
export interface ExperienceSite {
  host: string;
  prefix: string;
}

export interface Org {
  /** An ID of 18 characters that begins with `00D`. */
  id: string;
  name: string;
  /** The host of My Domain. */
  host: string;
  sandbox: boolean;
  sites: ExperienceSite[];
  /** The managed apps, by client ID. */
  installed: Record<string, InstalledApp>;
  /** The client IDs that an admin blocked. */
  blocked: string[];
  apiAccessControl: boolean;
  /** False: My Domain's policy forbids signing in on login.salesforce.com. */
  genericLogin: boolean;
  blocksUserAgentFlow: boolean;
  locked: boolean;
  sessionSettings: SessionSettings;
  transactionPolicies: TransactionPolicy[];
  sso: SingleSignOn | null;
  /** The state of the service that checks passwords for delegated authentication. */
  delegatedGateway: 'none' | 'down' | 'up';
  /** The type of the login page as the public configuration names it. */
  loginPageType: 'standard' | 'custom' | 'discoverable';
  /** The entries of Login History in Setup, newest last. */
  loginHistory: { username: string; status: string }[];
  /**
   * The client IDs that were refused because the app is not installed. Setup's usage page lists
   * them.
   */
  deniedAttempts: string[];
}

/**
 * Returns a new object each time, because cloning the whole list would keep a shared object shared.
 */
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

/** Returns the host of Lightning pages. Public extensions list these hosts. */
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
