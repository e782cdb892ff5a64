import type { Refusal } from './rules';

/**
 * The generations of Doorkeeper that a browser can distinguish, from the views and texts at its
 * tags 4.2.6, 4.4.3, 5.0.0, 5.5.2, 5.6.0 and at d0cd44a7 (6.0.0.beta2), read in November 2026.
 */
export type DoorkeeperVersion = '4.2' | '4.4' | '5.0' | '5.5' | '5.6' | '6';

interface Traits {
  /** True if hidden fields have an ID, which is the same in both forms. */
  hiddenIds: boolean;
  /** PKCE: hidden fields, and the check at the token endpoint. */
  pkce: boolean;
  responseMode: boolean;
  /** The class of the box around the heading of the error page. */
  errorBox: string;
  /**
   * True if errors have the status 400 or 401 instead of 200, and white space around the sentence.
   * Both exist since 5.7 to 5.9.
   */
  errorStatus: boolean;
  /** True if the sentence names the missing parameter. */
  namesMissing: boolean;
  redirectUri: string;
}

const newer = "The requested redirect uri is malformed or doesn't match client redirect URI.";

const traits = (more: Partial<Traits>): Traits => ({
  hiddenIds: true,
  pkce: true,
  responseMode: true,
  errorBox: 'border-bottom mb-4',
  errorStatus: false,
  namesMissing: true,
  redirectUri: newer,
  ...more,
});

const old = { pkce: false, responseMode: false, namesMissing: false, errorBox: 'page-header' } as const;

export const versions: Readonly<Record<DoorkeeperVersion, Traits>> = {
  '4.2': traits({ ...old, redirectUri: 'The redirect uri included is not valid.' }),
  '4.4': traits(old),
  '5.0': traits({ responseMode: false, namesMissing: false }),
  '5.5': traits({}),
  '5.6': traits({ hiddenIds: false }),
  '6': traits({
    hiddenIds: false,
    errorStatus: true,
    redirectUri: "The requested redirect URI is malformed or doesn't match the client redirect URI.",
  }),
};

/**
 * The sentences of Doorkeeper's config/locales/en.yml, unchanged. It is an assumption that Outreach
 * changed none of them.
 */
export const sentences = {
  invalid_request: 'The request is missing a required parameter, includes an unsupported parameter value, or is otherwise malformed.',
  invalid_code_challenge: 'Code challenge is required.',
  invalid_code_challenge_method: 'The code_challenge_method must be one of plain, S256.',
  access_denied: 'The resource owner or authorization server denied the request.',
  invalid_scope: 'The requested scope is invalid, unknown, or malformed.',
  unsupported_response_type: 'The authorization server does not support this response type.',
  unsupported_response_mode: 'The authorization server does not support this response mode.',
  invalid_client:
    'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
  invalid_grant:
    'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
  unsupported_grant_type: 'The authorization grant type is not supported by the authorization server.',
} as const;

/** Returns the `error_description` of a refusal. */
export function sentenceFor({ error, missing, reason }: Refusal, version: DoorkeeperVersion): string {
  if (missing) return versions[version].namesMissing ? `Missing required parameter: ${missing}.` : sentences.invalid_request;
  if (error === 'invalid_redirect_uri') return versions[version].redirectUri;
  return sentences[reason ?? error];
}
