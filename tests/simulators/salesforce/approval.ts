import { secret } from '../canary';
import { html, redirect, type SimRequest, type SimResponse } from '../web';
import { approvalPage, insufficientPrivilegesPage } from './pages';
import { loginAddress, paths, type Realm } from './realm';
import { type AuthorizationRequest, redirectToApp, usesFragment } from './request';
import { type Case, consentScopes, judge, type Refusal, requestedScopes, revokedByNext, skipsApproval } from './rules';
import type { Session } from './sessions';
import { refreshTokenFor } from './tokens';
import type { World } from './world';

/**
 * Handles the approval page and its two buttons. Its URL contains `source` and at most `display`.
 */
export function approval(world: World, realm: Realm, http: SimRequest): SimResponse {
  const form = new URLSearchParams(http.method === 'POST' ? http.body : http.query);
  const source = form.get('source') ?? '';
  const session = world.sessions.of(http);
  if (!session && http.method === 'POST') return timedOut(world, realm, http);
  if (!session || session.org !== realm.org) return redirect(loginAddress(realm, `${realm.prefix}${paths.approval}${http.query}`));
  if (session.loginAs) return html(insufficientPrivilegesPage());

  const request = world.pending.find(source);
  const subject = request && caseOf(world, session, request);
  if (!request || !subject) return bareError(realm, session, 'expired');
  const refusal = judge(subject);
  if (refusal) return refuse(realm, session, subject, refusal);

  if (http.method === 'POST' && !form.has('save')) {
    world.pending.close(source);
    return redirect(redirectToApp(request, { error: 'access_denied', error_description: 'end-user denied authorization' }));
  }
  if (http.method === 'POST' || skipsApproval(subject)) {
    world.pending.close(source);
    return redirect(allow(world, subject));
  }
  const { app, person, approvals } = subject;
  const revoked = revokedByNext(approvals, app.clientId, person.username);
  const shown = { realm, source, app: app.name, username: person.username, scopes: consentScopes(app, request), revoked };
  return html(approvalPage(world.state, shown));
}

/** Returns the facts for the rules; undefined if the app was deleted in the meantime. */
export function caseOf({ state }: World, { person, org, signedInOver }: Session, request: AuthorizationRequest): Case | undefined {
  const app = state.apps.find(({ clientId }) => clientId === request.clientId);
  return app && { app, request, person, org, signedInOver, approvals: state.approvals, integrationUsers: state.integrationUsers };
}

/**
 * Redirects to the error page, which does not repeat `state` and never redirects to the app.
 * Evidence: the test log in Damecek/force-navigator-reloaded.
 */
function refuse(realm: Realm, session: Session, { app, org, person, request }: Case, refusal: Refusal): SimResponse {
  const { surface, error, description, status } = refusal;
  const reason = { error, error_description: description };
  if (error === 'invalid_client' && !org.deniedAttempts.includes(app.clientId)) org.deniedAttempts.push(app.clientId);
  if (status !== undefined) org.loginHistory.push({ username: person.username, status });
  if (surface === 'bare-page') return bareError(realm, session, 'general');
  if (surface === 'callback') return redirect(redirectToApp(request, reason));
  return redirect(`${realm.prefix}${paths.error}?${new URLSearchParams(reason)}`);
}

/** Redirects to the error page without a reason in its URL. */
function bareError({ prefix }: Realm, session: Session, shows: Session['bareError']): SimResponse {
  session.bareError = shows;
  return redirect(`${prefix}${paths.error}`);
}

/**
 * Responds to a click that comes after the session's timeout. Evidence: Clay's guide, which names
 * very short timeouts as a cause. The outcome is inferred; opening a page instead would lead to the
 * login page.
 */
function timedOut({ sessions }: World, realm: Realm, http: SimRequest): SimResponse {
  const session = sessions.known(http);
  return session ? bareError(realm, session, 'general') : redirect(loginAddress(realm, `${realm.prefix}${paths.approval}${http.query}`));
}

/**
 * Grants every scope of the request, because Salesforce grants all or nothing, and returns the
 * redirect to the app.
 */
function allow({ tokens }: World, { app, org, person, request }: Case): string {
  const scopes = requestedScopes(app, request);
  const given = { clientId: app.clientId, username: person.username, orgId: org.id, scopes, since: Date.now() };
  tokens.approve(given);
  if (!usesFragment(request)) return redirectToApp(request, { code: tokens.issueCode(given, request) });
  const refreshToken = refreshTokenFor(given);
  return redirectToApp(request, {
    access_token: tokens.issueToken(given),
    ...(refreshToken ? { refresh_token: refreshToken } : {}),
    ...(request.responseType.includes('id_token') ? { id_token: secret('id-token') } : {}),
    instance_url: `https://${org.host}`,
    scope: scopes.join(' '),
    token_type: 'Bearer',
  });
}
