import { describe, expect, it } from 'vitest';
import { errors as oauthErrors } from '@/providers/oauth2/errors';
import { genericProvider } from '@/providers/oauth2/generic';
import { errorHeadings, errors } from '@/providers/salesforce/errors';
import en from '@/public/_locales/en/messages.json';
import { recognizeCallback, recognizeErrors } from '@/utils/diagnosis/recognize';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';
import { normalize } from '@/utils/text/normalize';
import { loginStatuses } from './login-statuses';

const messages = en as Record<string, { message: string } | undefined>;
const all = [...errors, ...oauthErrors];
const shown = errors.filter((rule) => rule.surface === 'page').flatMap((rule) => rule.texts.map(({ text }) => ({ rule, text })));

function onPage(text: string): string {
  const answer = recognizeErrors(errors, [], [text], errorHeadings);
  return answer.state === 'recognized' ? answer.rule.id : answer.state;
}

function inAddress(error: string, description: string | null): string {
  const answer = recognizeCallback(all, error, description);
  return answer.state === 'recognized' ? answer.rule.id : answer.state;
}

type Published = readonly [rule: string, seen: { code: string; descriptions: readonly string[] } | { texts: readonly string[] }];
const address = (code: string, ...descriptions: string[]) => ({ code, descriptions });
const page = (...texts: string[]) => ({ texts });

/** The errors that are published or were reported. Several may have the same rule. */
const published: readonly Published[] = [
  [
    'salesforce-approval-error',
    page(
      'OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error has occured during authentication. Please try again.',
      'OAUTH_APPROVAL_ERROR_GENERIC: An unexpected error has occurred during authentication. Please try again.',
    ),
  ],
  ['salesforce-app-not-installed', address('invalid_client', 'app must be installed into org')],
  [
    'salesforce-scope-not-allowed',
    address(
      'invalid_scope',
      'the requested scope is not allowed',
      'the requested scope is not available',
      'the requested scope is invalid, unknown, or malformed',
    ),
  ],
  ['salesforce-scope-not-allowed', address('OAUTH_DISALLOWED_SCOPES', 'the requested scope is not allowed')],
  ['salesforce-scope-not-allowed', address('1804', 'the requested scope is not allowed')],
  ['salesforce-app-registration-broken', page('OAuth 1800', '1800 : There was a problem in setting up your remote access')],
  [
    'salesforce-approval-expired',
    page('We can’t authorize you because of an OAuth Error. You didn’t complete the approval process before it expired. Please try again.'),
  ],
  ['salesforce-app-blocked', address('OAUTH_APP_BLOCKED', 'this app is blocked by admin')],
  ['salesforce-user-not-approved', address('OAUTH_APP_ACCESS_DENIED', 'user is not admin approved to access this app')],
  ['salesforce-user-not-approved', address('invalid_app_access', 'user is not admin approved to access this app')],
  ['salesforce-external-app-not-found', address('OAUTH_EC_APP_NOT_FOUND', 'External client app is not installed in this org')],
  ['salesforce-cross-org', address('OAUTH_AUTHORIZATION_BLOCKED', 'Cross-org OAuth flows are not supported for this external client app')],
  ['salesforce-client-unknown', page('error=invalid_client_id&error_description=client%20identifier%20invalid')],
  ['salesforce-redirect-mismatch', page('error=redirect_uri_mismatch&error_description=redirect_uri%20must%20match%20configuration')],
  ['salesforce-redirect-missing', page('error=redirect_uri_missing&error_description=redirect_uri%20not%20provided')],
  [
    'salesforce-code-challenge-missing',
    page(
      'error=invalid_request&error_description=missing required code challenge',
      'error=invalid_request&error_description=missing%20required%20code%20challenge',
    ),
  ],
  ['salesforce-malformed-request', address('invalid_request', 'HTTPS required', 'must use HTTP GET', 'out-of-band not supported')],
  ['salesforce-response-type', address('unsupported_response_type', 'response type not supported')],
  ['salesforce-access-denied', address('access_denied', 'end-user denied authorization')],
  ['salesforce-silent-sign-in', address('immediate_unsuccessful', 'immediate unsuccessful')],
  ['salesforce-user-inactive', address('inactive_user', 'user is inactive')],
  ['salesforce-org-inactive', address('inactive_org', 'organization is locked, closed, or suspended')],
  ['salesforce-login-rate', address('rate_limit_exceeded', 'number of logins exceeded')],
  ['salesforce-ip-or-hours', address('invalid_grant', 'IP restricted or invalid login hours')],
  ['salesforce-consumer-not-approved', address('invalid_grant', "user hasn't approved this consumer")],
  ['salesforce-code-expired', address('invalid_grant', 'expired authorization code', 'invalid authorization code')],
  ['salesforce-no-scopes', address('invalid_grant', 'no valid scopes defined')],
  ['salesforce-no-run-as-user', address('invalid_grant', 'no client credentials user enabled')],
  [
    'salesforce-session-refused',
    page(
      '[{"message":"This session is not valid for use with the REST API","errorCode":"INVALID_SESSION_ID"}]',
      'INVALID_SESSION_ID: This session is not valid for use with the API',
    ),
  ],
  ['salesforce-app-install-failed', page('Managed Application Installation Error')],
  ['salesforce-insufficient-privileges', page('Insufficient Privileges')],
  ['salesforce-api-only-user', page('Failed: API-only user', 'LOGIN_ERROR_USER_API_ONLY')],
  ['salesforce-package-missing', page('Package for this consumer is not installed in your organization', 'LOGIN_OAUTH_PACKAGE_MISSING')],
  ['salesforce-ip-refused', page('Failed: IP Address Not Allowed', 'LOGIN_OAUTH_INVALID_IP')],
  ['salesforce-api-disabled', page('Failed: OAuth API access disabled', 'LOGIN_OAUTH_API_DISABLED')],
  ['salesforce-app-deleted', page('Failed: Consumer Deleted', 'LOGIN_OAUTH_CONSUMER_DELETED')],
  ['salesforce-code-challenge-invalid', page('Failed: Invalid Code Challenge', 'LOGIN_OAUTH_INVALID_CODE_CHALLENGE')],
  ['salesforce-ip-refused', page('Restricted IP', 'LOGIN_ERROR_RESTRICTED_DOMAIN')],
  ['salesforce-login-hours', page('Restricted time', 'LOGIN_ERROR_RESTRICTED_TIME')],
  ['salesforce-transaction-security', page('LOGIN_END_SESSION_TXN_SECURITY_POLICY')],
  ['salesforce-login-host-refused', page('Restricted domain', 'LOGIN_ERROR_ORG_DOMAIN_ONLY')],
  ['salesforce-sso-gateway', page('The Single Sign-On Gateway URL is invalid', 'LOGIN_ERROR_SSO_URL_INVALID')],
  ['salesforce-sso-service-down', page("Your company's authentication service is down", 'LOGIN_ERROR_SSO_SVC_DOWN')],
  ['salesforce-verification-required', page('Two-factor required', 'LOGIN_TWOFACTOR_REQ')],
  ['salesforce-oauth-error', page('We can’t authorize you because of an OAuth error. For more information, contact your administrator.')],
  ['salesforce-app-blocked', address('OAUTH_APP_BLOCKED', 'OAuth App Blocked')],
  ['salesforce-start-url-invalid', page('Bad_Start_Url startURL was not a relative path or contained invalid characters')],
  ['salesforce-invalid-login', page('INVALID_LOGIN: Invalid username, password, security token; or user locked out.')],
  ['salesforce-invalid-login', page('LOGIN_MUST_USE_SECURITY_TOKEN: Invalid username, password, security token')],
  [
    'salesforce-api-disabled',
    page('{"errorCode":"API_DISABLED_FOR_ORG","message":"The REST API is not enabled for this Organization."}', 'API_CURRENTLY_DISABLED'),
  ],
  ['salesforce-login-hours', page('LOGIN_DURING_RESTRICTED_TIME')],
  ['salesforce-ip-refused', page('LOGIN_DURING_RESTRICTED_DOMAIN')],
  ['salesforce-password-flow-refused', address('invalid_grant', 'authentication failure')],
  ['salesforce-wrong-login-host', address('invalid_grant', 'request not supported on this domain')],
  ['salesforce-refresh-token-invalid', address('invalid_grant', 'expired access/refresh token', 'token revoked')],
  ['salesforce-ip-refused', address('invalid_grant', 'ip restricted')],
  ['salesforce-login-hours', address('invalid_grant', 'invalid login hours')],
  ['oauth-code-verifier-invalid', address('invalid_grant', 'invalid code verifier')],
  ['salesforce-assertion-invalid', address('invalid_grant', 'invalid assertion', 'audience is invalid')],
  [
    'salesforce-refresh-token-scope-required',
    address('invalid_request', 'refresh_token scope is required and the connected app should be installed and preauthorized'),
  ],
  ['salesforce-client-secret-wrong', address('invalid_client', 'invalid client credentials')],
  ['salesforce-user-inactive', address('invalid_grant', 'inactive user')],
  ['salesforce-org-inactive', address('invalid_grant', 'inactive organization')],
  ['salesforce-login-rate', address('invalid_grant', 'login rate exceeded')],
  ['salesforce-retry-requested', address('unknown_error', 'retry your request')],
  ['oauth-unsupported-grant-type', address('unsupported_grant_type', 'grant type not supported')],
];

describe('the published errors of Salesforce', () => {
  it.each(published.map(([rule, seen], index) => ({ index, rule, seen })))('are recognized: number $index as $rule', ({ rule, seen }) => {
    if ('texts' in seen) for (const text of seen.texts) expect(onPage(text), text).toBe(rule);
    else for (const description of seen.descriptions) expect(inAddress(seen.code, description), description).toBe(rule);
  });

  it('cover every error rule except the two generic codes, together with the statuses of the login history', () => {
    const named = new Set([...published, ...loginStatuses].map(([rule]) => rule));
    expect(errors.map((rule) => rule.id).filter((id) => !named.has(id))).toEqual(['salesforce-invalid-client', 'salesforce-invalid-grant']);
  });

  it.each([
    ['invalid_client', 'salesforce-invalid-client'],
    ['invalid_grant', 'salesforce-invalid-grant'],
    ['access_denied', 'oauth-access-denied'],
    ['invalid_request', 'oauth-invalid-request'],
    ['invalid_scope', 'oauth-invalid-scope'],
    ['unsupported_response_type', 'oauth-unsupported-response-type'],
  ])('fall back, for %s without a known description, to %s', (code, rule) => {
    expect(inAddress(code, null)).toBe(rule);
    expect(inAddress(code, 'a description that nobody knows')).toBe(rule);
  });
});

describe('a status of the login history', () => {
  const diagnosisOf = (text: string) => {
    const pasted = parseInput(text);
    return pasted.ok ? buildReview(pasted.input).diagnosis : null;
  };
  const withText = loginStatuses.flatMap(([rule, code, text]) => (text ? [{ rule, code, text }] : []));

  it.each(withText)('is recognized in a row of the exported table: $text', ({ rule, text }) => {
    expect(diagnosisOf(`9/17/2025 3:58:11 AM EDT,Remote Access 2.0,${text},Acme Sync,203.0.113.7`)?.finding.id).toBe(rule);
    expect(diagnosisOf(`Salesforce Login History\nStatus\n${text}\nAcme Sync`)?.finding.id).toBe(rule);
  });

  it.each(loginStatuses)('is recognized by its code: %s %s', (rule, code) => {
    if (code) expect(diagnosisOf(`Salesforce event log file: "${code}","203.0.113.7"`)?.finding.id).toBe(rule);
  });

  it.each(['Invalid Password', 'User is Inactive', 'Failed: Invalid Token', 'Failed: Signature Invalid', 'Restricted IP'])(
    'that other systems use too is nobody’s without the name: %s',
    (text) => {
      const parsed = parseInput(text);
      expect(parsed.ok && parsed.input).toMatchObject({ provider: genericProvider, errorText: text });
    },
  );

  it.each(['Salesforce: the request failed: invalid token and so on', 'Salesforce says that an invalid password was used'])(
    'is not found inside a sentence: %s',
    (text) => {
      expect(diagnosisOf(text)).toMatchObject({ recognized: false, causes: [] });
    },
  );

  it('that nobody explains is recognized as such', () => {
    expect(diagnosisOf('Salesforce: LOGIN_ERROR_SOMETHING_NEW')?.finding.id).toBe('salesforce-login-unexplained');
  });
});

describe('the error wordings of Salesforce', () => {
  it.each(shown)('are recognized as $rule.id whatever the quotes, case and spacing: $text', ({ rule, text }) => {
    expect(onPage(text)).toBe(rule.id);
    expect(onPage(text.replace(/[‘’]/g, "'").toUpperCase())).toBe(rule.id);
    expect(onPage(`\n\t ${text.replaceAll(' ', ' \u00a0\n ')} `)).toBe(rule.id);
    expect(onPage([...text].join('\u200b'))).toBe(rule.id);
    expect(inAddress('some_code', text)).toBe(rule.id);
  });

  it('belong to one rule each', () => {
    const texts = shown.map(({ text }) => normalize(text));
    expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
  });

  it.each(errors.filter((rule) => rule.surface === 'callback'))(
    'begin with the code of $id, which is recognized only letter for letter at the callback',
    (rule) => {
      const code = rule.texts[0]?.text ?? '';
      expect(inAddress(code, null)).toBe(rule.id);
      expect(inAddress(code.toLowerCase() === code ? code.toUpperCase() : code.toLowerCase(), null)).toBe('unknown');
      expect(onPage(code)).toBe('none');
      for (const { text } of rule.texts)
        expect(errors.filter((other) => other.texts.some((one) => normalize(one.text) === normalize(text)))).toEqual([rule]);
    },
  );

  it('show the texts below the sentence that stands above every error, if no rule knows them', () => {
    const answer = recognizeErrors(
      errors,
      ['OAuth Error'],
      ['We can’t authorize you because of an OAuth error.', 'NEW_CODE : new'],
      errorHeadings,
    );
    expect(answer).toMatchObject({ rule: { id: 'salesforce-oauth-error' }, text: expect.stringContaining('NEW_CODE : new') });
  });

  it('are not recognized in similar sentences, which stay unknown', () => {
    for (const text of [
      'The scope is fine',
      'OAuth settings',
      'An unexpected error',
      'This app is installed into the org',
      '1804',
      'invalid_client',
    ]) {
      expect(onPage(text), text).toBe('none');
      expect(recognizeErrors(errors, ['OAuth Error'], [text], errorHeadings), text).toEqual({ state: 'unknown', text });
    }
    expect(inAddress('OAUTH_SOMETHING_NEW', 'nobody knows this')).toBe('unknown');
  });

  it('teach no required scopes, because no error of Salesforce names its scopes', () => {
    expect(errors.filter((rule) => rule.namesRequiredScopes || rule.complainsOfMissingScopes)).toEqual([]);
  });
});

describe('the error rules of Salesforce', () => {
  it('have unique sorted ids, wordings, an actor and a dated source', () => {
    expect(new Set(all.map((rule) => rule.id)).size).toBe(all.length);
    expect(errors.map((rule) => rule.id)).toEqual(errors.map((rule) => rule.id).toSorted());
    for (const rule of errors) {
      expect(rule.id).toMatch(/^salesforce(-[a-z]+)+$/);
      expect(rule.texts.length, rule.id).toBeGreaterThan(0);
      expect(['you', 'app-vendor', 'salesforce-admin'], rule.id).toContain(rule.actor);
      expect(rule.source.accessedOn, rule.id).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
    expect(messages.actor_salesforce_admin?.message).toBeTruthy();
  });

  it.each(errors)('have title, text, short form and steps for $id in the locale file', ({ id }) => {
    const key = `finding_${id.replaceAll('-', '_')}`;
    const title = messages[`${key}_title`]?.message ?? '';
    expect(title, `add ${key}_title`).not.toBe('');
    expect(title.length, `${key}_title is longer than 60 characters`).toBeLessThanOrEqual(60);
    expect(messages[`${key}_text`]?.message, `add ${key}_text`).toBeTruthy();
    expect(messages[`${key}_short`]?.message, `${key}_short is one or two words`).toMatch(/^\S+( \S+)?$/);
    expect(messages[`${key}_steps`]?.message, `add ${key}_steps`).toBeTruthy();
  });
});
