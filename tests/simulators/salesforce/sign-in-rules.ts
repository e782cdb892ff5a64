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
}

/** The words of Login History, which the login page keeps to itself. */
export type Failure = 'Unknown user' | 'Invalid Password' | 'Restricted domain' | 'Failed: API-only user' | typeof gatewayInvalid;

export const gatewayInvalid = 'The Single Sign-On Gateway URL is invalid';

/** Sandboxes have users of their own, who sign in on test.salesforce.com. General knowledge: no source was read for it. */
export function environmentMustFit({ person, org, at }: Attempt): Failure | undefined {
  const fits = person && org && (at === 'my-domain' || at === 'site' || (at === 'sandbox') === org.sandbox);
  return fits ? undefined : 'Unknown user';
}

/** My Domain's policy may forbid the generic hosts. Evidence: Salesforce's help xcloud.domain_name_setting_login_policy. */
export function genericHostMustBeAllowed({ org, at }: Attempt): Failure | undefined {
  return (at === 'production' || at === 'sandbox') && org && !org.genericLogin ? 'Restricted domain' : undefined;
}

/** External users sign in on their Experience Cloud site. General knowledge: no source was read for it. */
export function partnersUseTheirSite({ person, at }: Attempt): Failure | undefined {
  return person?.licence === 'Partner Community' && at !== 'site' ? 'Unknown user' : undefined;
}

/**
 * Who comes over single sign-on has no password to type, and the generic host has no button. Evidence: public login scripts for
 * test.salesforce.com. Which status Login History notes is not known: a stand-in.
 */
export function passwordMustExist({ person }: Attempt): Failure | undefined {
  return person?.signIn === 'sso' ? 'Invalid Password' : undefined;
}

/** The permission without a gateway behind it. Evidence: the event log reference for the sentence; the cause is inferred. */
export function gatewayMustExist({ person }: Attempt): Failure | undefined {
  return person?.delegatedAuthentication ? gatewayInvalid : undefined;
}

/** Evidence: the status in the event log reference; that it stops this flow is one of the contradicting reports, see `integrationUserMayFinish`. */
export function apiOnlyStaysOut({ person, integrationUsers }: Attempt): Failure | undefined {
  const stays = person?.licence === 'Salesforce Integration' && integrationUsers === 'login-refused';
  return stays ? 'Failed: API-only user' : undefined;
}

const inOrder = [environmentMustFit, partnersUseTheirSite, genericHostMustBeAllowed, passwordMustExist, gatewayMustExist, apiOnlyStaysOut];

/** The first rule that is broken; the order is ours. */
export function judgeAttempt(attempt: Attempt): Failure | undefined {
  for (const rule of inOrder) {
    const failure = rule(attempt);
    if (failure) return failure;
  }
  return undefined;
}
