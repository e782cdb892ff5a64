import type { Org } from './orgs';
import type { Person } from './people';
import type { SalesforceState } from './state';

/** A sign-in with username and password. */
export interface Attempt {
  /** Undefined for a username that does not exist. */
  person: Person | undefined;
  org: Org | undefined;
  /** One of the generic hosts, or the host of an org. */
  at: 'production' | 'sandbox' | 'my-domain' | 'site';
  integrationUsers: SalesforceState['integrationUsers'];
  loginLimit: number;
}

/**
 * The sentences that the login page may show. Evidence: the statuses of the event log reference.
 */
const shown = [
  'Restricted domain',
  'Restricted IP',
  'Restricted time',
  'Login rate exceeded',
  'User is inactive',
  'Failed: API-only user',
  'The Single Sign-On Gateway URL is invalid',
  "Your company's authentication service is down",
] as const;

/** The status in Login History. */
export type Failure = 'Unknown user' | 'Invalid Password' | (typeof shown)[number];

/** The sentence on the login page; undefined if the page does not give the reason. */
export function sentenceFor(failure: Failure): string | undefined {
  return shown.find((sentence) => sentence === failure);
}

/**
 * Sandboxes have their own users, who sign in on test.salesforce.com. This is general knowledge
 * without a source.
 */
export function environmentMustFit({ person, org, at }: Attempt): Failure | undefined {
  const fits = person && org && (at === 'my-domain' || at === 'site' || (at === 'sandbox') === org.sandbox);
  return fits ? undefined : 'Unknown user';
}

/**
 * My Domain's policy may forbid the generic hosts. Evidence: Salesforce's help
 * xcloud.domain_name_setting_login_policy. The status in Login History is inferred.
 */
export function genericHostMustBeAllowed({ org, at }: Attempt): Failure | undefined {
  return (at === 'production' || at === 'sandbox') && org && !org.genericLogin ? 'Restricted domain' : undefined;
}

/**
 * External users sign in on their Experience Cloud site. This is general knowledge without a
 * source.
 */
export function partnersUseTheirSite({ person, at }: Attempt): Failure | undefined {
  return person?.licence === 'Partner Community' && at !== 'site' ? 'Unknown user' : undefined;
}

/**
 * Evidence: the status in the event log reference. It is an assumption that every attempt counts.
 */
export function rateMustBeKept({ person, org, loginLimit }: Attempt): Failure | undefined {
  const before = org?.loginHistory.filter(({ username }) => username === person?.username) ?? [];
  return before.length >= loginLimit ? 'Login rate exceeded' : undefined;
}

/** Evidence: the status in the event log reference. */
export function personMustBeActiveToSignIn({ person }: Attempt): Failure | undefined {
  return person?.active ? undefined : 'User is inactive';
}

/**
 * Evidence: the status in the event log reference. It is inferred that the login IP ranges of the
 * profile cause it.
 */
export function addressMustBeInRange({ person }: Attempt): Failure | undefined {
  return person?.outsideIpRange ? 'Restricted IP' : undefined;
}

/**
 * Evidence: the status in the event log reference. It is inferred that the login hours of the
 * profile cause it.
 */
export function hoursMustFit({ person }: Attempt): Failure | undefined {
  return person?.outsideLoginHours ? 'Restricted time' : undefined;
}

/**
 * Users of single sign-on have no password, and the generic host has no button for it. Evidence:
 * public login scripts for test.salesforce.com. The status in Login History is not known, so it is
 * a stand-in.
 */
export function passwordMustExist({ person }: Attempt): Failure | undefined {
  return person?.signIn === 'sso' ? 'Invalid Password' : undefined;
}

/**
 * The user has the permission, but the org has no gateway. Evidence: the event log reference for
 * the sentence; the cause is inferred.
 */
export function gatewayMustExist({ person, org }: Attempt): Failure | undefined {
  const missing = person?.delegatedAuthentication && org?.delegatedGateway === 'none';
  return missing ? 'The Single Sign-On Gateway URL is invalid' : undefined;
}

/** Evidence: the status in the event log reference, which says that the service did not respond. */
export function gatewayMustAnswer({ person, org }: Attempt): Failure | undefined {
  const silent = person?.delegatedAuthentication && org?.delegatedGateway === 'down';
  return silent ? "Your company's authentication service is down" : undefined;
}

/**
 * Evidence: the status in the event log reference. Stopping this flow is one of the contradicting
 * reports, see `integrationUserMayFinish`.
 */
export function apiOnlyStaysOut({ person, integrationUsers }: Attempt): Failure | undefined {
  const stays = person?.licence === 'Salesforce Integration' && integrationUsers === 'login-refused';
  return stays ? 'Failed: API-only user' : undefined;
}

/**
 * The rules for all users. The password rules are skipped if an identity provider authenticates the
 * user.
 */
const ofThePerson = [rateMustBeKept, personMustBeActiveToSignIn, addressMustBeInRange, hoursMustFit];
const inOrder = [
  environmentMustFit,
  partnersUseTheirSite,
  genericHostMustBeAllowed,
  ...ofThePerson,
  passwordMustExist,
  gatewayMustExist,
  gatewayMustAnswer,
  apiOnlyStaysOut,
];

/** Returns the first broken rule. The order of the rules is made up. */
export function judgeAttempt(attempt: Attempt): Failure | undefined {
  return firstBroken(inOrder, attempt);
}

/**
 * Returns the first broken rule for a user whom an identity provider authenticated. It is an
 * assumption that these rules apply there too.
 */
export function judgeSignOn(attempt: Attempt): Failure | undefined {
  return firstBroken([...ofThePerson, apiOnlyStaysOut], attempt);
}

function firstBroken(rules: readonly ((attempt: Attempt) => Failure | undefined)[], attempt: Attempt): Failure | undefined {
  for (const rule of rules) {
    const failure = rule(attempt);
    if (failure) return failure;
  }
  return undefined;
}
