/** Where a tab is sent, by a redirect or by the page's own script or form; pure. */
import { readQuery } from '@/providers/oauth2/query';
import { type Destination, type Flow, type FlowEvent, parseDestination } from './flow';
import { appendExternalStep } from './navigation';
import { errorOutcome } from './outcome';

/**
 * Limits how long the response to an announced navigation may take. The app's server exchanges the
 * code in that time.
 */
const ANNOUNCED_TTL_MS = 60_000;

/** Returns a destination that may be kept in a flow: its texts are redacted as in an outcome. */
export function redactedDestination(to: Destination): Destination {
  const { error, description } = to.error === null ? { error: null, description: null } : errorOutcome(to.error, to.description);
  return { ...to, error, description };
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
  const redirectUri = readQuery(flow.requestUrl ?? '').parameters.find((parameter) => parameter.name === 'redirect_uri')?.value;
  if (!redirectUri || parseDestination(redirectUri)?.originAndPath !== to.originAndPath) return flow;
  if (to.hasCode) return { ...flow, outcome: { kind: 'code' }, outcomeAt: at };
  if (!to.error) return flow;
  return { ...flow, outcome: errorOutcome(to.error, to.description), outcomeAt: at };
}
