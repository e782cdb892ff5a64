import { html, json, redirect, type SimRequest, type SimResponse } from '../web';
import { consentPage } from './consent-page';
import { sentenceFor, sentences, versions } from './doorkeeper';
import { errorPage, forgeryPage, unknownErrorPage } from './pages';
import { lastOf, readRequest, redirectToApp } from './request';
import { appOf, type Case, effectiveScope, judge, judgeClient, type Refusal, skipsConsent, warnsOfUnverified } from './rules';
import { askToSignIn } from './sign-in';
import type { World } from './world';

/**
 * Handles `GET /oauth/authorize`. A signed-out user gets the login page first, whether the request
 * is correct or not. Evidence: Doorkeeper's authorizations_controller.rb, where checking the client
 * earlier is an option that is off by default.
 */
export function authorize(world: World, http: SimRequest): SimResponse {
  const { state, sessions } = world;
  const session = sessions.of(http);
  if (!session?.person) return askToSignIn(world, http, `${http.path}${http.query}`);
  const { person } = session;
  const subject = caseOf(world, http.query);
  const refusal = judge(subject);
  if (refusal) return refuseOnGet(world, subject, refusal);
  const app = appOf(subject);
  if (!app || skipsConsent(subject, person, state.tokens)) return allow(world, subject, person.email);
  session.requestQuery = http.query;
  const { request } = subject;
  const unverified = warnsOfUnverified(app, person);
  return html(consentPage(state, { app: app.name, request, scope: effectiveScope(subject), token: session.token, unverified }));
}

/**
 * Handles the two forms. The request is read from the posted form alone, so whatever its `scope`
 * contains is checked and granted. Evidence: `create` and `destroy` in
 * authorizations_controller.rb; a public script that posts such a form to Outreach.
 */
export function answer(world: World, http: SimRequest): SimResponse {
  const form = new URLSearchParams(http.body);
  const session = world.sessions.of(http);
  if (!session?.person) return askToSignIn(world, http);
  if (lastOf(form, 'authenticity_token') !== session.token) return html(forgeryPage(), 422);
  const redesigned = http.path === '/consent/answer';
  const subject = caseOf(world, redesigned ? (session.requestQuery ?? '') : http.body);
  const denied = redesigned ? form.has('decline') : lastOf(form, '_method') === 'delete';
  const refusal = denied ? judgeClient(subject) : judge(subject);
  if (refusal) return refuseOnPost(world, subject, refusal);
  if (!denied) return allow(world, subject, session.person.email);
  return redirect(redirectToApp(subject.request, { error: 'access_denied', error_description: sentences.access_denied }));
}

function caseOf({ state }: World, parameters: string): Case {
  return { request: readRequest(new URLSearchParams(parameters)), server: state };
}

/**
 * Issues a code and redirects to the app. Earlier grants are not revoked. Evidence: Doorkeeper's
 * code_request.rb, where revoking is an option that is off by default.
 */
function allow({ tokens }: World, subject: Case, email: string): SimResponse {
  return redirect(redirectToApp(subject.request, { code: tokens.issueCode(subject.request, effectiveScope(subject), email) }));
}

/**
 * Shows an error page, unless the server is configured to redirect and the app is known for
 * certain.
 */
function refuseOnGet({ state }: World, { request }: Case, refusal: Refusal): SimResponse {
  const description = sentenceFor(refusal, state.version);
  if (state.errorsBy === 'redirect' && refusal.mayGoBack)
    return redirect(redirectToApp(request, { error: refusal.error, error_description: description }));
  const status = versions[state.version].errorStatus ? statusOf(refusal) : 200;
  return html(state.layout === 'unknown' ? unknownErrorPage(description) : errorPage(description, state.version), status);
}

/**
 * Redirects to the app, or responds with the bare error if the app is in doubt. Evidence:
 * `redirect_or_render` in authorizations_controller.rb.
 */
function refuseOnPost({ state }: World, { request }: Case, refusal: Refusal): SimResponse {
  const reason = { error: refusal.error, error_description: sentenceFor(refusal, state.version) };
  if (refusal.mayGoBack) return redirect(redirectToApp(request, reason));
  return json({ ...reason, ...(request.state ? { state: request.state } : {}) }, statusOf(refusal));
}

function statusOf({ error }: Refusal): number {
  return error === 'invalid_client' ? 401 : 400;
}
