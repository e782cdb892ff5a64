/**
 * Statuses of Salesforce's login history, by the error rule that explains them. An admin sees the
 * text, an event log file has the code. Source: Salesforce object reference, login statuses of event
 * log files, and Salesforce Help 000212208, read 2026-11-25. Statuses without a published meaning
 * are left to `login-unexplained`.
 */

import type { Wording } from '../contract/diagnosis';

/**
 * Codes lack their prefix `LOGIN_`. A `~` marks a text that other systems use too, so it does not
 * show that the text is from Salesforce.
 */
const statuses: Readonly<Record<string, string>> = {
  'api-disabled': 'OAUTH_API_DISABLED|Failed: OAuth API access disabled',
  'api-only-user': 'ERROR_USER_API_ONLY|Failed: API-only user',
  'app-deleted': 'OAUTH_CONSUMER_DELETED|Failed: Consumer Deleted',
  'certificate-refused': 'ERROR_MUTUAL_AUTHENTICATION|~Mutual authentication failed',
  'client-outdated': 'ERROR_API_TOO_OLD|ERROR_CLIENT_REQ_UPDATE|Failed: API Version Removed|~Failed: Client update required',
  'code-challenge-invalid':
    'OAUTH_INVALID_CODE_CHALLENGE|OAUTH_INVALID_CODE_VERIFIER|Failed: Invalid Code Challenge|Failed: Invalid Code Verifier',
  'country-refused': 'ERROR_EXPORT_RESTRICTED|~Restricted country',
  'invalid-login':
    'ERROR_INVALID_PASSWORD|ERROR_INVALID_USERNAME|ERROR_SSO_PWD_INVALID|ERROR_PASSWORD_EMPTY|ERROR_USERNAME_EMPTY|ERROR_MUST_USE_API_TOKEN|~Invalid Password|~Invalid login|Failed: API security token required',
  'ip-refused': 'OAUTH_INVALID_IP|ERROR_RESTRICTED_DOMAIN|Failed: IP Address Not Allowed|~Restricted IP',
  'license-missing':
    'ERROR_USER_NON_MOBILE|ERROR_SYNCOFFLINE_DISBLD|ERROR_OUTLOOK_DISABLED|ERROR_OFFLINE_DISABLED|ERROR_OFFLINE_TRIAL_EXP|ERROR_WIRELESS_DISABLED|ERROR_WIRELESS_TRIAL_EXP|Failed: Mobile License Required|~Failed: Mobile disabled|~Outlook integration disabled|~Offline disabled|~Offline trial expired|~Wireless disabled|~Wireless trial expired',
  'login-host-refused': 'ERROR_ORG_DOMAIN_ONLY|~Restricted domain',
  'login-hours': 'ERROR_RESTRICTED_TIME|~Restricted time',
  'login-rate': 'ERROR_LOGINS_EXCEEDED|ERROR_RATE_EXCEEDED|~Maximum logins exceeded|~Login rate exceeded',
  'login-unexplained': '~ERROR_|~Login invalid|~Invalid gateway|~Organization is a DOT',
  maintenance:
    'ERROR_ORG_IN_MAINTENANCE|ERROR_SYSTEM_DOWN|ERROR_APPEXCHANGE_DOWN|~Organization is in maintenance|~Unable to process your login request',
  'malformed-request':
    'ERROR_HTP_METHD_INVALID|ERROR_INSECURE_LOGIN|OAUTH_DS_NOT_EXPECTED|OAUTH_EXCEED_GET_AT_LMT|OAUTH_INVALID_DEVICE|OAUTH_INVALID_DS|OAUTH_INVALID_DSIG|OAUTH_INVALID_NONCE|OAUTH_INVALID_SIG_METHOD|OAUTH_INVALID_TIMESTAMP|OAUTH_INVALID_VERIFIER|OAUTH_INVALID_VERSION|OAUTH_MISSING_DS|OAUTH_NO_CALLBACK_URL|OAUTH_NO_CONSUMER|OAUTH_NO_TOKEN|OAUTH_NONCE_REPLAY|OAUTH_UNEXPECTED_PARAM|~Failed: Invalid HTTP method|~Failed: Login over insecure channel|Failed: Activation secret not expected|Failed: Get Access Token Limit Exceeded|~Failed: Device Id missing or not registered|Failed: Activation secret invalid|~Failed: Invalid Nonce|~Failed: Invalid Signature Method|~Failed: Invalid Timestamp|~Failed: Invalid Verifier|~Failed: Version Not Supported|~Activation secret missing|~Failed: Invalid Callback URL|~Missing Consumer Key Parameter|~Missing OAuth Token Parameter|~Failed: Nonce Replay Detected|~Failed: Unexpected parameter',
  'org-inactive':
    'ERROR_ORG_CLOSED|ERROR_ORG_INACTIVE|ERROR_ORG_LOCKOUT|ERROR_ORG_SUSPENDED|ORG_TRIAL_EXP|~Organization closed|~Organization is inactive|~Organization locked|~Organization suspended|~Trial Expired|~inactive organization',
  'package-missing': 'OAUTH_PACKAGE_MISSING|Package for this consumer is not installed in your organization',
  'package-outdated': 'OAUTH_PACKAGE_OLD|Installed package for this consumer is out of date',
  'password-flow-refused': 'Username-Password Flow Disabled',
  'refresh-token-invalid': 'OAUTH_INVALID_TOKEN|~Failed: Invalid Token',
  'saml-expired':
    'SAML_INVALID_TIMESTAMP|SAML_INVALID_IN_RES_TO|SAML_REPLAY_ATTEMPTED|~Failed: Assertion Expired|Failed: InResponseTo Invalid|~Failed: Replay Detected',
  'saml-settings':
    'SAML_INVALID_|SAML_MISMATCH_CERT|SAML_MISSING_ORG_ID|SAML_MISSING_PORTAL_ID|~Failed: Signature Invalid|Failed: Signature Invalid/Configured Certificate Mismatch|~Failed: Audience Invalid|Failed: Configuration Error/Perm Disabled|~Failed: Assertion Invalid|Failed: Issuer Mismatched|Failed: Invalid Organization Id|Failed: Invalid Portal Id|Failed: Recipient Mismatched|~Failed: Invalid Site URL|~Failed: Status Invalid|Failed: Subject Confirmation Error|Failed: Missing Organization Id for Portal login|Failed: Missing Portal Id',
  'saml-user-unknown': 'SAML_INVALID_USERNAME|SAML_PROVISION_ERROR|Failed: Username Or SSO Id Invalid|Failed: SAML Provision Error',
  'site-unavailable':
    'ERROR_NETWORK_INACTIVE|ERROR_NO_NETWORK_ACCESS|ERROR_NO_PORTAL_ACCESS|ERROR_PORTAL_INACTIVE|SAML_SITE_INACTIVE|Invalid - Experience Cloud site offline|~Invalid - community offline|No Experience Cloud site access|~No community access|~Invalid profile association|~Invalid - Portal disabled|~Failed: Specified Site is Inactive',
  'sso-gateway': 'ERROR_SSO_URL_INVALID|The Single Sign-On Gateway URL is invalid',
  'sso-service-down': 'ERROR_SSO_SVC_DOWN|Your company’s authentication service is down',
  'transaction-security': 'END_SESSION_TXN_SECURITY_POLICY',
  'user-inactive': 'ERROR_USER_INACTIVE|~User is inactive',
  'user-locked':
    'ERROR_PASSWORD_LOCKOUT|ERROR_USER_FROZEN|ERROR_CSS_FROZEN|ERROR_CSS_PW_LOCKOUT|~Password Lockout|~User is frozen|~user is locked',
  'user-not-approved': 'Failed: Not approved for access',
  'verification-required':
    'CHALLENGE_ISSUED|CHALLENGE_PENDING|TWOFACTOR_REQ|LIGHTNING_LOGIN|Failed: Computer activation required|Failed: Computer activation pending|~Multi-factor (formerly called two-factor) is required|~Two-factor required|~Multi-factor required|Lightning Login required',
};

const isCode = (status: string) => /^[A-Z_]+$/.test(status);

/**
 * Returns the wordings of the statuses that mean the error of a rule, whose ID is given without
 * `salesforce-`. Event log files and exported tables have each in a field of its own.
 */
export function statusesOf(id: string): Wording[] {
  return (statuses[id]?.split('|') ?? []).map((status) => {
    const text = status.replace('~', '');
    const code = isCode(text);
    const wording: Wording = { language: 'en', text: code ? `LOGIN_${text}` : text, isLogRow: true, ...(code ? {} : { whole: true }) };
    return status.startsWith('~') ? { ...wording, shared: true } : wording;
  });
}
