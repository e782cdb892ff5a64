/**
 * Simulates Acme CRM for a user who is signed in: one consent page with two buttons. It imports
 * nothing from providers/, so that it does not share a mistake with the code under test.
 */
import { secret } from '@/tests/simulators/canary';
import { page } from '@/tests/simulators/idp/page';
import type { SimulatorState } from '@/tests/simulators/state';
import { escapeHtml, html, notFound, redirect, type SimRequest, type SimResponse, type Site } from '@/tests/simulators/web';

// Fill in: add the rules that Acme CRM documents (registered scopes, errors, sign-in, the token),
// one function per rule with its evidence, as in tests/simulators/outreach/rules.ts. Say here which
// parts of the page are real and which are stand-ins.

const contentSecurityPolicy = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** Creates the simulated site. */
export function createAcmeCrm(state: SimulatorState): Site {
  return {
    hosts: ['acme.example'],
    handle(request) {
      const response = request.path === '/oauth/authorize' ? authorize(request) : notFound();
      return { ...response, headers: { 'content-security-policy': contentSecurityPolicy, ...state.extraHeaders, ...response.headers } };
    },
  };
}

function authorize(request: SimRequest): SimResponse {
  const query = new URLSearchParams(request.query);
  const back = URL.parse(query.get('redirect_uri') ?? '');
  if (!back || !query.get('client_id') || !query.get('scope')) return html(errorPage(), 400);
  if (request.method !== 'POST') return html(consentPage(query));
  // The redirect URI keeps the query that it already has (RFC 6749 §4.1.2).
  if (new URLSearchParams(request.body).has('allow')) back.searchParams.append('code', secret('code'));
  else back.searchParams.append('error', 'access_denied');
  back.searchParams.append('state', query.get('state') ?? '');
  return redirect(back.href);
}

function consentPage(query: URLSearchParams): string {
  const lines = new Set((query.get('scope') ?? '').split(' ').filter(Boolean));
  return page(
    'Acme CRM (simulated)',
    `<main><h1>${escapeHtml(query.get('client_id') ?? '')} wants to use your account</h1><p>It will be able to</p>
<ul>${[...lines].map((id) => `<li>${escapeHtml(id)}</li>`).join('')}</ul>
<form method="post"><button name="allow">Allow</button><button name="deny">Deny</button></form></main>`,
  );
}

function errorPage(): string {
  return page('Acme CRM (simulated)', '<main><h1>Something is missing in this request</h1></main>');
}
