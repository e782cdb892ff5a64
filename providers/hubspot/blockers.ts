/** What HubSpot's rules say about a request before anybody clicks. Rules and their evidence: README.md beside this file. */
import { planName, reachesPlan } from '../plans';
import type { CatalogueScope, Confidence, Evidence, Finding, RequestedScope, ScopeId, ScopeStatus } from '../types';
import { catalogue, findScope } from './scopes';

interface KnownRequest {
  requested: RequestedScope;
  scope: CatalogueScope;
}

export function blockers(evidence: Evidence): Finding[] {
  const { scopes } = evidence.request;
  const known = scopes.flatMap((requested) => {
    const scope = findScope(requested.id);
    return scope ? [{ requested, scope }] : [];
  });
  return [...joinedByCommas(scopes), ...unusableIds(known), ...planFindings(known, evidence)];
}

/** HubSpot separates with spaces only; a list with commas is one id that it does not know. */
function joinedByCommas(scopes: readonly RequestedScope[]): Finding[] {
  return scopes
    .filter((scope) => scope.id.includes(','))
    .map((scope) => finding('comma-joined-scopes', 'likely', 'app-vendor', [scope.id], [String(scope.id.split(',').length)]));
}

const unusable: Partial<Record<ScopeStatus, { id: string; confidence: Confidence }>> = {
  misspelt: { id: 'misspelt-scope', confidence: 'likely' },
  retired: { id: 'retired-scope', confidence: 'likely' },
  implied: { id: 'not-requestable-scope', confidence: 'possible' },
  internal: { id: 'not-requestable-scope', confidence: 'possible' },
};

function unusableIds(known: readonly KnownRequest[]): Finding[] {
  const groups = new Map<string, { confidence: Confidence; members: KnownRequest[] }>();
  for (const member of known) {
    const rule = unusable[member.scope.status];
    if (!rule) continue;
    const group = groups.get(rule.id) ?? { confidence: rule.confidence, members: [] };
    group.members.push(member);
    groups.set(rule.id, group);
  }
  return [...groups].map(([id, { confidence, members }]) => {
    const successors = members.flatMap(({ scope }) => scope.replacedBy ?? []);
    const ids = members.map(({ requested }) => requested.id);
    return finding(id, confidence, 'app-vendor', ids, [ids, successors]);
  });
}

/** Optional scopes that an account cannot have are left out silently; one such scope in `scope` refuses the whole connection. */
function planFindings(known: readonly KnownRequest[], evidence: Evidence): Finding[] {
  const gated = known.filter(({ scope }) => scope.plans?.length);
  const { plans } = evidence;
  if (!plans) {
    const required = gated.filter(({ requested }) => requested.locked);
    return required.length ? [planFinding('plan-not-stated', 'possible', 'you', required)] : [];
  }
  const lacking = gated.filter(({ scope }) => !scope.plans?.some((plan) => reachesPlan(catalogue, plans, plan)));
  const required = lacking.filter(({ requested }) => requested.locked);
  const optional = lacking.filter(({ requested }) => !requested.locked);
  return [
    ...(required.length ? [planFinding('plan-refuses-connection', 'likely', 'app-vendor', required)] : []),
    ...(optional.length ? [{ ...planFinding('plan-leaves-out', 'likely', 'you', optional), severity: 'notice' as const }] : []),
  ];
}

function planFinding(id: string, confidence: Confidence, actor: Finding['actor'], members: readonly KnownRequest[]): Finding {
  const plans = new Set(members.flatMap(({ scope }) => scope.plans?.map((plan) => planName(catalogue, plan)) ?? []));
  const labels = members.map(({ scope }) => scope.label);
  return finding(
    id,
    confidence,
    actor,
    members.map(({ requested }) => requested.id),
    [labels, [...plans]],
  );
}

function finding(
  id: string,
  confidence: Confidence,
  actor: Finding['actor'],
  scopes: readonly ScopeId[],
  params: Finding['params'],
): Finding {
  return { id, severity: 'warning', confidence, actor, params, scopes, evidence: scopes };
}
