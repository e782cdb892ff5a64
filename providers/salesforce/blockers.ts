/**
 * Predicts problems of a request from Salesforce's rules and from the tab's navigation. README.md
 * in this folder lists the rules with their sources.
 */

import { isSameScope } from '../catalogue';
import type { AppProfile } from '../contract/catalogue';
import type { Evidence } from '../contract/diagnosis';
import type { Finding } from '../contract/finding';
import { finding } from '../finding';
import { hasReason } from '../oauth2/uncertain';
import { findScope, severityOfAccess } from './scopes';
import { signInFindings } from './sign-in';
import { isOwnHost } from './urls';

const everythingConfigured = finding({
  id: 'salesforce-everything-configured',
  severity: 'warning',
  confidence: 'likely',
  actor: 'app-vendor',
  evidence: ['scope'],
});

/**
 * Findings about the host, the sign-in, the access that the scopes grant, and the approval itself.
 */
export function blockers(evidence: Evidence): Finding[] {
  const { request, profile } = evidence;
  const ids = request.scopes.map(({ id }) => id);
  const isRequired = (id: string) => profile?.required.some((required) => isSameScope(findScope, id, required));
  const droppable = request.readOnly ? [] : ids.filter((id) => !isRequired(id));
  return [
    // Among notices, the first one is not folded, and how to limit the access matters most.
    ...actsAsUser(
      ids.filter((id) => actAsUser.has(id)),
      profile,
    ),
    ...customDomain(request.url),
    ...signInFindings(evidence),
    ...(hasReason(request, 'no-scope-parameter') ? [everythingConfigured] : []),
    ...actsAnyTime(ids.filter((id) => id === 'refresh_token' || id === 'offline_access')),
    ...allOrNothing(droppable),
  ];
}

/** Warns about a custom domain, because anyone can set up a server with the same paths. */
function customDomain(url: string): Finding[] {
  const parsed = URL.parse(url);
  if (!parsed || isOwnHost(parsed)) return [];
  return [
    finding({
      id: 'salesforce-custom-domain',
      severity: 'warning',
      confidence: 'possible',
      actor: 'you',
      params: [parsed.hostname],
      evidence: [parsed.hostname],
    }),
  ];
}

/**
 * Each Allow uses up one of the approvals, so a narrowed request has a cost. README.md explains it.
 */
function allOrNothing(droppable: readonly string[]): Finding[] {
  return droppable.length
    ? [finding({ id: 'salesforce-restart-uses-approval', severity: 'notice', confidence: 'likely', actor: 'you', scopes: droppable })]
    : [];
}

/**
 * Scopes that grant all data that the user can reach and have no narrower form. Source: Salesforce
 * Help, OAuth tokens and scopes, read 2026-11-22.
 */
const actAsUser: ReadonlySet<string> = new Set(['api', 'full', 'web']);

/**
 * Only the connecting user's permissions limit such a scope, so the choice of that user decides how
 * much the app can reach. `app`: the profile of the app, which may name the place where it
 * connects to a sandbox.
 */
function actsAsUser(scopes: readonly string[], app: AppProfile | null): Finding[] {
  return scopes.length
    ? [
        finding({
          id: 'salesforce-user-access',
          severity: severityOfAccess(scopes),
          confidence: 'observed',
          actor: 'salesforce-admin',
          params: [scopes, ...(app?.sandboxPath ? [app.name, app.sandboxPath] : [])],
          scopes,
          endsWhenDropped: true,
        }),
      ]
    : [];
}

function actsAnyTime(offline: readonly string[]): Finding[] {
  return offline.length
    ? [
        finding({
          id: 'salesforce-acts-any-time',
          severity: 'notice',
          confidence: 'observed',
          actor: 'you',
          scopes: offline,
          endsWhenDropped: true,
        }),
      ]
    : [];
}
