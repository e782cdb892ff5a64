/**
 * Errors of Salesforce's authorization, with the wordings that were observed. Salesforce puts the
 * reason into `error_description` and uses one code for several reasons. A reason with a distinct
 * description is therefore a wording (`page`), and only a code that is specific enough is a
 * `callback` rule. Login statuses are included, because users find them in the login history. The
 * old code 1804 for a scope that is not allowed is missing, because a bare number would match
 * anything.
 */

import type { Source } from '../contract/catalogue';
import type { ErrorRule } from '../contract/diagnosis';

const accessedOn = '2026-11-22';

const help = (title: string, id: string, type: 1 | 5): Source => ({
  title: `Salesforce Help: ${title}`,
  url: `https://help.salesforce.com/s/articleView?id=${id}&type=${type}`,
  accessedOn,
});
const report = (title: string, repositoryPath: string): Source => ({ title, url: `https://github.com/${repositoryPath}`, accessedOn });

const usageRestrictions = help('restrictions of connected app usage', '005132365', 1);
const mobileErrors = help('OAuth errors at login of the mobile app', '000386723', 1);
const loginStatuses: Source = { title: 'Salesforce object reference: login statuses of event log files', accessedOn };
const olderCodes: Source = { title: 'Older list of Salesforce OAuth errors, quoted in public client code', accessedOn };
const signInAudit = report('Test log of a browser extension against a live org, September 2026', 'Damecek/force-navigator-reloaded');
const authErrors: Source = {
  title: 'Salesforce DX developer guide: authorization errors',
  url: 'https://developer.salesforce.com/docs/atlas.en-us.sfdx_dev.meta/sfdx_dev/sfdx_dev_troubleshoot_auth_errors.htm',
  accessedOn,
};

const english = (...texts: string[]) => texts.map((text) => ({ language: 'en', text }));

/**
 * Some responses are a query string as plain text, so their wordings also occur percent-encoded.
 */
const plainOrEncoded = (...texts: string[]) => english(...texts, ...texts.map(encodeURIComponent).filter((text) => text.includes('%')));

/** Headings of error pages. With a text that no rule knows, they mean an unknown error. */
export const errorHeadings: readonly { language: string; text: string }[] = [
  { language: 'en', text: 'OAuth Error' },
  { language: 'en', text: 'Remote Access Authorization Error' },
];

type Rest = Partial<Pick<ErrorRule, 'surface' | 'severity'>>;

/** A rule with the properties of most errors: it appears on a page and stops the connection. */
function rule(id: string, actor: ErrorRule['actor'], texts: ErrorRule['texts'], source: Source, rest: Rest = {}): ErrorRule {
  return { id: `salesforce-${id}`, surface: 'page', severity: 'blocker', actor, texts, ...rest, source };
}

/** Rules for the errors of Salesforce's pages and redirects, sorted by ID. */
export const errors: readonly ErrorRule[] = [
  rule(
    'access-denied',
    'you',
    english('end-user denied authorization'),
    help('OAuth authorization errors', 'xcloud.remoteaccess_oauth_flow_errors.htm', 5),
    { severity: 'warning' },
  ),
  rule('api-disabled', 'salesforce-admin', english('Failed: OAuth API access disabled', 'LOGIN_OAUTH_API_DISABLED'), loginStatuses),
  rule('api-only-user', 'salesforce-admin', english('Failed: API-only user', 'LOGIN_ERROR_USER_API_ONLY'), loginStatuses),
  rule(
    'app-blocked',
    'salesforce-admin',
    english('OAUTH_APP_BLOCKED', 'this app is blocked by admin'),
    { title: 'Microsoft: connection problems of Copilot for Sales', accessedOn },
    { surface: 'callback' },
  ),
  rule('app-deleted', 'app-vendor', english('Failed: Consumer Deleted', 'LOGIN_OAUTH_CONSUMER_DELETED'), loginStatuses),
  rule(
    'app-install-failed',
    'app-vendor',
    english('Managed Application Installation Error'),
    report('Report by a user of an app', 'john-brock/perm-comparator/issues/21'),
  ),
  // Only the URL of the error page has this text; the page shows the one of
  // salesforce-approval-error.
  rule('app-not-installed', 'salesforce-admin', english('app must be installed into org'), usageRestrictions),
  // The code is the same in every language. Salesforce has spelled the sentence with one r and with
  // two.
  rule(
    'approval-error',
    'salesforce-admin',
    english(
      'OAUTH_APPROVAL_ERROR_GENERIC',
      'An unexpected error has occurred during authentication',
      'An unexpected error has occured during authentication',
    ),
    {
      title: 'MoveData: approving uninstalled connected apps',
      url: 'https://support.movedata.io/knowledgebase/technical/oauth-error-approve-uninstalled-connected-apps/',
      accessedOn,
    },
  ),
  rule('approval-expired', 'you', english('You didn’t complete the approval process before it expired'), mobileErrors),
  rule('client-unknown', 'app-vendor', plainOrEncoded('invalid_client_id', 'client identifier invalid'), olderCodes),
  rule(
    'code-challenge-invalid',
    'app-vendor',
    english('Failed: Invalid Code Challenge', 'LOGIN_OAUTH_INVALID_CODE_CHALLENGE'),
    loginStatuses,
  ),
  rule('code-challenge-missing', 'app-vendor', plainOrEncoded('missing required code challenge'), {
    title: 'Answer of Salesforce, quoted by an app developer',
    accessedOn,
  }),
  rule('code-expired', 'you', english('expired authorization code', 'invalid authorization code'), authErrors),
  rule(
    'consumer-not-approved',
    'salesforce-admin',
    english('user hasn’t approved this consumer'),
    help('user has not approved this consumer', '001121341', 1),
  ),
  rule(
    'cross-org',
    'you',
    english('OAUTH_AUTHORIZATION_BLOCKED', 'Cross-org OAuth flows are not supported for this external client app'),
    { title: 'Notes of a connector developer on external client apps', accessedOn },
    { surface: 'callback' },
  ),
  rule(
    'external-app-not-found',
    'salesforce-admin',
    english('OAUTH_EC_APP_NOT_FOUND', 'External client app is not installed in this org'),
    report('Report by Pipedream users', 'PipedreamHQ/pipedream/issues/21557'),
    { surface: 'callback' },
  ),
  rule('insufficient-privileges', 'you', english('Insufficient Privileges'), signInAudit),
  // A fallback for salesforce-app-not-installed, which has the same code and adds a description.
  rule('invalid-client', 'salesforce-admin', english('invalid_client'), usageRestrictions, { surface: 'callback' }),
  // Salesforce also sends this code with “authentication failure”, which gives no reason.
  rule('invalid-grant', 'you', english('invalid_grant'), authErrors, { surface: 'callback' }),
  rule('ip-or-hours', 'salesforce-admin', english('IP restricted or invalid login hours'), olderCodes),
  // Salesforce names the last status after a restricted domain but shows “Restricted IP” for it.
  rule(
    'ip-refused',
    'salesforce-admin',
    english('Failed: IP Address Not Allowed', 'LOGIN_OAUTH_INVALID_IP', 'Restricted IP', 'LOGIN_ERROR_RESTRICTED_DOMAIN'),
    loginStatuses,
  ),
  rule(
    'login-host-refused',
    'you',
    english('Restricted domain', 'LOGIN_ERROR_ORG_DOMAIN_ONLY'),
    help('login policy of My Domain', 'xcloud.domain_name_setting_login_policy.htm', 5),
  ),
  rule('login-hours', 'salesforce-admin', english('Restricted time', 'LOGIN_ERROR_RESTRICTED_TIME'), loginStatuses),
  rule('login-rate', 'app-vendor', english('rate_limit_exceeded', 'number of logins exceeded', 'Login rate exceeded'), olderCodes, {
    severity: 'warning',
  }),
  rule('malformed-request', 'app-vendor', plainOrEncoded('HTTPS required', 'must use HTTP GET', 'out-of-band not supported'), olderCodes),
  rule('no-run-as-user', 'salesforce-admin', english('no client credentials user enabled'), {
    title: 'Striim: Salesforce troubleshooting',
    accessedOn,
  }),
  rule('no-scopes', 'salesforce-admin', english('no valid scopes defined'), { title: 'Clay: Salesforce connection problems', accessedOn }),
  rule('org-inactive', 'salesforce-admin', english('inactive_org', 'organization is locked, closed, or suspended'), olderCodes, {
    surface: 'callback',
  }),
  rule(
    'package-missing',
    'salesforce-admin',
    english('Package for this consumer is not installed in your organization', 'LOGIN_OAUTH_PACKAGE_MISSING'),
    loginStatuses,
  ),
  rule(
    'redirect-mismatch',
    'app-vendor',
    plainOrEncoded('redirect_uri_mismatch', 'redirect_uri must match configuration'),
    report('Report by a user of an R package', 'StevenMMortimer/salesforcer/issues/107'),
  ),
  rule('redirect-missing', 'app-vendor', plainOrEncoded('redirect_uri_missing', 'redirect_uri not provided'), olderCodes),
  rule('response-type', 'app-vendor', plainOrEncoded('response type not supported'), olderCodes),
  rule(
    'scope-not-allowed',
    'app-vendor',
    english(
      'the requested scope is not allowed',
      'the requested scope is not available',
      'the requested scope is invalid, unknown, or malformed',
      'OAUTH_DISALLOWED_SCOPES',
    ),
    report('Report by users of the hosted MCP servers', 'forcedotcom/mcp-hosted/issues/47'),
  ),
  rule(
    'session-refused',
    'salesforce-admin',
    english('This session is not valid for use with the REST API', 'This session is not valid for use with the API'),
    report('Report by users of a browser extension', 'sorenkrabbe/Chrome-Salesforce-inspector/issues/149'),
    { severity: 'warning' },
  ),
  rule('silent-sign-in', 'app-vendor', english('immediate_unsuccessful', 'immediate unsuccessful'), olderCodes, {
    surface: 'callback',
    severity: 'warning',
  }),
  rule(
    'sso-gateway',
    'salesforce-admin',
    english('The Single Sign-On Gateway URL is invalid', 'LOGIN_ERROR_SSO_URL_INVALID'),
    loginStatuses,
  ),
  rule('sso-legacy', 'salesforce-admin', english('OAuth 1800'), mobileErrors),
  rule(
    'sso-service-down',
    'salesforce-admin',
    english('Your company’s authentication service is down', 'LOGIN_ERROR_SSO_SVC_DOWN'),
    loginStatuses,
  ),
  rule('transaction-security', 'salesforce-admin', english('LOGIN_END_SESSION_TXN_SECURITY_POLICY'), loginStatuses),
  rule('user-inactive', 'salesforce-admin', english('inactive_user', 'user is inactive'), olderCodes),
  // The redirect and the token endpoint use different codes with this one description.
  rule(
    'user-not-approved',
    'salesforce-admin',
    english('user is not admin approved to access this app', 'OAUTH_APP_ACCESS_DENIED', 'invalid_app_access'),
    { title: 'Microsoft: connection problems of Copilot for Sales', accessedOn },
  ),
  rule('verification-required', 'you', english('Two-factor required', 'LOGIN_TWOFACTOR_REQ'), loginStatuses, { severity: 'notice' }),
];
