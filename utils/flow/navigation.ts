/**
 * Keeps the navigation history of a flow: the hosts and the kinds of page that a tab went through.
 */

import { providerOf } from '@/providers';
import type { NavigationStep } from '@/providers/contract/diagnosis';
import { identityProviderAt } from '@/providers/oauth2/identity-providers';
import type { Destination } from './destination';
import type { Flow, UrlEvent } from './flow';
import { isSignInStep } from './which-request';

const MAX_NAVIGATION_STEPS = 40;

/** Adds the page that is requested and, before it, the external site that sent the tab there. */
export function appendSteps(flow: Flow, event: UrlEvent): Flow {
  // After the outcome the user may go anywhere, which is not part of the sign-in.
  if (flow.outcome) return flow;
  const page = toNavigationStep(event.url, event.at);
  const target = page && isSignInStep(flow, event.url) ? { ...page, pageKind: 'sso' as const } : page;
  if (event.type !== 'request') return target && isSeenInTab(flow, target) ? appendStep(flow, target) : flow;
  const origin = toNavigationStep(event.initiatorOrigin ?? '', event.at);
  const isExternal = origin !== null && event.initiatorOrigin !== flow.initiatorOrigin && isNewExternalSite(flow, origin);
  const withOrigin = isExternal ? appendStep(flow, origin) : flow;
  return target && target.pageKind !== 'elsewhere' ? appendStep(withOrigin, target) : withOrigin;
}

/**
 * Whether a page counts that only the tab shows: an error page, because no step may follow it, and
 * the page to which the user goes back from one, because the error is over then.
 */
function isSeenInTab({ navigation }: Flow, { pageKind }: NavigationStep): boolean {
  const isBack = navigation.at(-1)?.pageKind === 'error' && (pageKind === 'authorize' || pageKind === 'consent');
  return pageKind === 'error' || isBack;
}

/**
 * Whether the step is an external site that is not listed yet. An identity provider, for example,
 * sends the user back by a form, which no redirect shows. Browsers then repeat the same initiator
 * at each redirect that follows.
 */
function isNewExternalSite(flow: Flow, origin: NavigationStep): boolean {
  const lastExternal = flow.navigation.findLast((step) => step.pageKind === 'elsewhere');
  const isListed = lastExternal?.host === origin.host;
  return flow.navigation.length > 0 && origin.pageKind === 'elsewhere' && !isListed && !isProviderHost(flow, origin.host);
}

/**
 * Whether the provider served a page of this flow on that host. `pageKind` can't tell: an origin
 * has no path, so the origin of the provider's own form is classified as `elsewhere` too.
 */
function isProviderHost({ navigation }: Flow, host: string): boolean {
  return navigation.some((step) => step.host === host && step.pageKind !== 'elsewhere');
}

/**
 * Null for an app's own URL scheme, and for a page of this extension, which makes requests again.
 */
function toNavigationStep(text: string, at: number): NavigationStep | null {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  return { at, host: url.hostname, pageKind: providerOf(url)?.urls.classifyUrl(url) ?? 'elsewhere', idp: identityProviderAt(url) };
}

/**
 * Adds a step, unless it equals the last one: frameworks and redirects to the same page would
 * repeat it.
 */
function appendStep(flow: Flow, step: NavigationStep): Flow {
  const last = flow.navigation.at(-1);
  if (last?.host === step.host && last.pageKind === step.pageKind) return flow;
  return { ...flow, navigation: [...flow.navigation, step].slice(-MAX_NAVIGATION_STEPS) };
}

/**
 * A redirect to another site is the only trace of that site, because the browser does not report
 * requests to it.
 */
export function appendExternalStep(flow: Flow, to: Destination, at: number): Flow {
  const step = toNavigationStep(to.originAndPath, at);
  return step?.pageKind === 'elsewhere' ? appendStep(flow, step) : flow;
}
