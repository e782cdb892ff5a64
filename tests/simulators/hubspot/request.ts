/** The authorization request as HubSpot reads it from the query. */
export interface AuthorizationRequest {
  clientId: string;
  redirectUri: string;
  /** The IDs in `scope`, without repeats, in the order of the request. */
  scope: string[];
  /** The IDs in `optional_scope`, likewise. An ID in both parameters counts as `scope`. */
  optional: string[];
  state: string | undefined;
  codeChallenge: string | undefined;
  codeChallengeMethod: string | undefined;
}

/**
 * Splits a scope parameter at `%20` and `+`. The plural names are read too: Airbyte sends them, and
 * HubSpot's old page on installing an app
 * (https://developers.hubspot.com/docs/faq/installing-an-app) uses `scopes`.
 */
export function parseRequest(query: string): AuthorizationRequest {
  const parameters = new URLSearchParams(query);
  const list = (...names: string[]) => [
    ...new Set(names.flatMap((name) => parameters.getAll(name)).flatMap((value) => value.split(' ').filter(Boolean))),
  ];
  const scope = list('scope', 'scopes');
  return {
    clientId: parameters.get('client_id') ?? '',
    redirectUri: parameters.get('redirect_uri') ?? '',
    scope,
    optional: list('optional_scope', 'optional_scopes').filter((id) => !scope.includes(id)),
    state: parameters.get('state') ?? undefined,
    codeChallenge: parameters.get('code_challenge') ?? undefined,
    codeChallengeMethod: parameters.get('code_challenge_method') ?? undefined,
  };
}
