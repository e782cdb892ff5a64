import type { OutreachApp } from './apps';
import type { sentences } from './doorkeeper';
import type { Person } from './people';
import { type AuthorizationRequest, splitScopes } from './request';
import type { OutreachState } from './state';

type Sentence = keyof typeof sentences;

/** Why Doorkeeper refuses. `doorkeeper.ts` has the sentence for each reason. */
export interface Refusal {
  error: Sentence | 'invalid_redirect_uri';
  /** The parameter that the sentence names. */
  missing?: string;
  /** Replaces the usual sentence of the error. */
  reason?: Sentence;
  /**
   * False if the app or its redirect URI is in doubt, so that the user must not be redirected to
   * it.
   */
  mayGoBack: boolean;
}

/** What the rules check: the request, and what the server has registered. */
export interface Case {
  request: AuthorizationRequest;
  server: Pick<OutreachState, 'apps' | 'defaultScopes' | 'forcesPkce'>;
}

const here = (error: Refusal['error'], missing?: string): Refusal => ({ error, ...(missing ? { missing } : {}), mayGoBack: false });
const back = (error: Refusal['error'], more: Partial<Refusal> = {}): Refusal => ({ error, ...more, mayGoBack: true });
const blank = (value: string) => value.trim() === '';

/**
 * Evidence for this rule, for the following ones and for their order: Doorkeeper's
 * lib/doorkeeper/oauth/pre_authorization.rb at d0cd44a7.
 */
export function clientIdMustBeGiven({ request }: Case): Refusal | undefined {
  return blank(request.clientId) ? here('invalid_request', 'client_id') : undefined;
}

/**
 * The client must be registered; this error never redirects to the app. Evidence:
 * pre_authorization.rb, error_response.rb.
 */
export function clientMustExist(subject: Case): Refusal | undefined {
  return appOf(subject) ? undefined : here('invalid_client');
}

/**
 * The redirect URI must be one of the registered ones, byte for byte. A missing one has the same
 * sentence. Evidence: helpers/uri_checker.rb, error_response.rb.
 */
export function redirectUriMustBeRegistered(subject: Case): Refusal | undefined {
  const registered = appOf(subject)?.redirectUris.includes(subject.request.redirectUri);
  return registered ? undefined : here('invalid_redirect_uri');
}

/** `scope` may be empty only if the server has default scopes. Evidence: `validate_params`. */
export function parametersMustBeGiven({ request, server }: Case): Refusal | undefined {
  if (blank(request.responseType)) return back('invalid_request', { missing: 'response_type' });
  const lacking = blank(request.scope) && server.defaultScopes.length === 0;
  return lacking ? back('invalid_request', { missing: 'scope' }) : undefined;
}

/** Outreach documents `code` only: developers.outreach.io/api/oauth. */
export function responseTypeMustBeKnown({ request }: Case): Refusal | undefined {
  return request.responseType === 'code' ? undefined : back('unsupported_response_type');
}

/**
 * The response mode must exist. Doorkeeper's third mode, a form that is posted to the app, is not
 * simulated. Evidence: `validate_response_mode` and grant_flow.rb.
 */
export function responseModeMustBeKnown({ request }: Case): Refusal | undefined {
  const known = ['', 'query', 'fragment'].includes(request.responseMode.trim());
  return known ? undefined : back('unsupported_response_mode');
}

/**
 * Every scope must be registered for the app under exactly this name. A single unknown one makes
 * the whole request fail, and so does a tab or a line break. Evidence: helpers/scope_checker.rb;
 * public scripts for Outreach itself.
 */
export function scopesMustBeRegistered(subject: Case): Refusal | undefined {
  const requested = effectiveScope(subject);
  const registered = new Set(appOf(subject)?.scopes);
  const allowed = !blank(requested) && !/[\n\r\t]/.test(requested) && splitScopes(requested).every((id) => registered.has(id));
  return allowed ? undefined : back('invalid_scope');
}

/**
 * Public documentation of Outreach's REST flow does not mention PKCE, so it is off unless a test
 * sets it. Evidence: `validate_code_challenge`.
 */
export function challengeMustBeGiven({ request, server }: Case): Refusal | undefined {
  const lacking = server.forcesPkce && blank(request.codeChallenge);
  return lacking ? back('invalid_request', { reason: 'invalid_code_challenge' }) : undefined;
}

/** Evidence: `validate_code_challenge_method`. */
export function challengeMethodMustBeKnown({ request }: Case): Refusal | undefined {
  const known = blank(request.codeChallenge) || ['plain', 'S256'].includes(request.codeChallengeMethod);
  return known ? undefined : back('invalid_code_challenge_method');
}

/** The rules that decide whether a refusal may redirect to the app. */
const ofTheClient = [clientIdMustBeGiven, clientMustExist, redirectUriMustBeRegistered];

const inOrder = [
  ...ofTheClient,
  parametersMustBeGiven,
  responseTypeMustBeKnown,
  responseModeMustBeKnown,
  scopesMustBeRegistered,
  challengeMustBeGiven,
  challengeMethodMustBeKnown,
];

/** Returns the first broken rule, in Doorkeeper's order. */
export function judge(subject: Case): Refusal | undefined {
  return firstOf(inOrder, subject);
}

/** Checks enough for Deny, which only needs a URL to redirect to. */
export function judgeClient(subject: Case): Refusal | undefined {
  return firstOf(ofTheClient, subject);
}

function firstOf(rules: typeof inOrder, subject: Case): Refusal | undefined {
  for (const rule of rules) {
    const refusal = rule(subject);
    if (refusal) return refusal;
  }
  return undefined;
}

export function appOf({ request, server }: Case): OutreachApp | undefined {
  return server.apps.find(({ clientId }) => clientId === request.clientId);
}

/**
 * Returns the scope exactly as the app sent it, or those default scopes that the app has. Evidence:
 * `scope` and `build_scopes`.
 */
export function effectiveScope(subject: Case): string {
  if (!blank(subject.request.scope)) return subject.request.scope;
  return subject.server.defaultScopes.filter((id) => appOf(subject)?.scopes.includes(id)).join(' ');
}

/**
 * Returns true if the user is redirected without a consent page: a token for this user, app and
 * exactly this set of scopes exists, even an expired one. It applies to confidential clients only.
 * Evidence: `matching_token_for` in access_token_mixin.rb and `can_authorize_response?` in
 * authorizations_controller.rb; a public script met this response at Outreach.
 */
export function skipsConsent(subject: Case, person: Person, tokens: OutreachState['tokens']): boolean {
  const requested = splitScopes(effectiveScope(subject)).sort().join(' ');
  const ownTokens = tokens.filter(({ clientId, email }) => clientId === subject.request.clientId && email === person.email);
  return appOf(subject)?.confidential === true && ownTokens.some(({ scopes }) => scopes.toSorted().join(' ') === requested);
}

/**
 * Returns true if the page warns: for development credentials, unless the user is a developer of
 * the app, and for an internally published app, unless the user belongs to its organization.
 * Evidence: docs-dev-portal/oauth.md of getoutreach/extensibility-sdk.
 */
export function warnsOfUnverified(app: OutreachApp, person: Person): boolean {
  if (app.credentials === 'development') return !app.developers.includes(person.email);
  return app.published === 'internally' && app.org !== person.org;
}
