/** Reads the requests and the answers of a trace that belong to no connection of a supported provider. */
import { genericProvider, providerById, readRequest } from '@/providers';
import { withReason } from '@/providers/oauth2/uncertain';
import { readLink } from '@/utils/review/read-link';
import type { ReviewInput } from '@/utils/review/review-input';
import type { Connection } from './timeline';
import { isPost, type TraceStep } from './trace-fields';
import { isAnswer, stateOf } from './traced-flow';

/**
 * Returns the errors in answers whose request the trace lacks, each once: it may have been recorded only from the app's
 * page on. Beside connections, an answer has to have a `state` that none of them has.
 */
export function answersAlone(steps: readonly TraceStep[], found: readonly Connection[]): Connection[] {
  // The page of an answer is no part of a connection that has none.
  const isOwn = ({ outcome }: ReviewInput, url: URL) => Boolean(outcome) || !isAnswer(url);
  const own = found.flatMap(({ input, visits }) => visits.filter(({ url }) => isOwn(input, url)));
  const states = new Set(own.map(({ url }) => stateOf(url.href)));
  const errors = new Set<string>();
  return steps.flatMap((step) => {
    const url = URL.parse(step.url);
    const state = stateOf(step.url);
    const isAlone = state ? !states.has(state) : found.length === 0;
    const read = url && isAnswer(url) && isAlone ? readLink(step.url) : null;
    if (!url || !read?.ok || read.input.outcome?.kind !== 'error') return [];
    // The pages of apps have errors of their own.
    if (read.input.provider === genericProvider && (!state || found.length > 0)) return [];
    const key = JSON.stringify(read.input.outcome);
    if (errors.has(key)) return [];
    errors.add(key);
    const input = { ...read.input, outcomeAt: step.at };
    return [{ input, flow: null, visits: [{ step, lead: step, url, from: step.initiator, shown: null }] }];
  });
}

/**
 * Returns the requests to servers of no supported provider, each once. What another site posts may have more
 * parameters than its URL shows; the server's own form may have the same URL.
 */
export function requestsAlone(steps: readonly TraceStep[]): Connection[] {
  const byUrl = new Map(steps.map((step) => [step.url, step]));
  const isFromSite = (step: TraceStep) => isPost(step) && step.initiator !== URL.parse(step.url)?.origin;
  const posted = new Set(steps.filter(isFromSite).map((step) => step.url));
  return [...byUrl].flatMap(([text, step]) => {
    const url = URL.parse(text);
    const read = readRequest(text);
    if (!read.ok || !url) return [];
    const request = posted.has(text) ? withReason(read.value, 'ambiguous-parameters') : read.value;
    const input: ReviewInput = { provider: providerById(request.provider) ?? genericProvider, request };
    return [{ input, flow: null, visits: [{ step, lead: step, url, from: step.initiator, shown: null }] }];
  });
}
