import { html, redirect, type SimRequest, type SimResponse } from '../web';
import { caseOf } from './approval';
import { sendOnPage } from './pages';
import { loginAddress, paths, type Realm } from './realm';
import { parseRequest, redirectToApp } from './request';
import { bodyOf, judgeRequest, missingChallenge } from './request-rules';
import { type Refusal, skipsApproval } from './rules';
import type { World } from './world';

/**
 * The path `/services/oauth2/authorize`. Experience Cloud sites also have it with an experience ID
 * at the end.
 */
export const authorizePath = /^\/services\/oauth2\/authorize(?:\/[\w-]+)?$/;

/**
 * Checks what the request alone shows, stores the request under a `source`, and redirects to the
 * login or approval page.
 */
export function authorize(world: World, realm: Realm, http: SimRequest): SimResponse {
  const { pending, sessions } = world;
  const request = parseRequest(http.query);
  const context = { method: http.method, apps: world.state.apps, request };
  const refusal = judgeRequest(context);
  if (refusal) return bareText(world, refusal);

  const found = sessions.of(http);
  const session = realm.org === undefined || found?.org === realm.org ? found : undefined;
  const subject = session && caseOf(world, session, request);
  if (request.immediate && !(subject && skipsApproval(subject)))
    return redirect(redirectToApp(request, { error: 'immediate_unsuccessful', error_description: 'immediate unsuccessful' }));

  const query = new URLSearchParams({ source: pending.open(request) });
  // `touch` is the only value that was found in the URL of an approval page.
  if (request.display === 'touch') query.set('display', 'touch');
  const approval = `${realm.prefix}${paths.approval}?${query}`;
  if (!session || request.prompt.includes('login')) return sendOn(world, loginAddress(realm, approval));
  if (realm.org) return sendOn(world, approval);
  const frontdoor = new URLSearchParams({ sid: session.sid, retURL: approval });
  return sendOn(world, `https://${session.org.host}${paths.frontdoor}?${frontdoor}`);
}

/**
 * Some clients start on the Lightning host. Evidence: Damecek/force-navigator-reloaded. It is an
 * assumption that the request is redirected to My Domain.
 */
export function authorizeOnLightning({ org, path }: Realm, { query }: SimRequest): SimResponse {
  return redirect(`https://${org?.host}${path}${query}`);
}

/** Public recordings show both ways to redirect: a 302, and a small page with a script. */
function sendOn({ state }: World, address: string): SimResponse {
  return state.sendsOnBy === 'script' ? html(sendOnPage(address)) : redirect(address);
}

/**
 * Responds without a page and without a redirect. The recorded response to the missing challenge
 * has an empty content type, and a browser saved it as a file named `authorize`. Chromium saves it
 * only with a disposition and a status of success. The other status and content type are stand-ins.
 */
function bareText({ state }: World, refusal: Refusal): SimResponse {
  const body = bodyOf(refusal);
  if (refusal.description !== missingChallenge)
    return { status: 400, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }, body };
  const headers: SimResponse['headers'] = { 'content-type': '', 'cache-control': 'no-store' };
  if (state.missingChallenge === 'text') return { status: 400, headers, body };
  return { status: 200, headers: { ...headers, 'content-disposition': 'attachment; filename="authorize"' }, body };
}
