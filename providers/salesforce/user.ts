/**
 * Derives findings and signals about the connecting user from the username on the page, and from
 * the org's answers if the user ran a check.
 */

import type { Evidence, Signal } from '../contract/diagnosis';
import type { Finding } from '../contract/finding';
import { finding } from '../finding';

/** Username parts that are typical for technical users. A match is only a hint. */
const serviceName = /(?:^|[._+-])(?:api|bot|robot|svc|service|integrations?|system|sync|automation|etl|connector)\d*(?:[._+@-]|$)/i;

const looksLikeService = (username: string | null | undefined) => username != null && serviceName.test(username);

/**
 * Findings about an Integration User, a session of another user, and the org's sign-in settings.
 */
export function userFindings({ snapshot, org }: Evidence): Finding[] {
  const page = snapshot?.username ?? null;
  const orgUser = org?.user;
  const flag = { evidence: ['is_salesforce_integration_user'] };
  return [
    ...(orgUser?.integrationUser === true
      ? [finding({ id: 'salesforce-integration-user', severity: 'warning', confidence: 'observed', actor: 'salesforce-admin', ...flag })]
      : []),
    ...(orgUser?.integrationUser === false
      ? [finding({ id: 'salesforce-full-user', severity: 'notice', confidence: 'observed', actor: 'you', ...flag })]
      : []),
    ...(orgUser === undefined && page !== null && looksLikeService(page)
      ? [
          finding({
            id: 'salesforce-integration-user-possible',
            severity: 'warning',
            confidence: 'possible',
            actor: 'salesforce-admin',
            evidence: [page],
          }),
        ]
      : []),
    ...otherUser(page, orgUser?.username ?? null),
    ...signIn(org),
  ];
}

/**
 * The org's answer is about the browser's session, which may belong to another user than the page.
 */
function otherUser(page: string | null, session: string | null): Finding[] {
  if (page === null || session === null || page.toLowerCase() === session.toLowerCase()) return [];
  const users = [page, session];
  return [
    finding({
      id: 'salesforce-session-user-differs',
      severity: 'warning',
      confidence: 'observed',
      actor: 'you',
      params: users,
      evidence: users,
    }),
  ];
}

function signIn(org: Evidence['org']): Finding[] {
  const { providers = [], password = null } = org?.signIn ?? {};
  if (providers.length === 0) return [];
  const offered = { params: [providers], evidence: providers };
  if (password) return [finding({ id: 'salesforce-sso-offered', severity: 'notice', confidence: 'observed', actor: 'you', ...offered })];
  return [
    finding({
      id: 'salesforce-sso-user-without-account',
      severity: 'warning',
      confidence: 'possible',
      actor: 'salesforce-admin',
      ...offered,
    }),
  ];
}

/** Signals from the org's answers and from the username on the page. */
export function userSignals({ snapshot, org }: Evidence): Signal[] {
  const candidates: (Signal | false)[] = [
    org?.user?.integrationUser === true && 'observed:integration-user',
    org?.user?.integrationUser === false && 'observed:full-user',
    org?.refused === true && 'observed:api-access-control',
    org?.signIn !== undefined && org.signIn.providers.length > 0 && org.signIn.password !== true && 'observed:sso-only',
    looksLikeService(snapshot?.username) && 'observed:service-name',
  ];
  return candidates.filter((signal) => signal !== false);
}
