/** The tab's way from the app's request to where it stands now. */
import type { Evidence, Hop } from '../types';
import { isGenericHost, isOwnHost } from './urls';

/** Longer than this between request and answer, in ms, and the request may have run out. Salesforce does not publish its limit. */
const longWait = 10 * 60_000;

export interface Way {
  /** The authorize request. */
  start: Hop;
  /** All after it. */
  steps: readonly Hop[];
  last: Hop;
  /** Whether the approval page or the error page was reached. */
  asked: boolean;
  /** Where somebody else signed the person in, if it was seen. */
  idp: Hop | undefined;
  /** The step of Salesforce's own that sends people there. */
  sent: Hop | undefined;
  /** Whether anybody signed in on the way; else the browser's session was used. */
  signedIn: boolean;
}

/** Null before there was a request. */
export function wayOf({ trail, request }: Evidence): Way | null {
  // Started again, the request counts anew; who signed the person in on the first round is still true.
  const start = trail.findLast((hop) => hop.pageKind === 'authorize');
  if (!start) return null;
  const steps = trail.slice(trail.lastIndexOf(start) + 1);
  const end = trail.findLastIndex(isAnswer);
  // After the answer the tab is the app's again.
  const before = trail
    .slice(
      trail.findIndex((hop) => hop.pageKind === 'authorize'),
      end < 0 ? undefined : end,
    )
    .filter((hop) => hop.host !== request.redirectHost?.replace(/:\d+$/, ''));
  // A site on a domain of its customer is no stranger to itself, and a page of Salesforce's that we do not know is none either.
  const idp = before.find(
    (hop) => hop.host !== start.host && (hop.idp !== undefined || (hop.pageKind === 'elsewhere' && !isOwn(hop.host))),
  );
  const sent = before.find((hop) => hop.pageKind === 'sso');
  // From the generic host the session goes over a bridge on the org's, which is no sign-in.
  const login = before.some((hop) => hop.pageKind === 'login' && (isGenericHost(hop.host) || !isGenericHost(start.host)));
  // A site's login page may have any path.
  const form = login || (!isOwn(start.host) && before.some((hop) => hop.host === start.host && hop.pageKind === 'elsewhere'));
  const signedIn = form || idp !== undefined || sent !== undefined;
  return { start, steps, last: steps.at(-1) ?? start, asked: steps.some(isAnswer), idp, sent, signedIn };
}

function isOwn(host: string): boolean {
  const url = URL.parse(`https://${host}`);
  return url !== null && isOwnHost(url);
}

function isAnswer({ pageKind }: Hop): boolean {
  return pageKind === 'consent' || pageKind === 'error';
}

export function isOtherOrg({ start, steps }: Way): boolean {
  const end = steps.find(isAnswer);
  const asked = myDomainOf(start.host);
  const shown = end ? myDomainOf(end.host) : null;
  return asked !== null && shown !== null && asked !== shown;
}

export const isSlow = ({ start, last }: Way): boolean => last.at - start.at > longWait;
export const minutesOf = ({ start, last }: Way): number => Math.round((last.at - start.at) / 60_000);

/** `acme--dev` of any host of that org; null for generic hosts, and for sites, whose name need not be the org's. */
export function myDomainOf(host: string): string | null {
  return /^([\w-]+)\.(?:[\w-]+\.)?(?:my\.salesforce|lightning\.force)\.(?:com|mil)$/.exec(host)?.[1] ?? null;
}

export function hostsOf(steps: readonly Hop[]): string[] {
  return [...new Set(steps.map((hop) => hop.host))];
}
