/**
 * Predicts problems of a request from Outreach's rules, before the user approves. README.md in this
 * folder lists the rules with their sources.
 */

import type { CatalogueScope, ScopeId } from '../contract/catalogue';
import type { Evidence } from '../contract/diagnosis';
import type { Finding } from '../contract/finding';
import { finding } from '../finding';
import { findScope } from './scopes';

const mcpServer = finding({
  id: 'outreach-mcp-server',
  severity: 'notice',
  confidence: 'observed',
  actor: 'you',
  evidence: ['/mcpOAuth/authorize'],
});

/**
 * Findings about malformed lists, withdrawn scopes and scopes that Outreach never listed. For the
 * MCP server only one notice, because its rules are unknown.
 */
export function blockers({ request }: Evidence): Finding[] {
  const ids = request.scopes.map(({ id }) => id);
  if (request.pageKind === 'unsupported-flow') return [mcpServer];
  // If the request can be edited, the user can fix it by dropping the scope.
  const actor = request.readOnly ? 'app-vendor' : 'you';
  return [...malformedLists(ids), ...withdrawnScopes(ids, actor), ...neverListedScopes(ids, actor)];
}

/**
 * Doorkeeper separates scopes by white space but refuses a list with a tab or a line break. Any
 * other separator makes several IDs into one unknown ID.
 */
function malformedLists(ids: readonly ScopeId[]): Finding[] {
  const broken = ids.filter((id) => /[\t\r\n]/.test(id));
  const joined = ids.filter((id) => /[+,]/.test(id));
  const count = String(joined.flatMap((id) => id.split(/[+,]+/).filter(Boolean)).length);
  return [
    ...(broken.length
      ? [finding({ id: 'outreach-scope-line-break', severity: 'blocker', confidence: 'likely', actor: 'app-vendor', ...about(broken) })]
      : []),
    ...(joined.length
      ? [
          finding({
            id: 'outreach-joined-scopes',
            severity: 'blocker',
            confidence: 'likely',
            actor: 'app-vendor',
            ...about(joined),
            params: [count],
          }),
        ]
      : []),
  ];
}

type Test = (scope: CatalogueScope) => boolean;
const idsWhere = (ids: readonly ScopeId[], test: Test) =>
  ids.filter((id) => {
    const scope = findScope(id);
    return scope !== undefined && test(scope);
  });

/**
 * Reports scopes that Outreach withdrew. An app may still have such a scope on its own list, so
 * this is never certain. Only the first API is gone for sure.
 */
function withdrawnScopes(ids: readonly ScopeId[], actor: Finding['actor']): Finding[] {
  const first = idsWhere(ids, (scope) => scope.status === 'retired' && scope.legacy === true);
  const later = idsWhere(ids, (scope) => scope.status === 'retired' && !scope.legacy);
  const mixed = idsWhere(ids, (scope) => scope.status === 'current').length > 0;
  const findings: Finding[] = [];
  if (first.length && mixed)
    findings.push(finding({ id: 'outreach-mixed-apis', severity: 'warning', confidence: 'likely', actor, ...about(first) }));
  else if (first.length)
    findings.push(finding({ id: 'outreach-first-api', severity: 'warning', confidence: 'likely', actor, ...about(first) }));
  if (later.length)
    findings.push(finding({ id: 'outreach-withdrawn-scopes', severity: 'warning', confidence: 'possible', actor, ...about(later) }));
  return findings;
}

function neverListedScopes(ids: readonly ScopeId[], actor: Finding['actor']): Finding[] {
  const unverified = idsWhere(ids, (scope) => scope.status === 'unverified');
  const mcp = unverified.filter((id) => id.startsWith('mcp:'));
  const rest = unverified.filter((id) => !id.startsWith('mcp:'));
  return [
    ...(mcp.length ? [finding({ id: 'outreach-mcp-scopes', severity: 'warning', confidence: 'likely', actor, ...about(mcp) })] : []),
    ...(rest.length ? [finding({ id: 'outreach-unlisted-scopes', severity: 'warning', confidence: 'likely', actor, ...about(rest) })] : []),
  ];
}

/** In the texts, `$1` is the IDs, with line breaks and tabs made visible. */
function about(scopes: readonly ScopeId[]) {
  const shown = scopes.map((scope) => scope.replace(/[\t\r\n]+/g, '↵'));
  return { params: [shown], scopes, evidence: shown, endsWhenDropped: true as const };
}
