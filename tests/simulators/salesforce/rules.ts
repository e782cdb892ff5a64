import type { SalesforceApp } from './apps';
import type { InstalledApp, Org } from './orgs';
import type { Person } from './people';
import type { AuthorizationRequest } from './request';
import { covers, scopeCalled } from './scopes';
import type { SalesforceState } from './state';
import type { Approval } from './tokens';

/**
 * Why Salesforce refuses. `text` is a bare body at the authorize URL, `page` the error page of Salesforce whose URL has the reason
 * and which never goes back to the app, `callback` goes back to the app. `bare-page` is the error page without a reason in its URL.
 */
export interface Refusal {
  surface: 'text' | 'page' | 'bare-page' | 'callback';
  error: string;
  description: string;
  /** What Login History notes. */
  status?: string;
}

/** What is known once somebody is signed in. */
export interface Case {
  app: SalesforceApp;
  request: AuthorizationRequest;
  org: Org;
  person: Person;
  signedInOver: SignedInOver;
  approvals: readonly Approval[];
  integrationUsers: SalesforceState['integrationUsers'];
}

/** Who vouched: Salesforce's own password, the org's gateway for delegated authentication, or its identity provider. */
export type SignedInOver = 'password' | 'gateway' | 'identity-provider';

const back = (error: string, description: string): Refusal => ({ surface: 'callback', error, description });

/**
 * Vendors report the cause, and no source says what the error page's URL has then: the general error, without a reason. The status in
 * Login History is inferred too.
 */
const withoutReason = (status?: string): Refusal => ({
  surface: 'bare-page',
  error: 'OAUTH_APPROVAL_ERROR_GENERIC',
  description: 'An unexpected error has occured during authentication',
  ...(status === undefined ? {} : { status }),
});

/** Login and approval are over for a closed org. Evidence: public lists of the error codes; the surface is the documented one. */
export function orgMustBeOpen({ org }: Case): Refusal | undefined {
  return org.locked ? back('inactive_org', 'organization is locked, closed, or suspended') : undefined;
}

/** Evidence: as for `orgMustBeOpen`. */
export function personMustBeActive({ person }: Case): Refusal | undefined {
  return person.active ? undefined : back('inactive_user', 'user is inactive');
}

/** Evidence: Blue Canvas's guide on authorization errors; that an org's switch for this flow ends with this code is inferred. */
export function flowMustBeAllowed({ org, request }: Case): Refusal | undefined {
  const blocked = org.blocksUserAgentFlow && request.responseType.includes('token');
  return blocked ? back('unsupported_response_type', 'response type not supported') : undefined;
}

/**
 * A local external client app works in its own org only, a packaged one where its package is installed. Evidence:
 * PipedreamHQ/pipedream#21557 and public connectors' guides.
 */
export function externalClientAppMustReachOrg({ app, org }: Case): Refusal | undefined {
  if (app.kind !== 'external-client-app' || app.homeOrgId === org.id) return undefined;
  if (app.distribution === 'local')
    return back('OAUTH_AUTHORIZATION_BLOCKED', 'Cross-org OAuth flows are not supported for this external client app');
  return org.installed[app.clientId] ? undefined : back('OAUTH_EC_APP_NOT_FOUND', 'External client app is not installed in this org');
}

/**
 * An administrator pressed Block, or API Access Control is on and the app was never installed. Evidence: Microsoft's troubleshooting
 * for Copilot for Sales, Salesforce Inspector Reloaded's guide.
 */
export function appMustNotBeBlocked({ app, org }: Case): Refusal | undefined {
  const blocked = org.blocked.includes(app.clientId) || (org.apiAccessControl && !org.installed[app.clientId]);
  return blocked ? back('OAUTH_APP_BLOCKED', 'this app is blocked by admin') : undefined;
}

/**
 * Since September 2025: an app that nobody installed works only for holders of "Approve Uninstalled Connected Apps" and for people who
 * had allowed it before; an org's own apps are not affected. Evidence: Salesforce's knowledge article 005132365 and the test log in
 * Damecek/force-navigator-reloaded, which shows this very error in the URL of the error page.
 */
export function appMustBeInstalled({ app, org, person, approvals }: Case): Refusal | undefined {
  const before = approvals.some(({ clientId, username }) => clientId === app.clientId && username === person.username);
  if (org.installed[app.clientId] || app.homeOrgId === org.id || person.approvesUninstalledApps || before) return undefined;
  return { surface: 'page', error: 'invalid_client', description: 'app must be installed into org' };
}

/**
 * Permitted Users. With API Access Control every app counts as "admin approved users". Evidence: Microsoft's troubleshooting,
 * abisek/salesforce-elf-browser#9, Salesforce's help on API Access Control.
 */
export function personMustBeAdmitted({ app, org, person }: Case): Refusal | undefined {
  const policy = org.installed[app.clientId];
  if (!policy || (policy.permittedUsers === 'self-authorize' && !org.apiAccessControl)) return undefined;
  if (policy.admitted.includes(person.username)) return undefined;
  return back('OAUTH_APP_ACCESS_DENIED', 'user is not admin approved to access this app');
}

/**
 * The app's IP Relaxation says whether the login IP ranges of the profile hold. The request of somebody who signed in earlier is judged
 * here, a new sign-in by `addressMustBeInRange`. Evidence: Salesforce's help xcloud.connected_app_continuous_ip for the policies; Clay's
 * and Blue Canvas's guides for IP restrictions as a cause; the event log reference for the status. The outcome is inferred.
 */
export function addressMustBeAllowed({ app, org, person }: Case): Refusal | undefined {
  const allowed = !person.outsideIpRange || isIpRelaxed(org.installed[app.clientId], person);
  return allowed ? undefined : withoutReason('Failed: IP Address Not Allowed');
}

/** Whether the login IP ranges do not hold for the app. Evidence: as for `addressMustBeAllowed`; an app without policies is a stand-in. */
export function isIpRelaxed(policy: InstalledApp | undefined, { multiFactor }: Person): boolean {
  return policy?.ipRelaxation === 'relax' || (policy?.ipRelaxation === 'relax-with-second-factor' && multiFactor);
}

/** Evidence: Clay's guide for login hours as a cause, the event log reference for the status. The outcome is inferred. */
export function hoursMustAllow({ person }: Case): Refusal | undefined {
  return person.outsideLoginHours ? withoutReason('Restricted time') : undefined;
}

/**
 * "Lock sessions to the IP address from which they originated". Evidence: Clay's guide for the setting as a cause; for what it does to
 * tokens see `userinfo`. The outcome is inferred.
 */
export function sessionMustKeepItsAddress({ org, person }: Case): Refusal | undefined {
  return org.sessionSettings.lockedToIp && person.changesAddress ? withoutReason() : undefined;
}

/**
 * A policy with the action Block. Evidence: Clay's guide for the cause; the object reference on TransactionSecurityPolicy and LoginEvent
 * for the policy; the event log reference for the status. The outcome is inferred.
 */
export function policiesMustNotBlock({ app, org }: Case): Refusal | undefined {
  const blocked = org.transactionPolicies.some(({ blocks }) => blocks.includes(app.clientId));
  return blocked ? withoutReason('LOGIN_END_SESSION_TXN_SECURITY_POLICY') : undefined;
}

/**
 * Clay's guide says that OAUTH_APPROVAL_ERROR_GENERIC may come in place of the approval when the user has "Is Single Sign-On Enabled" or
 * the org forces everybody to its identity provider. Mostly the approval appears after single sign-on, so `sso.approval` decides. That
 * the URL has no reason is inferred.
 */
export function approvalMustAppear({ org, signedInOver }: Case): Refusal | undefined {
  return org.sso?.approval === 'error-page' && signedInOver !== 'password' ? withoutReason() : undefined;
}

/**
 * Everything asked for must be selected on the app. Evidence: forcedotcom/mcp-hosted#1 and #47, jetstreamapp/jetstream#1462. Other
 * sentences exist for this code; which cause has which is not known, so there is one.
 */
export function scopesMustBeOnTheApp({ app, request }: Case): Refusal | undefined {
  const allowed = (request.scope ?? []).every((name) => covers(app.scopes, name));
  return allowed ? undefined : { surface: 'page', error: 'invalid_scope', description: 'the requested scope is not allowed' };
}

/**
 * Reports contradict each other: Clay's documentation says that an Integration User ends with OAUTH_APPROVAL_ERROR_GENERIC, while the
 * Mobile SDK has an option to refuse such users after they got a token. `integrationUsers` decides. What the error page's URL says in
 * the first case is not known: the parameters are a stand-in.
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

/** The first rule that is broken. The order between the rules is ours: Salesforce documents none. */
export function judge(subject: Case): Refusal | undefined {
  for (const rule of inOrder) {
    const refusal = rule(subject);
    if (refusal) return refusal;
  }
  return undefined;
}

/** Without the parameter the app gets all that it is configured with. Evidence: developer notes of public connectors, the OAuth help. */
export function requestedScopes(app: SalesforceApp, request: AuthorizationRequest): string[] {
  return request.scope ?? [...app.scopes];
}

/** The scopes behind the lines of the approval page: one line for all names of a scope. Evidence: recorded consent screens. */
export function consentScopes(app: SalesforceApp, request: AuthorizationRequest): string[] {
  return [...new Set(requestedScopes(app, request).map((name) => scopeCalled(name)?.id ?? name))];
}

/**
 * Nothing new: straight back to the app, unless the app asks for the page. Evidence: jsforce's test loop, the REST API guide on
 * `prompt`.
 */
export function skipsApproval({ app, request, person, approvals }: Case): boolean {
  if (request.prompt.includes('consent') || request.prompt.includes('login')) return false;
  const held = approvals.filter(({ clientId, username }) => clientId === app.clientId && username === person.username);
  return held.some(({ scopes }) => requestedScopes(app, request).every((name) => covers(scopes, name)));
}

/** One person may have allowed one app five times; the next time the oldest goes. Evidence: Salesforce's help platform.remoteaccess_request. */
export const approvalLimit = 5;

/** What one more approval would revoke, oldest first; the approval page lists it. */
export function revokedByNext(approvals: readonly Approval[], clientId: string, username: string): Approval[] {
  const mine = approvals.filter((approval) => approval.clientId === clientId && approval.username === username);
  return mine.slice(0, Math.max(0, mine.length - approvalLimit + 1));
}
