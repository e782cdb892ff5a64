/** The authorization request as Doorkeeper reads it from the query, or from the posted form. */
export interface AuthorizationRequest {
  clientId: string;
  redirectUri: string;
  responseType: string;
  responseMode: string;
  /** As it was sent: the consent page's hidden field repeats it with all its spaces and repeats. */
  scope: string;
  state: string;
  codeChallenge: string;
  codeChallengeMethod: string;
}

/** Of a repeated parameter the last one counts, as in all of Rack. */
export function lastOf(parameters: URLSearchParams, name: string): string {
  return parameters.getAll(name).at(-1) ?? '';
}

/** A missing parameter and an empty one are the same. */
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

/** Split at white space, without repeats, in the order of the request. Evidence: Doorkeeper's lib/doorkeeper/oauth/scopes.rb. */
export function splitScopes(scope: string): string[] {
  return [...new Set(scope.split(/[ \t\n\v\f\r]+/).filter(Boolean))];
}

/** A stop on the way back to the app. Evidence: Doorkeeper's authorization/uri_builder.rb, which leaves empty values out. */
export function wayBack({ redirectUri, responseMode, state }: AuthorizationRequest, answer: Record<string, string>): string {
  const parameters = new URLSearchParams(answer);
  if (state) parameters.set('state', state);
  if (responseMode === 'fragment') return `${redirectUri}#${parameters}`;
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${parameters}`;
}
