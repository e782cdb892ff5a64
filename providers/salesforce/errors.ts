/**
 * Errors of Salesforce's authorization, with the wordings that were observed. Salesforce puts the
 * reason into `error_description` and uses one code for several reasons. A reason with a distinct
 * description is therefore a wording (`page`), and only a code that is specific enough is a
 * `callback` rule. Many of these errors are also statuses of the login history
 * (`login-statuses.ts`). The old code 1804 for a scope that is not allowed is missing, because a
 * bare number would match anything.
 */

import type { ErrorRule } from '../contract/diagnosis';
import { ambiguous, english, ordinary, plainOrEncoded, rule } from './error-rule';
import {
  accessedOn,
  approvalErrors,
  authErrors,
  help,
  mobileErrors,
  olderCodes,
  redirectErrors,
  report,
  signInAudit,
  statusList,
  tokenErrors,
  usageRestrictions,
} from './error-sources';

/** Headings of error pages. With a text that no rule knows, they mean an unknown error. */
export const errorHeadings: readonly { language: string; text: string }[] = [
  { language: 'en', text: 'OAuth Error' },
  { language: 'en', text: 'Remote Access Authorization Error' },
];

/** Rules for the errors of Salesforce's pages and redirects, sorted by ID. */
export const errors: readonly ErrorRule[] = [
  rule(
    'access-denied',
    'you',
    ambiguous('end-user denied authorization'),
    help('OAuth authorization errors', 'xcloud.remoteaccess_oauth_flow_errors.htm', 5),
    { severity: 'warning' },
  ),
  rule(
    'api-disabled',
    'salesforce-admin',
    [
      ...english('API_DISABLED_FOR_ORG', 'API_CURRENTLY_DISABLED'),
      ...ambiguous('API is not enabled for this Organization', 'API is disabled for this User', 'API is currently disabled for this user'),
    ],
    statusList,
  ),
  rule('api-only-user', 'salesforce-admin', [], statusList),
  rule(
    'app-blocked',
    'salesforce-admin',
    [
      ...english('OAUTH_APP_BLOCKED'),
      ...ambiguous('this app is blocked by admin'),
      // The title that apps give to their own page for this error.
      { language: 'en', text: 'OAuth App Blocked', whole: true },
    ],
    redirectErrors,
    { surface: 'callback' },
  ),
  rule('app-deleted', 'app-vendor', [], statusList),
  rule(
    'app-install-failed',
    'app-vendor',
    english('Managed Application Installation Error'),
    report('Report by a user of an app', 'john-brock/perm-comparator/issues/21'),
  ),
  // Only the URL of the error page has this text; the page shows the one of
  // salesforce-approval-error.
  rule('app-not-installed', 'salesforce-admin', plainOrEncoded('app must be installed into org'), usageRestrictions),
  // Salesforce's help relates this code to single sign-on. In the threads about it, the app's owner
  // repaired it in the app's registration.
  rule(
    'app-registration-broken',
    'app-vendor',
    english('There was a problem in setting up your remote access', 'OAuth 1800'),
    mobileErrors,
  ),
  // The code is the same in every language. Salesforce has spelled the sentence with one r and with
  // two.
  rule(
    'approval-error',
    'salesforce-admin',
    english(
      'OAUTH_APPROVAL_ERROR_GENERIC',
      // Reports that are typed from a phone spell the code with spaces.
      'OAuth Approval Error Generic',
      'An unexpected error has occurred during authentication',
      'An unexpected error has occured during authentication',
    ),
    approvalErrors,
    { generic: 'unnamed' },
  ),
  rule('approval-expired', 'you', english('You didn’t complete the approval process before it expired'), mobileErrors),
  rule('assertion-invalid', 'app-vendor', ordinary('invalid assertion', 'audience is invalid', 'assertion has expired'), tokenErrors),
  rule('certificate-refused', 'salesforce-admin', [], statusList),
  rule('client-outdated', 'app-vendor', [], statusList),
  rule('client-secret-wrong', 'app-vendor', ordinary('invalid client credentials', 'invalid client secret'), tokenErrors),
  rule('client-unknown', 'app-vendor', [...plainOrEncoded('client identifier invalid'), ...ordinary('invalid_client_id')], olderCodes),
  rule('code-challenge-invalid', 'app-vendor', [], statusList),
  rule('code-challenge-missing', 'app-vendor', plainOrEncoded('missing required code challenge'), {
    title: 'Answer of Salesforce, quoted by an app developer',
    accessedOn,
  }),
  rule(
    'code-expired',
    'you',
    [...ambiguous('expired authorization code'), { language: 'en', text: 'invalid authorization code', shared: true }],
    authErrors,
  ),
  rule(
    'consumer-not-approved',
    'salesforce-admin',
    english('user hasn’t approved this consumer'),
    help('user has not approved this consumer', '001121341', 1),
  ),
  rule('country-refused', 'you', [], statusList),
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
  // Record pages show the same words.
  rule('insufficient-privileges', 'you', english('Insufficient Privileges'), signInAudit, { pageOnly: true }),
  // A fallback for reasons with the same code and a description.
  rule('invalid-client', 'salesforce-admin', english('invalid_client'), usageRestrictions, { surface: 'callback', generic: 'code' }),
  rule('invalid-grant', 'you', english('invalid_grant'), authErrors, { surface: 'callback', generic: 'code' }),
  rule(
    'invalid-login',
    'you',
    english('Invalid username, password, security token', 'LOGIN_MUST_USE_SECURITY_TOKEN'),
    report('Report by users of a client library', 'simple-salesforce/simple-salesforce/issues/553'),
  ),
  rule('ip-or-hours', 'salesforce-admin', english('IP restricted or invalid login hours'), olderCodes),
  rule('ip-refused', 'salesforce-admin', [...english('LOGIN_DURING_RESTRICTED_DOMAIN'), ...ordinary('ip restricted')], statusList),
  rule('license-missing', 'salesforce-admin', [], statusList),
  // Another status with the text “Restricted domain” is about a block that is not the org's own.
  rule('login-host-refused', 'you', [], help('login policy of My Domain', 'xcloud.domain_name_setting_login_policy.htm', 5), {
    likelyWithoutScopes: true,
  }),
  rule('login-hours', 'salesforce-admin', [...english('LOGIN_DURING_RESTRICTED_TIME'), ...ordinary('invalid login hours')], statusList),
  rule('login-rate', 'app-vendor', [...ambiguous('number of logins exceeded'), ...ordinary('rate_limit_exceeded')], olderCodes, {
    severity: 'warning',
  }),
  rule('login-unexplained', 'salesforce-admin', [], statusList, { generic: 'code' }),
  rule('maintenance', 'you', [], statusList, { severity: 'warning' }),
  rule('malformed-request', 'app-vendor', ordinary('HTTPS required', 'must use HTTP GET', 'out-of-band not supported'), olderCodes),
  rule('no-run-as-user', 'salesforce-admin', english('no client credentials user enabled'), {
    title: 'Striim: Salesforce troubleshooting',
    accessedOn,
  }),
  rule('no-scopes', 'salesforce-admin', english('no valid scopes defined'), { title: 'Clay: Salesforce connection problems', accessedOn }),
  // The sentence stands above the reason of every OAuth error.
  rule('oauth-error', 'you', english('We can’t authorize you because of an OAuth error'), mobileErrors, { generic: 'heading' }),
  rule(
    'org-inactive',
    'salesforce-admin',
    [...ordinary('inactive_org'), ...ambiguous('organization is locked, closed, or suspended')],
    olderCodes,
  ),
  rule('package-missing', 'salesforce-admin', [], statusList),
  rule('package-outdated', 'salesforce-admin', [], statusList),
  rule('password-flow-refused', 'salesforce-admin', ordinary('authentication failure'), authErrors, { likelyWithoutScopes: true }),
  rule(
    'redirect-mismatch',
    'app-vendor',
    plainOrEncoded('redirect_uri must match configuration', 'redirect_uri_mismatch'),
    report('Report by a user of an R package', 'StevenMMortimer/salesforcer/issues/107'),
  ),
  rule('redirect-missing', 'app-vendor', plainOrEncoded('redirect_uri_missing', 'redirect_uri not provided'), olderCodes),
  rule(
    'refresh-token-invalid',
    'you',
    [
      { language: 'en', text: 'expired access/refresh token', whole: true },
      ...ordinary('token revoked', 'invalid refresh token', 'token validity expired'),
    ],
    tokenErrors,
  ),
  rule('refresh-token-scope-required', 'salesforce-admin', english('refresh_token scope is required'), tokenErrors),
  rule('response-type', 'app-vendor', ordinary('response type not supported'), olderCodes),
  rule('retry-requested', 'you', [...english('unknown_error*retry your request'), ...ordinary('retry your request')], tokenErrors, {
    generic: 'code',
  }),
  rule('saml-expired', 'salesforce-admin', [], statusList),
  rule('saml-settings', 'salesforce-admin', [], statusList),
  rule('saml-user-unknown', 'salesforce-admin', [], statusList),
  rule(
    'scope-not-allowed',
    'app-vendor',
    plainOrEncoded(
      'the requested scope is not allowed',
      'the requested scope is not available',
      'the requested scope is invalid, unknown, or malformed',
      'OAUTH_DISALLOWED_SCOPES',
    ),
    report('Report by users of Jetstream', 'jetstreamapp/jetstream/issues/1462'),
    { suspects: ['refresh_token', 'mcp_api'] },
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
  rule('site-unavailable', 'salesforce-admin', [], statusList),
  rule('sso-gateway', 'salesforce-admin', [], statusList),
  rule('sso-service-down', 'salesforce-admin', [], statusList),
  rule(
    'start-url-invalid',
    'app-vendor',
    english('Bad_Start_Url', 'startURL was not a relative path'),
    help('Bad_Start_Url', '000387844', 1),
  ),
  rule('transaction-security', 'salesforce-admin', [], statusList),
  rule('user-inactive', 'salesforce-admin', ordinary('inactive_user', 'inactive user'), olderCodes),
  rule('user-locked', 'salesforce-admin', [], statusList),
  // The redirect and the token endpoint use different codes with this one description.
  rule(
    'user-not-approved',
    'salesforce-admin',
    english('user is not admin approved to access this app', 'OAUTH_APP_ACCESS_DENIED', 'invalid_app_access'),
    redirectErrors,
  ),
  rule('verification-required', 'you', [], statusList, { severity: 'notice' }),
  rule('wrong-login-host', 'app-vendor', english('request not supported on this domain'), tokenErrors),
];
