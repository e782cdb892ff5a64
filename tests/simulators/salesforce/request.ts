/** The authorization request as Salesforce reads it from the query. */
export interface AuthorizationRequest {
  clientId: string;
  redirectUri: string;
  responseType: string;
  /** Without repeats, in the order of the request; undefined when the parameter is missing or empty. */
  scope: string[] | undefined;
  state: string | undefined;
  display: string | undefined;
  /** `login`, `consent`, `select_account`. */
  prompt: string[];
  immediate: boolean;
  codeChallenge: string | undefined;
  codeChallengeMethod: string | undefined;
}

/** Parameters of the web server flow in the REST API guide. `%20` and `+` both separate scopes; other signs do not. */
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

/** A stop on the way back to the app: parameters in the query, or in the fragment for the user-agent flow. */
export function wayBack(request: AuthorizationRequest, answer: Record<string, string>): string {
  const parameters = new URLSearchParams(answer);
  if (request.state !== undefined) parameters.set('state', request.state);
  if (usesFragment(request)) return `${request.redirectUri}#${parameters}`;
  return `${request.redirectUri}${request.redirectUri.includes('?') ? '&' : '?'}${parameters}`;
}

export function usesFragment({ responseType }: AuthorizationRequest): boolean {
  return responseType.split(' ').includes('token');
}
