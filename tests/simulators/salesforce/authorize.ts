import { html, redirect, type SimRequest, type SimResponse } from '../web';
import { caseOf } from './approval';
import { sendOnPage } from './pages';
import { loginAddress, paths, type Realm } from './realm';
import { parseRequest, wayBack } from './request';
import { bodyOf, judgeRequest, missingChallenge } from './request-rules';
import { type Refusal, skipsApproval } from './rules';
import type { World } from './world';

/** `/services/oauth2/authorize`, on Experience Cloud sites also with an experience id behind it. */
export const authorizePath = /^\/services\/oauth2\/authorize(?:\/[\w-]+)?$/;

/** Judges what the request alone shows, keeps it under a `source`, and sends the browser to the login or approval page. */
export function authorize(world: World, realm: Realm, http: SimRequest): SimResponse {
  const { pending, sessions } = world;
  const request = parseRequest(http.query);
  const asked = { method: http.method, apps: world.state.apps, request };
  const refusal = judgeRequest(asked);
  if (refusal) return bareText(world, refusal);

  const found = sessions.of(http);
  const session = realm.org === undefined || found?.org === realm.org ? found : undefined;
  const subject = session && caseOf(world, session, request);
  if (request.immediate && !(subject && skipsApproval(subject)))
    return redirect(wayBack(request, { error: 'immediate_unsuccessful', error_description: 'immediate unsuccessful' }));

  const query = new URLSearchParams({ source: pending.open(request) });
  if (request.display === 'touch') query.set('display', 'touch'); // the only value seen in an approval page's address
  const approval = `${realm.prefix}${paths.approval}?${query}`;
  if (!session || request.prompt.includes('login')) return sendOn(world, loginAddress(realm, approval));
  if (realm.org) return sendOn(world, approval);
  const frontdoor = new URLSearchParams({ sid: session.sid, retURL: approval });
  return sendOn(world, `https://${session.org.host}${paths.frontdoor}?${frontdoor}`);
}

/** Some clients start on the Lightning host. Evidence: Damecek/force-navigator-reloaded; that it goes over My Domain is a stand-in. */
export function authorizeOnLightning({ org, path }: Realm, { query }: SimRequest): SimResponse {
  return redirect(`https://${org?.host}${path}${query}`);
}

/** Both ways are on record: a 302, and a small page that goes on by script. */
function sendOn({ state }: World, address: string): SimResponse {
  return state.sendsOnBy === 'script' ? html(sendOnPage(address)) : redirect(address);
}

/**
 * No page and no way back. The record of the missing challenge has an empty content type, and a browser saved it as a file named
 * `authorize`. Chromium saves it only with a disposition and a status of success. The other status and content type are stand-ins.
 */
function bareText({ state }: World, refusal: Refusal): SimResponse {
  const body = bodyOf(refusal);
  if (refusal.description !== missingChallenge)
    return { status: 400, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }, body };
  const headers: SimResponse['headers'] = { 'content-type': '', 'cache-control': 'no-store' };
  if (state.missingChallenge === 'text') return { status: 400, headers, body };
  return { status: 200, headers: { ...headers, 'content-disposition': 'attachment; filename="authorize"' }, body };
}
