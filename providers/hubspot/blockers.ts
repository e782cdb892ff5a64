/**
 * Predicts problems of a request from HubSpot's rules, before the user approves. README.md in this
 * folder lists the rules with their sources.
 */

import type { CatalogueScope, ScopeStatus } from '../contract/catalogue';
import type { Evidence } from '../contract/diagnosis';
import type { Confidence, Finding } from '../contract/finding';
import type { RequestedScope } from '../contract/request';
import { finding } from '../finding';
import { isListIncomplete } from '../oauth2/uncertain';
import { hasPlan, planNames } from '../plans';
import { catalogue, findScope } from './scopes';

interface KnownRequest {
  requested: RequestedScope;
  scope: CatalogueScope;
}

/**
 * Findings from HubSpot's rules: malformed lists, wrong categories, unusable IDs, programs, plans.
 */
export function blockers(evidence: Evidence): Finding[] {
  const { scopes } = evidence.request;
  const known = scopes.flatMap((requested) => {
    const scope = findScope(requested.id);
    return scope ? [{ requested, scope }] : [];
  });
  return [
    ...joinedByCommas(scopes),
    ...requiredOutsideScope(evidence),
    ...unusableIds(known),
    ...givenInPrograms(known),
    ...planFindings(known, evidence),
  ];
}

/** HubSpot separates scopes by spaces only, so it reads a list with commas as one unknown ID. */
function joinedByCommas(scopes: readonly RequestedScope[]): Finding[] {
  return scopes
    .filter((scope) => scope.id.includes(','))
    .map(({ id }) =>
      finding({
        id: 'hubspot-comma-joined-scopes',
        severity: 'warning',
        confidence: 'likely',
        actor: 'app-vendor',
        params: [String(id.split(',').length)],
        scopes: [id],
        endsWhenDropped: true,
      }),
    );
}

/**
 * Whether HubSpot takes another spelling than its app settings offer isn't known: the API reference
 * of version 2026-09 lists the `.v2` spellings as OAuth scopes (developers.hubspot.com, such as
 * `GET /crm/objects/2026-09/products`, read on 2026-11-26), and the list of scopes lists none.
 */
const unusable: Partial<Record<ScopeStatus, { id: string; confidence: Confidence }>> = {
  misspelt: { id: 'hubspot-misspelled-scope', confidence: 'possible' },
  retired: { id: 'hubspot-retired-scope', confidence: 'likely' },
  implied: { id: 'hubspot-not-requestable-scope', confidence: 'possible' },
  internal: { id: 'hubspot-not-requestable-scope', confidence: 'possible' },
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
    return finding({
      id,
      severity: 'warning',
      confidence,
      actor: 'app-vendor',
      params: [ids, successors],
      scopes: ids,
      endsWhenDropped: true,
    });
  });
}

/**
 * Reports scopes that the app's profile calls required but that the request omits or carries in
 * `optional_scope`. HubSpot compares each scope with its category in the app's settings. A profile
 * describes those settings only if `listsAppSettings` is set, so without it this is just possible.
 */
function requiredOutsideScope({ request, profile }: Evidence): Finding[] {
  if (!profile || request.scopes.length === 0 || isListIncomplete(request)) return [];
  // A joined list or the placeholder of a template hides which scopes are requested.
  if (request.scopes.some(({ id }) => /[,{}]/.test(id))) return [];
  // What does not say which scopes are required, such as a report, may have any of them in `scope`.
  const inScope = new Set(request.scopes.filter(({ requirement }) => !requirement.startsWith('optional')).map(({ id }) => id));
  const misplaced = profile.required.filter((id) => !inScope.has(id));
  if (misplaced.length === 0) return [];
  return [
    finding({
      id: 'hubspot-required-not-in-scope',
      severity: 'warning',
      confidence: profile.listsAppSettings ? 'likely' : 'possible',
      actor: 'app-vendor',
      params: [profile.name, misplaced],
      scopes: misplaced,
      source: profile.source,
    }),
  ];
}

/** HubSpot refuses such a scope until it admits the app to the program, which can't be observed. */
function givenInPrograms(known: readonly KnownRequest[]): Finding[] {
  return known.flatMap(({ requested: { id }, scope: { program } }) =>
    program
      ? [
          finding({
            id: 'hubspot-scope-on-request',
            severity: 'warning',
            confidence: 'possible',
            actor: 'app-vendor',
            params: [id, program],
            scopes: [id],
            endsWhenDropped: true,
          }),
        ]
      : [],
  );
}

/**
 * Reports scopes that the account's plan lacks. HubSpot silently omits such a scope if it is
 * optional, and refuses the whole connection if it is required. A hub whose tier the user has not
 * stated may include the scope, so only a required one is worth a warning then.
 */
function planFindings(known: readonly KnownRequest[], { plans }: Evidence): Finding[] {
  const without = (answer: 'no' | 'unknown', locked: boolean) =>
    known.filter(
      ({ scope, requested }) =>
        scope.plans?.length && requested.locked === locked && hasPlan(catalogue, plans ?? {}, scope.plans) === answer,
    );
  const refused = without('no', true);
  const unknown = without('unknown', true);
  const leftOut = without('no', false);
  return [
    ...(refused.length
      ? [
          finding({
            id: 'hubspot-plan-refuses-connection',
            severity: 'warning',
            confidence: 'likely',
            actor: 'app-vendor',
            ...aboutPlans(refused),
          }),
        ]
      : []),
    ...(unknown.length
      ? [
          finding({
            id: 'hubspot-plan-not-stated',
            severity: 'warning',
            confidence: 'possible',
            actor: 'hubspot-super-admin',
            ...aboutPlans(unknown),
          }),
        ]
      : []),
    ...(leftOut.length
      ? [
          finding({
            id: 'hubspot-plan-leaves-out',
            severity: 'notice',
            confidence: 'likely',
            actor: 'hubspot-super-admin',
            ...aboutPlans(leftOut),
          }),
        ]
      : []),
  ];
}

/** In the texts, `$1` is the labels of the scopes and `$2` the plans that include one of them. */
function aboutPlans(members: readonly KnownRequest[]) {
  const scopes = members.map(({ scope }) => scope);
  const labels = scopes.map(({ label }) => label);
  return {
    params: [labels, planNames(catalogue, scopes)],
    scopes: members.map(({ requested }) => requested.id),
    endsWhenDropped: true as const,
  };
}
