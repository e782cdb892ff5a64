import type { Org } from './orgs';
import type { Person } from './people';
import type { SalesforceState } from './state';

/** Somebody with user name and password. */
export interface Attempt {
  /** Undefined for a user name that does not exist. */
  person: Person | undefined;
  org: Org | undefined;
  /** Which of the generic hosts, or the org's own. */
  at: 'production' | 'sandbox' | 'my-domain' | 'site';
  integrationUsers: SalesforceState['integrationUsers'];
  loginLimit: number;
}

/** Sentences that the login page may show. Evidence: the statuses of the event log reference. */
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

/** The words of Login History. */
export type Failure = 'Unknown user' | 'Invalid Password' | (typeof shown)[number];

/** Undefined for what the login page keeps to itself. */
export function sentenceFor(failure: Failure): string | undefined {
  return shown.find((sentence) => sentence === failure);
}

/** Sandboxes have users of their own, who sign in on test.salesforce.com. General knowledge: no source was read for it. */
export function environmentMustFit({ person, org, at }: Attempt): Failure | undefined {
  const fits = person && org && (at === 'my-domain' || at === 'site' || (at === 'sandbox') === org.sandbox);
  return fits ? undefined : 'Unknown user';
}

/**
 * My Domain's policy may forbid the generic hosts. Evidence: Salesforce's help xcloud.domain_name_setting_login_policy; that Login
 * History calls it so is inferred.
 */
export function genericHostMustBeAllowed({ org, at }: Attempt): Failure | undefined {
  return (at === 'production' || at === 'sandbox') && org && !org.genericLogin ? 'Restricted domain' : undefined;
}

/** External users sign in on their Experience Cloud site. General knowledge: no source was read for it. */
export function partnersUseTheirSite({ person, at }: Attempt): Failure | undefined {
  return person?.licence === 'Partner Community' && at !== 'site' ? 'Unknown user' : undefined;
}

/** Evidence: the status in the event log reference; that every attempt counts is a stand-in. */
export function rateMustBeKept({ person, org, loginLimit }: Attempt): Failure | undefined {
  const before = org?.loginHistory.filter(({ username }) => username === person?.username) ?? [];
  return before.length >= loginLimit ? 'Login rate exceeded' : undefined;
}

/** Evidence: the status in the event log reference. */
export function personMustBeActiveToSignIn({ person }: Attempt): Failure | undefined {
  return person?.active ? undefined : 'User is inactive';
}

/** Evidence: the status in the event log reference; the profile's login IP ranges as its cause are inferred. */
export function addressMustBeInRange({ person }: Attempt): Failure | undefined {
  return person?.outsideIpRange ? 'Restricted IP' : undefined;
}

/** Evidence: the status in the event log reference; the profile's login hours as its cause are inferred. */
export function hoursMustFit({ person }: Attempt): Failure | undefined {
  return person?.outsideLoginHours ? 'Restricted time' : undefined;
}

/**
 * Who comes over single sign-on has no password to type, and the generic host has no button. Evidence: public login scripts for
 * test.salesforce.com. Which status Login History notes is not known: a stand-in.
 */
export function passwordMustExist({ person }: Attempt): Failure | undefined {
  return person?.signIn === 'sso' ? 'Invalid Password' : undefined;
}

/** The permission without a gateway behind it. Evidence: the event log reference for the sentence; the cause is inferred. */
export function gatewayMustExist({ person, org }: Attempt): Failure | undefined {
  const missing = person?.delegatedAuthentication && org?.delegatedGateway === 'none';
  return missing ? 'The Single Sign-On Gateway URL is invalid' : undefined;
}

/** Evidence: the status in the event log reference, which says that the service did not answer. */
export function gatewayMustAnswer({ person, org }: Attempt): Failure | undefined {
  const silent = person?.delegatedAuthentication && org?.delegatedGateway === 'down';
  return silent ? "Your company's authentication service is down" : undefined;
}

/** Evidence: the status in the event log reference; that it stops this flow is one of the contradicting reports, see `integrationUserMayFinish`. */
export function apiOnlyStaysOut({ person, integrationUsers }: Attempt): Failure | undefined {
  const stays = person?.licence === 'Salesforce Integration' && integrationUsers === 'login-refused';
  return stays ? 'Failed: API-only user' : undefined;
}

/** Of everybody; those of the password are left out when an identity provider vouches. */
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

/** The first rule that is broken; the order is ours. */
export function judgeAttempt(attempt: Attempt): Failure | undefined {
  return firstBroken(inOrder, attempt);
}

/** The same for somebody for whom an identity provider vouches. That these rules hold there too is a stand-in. */
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
