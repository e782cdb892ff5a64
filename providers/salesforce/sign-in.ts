/**
 * Derives findings, and signals for the causes of an error, from the navigation to the approval
 * page. README.md in this folder has the evidence.
 */

import type { Evidence, Signal } from '../contract/diagnosis';
import type { Finding } from '../contract/finding';
import { finding } from '../finding';
import { hasCodeChallenge } from '../oauth2/request';
import { hostsOf, isOtherOrg, isSlow, minutesOf, myDomainOf, type SignInPath, signInPathOf } from './sign-in-path';
import { isGenericHost } from './urls';
import { userFindings, userSignals } from './user';

/** Findings about how the user signed in, and about who the user is. */
export function signInFindings(evidence: Evidence): Finding[] {
  const path = signInPathOf(evidence);
  const pathFindings = path ? [singleSignOn, genericHost, relayStateLost, otherOrg, slow].flatMap((rule) => rule(path)) : [];
  return [...pathFindings, ...userFindings(evidence)];
}

const about = (host: string) => ({ params: [host], evidence: [host] });

function singleSignOn({ idp, ssoStep, isBackFromSso }: SignInPath): Finding[] {
  const host = (idp ?? ssoStep)?.host;
  if (host === undefined || !isBackFromSso) return [];
  const id = idp?.idp ? 'salesforce-sso-observed' : idp ? 'salesforce-sso-observed-unknown' : 'salesforce-sso-observed-unseen';
  return [finding({ id, severity: 'notice', confidence: 'observed', actor: 'you', params: [host, idp?.idp ?? ''], evidence: [host] })];
}

/**
 * The generic login page does not know the org yet, so it shows none of the org's sign-in buttons.
 */
function genericHost({ last, idp, ssoStep }: SignInPath): Finding[] {
  if (last.pageKind !== 'login' || !isGenericHost(last.host) || idp || ssoStep) return [];
  return [
    finding({ id: 'salesforce-sso-generic-login-host', severity: 'warning', confidence: 'possible', actor: 'you', ...about(last.host) }),
  ];
}

/**
 * The user signed in at an identity provider and landed on the home page instead of the approval
 * page, so the identity provider probably lost the RelayState with the URL to continue to.
 */
function relayStateLost({ last, finished, idp, ssoStep, steps }: SignInPath): Finding[] {
  if (last.pageKind !== 'home' || finished || (!idp && !ssoStep)) return [];
  return [
    finding({
      id: 'salesforce-sso-relay-state-lost',
      severity: 'warning',
      confidence: 'likely',
      actor: 'salesforce-admin',
      evidence: hostsOf(steps),
    }),
  ];
}

function otherOrg(path: SignInPath): Finding[] {
  const { start, last, finished, signedIn } = path;
  if (!finished) return [];
  if (isOtherOrg(path))
    return [
      finding({
        id: 'salesforce-other-org-session',
        severity: 'warning',
        confidence: 'likely',
        actor: 'you',
        evidence: [start.host, last.host],
      }),
    ];
  return last.pageKind === 'consent' && !signedIn
    ? [finding({ id: 'salesforce-existing-session', severity: 'notice', confidence: 'observed', actor: 'you', ...about(last.host) })]
    : [];
}

function slow(path: SignInPath): Finding[] {
  if (path.last.pageKind !== 'consent' || !isSlow(path)) return [];
  const minutes = String(minutesOf(path));
  return [
    finding({
      id: 'salesforce-approval-may-expire',
      severity: 'warning',
      confidence: 'possible',
      actor: 'you',
      params: [minutes],
      evidence: [`${minutes} min`],
    }),
  ];
}

/** Signals from the navigation, from the request, and from what is known of the user. */
export function signals(evidence: Evidence): Signal[] {
  const path = signInPathOf(evidence);
  return [
    ...(path ? pathSignals(path) : []),
    ...userSignals(evidence),
    ...requestSignals(evidence),
    ...sandboxSignals(evidence),
    ...(evidence.navigation.at(-1)?.pageKind === 'error' ? ['observed:error-page' as const] : []),
  ];
}

function pathSignals(path: SignInPath): Signal[] {
  const { idp, ssoStep, start, signedIn, finished } = path;
  const sso = idp !== undefined || ssoStep !== undefined;
  const candidates: (Signal | false)[] = [
    sso && 'observed:sso',
    !sso && signedIn && 'observed:password',
    finished && !signedIn && 'observed:no-sign-in',
    isGenericHost(start.host) && 'observed:generic-host',
    isOtherOrg(path) ? 'observed:other-org' : finished && myDomainOf(start.host) !== null && 'observed:same-org',
    finished && (isSlow(path) ? 'observed:slow' : 'observed:quick'),
  ];
  return candidates.filter((signal) => signal !== false);
}

/** A request whose parameters are not known gives no signal. */
function requestSignals({ request }: Evidence): Signal[] {
  const hasChallenge = hasCodeChallenge(request);
  return hasChallenge === null ? [] : [hasChallenge ? 'observed:code-challenge' : 'observed:no-code-challenge'];
}

/** A refresh copies production over a sandbox, so an app that was set up in the sandbox changes. */
function sandboxSignals({ request, navigation }: Evidence): Signal[] {
  const hosts = [request.account ?? '', URL.parse(request.url)?.hostname ?? '', ...navigation.map(({ host }) => host)];
  return hosts.some((host) => host === 'test.salesforce.com' || host.includes('.sandbox.')) ? ['observed:sandbox'] : [];
}
