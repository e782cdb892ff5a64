/** Summarizes the navigation of a tab from the app's request to its current page. */
import type { Evidence, NavigationStep } from '../contract/diagnosis';
import { hostnameOf } from '../oauth2/redirect';
import { isGenericHost, isOwnHost } from './urls';

/**
 * After this time between the request and the current page, in milliseconds, the request may have
 * expired. Salesforce does not publish its limit.
 */
const LONG_WAIT_MS = 10 * 60_000;

/** How a tab got from its latest authorization request to its current page. */
export interface SignInPath {
  /** The latest authorization request. */
  start: NavigationStep;
  /** All steps after `start`. */
  steps: readonly NavigationStep[];
  /** The current page; `start` if there is no step after it. */
  last: NavigationStep;
  /** Whether the tab reached the approval page or the error page. */
  finished: boolean;
  /** The step on an identity provider's host, if one was observed. */
  idp: NavigationStep | undefined;
  /** Salesforce's own step that sends users to an identity provider, if one was observed. */
  ssoStep: NavigationStep | undefined;
  /**
   * Whether Salesforce showed a page after single sign-on. Until then nobody knows whether the
   * identity provider signed the user in.
   */
  isBackFromSso: boolean;
  /** Whether the user signed in on this path. Otherwise the browser already had a session. */
  signedIn: boolean;
}

/** The path since the latest request; null if no request was observed. */
export function signInPathOf({ navigation, request }: Evidence): SignInPath | null {
  const start = navigation.findLast((step) => step.pageKind === 'authorize');
  if (!start) return null;
  const steps = navigation.slice(navigation.lastIndexOf(start) + 1);
  const end = navigation.findLastIndex(isFinalPage);
  // Starts at the first request, because a restarted request keeps the session of the first
  // sign-in. Ends before the approval or error page, because the pages after it belong to the app.
  const before = navigation
    .slice(
      navigation.findIndex((step) => step.pageKind === 'authorize'),
      end < 0 ? undefined : end,
    )
    .filter((step) => step.host !== hostnameOf(request.redirectHost ?? ''));
  // A site on a customer's domain is not an identity provider, nor is an unknown page of
  // Salesforce.
  const idp = before.find(
    (step) => step.host !== start.host && (step.idp !== undefined || (step.pageKind === 'elsewhere' && !isOwn(step.host))),
  );
  const ssoStep = before.find((step) => step.pageKind === 'sso');
  // After a start on the generic host, a page on the org's host carries the session over, which
  // looks like a login page but is no sign-in.
  const login = before.some((step) => step.pageKind === 'login' && (isGenericHost(step.host) || !isGenericHost(start.host)));
  // The login page of a site may have any path.
  const form = login || (!isOwn(start.host) && before.some((step) => step.host === start.host && step.pageKind === 'elsewhere'));
  const sso = idp ?? ssoStep;
  const isBack = ({ host, pageKind }: NavigationStep) => (host === start.host || isOwn(host)) && pageKind !== 'sso';
  return {
    start,
    steps,
    last: steps.at(-1) ?? start,
    finished: steps.some(isFinalPage),
    idp,
    ssoStep,
    isBackFromSso: sso !== undefined && navigation.slice(navigation.indexOf(sso) + 1).some(isBack),
    signedIn: form || sso !== undefined,
  };
}

function isOwn(host: string): boolean {
  const url = URL.parse(`https://${host}`);
  return url !== null && isOwnHost(url);
}

function isFinalPage({ pageKind }: NavigationStep): boolean {
  return pageKind === 'consent' || pageKind === 'error';
}

/** Whether the request went to one org and the approval or error page belongs to another. */
export function isOtherOrg({ start, steps }: SignInPath): boolean {
  const end = steps.find(isFinalPage);
  const requested = myDomainOf(start.host);
  const shown = end ? myDomainOf(end.host) : null;
  return requested !== null && shown !== null && requested !== shown;
}

/** Whether so much time passed since the request that it may have expired. */
export const isSlow = ({ start, last }: SignInPath): boolean => last.at - start.at > LONG_WAIT_MS;

/** The time since the request, in whole minutes. */
export const minutesOf = ({ start, last }: SignInPath): number => Math.round((last.at - start.at) / 60_000);

/**
 * The My Domain name of an org's host, for example `acme--dev`. Null for generic hosts, and for
 * sites, because a site may have another name than its org.
 */
export function myDomainOf(host: string): string | null {
  return /^([\w-]+)\.(?:[\w-]+\.)?(?:my\.salesforce|lightning\.force)\.(?:com|mil)$/.exec(host)?.[1] ?? null;
}

/** The hosts of the steps in order, without repetitions. */
export function hostsOf(steps: readonly NavigationStep[]): string[] {
  return [...new Set(steps.map((step) => step.host))];
}
