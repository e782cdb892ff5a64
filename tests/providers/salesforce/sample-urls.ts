/** Addresses of Salesforce for tests. Values that must never leave them carry the marker CANARY. */
export const acme = 'https://acme.my.salesforce.com';
export const login = 'https://login.salesforce.com';
export const approval = '/setup/secur/RemoteAccessAuthorizationPage.apexp?source=CAAAACANARY-source';
export const signIn = `/?ec=302&startURL=${encodeURIComponent(approval)}`;
export const bridge = `/secur/frontdoor.jsp?sid=00D5g000004!CANARY-sid&retURL=${encodeURIComponent(approval)}`;
export const saml = '/saml/authn-request.jsp?saml_request_id=CANARY-saml&RelayState=CANARY-relay';
export const acs = '/?so=00D000000000001&sc=0LE000000000001';
export const errorPage = '/setup/secur/RemoteAccessErrorPage.apexp';

interface Options {
  scope?: string;
  redirect?: string;
  state?: string;
}

export function authorize(
  host = acme,
  { scope = 'id+api+refresh_token', redirect = 'https://hooks.ledgerly.example/cb', state = '1' }: Options = {},
) {
  const query = `response_type=code&client_id=3MVG9ledgerly&redirect_uri=${encodeURIComponent(redirect)}&scope=${scope}`;
  return `${host}/services/oauth2/authorize?${query}&state=CANARY-state${state}&code_challenge=CANARY-challenge&login_hint=CANARY-hint%40acme.example`;
}

export function refusal(error: string, description: string, host = acme): string {
  return `${host}${errorPage}?error=${encodeURIComponent(error)}&error_description=${encodeURIComponent(description)}`;
}

/** The sentence that the page shows for every reason. */
export const generalError = (spelling: 'occured' | 'occurred' = 'occured') => ({
  headings: ['OAuth Error'],
  paragraphs: [
    'We can’t authorize you because of an OAuth error. For more information, contact your Salesforce administrator.',
    `OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error has ${spelling} during authentication. Please try again.`,
  ],
});

export const installMissing = ['invalid_client', 'app must be installed into org'] as const;
