/** Tells a flow's two requests apart, and its pages from those of others. */
import { providerById } from '@/providers';
import type { PageKind } from '@/providers/contract/page';
import type { Provider } from '@/providers/contract/provider';
import { isListed } from '@/providers/matches';
import { readQuery } from '@/providers/oauth2/query';
import type { Flow } from './flow';

/**
 * Tells which of a flow's two requests has the same query; null if neither has, or if the URL
 * cannot be a page of the flow. The path may differ, and the host of a provider whose account is
 * not the host, because HubSpot moves the user to the region of the account.
 */
export function whichRequest(
  flow: Pick<Flow, 'provider' | 'requestUrl' | 'narrowedUrl' | 'hosts'>,
  url: string,
): Flow['activeRequest'] | null {
  const kind = mayServe(flow, url) && kindOf(flow, url);
  // Another endpoint may grant something else for the same query.
  if (!kind || (kind === 'unsupported-flow') !== (kindOf(flow, flow.requestUrl ?? '') === 'unsupported-flow')) return null;
  if (hasSameQuery(flow.narrowedUrl, url)) return 'narrowed';
  return hasSameQuery(flow.requestUrl, url) ? 'original' : null;
}

/** Tells which of a flow's two requests is made at the URL; null at a sign-in that only carries it along. */
export function requestMadeBy(flow: Parameters<typeof whichRequest>[0], url: string): Flow['activeRequest'] | null {
  return kindOf(flow, url) === 'authorize' ? whichRequest(flow, url) : null;
}

function kindOf({ provider }: Pick<Flow, 'provider'>, text: string): PageKind | null {
  const url = URL.parse(text);
  return (url && providerById(provider)?.urls.classifyUrl(url)) ?? null;
}

/**
 * Whether a page of the flow may be at this URL: it is the same provider's, and no other account's.
 * Anybody can have an account with a host of its own, whose pages must neither continue nor answer
 * the request of another, unless a page of the flow led there. A page that a customer publishes
 * answers only what was requested there, and not what was requested on a host that all accounts
 * share.
 */
export function mayServe({ provider: id, requestUrl, hosts }: Pick<Flow, 'provider' | 'requestUrl' | 'hosts'>, url: string): boolean {
  const page = URL.parse(url);
  const provider = providerById(id);
  if (!page || !provider || !isPageOf(provider, page)) return false;
  const requested = URL.parse(requestUrl ?? '');
  if (!requested || requested.host === page.host) return true;
  if (provider.isCustomerPage?.(page)) return false;
  return hosts.includes(page.host) || !(isOfAccount(provider, requested) && isOfAccount(provider, page));
}

/** Whether the URL is on a host of the flow's provider, whatever the page, or may be a page of the flow. */
export function isOfProvider(flow: Parameters<typeof mayServe>[0], url: string): boolean {
  const page = URL.parse(url);
  const provider = providerById(flow.provider);
  return mayServe(flow, url) || (page !== null && provider !== undefined && isListed(provider.urls, page.hostname));
}

/**
 * Whether the URL makes another request by which an org that the tab came through signs its users in. From
 * anywhere else, the same request is an app's.
 */
export function isSignInStep(flow: Parameters<typeof whichRequest>[0] & Pick<Flow, 'navigation'>, text: string): boolean {
  const url = URL.parse(text);
  const host = (url && providerById(flow.provider)?.urls.signsInFor?.(url)) ?? null;
  return host !== null && flow.navigation.some((step) => step.host === host) && whichRequest(flow, text) === null;
}

function isPageOf({ urls }: Provider, page: URL): boolean {
  return urls.classifyUrl(page) !== 'elsewhere' || (page.protocol === 'https:' && urls.hosts.includes(page.host));
}

/** Whether the host is that of one account. */
function isOfAccount({ urls }: Provider, url: URL): boolean {
  return urls.accountOf(url) === url.hostname;
}

/** Returns the query of a URL exactly as it is written. Two requests differ if their queries do. */
export function queryOf(url: string): string {
  const query = readQuery(url);
  return url.slice(query.start, query.end);
}

function hasSameQuery(left: string | null, right: string): boolean {
  return left !== null && queryOf(left) === queryOf(right);
}
