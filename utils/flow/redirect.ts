/** Where a tab is sent, by a redirect or by the page's own script or form; pure. */
import { providerById } from '@/providers';
import { readQuery } from '@/providers/oauth2/query';
import { parameterValue } from '@/providers/oauth2/request';
import { isPageOfFlow } from './consent-page';
import { type Destination, parseDestination } from './destination';
import type { Flow, FlowEvent } from './flow';
import { appendExternalStep } from './navigation';
import { errorOutcome } from './outcome';
import { mayServe } from './which-request';

/**
 * Limits how long the response to an announced navigation may take. The app's server exchanges the
 * code in that time.
 */
const ANNOUNCED_TTL_MS = 60_000;

/**
 * Returns a destination that may be kept in a flow: its texts are redacted as in an outcome, and it
 * has an answer only if the page `from` which the tab is sent may answer the request of the flow, and
 * the flow led there. Otherwise any site could send the tab to the app with a code or an error of its own. What the
 * redirect URI says itself is the app's, and a code beside an error is no answer at all.
 */
export function redactedDestination(
  flow: Flow,
  { from, to, requestId }: { from: string; to: Destination; requestId?: string | undefined },
): Destination {
  const own = parseDestination(redirectUriOf(flow) ?? '');
  const codes = Math.max(0, to.codes - (own?.codes ?? 0));
  const error = to.error === own?.error ? null : to.error;
  // Another site may have sent the tab to the page that sends it on.
  const isOfFlow = !flow.isInterrupted || isPageOfFlow(flow, from) || (requestId !== undefined && requestId === flow.requestId);
  if (codes > 0 === (error !== null) || !isOfFlow || !mayAnswer(flow, from)) return { ...to, codes: 0, error: null, description: null };
  const description = to.description === own?.description ? null : to.description;
  const texts = error === null ? null : errorOutcome(error, description);
  return { ...to, codes, error: texts?.error ?? null, description: texts?.description ?? null };
}

function redirectUriOf({ requestUrl }: Flow): string | null {
  return parameterValue(readQuery(requestUrl ?? ''), 'redirect_uri');
}

/**
 * Whether a page of the provider may answer a request (RFC 6749 §4.1.2). From some pages of a
 * provider that gives its customers hosts, such as a sign-in through an identity provider, the
 * customers can send the user anywhere.
 */
function mayAnswer(flow: Flow, from: string): boolean {
  if (!mayServe(flow, from)) return false;
  const urls = providerById(flow.provider)?.urls;
  const page = URL.parse(from);
  return !urls?.customerHosts || (page !== null && ['authorize', 'consent', 'error', 'login'].includes(urls.classifyUrl(page)));
}

/**
 * Notes the host of another account to which a page of the flow redirects the tab, as the provider
 * does if the user is signed in there.
 */
export function withHost(flow: Flow, from: string, to: Destination): Flow {
  const host = URL.parse(to.originAndPath)?.host;
  const isKnown = host === undefined || flow.hosts.includes(host) || mayServe(flow, to.originAndPath);
  return isKnown || !mayAnswer(flow, from) ? flow : { ...flow, hosts: [...flow.hosts, host] };
}

/** Notes where the page says that it goes. */
export function withAnnounced(flow: Flow, event: Extract<FlowEvent, { type: 'announced' }>): Flow {
  return { ...flow, announced: { to: redactedDestination(flow, event), at: event.at } };
}

/**
 * Believes what the page announced once the browser agrees: the tab requests that destination, or
 * shows it, or shows a page whose URL is hidden, as on an app's host. A request for another page is
 * no sign that the tab left, so an outcome is then dropped; a step on the way, such as an identity
 * provider that sends the user straight back, is kept.
 */
export function applyAnnounced(flow: Flow, { type, url, at }: { type: FlowEvent['type']; url: string | undefined; at: number }): Flow {
  const { announced } = flow;
  if (!announced) return flow;
  const rest = { ...flow, announced: null };
  if (at - announced.at > ANNOUNCED_TTL_MS) return rest;
  const { to } = announced;
  if (url === undefined || parseDestination(url)?.originAndPath === to.originAndPath) return redirectTo(rest, to, at);
  return type === 'request' ? appendExternalStep(rest, to, announced.at) : flow;
}

/**
 * Adds the site that the tab is sent to, and ends the flow if that is the request's redirect URI.
 */
export function redirectTo(flow: Flow, to: Destination, at: number): Flow {
  return applyRedirectResult(appendExternalStep(flow, to, at), to, at);
}

/**
 * Ends the flow if the tab is sent to the request's own redirect URI with a code or an error. Other
 * sites can end nothing.
 */
function applyRedirectResult(flow: Flow, to: Destination, at: number): Flow {
  if (parseDestination(redirectUriOf(flow) ?? '')?.originAndPath !== to.originAndPath) return flow;
  if (to.codes > 0) return { ...flow, outcome: { kind: 'code' }, outcomeAt: at };
  if (!to.error) return flow;
  return { ...flow, outcome: { kind: 'error', error: to.error, description: to.description }, outcomeAt: at };
}
