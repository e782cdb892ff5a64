/** What Salesforce's rules say about a request and the way that the tab took. Rules and evidence: README.md beside this file. */

import type { Evidence } from '../contract/diagnosis';
import type { Finding } from '../contract/finding';
import { finding } from '../finding';
import { signInFindings } from './sign-in';
import { isOwnHost } from './urls';

const everythingConfigured = finding({
  id: 'everything-configured',
  severity: 'warning',
  confidence: 'likely',
  actor: 'app-vendor',
  evidence: ['scope'],
});

export function blockers(evidence: Evidence): Finding[] {
  const { request, profile } = evidence;
  const ids = request.scopes.map(({ id }) => id);
  const droppable = request.readOnly ? [] : ids.filter((id) => !profile?.required.includes(id));
  return [
    ...ownDomain(request.url),
    ...signInFindings(evidence),
    ...(request.readOnly === 'no-scope-parameter' ? [everythingConfigured] : []),
    ...actsAsUser(ids.filter((id) => actAsUser.has(id))),
    ...actsAnyTime(ids.filter((id) => id === 'refresh_token' || id === 'offline_access')),
    ...allOrNothing(droppable),
  ];
}

/** Whoever can set up a server can imitate the paths. */
function ownDomain(url: string): Finding[] {
  const host = URL.parse(url);
  if (!host || isOwnHost(host)) return [];
  return [
    finding({
      id: 'custom-domain',
      severity: 'warning',
      confidence: 'possible',
      actor: 'you',
      params: [host.hostname],
      evidence: [host.hostname],
    }),
  ];
}

/** The page has one button for the whole list, and each Allow counts. */
function allOrNothing(droppable: readonly string[]): Finding[] {
  return droppable.length
    ? [finding({ id: 'restart-uses-approval', severity: 'notice', confidence: 'likely', actor: 'you', scopes: droppable })]
    : [];
}

/** Scopes that cover all data the user can reach, and have no narrower form. Salesforce Help: OAuth tokens and scopes, 2026-11-22. */
const actAsUser: ReadonlySet<string> = new Set(['api', 'full', 'web']);

/** What limits such a scope is the connecting user, so least privilege is decided by whom the app connects as. */
function actsAsUser(scopes: readonly string[]): Finding[] {
  return scopes.length
    ? [
        finding({
          id: 'salesforce-user-access',
          severity: 'notice',
          confidence: 'observed',
          actor: 'salesforce-admin',
          params: [scopes],
          scopes,
        }),
      ]
    : [];
}

function actsAnyTime(offline: readonly string[]): Finding[] {
  return offline.length
    ? [finding({ id: 'acts-any-time', severity: 'notice', confidence: 'observed', actor: 'you', scopes: offline })]
    : [];
}
