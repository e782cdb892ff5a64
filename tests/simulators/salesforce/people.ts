/** A user record of one org. */
export interface Person {
  /** Looks like an email address; unique over all orgs. */
  username: string;
  /** `005…`. */
  id: string;
  name: string;
  /** `Org.id`. */
  orgId: string;
  /** What this person is there for. */
  note: string;
  licence: 'Salesforce' | 'Salesforce Integration' | 'Partner Community';
  /** May open Setup. */
  admin: boolean;
  /** The permission that lets its holder allow apps that nobody installed. By default the standard System Administrator profile only. */
  approvesUninstalledApps: boolean;
  /** `sso`: has no password in Salesforce. */
  signIn: 'password' | 'sso' | 'both';
  /** The permission "Is Single Sign-On Enabled": the org's gateway answers for the password. */
  delegatedAuthentication: boolean;
  multiFactor: boolean;
  /** The profile's login IP ranges leave this machine out. */
  outsideIpRange: boolean;
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
  active: true,
  ...more,
});

const admin = { admin: true, approvesUninstalledApps: true } as const;
const acme = '00Dsim000000000ACM';

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
];
