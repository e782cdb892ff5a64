/**
 * Tells to which request a consent page belongs whose URL does not carry the request, as
 * Salesforce's does not; pure. Without it, *Back* or a navigation that is cut off would leave the
 * tab at a page that requests more than the review says.
 */
import { providerOf } from '@/providers';
import { hash } from '@/utils/text/hash';
import type { Flow } from './flow';

/** Pages of one tab; of more, the oldest are forgotten. */
const MAX_PAGES = 40;

/**
 * Returns the key of a page in `consentPages`: a hash, because its URL may be secret. Null for any
 * other page, and for one whose URL is the same for every request.
 */
export function consentPageKey(text: string): string | null {
  const url = URL.parse(text);
  const isConsent = url && url.search !== '' && providerOf(url)?.urls.classifyUrl(url) === 'consent';
  return isConsent ? hash(url.origin + url.pathname + url.search) : null;
}

/**
 * Returns which request of the flow led to the page, or that another flow did; null if unknown. The
 * request that brought the flow back when it stopped may still lead somewhere: its response may have
 * come before, and its page may send the tab on.
 */
export function requestOfPage({ consentPages, isRestored }: Flow, url: string): Flow['activeRequest'] | 'other' | null {
  const key = consentPageKey(url);
  return key === null ? null : (consentPages[key] ?? (isRestored ? 'other' : null));
}

/** Notes that the page belongs to the request. Returns the same object if that is known. */
export function withPage(flow: Flow, key: string | null, request: Flow['activeRequest']): Flow {
  if (key === null || flow.consentPages[key] === request) return flow;
  const { [key]: _, ...others } = flow.consentPages;
  return { ...flow, consentPages: Object.fromEntries([...Object.entries(others), [key, request]].slice(-MAX_PAGES)) };
}

/**
 * Returns the pages of a flow as those of a request that is not known any more. `kept`: the request
 * that still is; absent for the pages of another flow.
 */
export function pagesOf(flow: Flow | null, kept?: Flow['activeRequest']): Flow['consentPages'] {
  return Object.fromEntries(Object.entries(flow?.consentPages ?? {}).map(([key, of]) => [key, of === kept ? of : 'other']));
}
