import type { OutreachApp } from './apps';
import type { sentences } from './doorkeeper';
import type { Person } from './people';
import { type AuthorizationRequest, splitScopes } from './request';
import type { OutreachState } from './state';

type Sentence = keyof typeof sentences;

/** Why Doorkeeper refuses. The sentence for each is in `doorkeeper.ts`. */
export interface Refusal {
  error: Sentence | 'invalid_redirect_uri';
  /** The parameter that the sentence names. */
  missing?: string;
  /** Another sentence than that of the error. */
  reason?: Sentence;
  /** False where the app or its redirect URI is in doubt: then nobody is sent there. */
  mayGoBack: boolean;
}

/** What the rules look at: the request, and what the server has registered. */
export interface Case {
  request: AuthorizationRequest;
  server: Pick<OutreachState, 'apps' | 'defaultScopes' | 'forcesPkce'>;
}

const here = (error: Refusal['error'], missing?: string): Refusal => ({ error, ...(missing ? { missing } : {}), mayGoBack: false });
const back = (error: Refusal['error'], more: Partial<Refusal> = {}): Refusal => ({ error, ...more, mayGoBack: true });
const blank = (value: string) => value.trim() === '';

/** Evidence for this and the following, order included: Doorkeeper's lib/doorkeeper/oauth/pre_authorization.rb at d0cd44a7. */
export function clientIdMustBeGiven({ request }: Case): Refusal | undefined {
  return blank(request.clientId) ? here('invalid_request', 'client_id') : undefined;
}

/** Evidence: as above; never sent back to the app: error_response.rb. */
export function clientMustExist(subject: Case): Refusal | undefined {
  return appOf(subject) ? undefined : here('invalid_client');
}

/** One of the registered ones, byte for byte; a missing one has the same sentence. Evidence: helpers/uri_checker.rb, error_response.rb. */
export function redirectUriMustBeRegistered(subject: Case): Refusal | undefined {
  const registered = appOf(subject)?.redirectUris.includes(subject.request.redirectUri);
  return registered ? undefined : here('invalid_redirect_uri');
}

/** `scope` may be empty only where the server has default scopes. Evidence: `validate_params`. */
export function parametersMustBeGiven({ request, server }: Case): Refusal | undefined {
  if (blank(request.responseType)) return back('invalid_request', { missing: 'response_type' });
  const lacking = blank(request.scope) && server.defaultScopes.length === 0;
  return lacking ? back('invalid_request', { missing: 'scope' }) : undefined;
}

/** Outreach documents `code` only: developers.outreach.io/api/oauth. */
export function responseTypeMustBeKnown({ request }: Case): Refusal | undefined {
  return request.responseType === 'code' ? undefined : back('unsupported_response_type');
}

/** Evidence: `validate_response_mode` and grant_flow.rb. Its third mode, a form that is posted to the app, is left out here. */
export function responseModeMustBeKnown({ request }: Case): Refusal | undefined {
  const known = ['', 'query', 'fragment'].includes(request.responseMode.trim());
  return known ? undefined : back('unsupported_response_mode');
}

/**
 * Every scope must be registered on the app under exactly this name, and one that is not fails the whole request; a tab or a line break
 * fails it too. Evidence: helpers/scope_checker.rb; that it is so at Outreach, public scripts.
 */
export function scopesMustBeRegistered(subject: Case): Refusal | undefined {
  const asked = effectiveScope(subject);
  const registered = new Set(appOf(subject)?.scopes);
  const allowed = !blank(asked) && !/[\n\r\t]/.test(asked) && splitScopes(asked).every((id) => registered.has(id));
  return allowed ? undefined : back('invalid_scope');
}

/** Evidence: `validate_code_challenge`. No PKCE is documented for Outreach's REST flow, so it is off here unless set. */
export function challengeMustBeGiven({ request, server }: Case): Refusal | undefined {
  const lacking = server.forcesPkce && blank(request.codeChallenge);
  return lacking ? back('invalid_request', { reason: 'invalid_code_challenge' }) : undefined;
}

/** Evidence: `validate_code_challenge_method`. */
export function challengeMethodMustBeKnown({ request }: Case): Refusal | undefined {
  const known = blank(request.codeChallenge) || ['plain', 'S256'].includes(request.codeChallengeMethod);
  return known ? undefined : back('invalid_code_challenge_method');
}

/** What a refusal to go back to anybody depends on. */
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

/** The first rule that is broken, in Doorkeeper's order. */
export function judge(subject: Case): Refusal | undefined {
  return firstOf(inOrder, subject);
}

/** Enough for Deny, which needs somewhere to go back to and nothing else. */
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

/** The scope as it was sent, or the default scopes that the app has. Evidence: `scope` and `build_scopes`. */
export function effectiveScope(subject: Case): string {
  if (!blank(subject.request.scope)) return subject.request.scope;
  return subject.server.defaultScopes.filter((id) => appOf(subject)?.scopes.includes(id)).join(' ');
}

/**
 * Straight back to the app: a token for this person, app and exactly this set of scopes exists, be it expired; confidential clients
 * only. Evidence: `matching_token_for` in access_token_mixin.rb and `can_authorize_response?` in authorizations_controller.rb; a public
 * script saw Outreach answer so.
 */
export function skipsConsent(subject: Case, person: Person, tokens: OutreachState['tokens']): boolean {
  const asked = splitScopes(effectiveScope(subject)).sort().join(' ');
  const mine = tokens.filter(({ clientId, email }) => clientId === subject.request.clientId && email === person.email);
  return appOf(subject)?.confidential === true && mine.some(({ scopes }) => scopes.toSorted().join(' ') === asked);
}

/**
 * Development credentials in the hands of somebody who is no developer of the app, or an app that is published internally, outside its
 * organisation. Evidence: docs-dev-portal/oauth.md of getoutreach/extensibility-sdk.
 */
export function warnsOfUnverified(app: OutreachApp, person: Person): boolean {
  if (app.credentials === 'development') return !app.developers.includes(person.email);
  return app.published === 'internally' && app.org !== person.org;
}
