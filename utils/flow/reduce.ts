/** One event of a tab onto its flow. Pure; null is a tab without a flow. */

import { parseRequest } from '@/providers';
import { readQuery } from '@/providers/oauth2/query';
import { redactText } from '@/providers/oauth2/redact';
import type { AuthorizationRequest } from '@/providers/types';
import { type Destination, destinationOf, type Flow, type FlowEvent } from './flow';

export function reduceFlow(flow: Flow | null, event: FlowEvent): Flow | null {
  if (event.type === 'request' || event.type === 'shown') return afterRequest(flow, event);
  if (!flow) return null;
  switch (event.type) {
    case 'reading':
      return { ...flow, reading: event.reading };
    case 'chosen':
      return { ...flow, draft: event.keep, unlocked: event.unlocked };
    case 'reissued':
      return { ...flow, reissuedUrl: event.url, asks: 'reissued', reading: null };
    case 'restored':
      return { ...flow, asks: 'request', reading: flow.asks === 'request' ? flow.reading : null, draft: event.keep };
    case 'left':
      return afterLeaving(flow, event.to, event.at);
  }
}

/** Returns the same object where nothing is new, so that nothing is written and nobody is told. */
function afterRequest(flow: Flow | null, event: Extract<FlowEvent, { type: 'request' | 'shown' }>): Flow | null {
  const parsed = parseRequest(event.url);
  if (!parsed.ok) return flow;
  const request = parsed.value;
  // The same query at another host or path is the same request: HubSpot moves people to the region of their account.
  const asks = flow?.reissuedUrl && sameQuery(flow.reissuedUrl, request.url) ? 'reissued' : 'request';
  if (!flow || (asks === 'request' && !sameQuery(flow.requestUrl, request.url))) return newFlow(request, event.at);
  if (request.place !== 'authorize') return flow;

  const url = asks === 'reissued' ? flow.reissuedUrl : flow.requestUrl;
  const retried = event.type === 'request' && flow.outcome?.kind === 'error';
  if (url === request.url && asks === flow.asks && !retried) return flow;
  return {
    ...flow,
    ...(asks === 'reissued' ? { reissuedUrl: request.url } : { requestUrl: request.url }),
    asks,
    reading: asks === flow.asks ? flow.reading : null,
    outcome: retried ? null : flow.outcome,
  };
}

function newFlow(request: AuthorizationRequest, at: number): Flow {
  return {
    provider: request.provider,
    startedAt: at,
    requestUrl: request.url,
    reissuedUrl: null,
    asks: 'request',
    reading: null,
    draft: null,
    unlocked: [],
    outcome: null,
    outcomeAt: null,
  };
}

function sameQuery(left: string, right: string): boolean {
  const queryOf = (url: string) => {
    const query = readQuery(url);
    return url.slice(query.start, query.end);
  };
  return queryOf(left) === queryOf(right);
}

/** Only an answer that goes to the request's own redirect_uri ends the flow. */
function afterLeaving(flow: Flow, to: Destination, at: number): Flow {
  const redirect = readQuery(flow.requestUrl).parameters.find((parameter) => parameter.name === 'redirect_uri')?.value;
  if (!redirect || destinationOf(redirect)?.place !== to.place) return flow;
  if (to.hasCode) return { ...flow, outcome: { kind: 'code' }, outcomeAt: at };
  if (!to.error) return flow;
  const description = to.description === null ? null : redactText(to.description);
  return { ...flow, outcome: { kind: 'error', error: redactText(to.error), description }, outcomeAt: at };
}
