/** Decides what a policy says about the scopes that an app requests. */
import { isSameScope } from '@/providers/catalogue';
import type { Access, CatalogueScope, ScopeId } from '@/providers/contract/catalogue';
import type { Provider } from '@/providers/contract/provider';
import { t } from '@/utils/text/text';
import { foldId, hostPattern, matchesOne, matchesPattern } from './pattern';
import type { PolicyFile, PolicyRule } from './policy-file';
import type { ScopeDecision } from './types';

/**
 * The app that requests the scopes. Only evidence that the provider checks counts, because anybody
 * could write another app's name into a page, and the user could choose an app that has a better
 * rule.
 */
export interface PolicyApp {
  /** What shows which app it is, if every server reads the same in the request; else nothing. */
  certain: AppValues;
  /** What some server may read in the request. */
  possible: AppValues;
  /** Whether a rule that matches none of these values is certainly about another app. */
  isKnown: boolean;
}

/** What the pattern of a rule is compared with. */
export interface AppValues {
  clientIds: readonly string[];
  /** Redirect hosts, and the names in the profiles that client ID and redirect host lead to. */
  names: readonly string[];
}

/** What no scope ID contains (RFC 6749 §3.3). A server may split a list there. */
const notInScope = /[^\x21\x23-\x5b\x5d-\x7e]/;

/** Where some server may split a list, also commas and semicolons. */
const separator = /[^\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+/;

/** What a policy says about the scopes of an app. */
export interface Decider {
  /** Decides about the scope with this ID. */
  of(id: ScopeId): ScopeDecision;
  /**
   * Decides about scopes that nothing shows, of which each could be any. A rule about some of them may
   * be reached, so it asks if it denies or asks, and allows nothing.
   */
  unseen(): ScopeDecision;
}

/**
 * Returns what decides about the scopes of the app: the first rule that matches, from the
 * top. Without one, a scope that the provider's list does not have is asked about, and any other is
 * allowed. An ID that a server may take for other scopes is never allowed, and denied if one of
 * them is. Where a rule above may be about the app, or is about the scope in another case only, the
 * strictest of what may be decided counts.
 */
export function createDecider(
  { rules }: Pick<PolicyFile, 'rules'>,
  { id: provider, knowledge: { findScope, catalogue } }: Provider,
  app: PolicyApp,
): Decider {
  const candidates = rules
    .map((rule, index) => ({ rule, index, match: matchApp(rule, app) }))
    .filter(({ rule, match }) => (rule.provider === undefined || rule.provider === provider) && match !== 'no');
  const foldedRules = candidates.map(({ rule }) => rule.action !== 'allow' && { ...rule, scopes: rule.scopes?.map(foldId) });
  let byFoldedId: Map<string, CatalogueScope[]> | undefined;
  const listed = (part: string) => {
    byFoldedId ??= Map.groupBy(catalogue.scopes, ({ id }) => foldId(id));
    return (byFoldedId.get(foldId(part)) ?? []).map(({ id }) => id);
  };
  const unknown: ScopeDecision = { action: 'ask', rule: null, reason: t('policy_unknown_scope'), link: null };
  const otherwise: ScopeDecision = { action: 'allow', rule: null, reason: null, link: null };
  const decide = (id: ScopeId): ScopeDecision => {
    const known = findScope(id);
    const ids = sameScopes(findScope, id);
    const folded = ids.map(foldId);
    const found = candidates.flatMap((one, at): Candidate[] => {
      if (matchesScope(one.rule, ids, known)) return [one];
      const rule = foldedRules[at];
      return rule && matchesScope(rule, folded, known) ? [{ ...one, match: one.match === 'yes' ? 'maybe' : one.match }] : [];
    });
    const first = found.findIndex(({ match }) => match === 'yes');
    const reached = first < 0 ? found : found.slice(0, first + 1);
    const decisions = reached.map(decisionOf);
    return strictest(first < 0 ? [...decisions, known ? otherwise : unknown] : decisions) ?? unknown;
  };
  return {
    of(id) {
      const others = findScope(id) ? [] : otherReadings(id, listed);
      if (others.length === 0) return decide(id);
      return strictest([...[id, ...others].map(decide), unknown]) ?? unknown;
    },
    unseen() {
      const last = candidates.find(({ rule, match }) => match === 'yes' && isAboutEachScope(rule));
      const reached = last ? candidates.slice(0, candidates.indexOf(last)) : candidates;
      const possible = reached
        .filter(({ rule }) => rule.action !== 'allow')
        .map((one) => (isAboutEachScope(one.rule) ? decisionOf(one) : { ...decisionOf(one), action: 'ask' as const }));
      return strictest([...possible, last ? decisionOf(last) : unknown]) ?? unknown;
    },
  };
}

/** A rule that may be about the app, at its place in the policy. */
interface Candidate {
  rule: PolicyRule;
  index: number;
  match: ReturnType<typeof matchApp>;
}

function decisionOf({ rule: { action, reason, link }, index, match }: Candidate): ScopeDecision {
  if (match === 'unknown') return { action: 'ask', rule: index, reason: t('policy_unknown_app'), link: null };
  return { action, rule: index, reason, link: link ?? null };
}

/** Whether a rule is about each scope, whatever it is. What nobody sees counts as unknown, unless that allows it. */
function isAboutEachScope({ action, scopes, access, sensitivity }: PolicyRule): boolean {
  const isOfAnyAccess = !access || (action !== 'allow' && access.includes('unknown'));
  return isOfAnyAccess && !sensitivity && (!scopes || matchesOne(scopes, ''));
}

/**
 * Returns all IDs of a scope: two of the same scope must not differ, or the app could choose the
 * better one.
 */
export function sameScopes(findScope: Provider['knowledge']['findScope'], id: ScopeId): ScopeId[] {
  return [id, ...(findScope(id)?.implies ?? []).filter((other) => isSameScope(findScope, id, other))];
}

/**
 * Returns what else some server may read in an ID: the parts of a list, and scopes of the provider
 * whatever their case. `listed` returns those that a part may stand for.
 */
function otherReadings(id: ScopeId, listed: (part: string) => ScopeId[]): ScopeId[] {
  const parts = id.split(separator);
  return [...(notInScope.test(id) ? parts : []), ...parts.flatMap(listed)];
}

/** Whether the conditions of a rule about scopes match the scope with these IDs. */
export function matchesScope(
  { action, scopes, access, sensitivity }: Pick<PolicyRule, 'action' | 'scopes' | 'access' | 'sensitivity'>,
  ids: readonly ScopeId[],
  known: CatalogueScope | undefined,
): boolean {
  return (
    (!scopes || ids.some((id) => matchesOne(scopes, id))) &&
    (!access || matchesAccess(action, access, known)) &&
    (!sensitivity || matchesSensitivity(action, sensitivity, known?.sensitivity))
  );
}

/** The kinds of access that `full` includes. */
const partsOfFull = new Set(['read', 'write', 'delete']);

/**
 * Whether a rule names what the scope allows: all of it to allow the scope, `full` by its name, and
 * any of it to ask or deny.
 */
function matchesAccess(
  action: PolicyRule['action'],
  named: NonNullable<PolicyRule['access']>,
  { access, alsoAllows = [] }: { access: Access | 'unknown'; alsoAllows?: readonly Access[] } = { access: 'unknown' },
): boolean {
  const allowed = [access, ...alsoAllows];
  if (action === 'allow') return allowed.every((one) => named.includes(one));
  return named.some((one) => allowed.some((other) => one === other) || (access === 'full' && partsOfFull.has(one)));
}

/** What is highly sensitive is sensitive, too, so a rule that asks or denies by `sensitive` is about both. */
function matchesSensitivity(
  action: PolicyRule['action'],
  named: NonNullable<PolicyRule['sensitivity']>,
  level: CatalogueScope['sensitivity'],
): boolean {
  return level !== undefined && (named.includes(level) || (action !== 'allow' && named.includes('sensitive')));
}

/** Returns the first of the strictest decisions, one by a rule before one without. */
function strictest(decisions: readonly ScopeDecision[]): ScopeDecision | undefined {
  return (
    decisions.find(({ action }) => action === 'deny') ??
    decisions.find(({ action, rule }) => action === 'ask' && rule !== null) ??
    decisions.find(({ action }) => action === 'ask') ??
    decisions[0]
  );
}

/**
 * Whether a rule is about the app. A rule that allows needs certainty. One that asks or denies may be
 * about the app (`maybe`) by whatever some server reads, so that no spelling of a request evades it;
 * `unknown`: nothing shows whether it is.
 */
function matchApp({ app: pattern, action }: PolicyRule, { certain, possible, isKnown }: PolicyApp): 'yes' | 'maybe' | 'unknown' | 'no' {
  if (pattern === undefined || matchesValues(pattern, certain)) return 'yes';
  if (action === 'allow') return 'no';
  const isFolded = possible.clientIds.some((id) => matchesPattern(foldId(pattern), foldId(id)));
  if (isFolded || /^\*+$/.test(pattern) || matchesValues(pattern, possible)) return 'maybe';
  return isKnown ? 'no' : 'unknown';
}

/** Whether a rule names this app with certainty, or no app. */
export const isAboutApp = (rule: PolicyRule, app: PolicyApp): boolean => matchApp(rule, app) === 'yes';

/**
 * Names and hosts are compared whatever their case; client IDs that differ in case may be two apps.
 */
function matchesValues(pattern: string, { clientIds, names }: AppValues): boolean {
  const lower = pattern.toLowerCase();
  const patterns = [lower, hostPattern(lower)];
  return (
    clientIds.some((id) => matchesPattern(pattern, id)) ||
    names.some((name) => patterns.some((one) => matchesPattern(one, name.toLowerCase())))
  );
}
