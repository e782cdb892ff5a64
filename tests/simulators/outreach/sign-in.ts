import { html, redirect, type SimRequest, type SimResponse } from '../web';
import { environments } from './hosts';
import { emailPage, forgeryPage, passwordPage } from './pages';
import { lastOf } from './request';
import { setCookie } from './sessions';
import type { World } from './world';

/**
 * Redirects to the login page. The session remembers the target, because Devise keeps it out of the
 * URL.
 */
export function askToSignIn({ sessions }: World, http: SimRequest, returnTo?: string): SimResponse {
  const session = sessions.of(http) ?? sessions.open(http.host);
  session.returnTo = returnTo ?? session.returnTo;
  return redirect('/users/sign_in', [setCookie(session)]);
}

/**
 * Handles the two steps of the login. Evidence for paths and fields: a public script, and a public
 * Selenium test on the staging host.
 */
export function signIn(world: World, http: SimRequest): SimResponse {
  const { state, sessions } = world;
  const session = sessions.of(http) ?? sessions.open(http.host);
  const home = `https://${environments.find(({ accounts }) => accounts === http.host)?.web}/`;
  if (http.method !== 'POST') {
    if (session.person) return redirect(home);
    return withCookie(html(emailPage(session.token)), setCookie(session));
  }
  const form = new URLSearchParams(http.body);
  if (lastOf(form, 'authenticity_token') !== session.token) return html(forgeryPage(), 422);
  const email = lastOf(form, 'user[email]').trim().toLowerCase();
  if (http.path === '/users/next') return html(passwordPage(session.token, email));
  const person = state.people.find((candidate) => candidate.email === email && candidate.host === http.host);
  if (!person || !lastOf(form, 'user[password]')) return html(emailPage(session.token, 'That email or password is not right.'), 401);
  return redirect(session.returnTo ?? home, [setCookie(sessions.open(http.host, person))]);
}

function withCookie(response: SimResponse, cookie: string): SimResponse {
  return { ...response, headers: { ...response.headers, 'set-cookie': [cookie] } };
}
