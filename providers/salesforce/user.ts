/** Who is about to connect: what the page's user name hints at, and what the org answered where it was asked. */

import type { Evidence, Signal } from '../contract/diagnosis';
import type { Finding } from '../contract/finding';
import { finding } from '../finding';

/** Names that people give to users of machines. A hint and no more. */
const serviceName = /(?:^|[._+-])(?:api|bot|robot|svc|service|integrations?|system|sync|automation|etl|connector)\d*(?:[._+@-]|$)/i;

const looksLikeService = (username: string | null | undefined) => username != null && serviceName.test(username);

export function connects({ reading, org }: Evidence): Finding[] {
  const page = reading?.username ?? null;
  const orgUser = org?.user;
  const flag = { evidence: ['is_salesforce_integration_user'] };
  return [
    ...(orgUser?.integrationUser === true
      ? [finding({ id: 'integration-user', severity: 'warning', confidence: 'observed', actor: 'salesforce-admin', ...flag })]
      : []),
    ...(orgUser?.integrationUser === false
      ? [finding({ id: 'full-user', severity: 'notice', confidence: 'observed', actor: 'you', ...flag })]
      : []),
    ...(orgUser === undefined && page !== null && looksLikeService(page)
      ? [
          finding({
            id: 'integration-user-possible',
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

/** What the org said is about its session, which need not be the user whom the page names. */
function otherUser(page: string | null, session: string | null): Finding[] {
  if (page === null || session === null || page.toLowerCase() === session.toLowerCase()) return [];
  const users = [page, session];
  return [
    finding({ id: 'session-user-differs', severity: 'warning', confidence: 'observed', actor: 'you', params: users, evidence: users }),
  ];
}

function signIn(org: Evidence['org']): Finding[] {
  const { providers = [], password = null } = org?.signIn ?? {};
  if (providers.length === 0) return [];
  const offered = { params: [providers], evidence: providers };
  if (password) return [finding({ id: 'sso-offered', severity: 'notice', confidence: 'observed', actor: 'you', ...offered })];
  return [finding({ id: 'sso-user-without-account', severity: 'warning', confidence: 'possible', actor: 'salesforce-admin', ...offered })];
}

export function signalsOfUser({ reading, org }: Evidence): Signal[] {
  const found: (Signal | false)[] = [
    org?.user?.integrationUser === true && 'observed:integration-user',
    org?.user?.integrationUser === false && 'observed:full-user',
    org?.refused === true && 'observed:api-access-control',
    org?.signIn !== undefined && org.signIn.providers.length > 0 && org.signIn.password !== true && 'observed:sso-only',
    looksLikeService(reading?.username) && 'observed:service-name',
  ];
  return found.filter((signal) => signal !== false);
}
