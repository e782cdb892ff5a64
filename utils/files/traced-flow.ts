/** Tells which of the requests in a trace a page or an answer belongs to. */
import { providerById, providerOf, providers, readRequest } from '@/providers';
import type { PageKind } from '@/providers/contract/page';
import type { AuthorizationRequest } from '@/providers/contract/request';
import { isListed } from '@/providers/matches';
import { readQuery } from '@/providers/oauth2/query';
import { isListIncomplete, withReason } from '@/providers/oauth2/uncertain';
import { parseDestination } from '@/utils/flow/destination';
import type { Flow } from '@/utils/flow/flow';
import { errorOutcome } from '@/utils/flow/outcome';
import type { Visit } from './timeline';
import type { TraceStep } from './trace-fields';

/** An answer is compared with no more of the flows before it. */
const MAX_EARLIER = 50;

/** A flow of a trace, and the page that the tab showed when it ended. */
export interface TracedFlow {
  flow: Flow;
  here: URL | null;
  /** The pages that the tab requested during the flow. */
  visits: Visit[];
  /** Whether its answer may be that to a request with other scopes. */
  isUncertain: boolean;
}

/** Remembers to which flow the redirects that began with a step belong. */
export class Owners {
  /** Undefined for the flow that the tab was at; null for none that the trace has. */
  readonly #answered = new Map<TraceStep, TracedFlow | null | undefined>();
  readonly #led = new Map<TraceStep, TracedFlow>();
  /** By its URL, the last flow that had a page. */
  readonly #pages = new Map<string, TracedFlow>();

  /** Notes that a flow had a page. */
  note(visit: Visit, owner: TracedFlow): void {
    if (owner.visits.at(-1) !== visit) owner.visits.push(visit);
    this.#pages.set(withoutFragment(visit.url.href), owner);
  }

  /**
   * Returns the flow that a page or the target of its redirect belongs to: `now`, one of the earlier
   * ones, in the order of their requests, or null for an answer to a request that the trace lacks.
   */
  ownerOf({ step, lead = step, url }: Visit, target: URL | undefined, earlier: readonly TracedFlow[], now: TracedFlow): TracedFlow | null {
    const from = isRequest(lead.url) ? withoutFragment(lead.url) : lead.referrer;
    const led = from === null ? undefined : this.#pages.get(from);
    if (isRequest(url.href) && !target) for (const noted of [this.#answered, this.#led]) noted.delete(lead);
    if (target && isAnswer(target) && !this.#answered.has(lead)) {
      const answered = answeredFlow([...earlier.slice(-MAX_EARLIER), now], target, led);
      if (answered?.isUncertain) answered.owner.isUncertain = true;
      this.#answered.set(lead, answered?.owner === now ? undefined : (answered?.owner ?? null));
    }
    if (this.#answered.has(lead)) {
      const owner = this.#answered.get(lead);
      return owner === undefined ? now : owner;
    }
    // The tab went back to an earlier page, which a trace does not say.
    if (step === lead && from === lead.referrer && led && led !== now && isOpen(led)) this.#led.set(lead, led);
    return this.#led.get(lead) ?? now;
  }
}

/** Whether a URL brings the app an answer: a code, a token or an error. */
export function isAnswer(url: URL): boolean {
  const { codes = 0, error = null } = parseDestination(url.href) ?? {};
  return codes > 0 || error !== null;
}

/**
 * Returns the flow that an answer belongs to, of flows in the order of their requests: the one with
 * its `state` (RFC 6749 §4.1.2), else the one whose page led there. A trace may have several tabs, a
 * request that was cancelled, and lacks a return to an earlier page. `isUncertain`: it may belong to
 * another one that requests other scopes. Null if all of them have another `state`.
 */
function answeredFlow(flows: readonly TracedFlow[], answer: URL, led?: TracedFlow): { owner: TracedFlow; isUncertain: boolean } | null {
  const state = stateOf(answer.href);
  const callback = originAndPath(answer);
  const withState = firstOf(
    flows.filter(({ flow }) => stateOf(requestUrlOf(flow)) === state),
    flows.filter(({ flow }) => state === null || stateOf(requestUrlOf(flow)) === null),
  );
  const withCallback = firstOf(
    withState.filter(({ flow }) => callbackOf(flow) === callback),
    withState,
  );
  const possible = firstOf(withCallback.filter(isOpen), withCallback);
  const isLed = led !== undefined && possible.includes(led);
  const owner = isLed ? led : possible.at(-1);
  if (!owner) return null;
  const lists = new Set(possible.flatMap(({ flow }) => (flow.requestUrl === null ? [] : [listOf(flow)])));
  return { owner, isUncertain: !isLed && lists.size > 1 };
}

/**
 * Names the request of an app, or the answer to it, by where it returns to and its `state`, which
 * prove that the two belong together (RFC 6749 §10.12). Null for any other URL, and without a `state`.
 */
export function exchangeOf(text: string): string | null {
  const url = URL.parse(text);
  const state = stateOf(text);
  if (!url || !state) return null;
  const callback = isAnswer(url) ? originAndPath(url) : isRequest(text) ? redirectUriOf(text) : null;
  return callback && JSON.stringify([callback, state]);
}

/**
 * Whether an answer without a `state` stands at the redirect URI of a request. A code has to have the `state` of the
 * request, which proves that the request was answered; an error says only how it ended.
 */
export function mayAnswer(answer: URL, request: string): boolean {
  const { codes = 0, error = null } = parseDestination(answer.href) ?? {};
  const isPossible = codes > 0 ? !stateOf(request) : error !== null;
  return isPossible && !stateOf(answer.href) && originAndPath(answer) === redirectUriOf(request);
}

const firstOf = <Item>(first: readonly Item[], second: readonly Item[]) => (first.length > 0 ? first : second);

/** Whether nothing says how the flow ended. */
const isOpen = ({ flow }: TracedFlow): boolean => flow.outcome === null && !hasFailed(flow);

/** Whether the flow ended with an error, which some providers show instead of the consent page. */
export function hasFailed({ outcome, errorPage, snapshotPage }: Flow): boolean {
  return outcome?.kind === 'error' || errorPage !== null || (snapshotPage !== null && pageKindOf(snapshotPage) === 'authorize');
}

/** Returns what the page at a URL is to its provider; `elsewhere` without one. */
export function pageKindOf(text: string): PageKind {
  const url = URL.parse(text);
  return (url && providerOf(url)?.urls.classifyUrl(url)) ?? 'elsewhere';
}

/**
 * Returns the flows, in the order of their requests, without those that another choice of scopes replaced, as
 * *Continue* and *Undo* do: the same exchange went on with a request that has no scope that its first one lacks.
 * The last one has their pages now.
 */
export function withoutReplaced(flows: readonly TracedFlow[]): TracedFlow[] {
  const first = new Map<string, AuthorizationRequest>();
  const last = new Map<string, TracedFlow>();
  const replaced = new Set<TracedFlow>();
  for (const traced of flows) {
    const exchange = exchangeOf(traced.flow.requestUrl ?? '');
    const read = readRequest(traced.flow.requestUrl ?? '');
    if (exchange === null || !read.ok) continue;
    const [whole, before] = [first.get(exchange), last.get(exchange)];
    if (!whole) first.set(exchange, read.value);
    last.set(exchange, traced);
    if (!whole || !before || !isOpen(before) || !isWithin(read.value, whole) || listOf(before.flow) === listOf(traced.flow)) continue;
    // Its own list goes on, because a copy for each of many requests would take long.
    for (const visit of traced.visits) before.visits.push(visit);
    traced.visits = before.visits;
    replaced.add(before);
  }
  return flows.filter((traced) => !replaced.has(traced));
}

/** Whether a request of the same client, for no other account, has no scope that the other one lacks. */
function isWithin(request: AuthorizationRequest, { clientId, account, scopes }: AuthorizationRequest): boolean {
  const ids = new Set(scopes.map(({ id }) => id));
  const isOther = request.account !== null && account !== null && request.account !== account;
  return request.clientId === clientId && !isOther && request.scopes.every(({ id }) => ids.has(id));
}

/**
 * Ends a flow whose request the trace lacks with the answer to which a page of its provider redirected last. In a
 * tab, only the redirect URI of the request shows that it is one.
 */
export function withAnswer(traced: TracedFlow): TracedFlow {
  const { flow, visits } = traced;
  const answers = visits.flatMap(({ step: { url, redirect, at } }) => {
    const target = pageKindOf(url) === 'elsewhere' || !stateOf(redirect) ? null : parseDestination(redirect ?? '');
    return target && target.codes > 0 !== (target.error !== null) ? [{ ...target, at }] : [];
  });
  const answer = answers.at(-1);
  if (!answer || flow.requestUrl !== null || flow.outcome !== null) return traced;
  const { error, description, at } = answer;
  const outcome = error === null ? ({ kind: 'code' } as const) : errorOutcome(error, description);
  return { ...traced, flow: { ...flow, outcome, outcomeAt: at ?? flow.lastRequestAt } };
}

/** Whether a URL is an app's request, and not only a form or a page at its path. */
export function isRequest(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && !isAnswer(url) && readQuery(text).parameters.some(({ name }) => name === 'client_id');
}

/**
 * Returns the request with the reason why its answer may have granted other scopes: the form that
 * was posted has others, or it may be the answer to another request.
 */
export function withGrantDoubt(request: AuthorizationRequest, { flow, visits, isUncertain }: TracedFlow): AuthorizationRequest {
  if (isListIncomplete(request)) return request;
  const requested = new Set(request.scopes.map(({ id }) => id));
  const isOther = ({ posted, url }: TraceStep) =>
    posted !== null && isOfProvider(url) && (posted.length !== requested.size || posted.some((id) => !requested.has(id)));
  const doubt = (isUncertain && flow.outcome !== null) || visits.some(({ step }) => isOther(step));
  return doubt ? withReason(request, 'grant-may-differ') : request;
}

function isOfProvider(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && providers.some(({ urls }) => isListed(urls, url.hostname));
}

const requestUrlOf = ({ activeRequest, narrowedUrl, requestUrl }: Flow) => (activeRequest === 'narrowed' ? narrowedUrl : requestUrl);

/** The scopes of a request, as a text that is the same for the same scopes. */
function listOf(flow: Flow): string {
  const read = providerById(flow.provider)?.requests.parseRequest(requestUrlOf(flow) ?? '');
  return JSON.stringify(read?.ok ? read.value.scopes.map(({ id }) => id).toSorted() : null);
}

const callbackOf = (flow: Flow): string | null => redirectUriOf(requestUrlOf(flow) ?? '');

function redirectUriOf(request: string): string | null {
  const uri = readQuery(request).parameters.find(({ name }) => name === 'redirect_uri')?.value ?? '';
  return parseDestination(uri)?.originAndPath ?? null;
}

const originAndPath = ({ href }: URL) => parseDestination(href)?.originAndPath ?? null;

/** The `state` of a request or an answer, which may have it in its fragment; null if it has none. */
export function stateOf(text: string | null): string | null {
  const url = URL.parse(text ?? '');
  return url && (url.searchParams.get('state') ?? new URLSearchParams(url.hash.slice(1)).get('state'));
}

const withoutFragment = (url: string): string => url.split('#', 1)[0] ?? '';
