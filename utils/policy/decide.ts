/** Decides what a policy says about the scopes that an app requests. */
import { isSameScope } from '@/providers/catalogue';
import type { ScopeId } from '@/providers/contract/catalogue';
import type { Provider } from '@/providers/contract/provider';
import { t } from '@/utils/text/text';
import { matchesPattern } from './pattern';
import type { PolicyFile, PolicyRule } from './policy-file';
import type { ScopeDecision } from './types';

/**
 * The app that requests the scopes. Only evidence that the provider checks counts, because anybody
 * could write another app's name into a page, and the user could choose an app that has a better
 * rule.
 */
export interface PolicyApp {
  clientId: string | null;
  redirectHost: string | null;
  /** The name in the profile that the client ID or the redirect host leads to. */
  name: string | null;
}

/** What no scope ID contains (RFC 6749 §3.3). A server may split a list there. */
const notInScope = /[^\x21\x23-\x5b\x5d-\x7e]+/;

/**
 * Returns the function that decides about a scope of the app: the first rule that matches, from the
 * top. Without one, a scope that the provider's list does not have is asked about, and any other is
 * allowed. An ID that a server may take for several scopes is never allowed, and denied if one of
 * them is.
 */
export function createDecider(
  { rules }: Pick<PolicyFile, 'rules'>,
  { id: provider, knowledge: { findScope } }: Provider,
  app: PolicyApp,
): (id: ScopeId) => ScopeDecision {
  const candidates = rules
    .map((rule, index) => ({ rule, index }))
    .filter(({ rule }) => (rule.provider === undefined || rule.provider === provider) && matchesApp(rule, app));
  const unknown: ScopeDecision = { action: 'ask', rule: null, reason: t('policy_unknown_scope'), link: null };
  const decide = (id: ScopeId): ScopeDecision => {
    const known = findScope(id);
    // Two IDs of the same scope must not differ, or the app could choose the better one.
    const ids = [id, ...(known?.implies ?? []).filter((other) => isSameScope(findScope, id, other))];
    const found = candidates.find(
      ({ rule: { scopes, access, sensitivity } }) =>
        (!scopes || scopes.some((pattern) => ids.some((one) => matchesPattern(pattern, one)))) &&
        (!access || access.includes(known?.access ?? 'unknown')) &&
        (!sensitivity || (known?.sensitivity !== undefined && sensitivity.includes(known.sensitivity))),
    );
    if (found) {
      const { action, reason, link = null } = found.rule;
      return { action, rule: found.index, reason, link };
    }
    return known ? { action: 'allow', rule: null, reason: null, link: null } : unknown;
  };
  return (id) => {
    if (!notInScope.test(id)) return decide(id);
    const decisions = [id, ...id.split(notInScope)].map(decide);
    return (
      decisions.find(({ action }) => action === 'deny') ??
      decisions.find(({ action, rule }) => action === 'ask' && rule !== null) ??
      unknown
    );
  };
}

/**
 * Names and hosts are compared whatever their case; client IDs that differ in case are two apps.
 */
function matchesApp({ app: pattern }: PolicyRule, { clientId, redirectHost, name }: PolicyApp): boolean {
  if (pattern === undefined || (clientId !== null && matchesPattern(pattern, clientId))) return true;
  return [redirectHost, name].some((one) => one !== null && matchesPattern(pattern.toLowerCase(), one.toLowerCase()));
}
