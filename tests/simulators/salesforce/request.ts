/** The authorization request as Salesforce reads it from the query. */
export interface AuthorizationRequest {
  clientId: string;
  redirectUri: string;
  responseType: string;
  /**
   * The scopes without repeats, in the order of the request; undefined if the parameter is missing
   * or empty.
   */
  scope: string[] | undefined;
  state: string | undefined;
  display: string | undefined;
  /** Contains `login`, `consent` or `select_account`. */
  prompt: string[];
  immediate: boolean;
  codeChallenge: string | undefined;
  codeChallengeMethod: string | undefined;
}

/**
 * Reads the parameters of the web server flow in the REST API guide. `%20` and `+` both separate
 * scopes; other characters do not.
 */
export function parseRequest(query: string): AuthorizationRequest {
  const parameters = new URLSearchParams(query);
  const list = (name: string) => [...new Set((parameters.get(name) ?? '').split(' ').filter(Boolean))];
  const scope = list('scope');
  return {
    clientId: parameters.get('client_id') ?? '',
    redirectUri: parameters.get('redirect_uri') ?? '',
    responseType: parameters.get('response_type') ?? '',
    scope: scope.length > 0 ? scope : undefined,
    state: parameters.get('state') ?? undefined,
    display: parameters.get('display') ?? undefined,
    prompt: list('prompt'),
    immediate: parameters.get('immediate') === 'true',
    codeChallenge: parameters.get('code_challenge') ?? undefined,
    codeChallengeMethod: parameters.get('code_challenge_method') ?? undefined,
  };
}

/**
 * Returns the redirect to the app, with the parameters in the query, or in the fragment for the
 * user-agent flow.
 */
export function redirectToApp(request: AuthorizationRequest, answer: Record<string, string>): string {
  const parameters = new URLSearchParams(answer);
  if (request.state !== undefined) parameters.set('state', request.state);
  if (usesFragment(request)) return `${request.redirectUri}#${parameters}`;
  return `${request.redirectUri}${request.redirectUri.includes('?') ? '&' : '?'}${parameters}`;
}

export function usesFragment({ responseType }: AuthorizationRequest): boolean {
  return responseType.split(' ').includes('token');
}
