/**
 * Whose error a pasted text is, and which of its wordings counts: a false name sends the wrong
 * person to work.
 */
import { describe, expect, it } from 'vitest';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';

function reviewOf(text: string) {
  const pasted = parseInput(text);
  if (!pasted.ok) throw new Error(`unreadable: ${pasted.reason}`);
  return buildReview(pasted.input);
}
const errorOf = (text: string) => {
  const { provider, diagnosis } = reviewOf(text);
  return `${provider.id} ${diagnosis?.finding.id}`;
};
const causesOf = (text: string) => reviewOf(text).diagnosis?.causes.map(({ id, confidence }) => `${id} ${confidence}`);

describe('a code or sentence of the protocol', () => {
  it.each([
    ['{"error":"invalid_grant"}', 'oauth-invalid-grant'],
    ['{"error":"invalid_client"}', 'oauth-invalid-client'],
    ['error: invalid_request', 'oauth-invalid-request'],
    ['unauthorized_client', 'oauth-unauthorized-client'],
    ['unsupported_grant_type: grant type not supported', 'oauth-unsupported-grant-type'],
    ['invalid_scope', 'oauth-invalid-scope'],
    ['redirect_uri_mismatch', 'oauth-redirect-mismatch'],
    ['HTTP 401 {"error":"invalid_token"}', 'oauth-invalid-token'],
    ['invalid_grant: The refresh token is invalid or expired.', 'oauth-refresh-token-invalid'],
    ['"error": "invalid_grant", "error_description": "invalid code verifier"', 'oauth-code-verifier-invalid'],
    ['invalid_client: Client authentication failed', 'oauth-invalid-client'],
    ['The requested scope is invalid, unknown, or malformed.', 'oauth-invalid-scope'],
    [
      'The request is missing a required parameter, includes an invalid parameter value, includes a parameter more than once, or is otherwise malformed.',
      'oauth-invalid-request',
    ],
    [
      'The provided authorization grant (e.g., authorization code) or refresh token is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
      'oauth-invalid-grant',
    ],
    [
      'https://app.example.com/cb?error=access_denied&error_description=The+resource+owner+or+authorization+server+denied+the+request',
      'oauth-access-denied',
    ],
  ])('is nobody’s: %s', (text, id) => {
    expect(errorOf(text)).toBe(`oauth2 ${id}`);
    expect(causesOf(text)).toEqual([`${id} observed`]);
  });

  it.each([
    ['POST https://login.salesforce.com/services/oauth2/token: {"error":"invalid_grant"}', 'salesforce salesforce-invalid-grant'],
    ['Restforce::AuthenticationError: invalid_client: invalid client credentials', 'salesforce salesforce-client-secret-wrong'],
    ['jsforce: unsupported_grant_type', 'salesforce oauth-unsupported-grant-type'],
    ['POST https://api.outreach.io/oauth/token {"error":"invalid_grant"}', 'outreach oauth-invalid-grant'],
  ])('belongs to the provider whose host or library stands beside it: %s', (text, error) => {
    expect(errorOf(text)).toBe(error);
  });

  it.each(['Salesforce sync failed: invalid_grant', 'Salesforce sync failed: {"error":"invalid_client"}'])(
    'has no likely cause because of a name alone: %s',
    (text) => {
      expect(causesOf(text)?.filter((cause) => !cause.endsWith('possible'))).toEqual([]);
    },
  );
});

describe('words that other systems use too', () => {
  it.each(['inactive_user', 'rate_limit_exceeded', 'authentication failure', 'HTTPS required', 'audience is invalid'])(
    'name nobody: %s',
    (text) => {
      expect(errorOf(text)).toBe('oauth2 unknown-error');
      expect(reviewOf(`Salesforce: ${text}`).diagnosis?.recognized).toBe(true);
    },
  );

  it.each(['Salesforce: no authentication failure', 'Salesforce: authentication failure rates are low'])(
    'count only as a whole field: %s',
    (text) => {
      expect(reviewOf(text).diagnosis).toMatchObject({ recognized: false, causes: [] });
    },
  );
});

describe('an error beside the name of another product', () => {
  it.each([
    ['We use Salesforce. Our Zoho app says invalid_client', 'oauth2 oauth-invalid-client'],
    ['Our Salesforce sync is fine, but Microsoft answers invalid_grant', 'oauth2 oauth-invalid-grant'],
    ['Slack notifications from HubSpot fail: {"ok":false,"error":"missing_scope"}', 'oauth2 oauth-insufficient-permissions'],
    ['invalid_grant at Slack. Salesforce is connected.', 'oauth2 oauth-invalid-grant'],
  ])('is not attributed to a provider elsewhere in the text: %s', (text, error) => {
    expect(errorOf(text)).toBe(error);
  });

  it.each(['Okta: You do not have the correct role to grant these permissions', 'LinkedIn: user is inactive. We export to Salesforce.'])(
    'is not read by a provider that uses the same words: %s',
    (text) => {
      expect(errorOf(text)).toBe('oauth2 unknown-error');
    },
  );

  it.each([
    ['I asked on Slack. Salesforce says invalid_grant', 'salesforce salesforce-invalid-grant'],
    ['Get Outlook for iOS. Salesforce connection failed with the code invalid_grant', 'salesforce salesforce-invalid-grant'],
    ['Gong: user hasn’t approved this consumer', 'salesforce salesforce-consumer-not-approved'],
    ['Slack for Salesforce: OAUTH_APP_BLOCKED', 'salesforce salesforce-app-blocked'],
    ['9/17/2025,Remote Access 2.0,Outlook integration disabled,Acme', 'salesforce salesforce-license-missing'],
  ])('belongs to the provider that the words or their clause name: %s', (text, error) => {
    expect(errorOf(text)).toBe(error);
  });
});

describe('a name that is an ordinary word too', () => {
  it.each(['In our outreach to customers we got invalid_grant', 'Our outreach team got invalid_grant'])('names nobody: %s', (text) => {
    expect(errorOf(text)).toBe('oauth2 oauth-invalid-grant');
  });

  it.each(['Our Outreach team got invalid_grant', 'I cannot connect outreach to Clay: invalid_grant'])('names the provider: %s', (text) => {
    expect(errorOf(text)).toBe('outreach oauth-invalid-grant');
  });
});

describe('an unknown error beside two names', () => {
  it('is nobody’s', () => {
    expect(parseInput('Outreach and Salesforce no longer sync')).toEqual({ ok: false, reason: 'no-known-error' });
    expect(errorOf('Outreach and Salesforce fail to sync')).toBe('oauth2 unknown-error');
    expect(errorOf('Salesforce no longer syncs')).toBe('salesforce unknown-error');
  });
});

describe('a reason beside a code that only says that there is one', () => {
  const heading = 'We can’t authorize you because of an OAuth error. For more information, contact your Salesforce administrator.';
  const generic = 'OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error has occured during authentication. Please try again.';

  it.each([
    [`${heading}\n${generic}\nerror=invalid_scope&error_description=the+requested+scope+is+not+allowed`, 'salesforce-scope-not-allowed'],
    [`${generic}\nip restricted`, 'salesforce-ip-refused'],
    [`${heading}\n${generic}`, 'salesforce-approval-error'],
    [`${heading}\n1800 : There was a problem in setting up your remote access`, 'salesforce-app-registration-broken'],
    ['{"error":"invalid_request","error_description":"HTTPS required"} from login.salesforce.com', 'salesforce-malformed-request'],
    ['unsupported_response_type: OAUTH_APP_BLOCKED', 'salesforce-app-blocked'],
    ['https://acme.my.salesforce.com/setup/secur/RemoteAccessErrorPage.apexp?error=invalid_client\nip restricted', 'salesforce-ip-refused'],
    [
      `https://acme.my.salesforce.com/setup/secur/RemoteAccessErrorPage.apexp?error=invalid_client\n${generic}`,
      'salesforce-invalid-client',
    ],
  ])('wins, however short it is: %s', (text, id) => {
    expect(errorOf(text)).toBe(`salesforce ${id}`);
  });

  it('that is missing is asked for, and all causes of the page are possible', () => {
    const { diagnosis } = reviewOf('We can’t authorize you because of an OAuth error');
    expect(diagnosis?.finding.id).toBe('salesforce-oauth-error');
    expect(diagnosis?.causes.map(({ confidence }) => confidence)).toContain('possible');
    expect(diagnosis?.causes.map(({ confidence }) => confidence)).not.toContain('observed');
  });
});

describe('a sentence that only names a provider', () => {
  it.each([
    'La autorización con Salesforce falló. Puedes verificar tus credenciales y permisos.',
    'Salesforce にログインできません',
    'Salesforce: Insufficient Privileges. You do not have the level of access necessary to perform the operation you requested.',
  ])('is an unknown error without causes and questions: %s', (text) => {
    expect(reviewOf(text).diagnosis).toMatchObject({ recognized: false, finding: { id: 'unknown-error' }, causes: [], questions: [] });
  });

  it('has the causes of the error page if its URL is the page’s', () => {
    const page = 'https://acme.my.salesforce.com/setup/secur/RemoteAccessErrorPage.apexp?error=surprise';
    const { diagnosis } = reviewOf(page);
    expect(diagnosis?.recognized).toBe(false);
    expect(diagnosis?.causes.length).toBeGreaterThan(1);
    expect(reviewOf('https://app.example.com/cb?error=surprise').diagnosis?.causes).toEqual([]);
  });
});
