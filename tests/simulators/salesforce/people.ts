/** A user record of one org. */
export interface Person {
  /** Looks like an email address, and is unique across all orgs. */
  username: string;
  /** An ID that begins with `005`. */
  id: string;
  name: string;
  /** The `Org.id` of the user's org. */
  orgId: string;
  /** What this user is for in tests. */
  note: string;
  licence: 'Salesforce' | 'Salesforce Integration' | 'Partner Community';
  /** True if the user may open Setup. */
  admin: boolean;
  /**
   * True if the user has the permission to allow apps that are not installed. By default only the
   * standard System Administrator profile has it.
   */
  approvesUninstalledApps: boolean;
  /** `sso`: the user has no password in Salesforce. */
  signIn: 'password' | 'sso' | 'both';
  /**
   * True if the user has the permission "Is Single Sign-On Enabled": the org's gateway checks the
   * password.
   */
  delegatedAuthentication: boolean;
  multiFactor: boolean;
  /** True if this machine is outside the login IP ranges of the user's profile. */
  outsideIpRange: boolean;
  /** True if the servers of apps are outside those ranges. */
  appsOutsideIpRange: boolean;
  /** True if the login hours of the user's profile are over. */
  outsideLoginHours: boolean;
  /** True if the user's network gives each request another IP address. */
  changesAddress: boolean;
  active: boolean;
}

const person = (username: string, name: string, orgId: string, note: string, more: Partial<Person> = {}): Person => ({
  username,
  id: `005sim${name.replace(/\W/g, '').slice(0, 12).padEnd(12, '0')}`,
  name,
  orgId,
  note,
  licence: 'Salesforce',
  admin: false,
  approvesUninstalledApps: false,
  signIn: 'password',
  delegatedAuthentication: false,
  multiFactor: false,
  outsideIpRange: false,
  appsOutsideIpRange: false,
  outsideLoginHours: false,
  changesAddress: false,
  active: true,
  ...more,
});

const admin = { admin: true, approvesUninstalledApps: true } as const;
const acme = '00Dsim000000000ACM';
const approvedOnly = '00Dsim000000000APP';
const enforcedIp = '00Dsim000000000EIP';
const locked = '00Dsim000000000LCK';
const enforcedSso = '00Dsim000000000SSO';

export const people: readonly Person[] = [
  person('ada@acme.example', 'Ada Alder', acme, 'administrator of Acme', admin),
  person('ben@acme.example', 'Ben Birch', acme, 'full licence in Acme, where Clay is installed'),
  person('mona@acme.example', 'Mona Maple', acme, 'like Ben, with a second factor', { multiFactor: true }),
  person('robot@acme.example', 'Robot Reed', acme, 'Integration User of Acme', { licence: 'Salesforce Integration' }),
  person('pat@partner.example', 'Pat Pine', acme, 'partner on the Experience Cloud site of Acme', { licence: 'Partner Community' }),
  person('gia@globex.example', 'Gia Grove', '00Dsim000000000GLX', 'administrator of Globex, where Clay is not installed', admin),
  person('hank@globex.example', 'Hank Hazel', '00Dsim000000000GLX', 'may not approve apps that are not installed'),
  person('ivy@initech.example', 'Ivy Iris', '00Dsim000000000INI', 'signs in over single sign-on only', { signIn: 'sso' }),
  person('ian@initech.example', 'Ian Ivy', '00Dsim000000000INI', 'administrator of Initech, with a password too', {
    ...admin,
    signIn: 'both',
  }),
  person('uma@umbrella.example', 'Uma Umber', '00Dsim000000000UMB', 'Clay is blocked in Umbrella'),
  person('ada@acme.example.dev', 'Ada Alder (dev)', '00Dsim000000000DEV', 'administrator of the sandbox', admin),
  person('approved@approved-users-only.example', 'Approved', approvedOnly, 'is on the list of Clay'),
  person('not-approved@approved-users-only.example', 'Not Approved', approvedOnly, 'is not on the list of Clay'),
  person('outside@enforced-ip.example', 'Outside', enforcedIp, 'is outside the login IP ranges', { outsideIpRange: true }),
  person('app-outside@enforced-ip.example', 'App Outside', enforcedIp, 'is inside the login IP ranges, but Clay’s servers are not', {
    appsOutsideIpRange: true,
  }),
  person('after-hours@enforced-ip.example', 'After Hours', enforcedIp, 'is outside the login hours', { outsideLoginHours: true }),
  person('roaming@locked-sessions.example', 'Roaming', locked, 'has another IP address at each request', { changesAddress: true }),
  person('resting@locked-sessions.example', 'Resting', locked, 'keeps one IP address'),
  person('slow@short-sessions.example', 'Slow', '00Dsim000000000SHO', 'takes longer than a session lasts'),
  person('watched@transaction-policy.example', 'Watched', '00Dsim000000000TXN', 'a Transaction Security Policy blocks Clay'),
  person('over-idp@enforced-sso.example', 'Over IdP', enforcedSso, 'everybody is sent to the identity provider', { signIn: 'sso' }),
  person('sso-enabled@enforced-sso.example', 'SSO Enabled', enforcedSso, 'has “Is Single Sign-On Enabled”', {
    delegatedAuthentication: true,
  }),
  person('service@enforced-sso.example', 'Service Account', enforcedSso, 'service account with a password and without single sign-on'),
];
