/** The authorization request as Doorkeeper reads it from the query, or from the posted form. */
export interface AuthorizationRequest {
  clientId: string;
  redirectUri: string;
  responseType: string;
  responseMode: string;
  /**
   * The `scope` exactly as the app sent it: the hidden field of the consent page repeats it with
   * all spaces and repeats.
   */
  scope: string;
  state: string;
  codeChallenge: string;
  codeChallengeMethod: string;
}

/** Reads the last value of a repeated parameter, as everything based on Rack does. */
export function lastOf(parameters: URLSearchParams, name: string): string {
  return parameters.getAll(name).at(-1) ?? '';
}

/** Returns undefined for a missing parameter and for an empty one. */
export function readRequest(parameters: URLSearchParams): AuthorizationRequest {
  const last = (name: string) => lastOf(parameters, name);
  return {
    clientId: last('client_id'),
    redirectUri: last('redirect_uri'),
    responseType: last('response_type'),
    responseMode: last('response_mode'),
    scope: last('scope'),
    state: last('state'),
    codeChallenge: last('code_challenge'),
    codeChallengeMethod: last('code_challenge_method'),
  };
}

/**
 * Splits a scope parameter at white space, without repeats, in the order of the request. Evidence:
 * Doorkeeper's lib/doorkeeper/oauth/scopes.rb.
 */
export function splitScopes(scope: string): string[] {
  return [...new Set(scope.split(/[ \t\n\v\f\r]+/).filter(Boolean))];
}

/**
 * Returns the redirect URI with the parameters of the response. Evidence: Doorkeeper's
 * authorization/uri_builder.rb, which leaves out empty values.
 */
export function redirectToApp({ redirectUri, responseMode, state }: AuthorizationRequest, answer: Record<string, string>): string {
  const parameters = new URLSearchParams(answer);
  if (state) parameters.set('state', state);
  if (responseMode === 'fragment') return `${redirectUri}#${parameters}`;
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${parameters}`;
}
