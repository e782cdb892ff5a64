import type { SalesforceApp } from './apps';
import type { InstalledApp, Org } from './orgs';
import type { Person } from './people';
import type { AuthorizationRequest } from './request';
import { covers, scopeCalled } from './scopes';
import type { SalesforceState } from './state';
import type { Approval } from './tokens';

/**
 * Why Salesforce refuses. `text` is a bare response body at the authorize URL; `page` is
 * Salesforce's error page, whose URL contains the reason and which never redirects to the app;
 * `callback` redirects to the app; `bare-page` is the error page without a reason in its URL.
 */
export interface Refusal {
  surface: 'text' | 'page' | 'bare-page' | 'callback';
  error: string;
  description: string;
  /** The status in Login History. */
  status?: string;
}

/** Everything that is known once the user is signed in. */
export interface Case {
  app: SalesforceApp;
  request: AuthorizationRequest;
  org: Org;
  person: Person;
  signedInOver: SignedInOver;
  approvals: readonly Approval[];
  integrationUsers: SalesforceState['integrationUsers'];
}

/**
 * Who authenticated the user: Salesforce by password, the org's gateway for delegated
 * authentication, or the org's identity provider.
 */
export type SignedInOver = 'password' | 'gateway' | 'identity-provider';

const back = (error: string, description: string): Refusal => ({ surface: 'callback', error, description });

/**
 * Vendors report the cause, but no source shows the error page's URL in that case, so the general
 * error without a reason is inferred. The status in Login History is inferred too.
 */
const withoutReason = (status?: string): Refusal => ({
  surface: 'bare-page',
  error: 'OAUTH_APPROVAL_ERROR_GENERIC',
  description: 'An unexpected error has occured during authentication',
  ...(status === undefined ? {} : { status }),
});

/**
 * A closed org allows neither login nor approval. Evidence: public lists of the error codes; the
 * surface is the documented one.
 */
export function orgMustBeOpen({ org }: Case): Refusal | undefined {
  return org.locked ? back('inactive_org', 'organization is locked, closed, or suspended') : undefined;
}

/** Evidence: public lists of the error codes; the surface is the documented one. */
export function personMustBeActive({ person }: Case): Refusal | undefined {
  return person.active ? undefined : back('inactive_user', 'user is inactive');
}

/**
 * Evidence: Blue Canvas's guide on authorization errors. It is inferred that an org's switch for
 * this flow leads to this code.
 */
export function flowMustBeAllowed({ org, request }: Case): Refusal | undefined {
  const blocked = org.blocksUserAgentFlow && request.responseType.includes('token');
  return blocked ? back('unsupported_response_type', 'response type not supported') : undefined;
}

/**
 * A local external client app works in its own org only, a packaged one in orgs with its package.
 * Evidence: PipedreamHQ/pipedream#21557 and public connectors' guides.
 */
export function externalClientAppMustReachOrg({ app, org }: Case): Refusal | undefined {
  if (app.kind !== 'external-client-app' || app.homeOrgId === org.id) return undefined;
  if (app.distribution === 'local')
    return back('OAUTH_AUTHORIZATION_BLOCKED', 'Cross-org OAuth flows are not supported for this external client app');
  return org.installed[app.clientId] ? undefined : back('OAUTH_EC_APP_NOT_FOUND', 'External client app is not installed in this org');
}

/**
 * An admin pressed Block, or API Access Control is on and the app was never installed. Evidence:
 * Microsoft's troubleshooting for Copilot for Sales, Salesforce Inspector Reloaded's guide.
 */
export function appMustNotBeBlocked({ app, org }: Case): Refusal | undefined {
  const blocked = org.blocked.includes(app.clientId) || (org.apiAccessControl && !org.installed[app.clientId]);
  return blocked ? back('OAUTH_APP_BLOCKED', 'this app is blocked by admin') : undefined;
}

/**
 * Since September 2025, an app that is not installed works only for holders of "Approve Uninstalled
 * Connected Apps" and for users who had allowed it before. The org's own apps are not affected.
 * Evidence: Salesforce's knowledge article 005132365 and the test log in
 * Damecek/force-navigator-reloaded, which shows exactly this error in the URL of the error page.
 */
export function appMustBeInstalled({ app, org, person, approvals }: Case): Refusal | undefined {
  const before = approvals.some(({ clientId, username }) => clientId === app.clientId && username === person.username);
  if (org.installed[app.clientId] || app.homeOrgId === org.id || person.approvesUninstalledApps || before) return undefined;
  return { surface: 'page', error: 'invalid_client', description: 'app must be installed into org' };
}

/**
 * The setting Permitted Users. With API Access Control every app counts as "admin approved users".
 * Evidence: Microsoft's troubleshooting, abisek/salesforce-elf-browser#9, Salesforce's help on API
 * Access Control.
 */
export function personMustBeAdmitted({ app, org, person }: Case): Refusal | undefined {
  const policy = org.installed[app.clientId];
  if (!policy || (policy.permittedUsers === 'self-authorize' && !org.apiAccessControl)) return undefined;
  if (policy.admitted.includes(person.username)) return undefined;
  return back('OAUTH_APP_ACCESS_DENIED', 'user is not admin approved to access this app');
}

/**
 * The app's IP Relaxation decides whether the login IP ranges of the profile apply. This rule
 * checks users who signed in earlier; `addressMustBeInRange` checks a new sign-in. Evidence:
 * Salesforce's help xcloud.connected_app_continuous_ip for the policies; Clay's and Blue Canvas's
 * guides for IP restrictions as a cause; the event log reference for the status. The outcome is
 * inferred.
 */
export function addressMustBeAllowed({ app, org, person }: Case): Refusal | undefined {
  const allowed = !person.outsideIpRange || isIpRelaxed(org.installed[app.clientId], person);
  return allowed ? undefined : withoutReason('Failed: IP Address Not Allowed');
}

/**
 * Returns true if the login IP ranges do not apply to the app. Evidence: Salesforce's help
 * xcloud.connected_app_continuous_ip; an app without policies is a stand-in.
 */
export function isIpRelaxed(policy: InstalledApp | undefined, { multiFactor }: Person): boolean {
  return policy?.ipRelaxation === 'relax' || (policy?.ipRelaxation === 'relax-with-second-factor' && multiFactor);
}

/**
 * Evidence: Clay's guide for login hours as a cause, the event log reference for the status. The
 * outcome is inferred.
 */
export function hoursMustAllow({ person }: Case): Refusal | undefined {
  return person.outsideLoginHours ? withoutReason('Restricted time') : undefined;
}

/**
 * The setting "Lock sessions to the IP address from which they originated". Evidence: Clay's guide
 * for the setting as a cause; `userinfo` has the evidence for its effect on tokens. The outcome is
 * inferred.
 */
export function sessionMustKeepItsAddress({ org, person }: Case): Refusal | undefined {
  return org.sessionSettings.lockedToIp && person.changesAddress ? withoutReason() : undefined;
}

/**
 * A policy with the action Block. Evidence: Clay's guide for the cause; the object reference on
 * TransactionSecurityPolicy and LoginEvent for the policy; the event log reference for the status.
 * The outcome is inferred.
 */
export function policiesMustNotBlock({ app, org }: Case): Refusal | undefined {
  const blocked = org.transactionPolicies.some(({ blocks }) => blocks.includes(app.clientId));
  return blocked ? withoutReason('LOGIN_END_SESSION_TXN_SECURITY_POLICY') : undefined;
}

/**
 * Clay's guide says that OAUTH_APPROVAL_ERROR_GENERIC may replace the approval if the user has "Is
 * Single Sign-On Enabled" or the org requires everybody to use its identity provider. Usually the
 * approval appears after single sign-on, so `sso.approval` decides. It is inferred that the URL
 * contains no reason.
 */
export function approvalMustAppear({ org, signedInOver }: Case): Refusal | undefined {
  return org.sso?.approval === 'error-page' && signedInOver !== 'password' ? withoutReason() : undefined;
}

/**
 * Every requested scope must be selected for the app. Evidence: forcedotcom/mcp-hosted#1 and #47,
 * jetstreamapp/jetstream#1462. There are further sentences for this code, but it is not known which
 * cause has which, so only one is simulated.
 */
export function scopesMustBeOnTheApp({ app, request }: Case): Refusal | undefined {
  const allowed = (request.scope ?? []).every((name) => covers(app.scopes, name));
  return allowed ? undefined : { surface: 'page', error: 'invalid_scope', description: 'the requested scope is not allowed' };
}

/**
 * Reports contradict each other: Clay's documentation says that an Integration User gets
 * OAUTH_APPROVAL_ERROR_GENERIC, while the Mobile SDK has an option to refuse such users after they
 * received a token. `integrationUsers` decides. It is not known what the error page's URL contains
 * in the first case, so its parameters are a stand-in.
 */
export function integrationUserMayFinish({ person, integrationUsers }: Case): Refusal | undefined {
  if (person.licence !== 'Salesforce Integration' || integrationUsers === 'allowed') return undefined;
  return { surface: 'page', error: 'OAUTH_APPROVAL_ERROR_GENERIC', description: 'An unexpected error has occured during authentication' };
}

const inOrder = [
  orgMustBeOpen,
  personMustBeActive,
  flowMustBeAllowed,
  externalClientAppMustReachOrg,
  appMustNotBeBlocked,
  appMustBeInstalled,
  personMustBeAdmitted,
  scopesMustBeOnTheApp,
  integrationUserMayFinish,
  addressMustBeAllowed,
  hoursMustAllow,
  sessionMustKeepItsAddress,
  policiesMustNotBlock,
  approvalMustAppear,
];

/**
 * Returns the first broken rule. The order of the rules is made up, because Salesforce documents
 * none.
 */
export function judge(subject: Case): Refusal | undefined {
  for (const rule of inOrder) {
    const refusal = rule(subject);
    if (refusal) return refusal;
  }
  return undefined;
}

/**
 * Returns the granted scopes. Without the parameter, the app gets all scopes that are selected for
 * it. Evidence: developer notes of public connectors, the OAuth help.
 */
export function requestedScopes(app: SalesforceApp, request: AuthorizationRequest): string[] {
  return request.scope ?? [...app.scopes];
}

/**
 * Returns the scopes behind the lines of the approval page, which has one line for all names of a
 * scope. Evidence: recorded consent screens.
 */
export function consentScopes(app: SalesforceApp, request: AuthorizationRequest): string[] {
  return [...new Set(requestedScopes(app, request).map((name) => scopeCalled(name)?.id ?? name))];
}

/**
 * Returns true if the request adds nothing new, so that the user is redirected to the app without a
 * page, unless the app requests the page. Evidence: jsforce's test loop, the REST API guide on
 * `prompt`.
 */
export function skipsApproval({ app, request, person, approvals }: Case): boolean {
  if (request.prompt.includes('consent') || request.prompt.includes('login')) return false;
  const held = approvals.filter(({ clientId, username }) => clientId === app.clientId && username === person.username);
  return held.some(({ scopes }) => requestedScopes(app, request).every((name) => covers(scopes, name)));
}

/**
 * A user can have five approvals of one app; a further one revokes the oldest. Evidence:
 * Salesforce's help platform.remoteaccess_request.
 */
export const approvalLimit = 5;

/**
 * Returns the approvals that one more approval would revoke, oldest first. The approval page lists
 * them.
 */
export function revokedByNext(approvals: readonly Approval[], clientId: string, username: string): Approval[] {
  const mine = approvals.filter((approval) => approval.clientId === clientId && approval.username === username);
  return mine.slice(0, Math.max(0, mine.length - approvalLimit + 1));
}
