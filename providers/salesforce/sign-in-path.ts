/** The tab's way from the app's request to where it stands now. */
import type { Evidence, NavigationStep } from '../contract/diagnosis';
import { isGenericHost, isOwnHost } from './urls';

/** Longer than this between request and answer, in ms, and the request may have run out. Salesforce does not publish its limit. */
const LONG_WAIT_MS = 10 * 60_000;

export interface SignInPath {
  /** The authorize request. */
  start: NavigationStep;
  /** All after it. */
  steps: readonly NavigationStep[];
  last: NavigationStep;
  /** Whether the approval page or the error page was reached. */
  asked: boolean;
  /** Where somebody else signed the user in, if it was seen. */
  idp: NavigationStep | undefined;
  /** The step of Salesforce's own that sends people there. */
  sent: NavigationStep | undefined;
  /** Whether anybody signed in on the way; else the browser's session was used. */
  signedIn: boolean;
}

/** Null before there was a request. */
export function signInPathOf({ navigation, request }: Evidence): SignInPath | null {
  // Started again, the request counts anew; who signed the user in on the first round is still true.
  const start = navigation.findLast((step) => step.pageKind === 'authorize');
  if (!start) return null;
  const steps = navigation.slice(navigation.lastIndexOf(start) + 1);
  const end = navigation.findLastIndex(isAnswer);
  // After the answer the tab is the app's again.
  const before = navigation
    .slice(
      navigation.findIndex((step) => step.pageKind === 'authorize'),
      end < 0 ? undefined : end,
    )
    .filter((step) => step.host !== request.redirectHost?.replace(/:\d+$/, ''));
  // A site on a domain of its customer is no stranger to itself, and a page of Salesforce's that we do not know is none either.
  const idp = before.find(
    (step) => step.host !== start.host && (step.idp !== undefined || (step.pageKind === 'elsewhere' && !isOwn(step.host))),
  );
  const sent = before.find((step) => step.pageKind === 'sso');
  // From the generic host the session goes over a bridge on the org's, which is no sign-in.
  const login = before.some((step) => step.pageKind === 'login' && (isGenericHost(step.host) || !isGenericHost(start.host)));
  // A site's login page may have any path.
  const form = login || (!isOwn(start.host) && before.some((step) => step.host === start.host && step.pageKind === 'elsewhere'));
  const signedIn = form || idp !== undefined || sent !== undefined;
  return { start, steps, last: steps.at(-1) ?? start, asked: steps.some(isAnswer), idp, sent, signedIn };
}

function isOwn(host: string): boolean {
  const url = URL.parse(`https://${host}`);
  return url !== null && isOwnHost(url);
}

function isAnswer({ pageKind }: NavigationStep): boolean {
  return pageKind === 'consent' || pageKind === 'error';
}

export function isOtherOrg({ start, steps }: SignInPath): boolean {
  const end = steps.find(isAnswer);
  const asked = myDomainOf(start.host);
  const shown = end ? myDomainOf(end.host) : null;
  return asked !== null && shown !== null && asked !== shown;
}

export const isSlow = ({ start, last }: SignInPath): boolean => last.at - start.at > LONG_WAIT_MS;
export const minutesOf = ({ start, last }: SignInPath): number => Math.round((last.at - start.at) / 60_000);

/** `acme--dev` of any host of that org; null for generic hosts, and for sites, whose name need not be the org's. */
export function myDomainOf(host: string): string | null {
  return /^([\w-]+)\.(?:[\w-]+\.)?(?:my\.salesforce|lightning\.force)\.(?:com|mil)$/.exec(host)?.[1] ?? null;
}

export function hostsOf(steps: readonly NavigationStep[]): string[] {
  return [...new Set(steps.map((step) => step.host))];
}
