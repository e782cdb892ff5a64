/** What the way to the approval page shows of the sign-in: findings, and signs for the causes of an error. Evidence: README.md. */

import type { Evidence, Signal } from '../contract/diagnosis';
import type { Finding } from '../contract/finding';
import { finding } from '../finding';
import { readQuery } from '../oauth2/query';
import { hostsOf, isOtherOrg, isSlow, minutesOf, myDomainOf, type SignInPath, signInPathOf } from './sign-in-path';
import { isGenericHost } from './urls';
import { connects, signalsOfUser } from './user';

export function signInFindings(evidence: Evidence): Finding[] {
  const path = signInPathOf(evidence);
  const ofPath = path ? [singleSignOn, genericHost, relayStateLost, otherOrg, slow].flatMap((rule) => rule(path)) : [];
  return [...ofPath, ...connects(evidence)];
}

const about = (host: string) => ({ params: [host], evidence: [host] });

function singleSignOn({ idp, sent }: SignInPath): Finding[] {
  const host = (idp ?? sent)?.host;
  if (host === undefined) return [];
  const id = idp?.idp ? 'sso-observed' : idp ? 'sso-observed-unknown' : 'sso-observed-unseen';
  return [finding({ id, severity: 'notice', confidence: 'observed', actor: 'you', params: [host, idp?.idp ?? ''], evidence: [host] })];
}

/** The generic login page knows no org yet, and so shows none of its sign-in buttons. */
function genericHost({ last, idp, sent }: SignInPath): Finding[] {
  if (last.pageKind !== 'login' || !isGenericHost(last.host) || idp || sent) return [];
  return [finding({ id: 'sso-generic-login-host', severity: 'warning', confidence: 'possible', actor: 'you', ...about(last.host) })];
}

/** Signed in elsewhere and then at home instead of the approval page: the address to go on to got lost on the way. */
function relayStateLost({ last, asked, idp, sent, steps }: SignInPath): Finding[] {
  if (last.pageKind !== 'home' || asked || (!idp && !sent)) return [];
  return [
    finding({ id: 'sso-relay-state-lost', severity: 'warning', confidence: 'likely', actor: 'salesforce-admin', evidence: hostsOf(steps) }),
  ];
}

function otherOrg(path: SignInPath): Finding[] {
  const { start, last, asked, signedIn } = path;
  if (!asked) return [];
  if (isOtherOrg(path))
    return [
      finding({ id: 'other-org-session', severity: 'warning', confidence: 'likely', actor: 'you', evidence: [start.host, last.host] }),
    ];
  return last.pageKind === 'consent' && !signedIn
    ? [finding({ id: 'existing-session', severity: 'notice', confidence: 'observed', actor: 'you', ...about(last.host) })]
    : [];
}

function slow(path: SignInPath): Finding[] {
  if (path.last.pageKind !== 'consent' || !isSlow(path)) return [];
  const minutes = String(minutesOf(path));
  return [
    finding({
      id: 'approval-may-expire',
      severity: 'warning',
      confidence: 'possible',
      actor: 'you',
      params: [minutes],
      evidence: [`${minutes} min`],
    }),
  ];
}

export function signals(evidence: Evidence): Signal[] {
  const path = signInPathOf(evidence);
  return [
    ...(path ? signalsOfPath(path) : []),
    ...signalsOfUser(evidence),
    ...signalsOfRequest(evidence),
    ...(evidence.navigation.at(-1)?.pageKind === 'error' ? ['observed:error-page' as const] : []),
  ];
}

function signalsOfPath(path: SignInPath): Signal[] {
  const { idp, sent, start, signedIn, asked } = path;
  const sso = idp !== undefined || sent !== undefined;
  const found: (Signal | false)[] = [
    sso && 'observed:sso',
    !sso && signedIn && 'observed:password',
    asked && !signedIn && 'observed:no-sign-in',
    isGenericHost(start.host) && 'observed:generic-host',
    isOtherOrg(path) ? 'observed:other-org' : asked && myDomainOf(start.host) !== null && 'observed:same-org',
    asked && (isSlow(path) ? 'observed:slow' : 'observed:quick'),
  ];
  return found.filter((signal) => signal !== false);
}

/** Where it was not seen it shows nothing. */
function signalsOfRequest({ request: { url } }: Evidence): Signal[] {
  if (url === '') return [];
  return [
    readQuery(url).parameters.some(({ name }) => name === 'code_challenge') ? 'observed:code-challenge' : 'observed:no-code-challenge',
  ];
}
