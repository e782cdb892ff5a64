/** Who is about to connect: what the page's user name hints at, and what the org answered where it was asked. */
import type { Evidence, Finding, Sign } from '../types';

/** Names that people give to users of machines. A hint and no more. */
const serviceName = /(?:^|[._+-])(?:api|bot|robot|svc|service|integrations?|system|sync|automation|etl|connector)\d*(?:[._+@-]|$)/i;

const looksLikeService = (username: string | null | undefined) => username != null && serviceName.test(username);

const finding = (id: string, evidence: readonly string[], rest: Partial<Finding> = {}): Finding => ({
  id,
  severity: 'warning',
  confidence: 'possible',
  actor: 'salesforce-admin',
  params: [],
  scopes: [],
  evidence,
  ...rest,
});

export function connects({ reading, org }: Evidence): Finding[] {
  const page = reading?.username ?? null;
  const user = org?.user;
  const flag = ['is_salesforce_integration_user'];
  return [
    ...(user?.integrationUser === true ? [finding('integration-user', flag, { confidence: 'observed' })] : []),
    ...(user?.integrationUser === false ? [finding('full-user', flag, { severity: 'notice', confidence: 'observed', actor: 'you' })] : []),
    ...(user === undefined && page !== null && looksLikeService(page) ? [finding('integration-user-possible', [page])] : []),
    ...otherUser(page, user?.username ?? null),
    ...signIn(org),
  ];
}

/** What the org said is about its session, which need not be the user whom the page names. */
function otherUser(page: string | null, session: string | null): Finding[] {
  if (page === null || session === null || page.toLowerCase() === session.toLowerCase()) return [];
  return [finding('session-user-differs', [page, session], { confidence: 'observed', actor: 'you', params: [page, session] })];
}

function signIn(org: Evidence['org']): Finding[] {
  const { providers = [], password = null } = org?.signIn ?? {};
  if (providers.length === 0) return [];
  if (password)
    return [finding('sso-offered', providers, { severity: 'notice', confidence: 'observed', actor: 'you', params: [providers] })];
  return [finding('sso-user-without-account', providers, { params: [providers] })];
}

export function signsOfUser({ reading, org }: Evidence): Sign[] {
  const found: (Sign | false)[] = [
    org?.user?.integrationUser === true && 'seen:integration-user',
    org?.user?.integrationUser === false && 'seen:full-user',
    org?.refused === true && 'seen:api-access-control',
    org?.signIn !== undefined && org.signIn.providers.length > 0 && org.signIn.password !== true && 'seen:sso-only',
    looksLikeService(reading?.username) && 'seen:service-name',
  ];
  return found.filter((sign) => sign !== false);
}
