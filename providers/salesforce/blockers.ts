/** What Salesforce's rules say about a request and the way that the tab took. Rules and evidence: README.md beside this file. */
import type { Evidence, Finding } from '../types';
import { isOwnHost } from './places';
import { signInFindings } from './sign-in';

export function blockers(evidence: Evidence): Finding[] {
  const { request, profile } = evidence;
  const ids = request.scopes.map(({ id }) => id);
  const droppable = request.readOnly ? [] : ids.filter((id) => !profile?.required.includes(id));
  return [
    ...ownDomain(request.url),
    ...signInFindings(evidence),
    ...(request.readOnly === 'everything-configured' ? [finding('everything-configured', 'warning', 'app-vendor', ['scope'])] : []),
    ...actsAnyTime(ids.filter((id) => id === 'refresh_token' || id === 'offline_access')),
    ...allOrNothing(droppable),
  ];
}

const finding = (id: string, severity: Finding['severity'], actor: Finding['actor'], evidence: readonly string[]): Finding => ({
  id,
  severity,
  confidence: 'likely',
  actor,
  params: [],
  scopes: [],
  evidence,
});

/** Whoever can set up a server can imitate the paths. */
function ownDomain(url: string): Finding[] {
  const host = URL.parse(url);
  return host && !isOwnHost(host)
    ? [{ ...finding('custom-domain', 'warning', 'you', [host.hostname]), confidence: 'possible', params: [host.hostname] }]
    : [];
}

/** The page has one button for the whole list, and each Allow counts. */
function allOrNothing(droppable: readonly string[]): Finding[] {
  return droppable.length ? [{ ...finding('restart-uses-approval', 'notice', 'you', droppable), scopes: droppable }] : [];
}

function actsAnyTime(offline: readonly string[]): Finding[] {
  return offline.length ? [{ ...finding('acts-any-time', 'notice', 'you', offline), confidence: 'observed', scopes: offline }] : [];
}
