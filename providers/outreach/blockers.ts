/** What Outreach's rules say about a request before anybody clicks. Rules and their evidence: README.md beside this file. */

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

export function blockers({ request }: Evidence): Finding[] {
  const ids = request.scopes.map(({ id }) => id);
  // The MCP server's rules are not known: nothing is said of its scopes.
  if (request.pageKind === 'unsupported-flow') return [mcpServer];
  // The user can mend it where the request can be edited.
  const actor = request.readOnly ? 'app-vendor' : 'you';
  return [...illWritten(ids), ...withdrawn(ids, actor), ...neverListed(ids, actor)];
}

/** Doorkeeper separates by white space and refuses a list with a tab or a line break; anything else makes one name that it does not know. */
function illWritten(ids: readonly ScopeId[]): Finding[] {
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

/** Off Outreach's list need not mean off the app's own, so nothing is certain. The first API is gone altogether. */
function withdrawn(ids: readonly ScopeId[], actor: Finding['actor']): Finding[] {
  const first = idsWhere(ids, (scope) => scope.status === 'retired' && scope.legacy === true);
  const later = idsWhere(ids, (scope) => scope.status === 'retired' && !scope.legacy);
  const mixed = idsWhere(ids, (scope) => scope.status === 'current').length > 0;
  const found: Finding[] = [];
  if (first.length && mixed)
    found.push(finding({ id: 'outreach-mixed-apis', severity: 'warning', confidence: 'likely', actor, ...about(first) }));
  else if (first.length)
    found.push(finding({ id: 'outreach-first-api', severity: 'warning', confidence: 'likely', actor, ...about(first) }));
  if (later.length)
    found.push(finding({ id: 'outreach-withdrawn-scopes', severity: 'warning', confidence: 'possible', actor, ...about(later) }));
  return found;
}

function neverListed(ids: readonly ScopeId[], actor: Finding['actor']): Finding[] {
  const unverified = idsWhere(ids, (scope) => scope.status === 'unverified');
  const mcp = unverified.filter((id) => id.startsWith('mcp:'));
  const rest = unverified.filter((id) => !id.startsWith('mcp:'));
  return [
    ...(mcp.length ? [finding({ id: 'outreach-mcp-scopes', severity: 'warning', confidence: 'likely', actor, ...about(mcp) })] : []),
    ...(rest.length ? [finding({ id: 'outreach-unlisted-scopes', severity: 'warning', confidence: 'likely', actor, ...about(rest) })] : []),
  ];
}

/** `$1` of the words are the ids. */
function about(scopes: readonly ScopeId[]) {
  const shown = scopes.map((scope) => scope.replace(/[\t\r\n]+/g, '↵'));
  return { params: [shown], scopes, evidence: shown };
}
