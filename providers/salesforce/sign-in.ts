/** What the way to the approval page shows of the sign-in: findings, and signs for the causes of an error. Evidence: README.md. */
import type { Evidence, Finding, Hop, Sign } from '../types';
import { isGenericHost } from './places';

/** Longer than this between request and answer, in ms, and the request may have run out. Salesforce does not publish its limit. */
const longWait = 10 * 60_000;

interface Way {
  /** The first request. */
  start: Hop;
  /** All after it. */
  steps: readonly Hop[];
  last: Hop;
  /** Where people were signed in by somebody else, if it was seen. */
  idp: Hop | undefined;
  /** The step of Salesforce's own that sends people there. */
  sent: Hop | undefined;
}

/** From the last authorize request on; null before there was one. */
function wayOf(trail: readonly Hop[]): Way | null {
  const at = trail.findLastIndex((hop) => hop.place === 'authorize');
  const start = trail[at];
  if (!start) return null;
  const steps = trail.slice(at + 1);
  return {
    start,
    steps,
    last: steps.at(-1) ?? start,
    // A site on a domain of its customer is no stranger to itself.
    idp: steps.find((hop) => hop.host !== start.host && (hop.place === 'elsewhere' || hop.idp !== undefined)),
    sent: steps.find((hop) => hop.place === 'sso'),
  };
}

const finding = (id: string, rest: Partial<Finding>): Finding => ({
  id,
  severity: 'warning',
  confidence: 'possible',
  actor: 'you',
  params: [],
  scopes: [],
  evidence: [],
  ...rest,
});

export function signInFindings({ trail, reading, org }: Evidence): Finding[] {
  const way = wayOf(trail);
  return [
    ...(way ? [...singleSignOn(way), ...genericHost(way), ...relayStateLost(way), ...otherOrg(way), ...slow(way)] : []),
    ...whoConnects(reading?.username ?? null, org),
  ];
}

function singleSignOn({ idp, sent, start }: Way): Finding[] {
  if (!idp && !sent) return [];
  const id = idp?.idp ? 'sso-observed' : idp ? 'sso-observed-unknown' : 'sso-observed-unseen';
  const host = idp?.host ?? sent?.host ?? start.host;
  return [finding(id, { severity: 'notice', confidence: 'observed', params: [host, idp?.idp ?? ''], evidence: [host] })];
}

/** The generic login page knows no org yet, and so shows none of its sign-in buttons. */
function genericHost({ last, idp, sent }: Way): Finding[] {
  const waits = last.place === 'login' && isGenericHost(last.host);
  return waits && !idp && !sent ? [finding('sso-generic-login-host', { params: [last.host], evidence: [last.host] })] : [];
}

/** Signed in elsewhere and then at home instead of the approval page: the address to go on to got lost on the way. */
function relayStateLost({ last, steps, idp, sent }: Way): Finding[] {
  const asked = steps.some((hop) => hop.place === 'consent' || hop.place === 'error');
  if (last.place !== 'home' || asked || (!idp && !sent)) return [];
  return [
    finding('sso-relay-state-lost', {
      confidence: 'likely',
      actor: 'salesforce-admin',
      params: [idp?.host ?? last.host],
      evidence: hosts(steps),
    }),
  ];
}

function otherOrg(way: Way): Finding[] {
  const { start, last } = way;
  if (last.place !== 'consent' && last.place !== 'error') return [];
  if (isOtherOrg(way))
    return [finding('other-org-session', { confidence: 'likely', params: [start.host, last.host], evidence: [start.host, last.host] })];
  return signedInBefore(way)
    ? [finding('existing-session', { severity: 'notice', confidence: 'observed', params: [last.host], evidence: [last.host] })]
    : [];
}

function isOtherOrg({ start, last }: Way): boolean {
  const asked = myDomainOf(start.host);
  const shown = myDomainOf(last.host);
  return asked !== null && shown !== null && asked !== shown;
}

/** No login and nobody else on the way: the session that the browser had was used. */
function signedInBefore({ steps, idp, sent }: Way): boolean {
  return (
    !idp && !sent && !steps.some((hop) => hop.place === 'login' && !isGenericHost(hop.host)) && steps.some((hop) => hop.place === 'consent')
  );
}

function slow(way: Way): Finding[] {
  if (way.last.place !== 'consent' || !isSlow(way)) return [];
  return [finding('approval-may-expire', { params: [String(minutes(way))], evidence: [String(minutes(way))] })];
}

const isSlow = ({ start, last }: Way) => last.at - start.at > longWait;
const minutes = ({ start, last }: Way) => Math.round((last.at - start.at) / 60_000);

/** Names that people give to users of machines. A hint and no more. */
const serviceName =
  /(?:^|[._+-])(?:api|bot|robot|svc|service|integrations?|system|sync|automation|etl|connector|sfdc-?int)\d*(?:[._+@-]|$)/i;

/** The org's own answer counts; a name only hints. */
function whoConnects(username: string | null, org: Evidence['org']): Finding[] {
  const user = org?.user;
  if (user?.integrationUser === true)
    return [
      finding('integration-user', { confidence: 'observed', actor: 'salesforce-admin', evidence: ['is_salesforce_integration_user'] }),
    ];
  if (user?.integrationUser === false)
    return [
      finding('full-user', { severity: 'notice', confidence: 'observed', evidence: ['is_salesforce_integration_user'] }),
      ...otherUser(username, user.username),
    ];
  const found =
    username !== null && serviceName.test(username)
      ? [finding('integration-user-possible', { actor: 'salesforce-admin', evidence: [username] })]
      : [];
  return [...found, ...ssoOnly(org)];
}

/** What the org said is about its session, which need not be the user whom the page names. */
function otherUser(page: string | null, session: string | null): Finding[] {
  if (!page || !session || page.toLowerCase() === session.toLowerCase()) return [];
  return [finding('session-user-differs', { confidence: 'observed', params: [page, session], evidence: [page, session] })];
}

function ssoOnly(org: Evidence['org']): Finding[] {
  const signIn = org?.signIn;
  if (!signIn || signIn.providers.length === 0) return [];
  const id = signIn.password === true ? 'sso-offered' : 'sso-user-without-account';
  return [
    finding(id, {
      severity: signIn.password === true ? 'notice' : 'warning',
      confidence: signIn.password === true ? 'observed' : 'possible',
      actor: signIn.password === true ? 'you' : 'salesforce-admin',
      params: [signIn.providers],
      evidence: signIn.providers,
    }),
  ];
}

export function signs({ trail, reading, org }: Evidence): Sign[] {
  const way = wayOf(trail);
  const found: (Sign | false | null | undefined)[] = [
    trail.at(-1)?.place === 'error' && 'seen:error-page',
    ...(way ? signsOfWay(way) : []),
    org?.user?.integrationUser === true && 'seen:integration-user',
    org?.user?.integrationUser === false && 'seen:full-user',
    org?.signIn && org.signIn.providers.length > 0 && org.signIn.password !== true && 'seen:sso-only',
    reading?.username != null && serviceName.test(reading.username) && 'seen:service-name',
  ];
  return found.filter((sign) => sign !== false && sign !== null && sign !== undefined);
}

function signsOfWay(way: Way): (Sign | false)[] {
  const { idp, sent, start, steps } = way;
  const sso = idp !== undefined || sent !== undefined;
  const form = steps.some((hop) => hop.place === 'login');
  return [
    sso && 'seen:sso',
    !sso && form && 'seen:password',
    !sso && !form && steps.length > 0 && 'seen:no-sign-in',
    isGenericHost(start.host) && 'seen:generic-host',
    isOtherOrg(way) ? 'seen:other-org' : myDomainOf(start.host) !== null && 'seen:same-org',
    isSlow(way) ? 'seen:slow' : steps.length > 0 && 'seen:quick',
  ];
}

/** `acme--dev` of any host of that org; null for generic hosts, and for sites, whose name need not be the org's. */
function myDomainOf(host: string): string | null {
  return /^([\w-]+)\.(?:[\w-]+\.)?(?:my\.salesforce|lightning\.force)\.(?:com|mil)$/.exec(host)?.[1] ?? null;
}

function hosts(steps: readonly Hop[]): string[] {
  return [...new Set(steps.map((hop) => hop.host))];
}
