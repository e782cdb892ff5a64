import { page } from '../idp/page';
import { escapeHtml } from '../web';
import { versions } from './doorkeeper';
import { lineFor } from './labels';
import { type AuthorizationRequest, splitScopes } from './request';
import type { OutreachState } from './state';

export interface ConsentView {
  app: string;
  request: AuthorizationRequest;
  /** The `scope` exactly as the app sent it, or the default scopes. */
  scope: string;
  /** The `authenticity_token` of the session. */
  token: string;
  unverified: boolean;
}

type Look = Pick<OutreachState, 'layout' | 'version' | 'labels'>;

export function consentPage(look: Look, view: ConsentView): string {
  if (look.layout === 'unknown') return unknownView(look, view);
  return look.layout === 'doorkeeper' ? defaultView(look, view) : outreachView(look, view);
}

/**
 * Heading, sentences, order and buttons match docs/assets/api-consent.png of
 * getoutreach/clientxtsdk, and the warning matches
 * docs-dev-portal/img/oauth-dialog-with-warning.png of getoutreach/extensibility-sdk. Elements, IDs
 * and classes are stand-ins.
 */
function outreachView(look: Look, view: ConsentView): string {
  const warning = "This app hasn't been verified by Outreach yet. Only authorize if you know and trust the developer";
  const button = (label: string, kind: string) => `<button name="button" type="submit" class="${kind}">${label}</button>`;
  return wrap(
    view,
    `<main><h1>Authorization required</h1><p><strong>Authorize ${escapeHtml(view.app)} to use your account?</strong></p>
${view.unverified ? `<p class="unverified"><strong>${warning}</strong></p>` : ''}
<p>This application will be able to</p><ul>${lines(look, view)}</ul>
<div class="actions">${form(look, view, button('Authorize', 'primary'))}${form(look, view, button('Deny', ''), 'delete')}</div></main>`,
  );
}

/** Doorkeeper's new.html.erb inside its layout, element for element. */
function defaultView(look: Look, view: ConsentView): string {
  const submit = (label: string, kind: string) =>
    `<input type="submit" name="commit" value="${label}" class="btn ${kind} btn-lg btn-block" data-disable-with="${label}">`;
  return wrap(
    view,
    `<div id="container"><header class="page-header" role="banner"><h1>Authorization required</h1></header>
<main role="main"><p class="h4">Authorize <strong class="text-info">${escapeHtml(view.app)}</strong> to use your account?</p>
<div id="oauth-permissions"><p>This application will be able to:</p><ul class="text-info">${lines(look, view)}</ul></div>
<div class="actions">${form(look, view, submit('Authorize', 'btn-success'))}${form(look, view, submit('Deny', 'btn-danger'), 'delete')}</div>
</main></div>`,
  );
}

/**
 * A redesign that the extension does not know: other elements and texts, and a form that repeats
 * nothing of the request. It has the same effect.
 */
function unknownView({ labels }: Look, view: ConsentView): string {
  const rows = splitScopes(view.scope).map((id) => `<div class="row">${lineFor(id, labels)}</div>`);
  return page(
    'Outreach (simulated)',
    `<main><div class="title">Connect ${escapeHtml(view.app)}</div><div>It gets this</div>${rows.join('')}
<form method="post" action="/consent/answer"><input type="hidden" name="authenticity_token" value="${view.token}">
<div class="actions"><button name="agree" value="1" class="primary">Connect</button><button name="decline" value="1">Not now</button></div>
</form></main>`,
  );
}

function wrap({ token }: ConsentView, body: string): string {
  const csrf = `<meta name="csrf-param" content="authenticity_token"><meta name="csrf-token" content="${token}">`;
  return page('OAuth authorization required (simulated)', body, 'en', csrf);
}

function lines({ labels }: Look, { scope }: ConsentView): string {
  return splitScopes(scope)
    .map((id) => `<li>${lineFor(id, labels)}</li>`)
    .join('');
}

/** Both forms repeat the request, with `scope` exactly as the app sent it. */
function form({ version }: Look, { request, scope, token }: ConsentView, button: string, method?: 'delete'): string {
  const { hiddenIds, pkce, responseMode } = versions[version];
  const hidden = (name: string, value: string, id = hiddenIds) =>
    `<input type="hidden" name="${name}" value="${escapeHtml(value)}"${id ? ` id="${name}"` : ''} autocomplete="off">`;
  const fields = [
    ...(method ? [hidden('_method', method, false)] : []),
    hidden('authenticity_token', token, false),
    hidden('client_id', request.clientId),
    hidden('redirect_uri', request.redirectUri),
    hidden('state', request.state),
    hidden('response_type', request.responseType),
    ...(responseMode ? [hidden('response_mode', request.responseMode || 'query')] : []),
    hidden('scope', scope),
    ...(pkce ? [hidden('code_challenge', request.codeChallenge), hidden('code_challenge_method', request.codeChallengeMethod)] : []),
  ];
  return `<form action="/oauth/authorize" accept-charset="UTF-8" method="post">${fields.join('')}${button}</form>`;
}
