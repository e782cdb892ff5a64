/**
 * Applies a policy to a request. In audit mode it only reports what the policy would have changed.
 */
import type { ScopeId } from '@/providers/contract/catalogue';
import type { Finding } from '@/providers/contract/finding';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest, ReadOnlyReason } from '@/providers/contract/request';
import { finding } from '@/providers/finding';
import { isToProvider } from '@/providers/matches';
import { possibleClients } from '@/providers/oauth2/client';
import { provenHostname } from '@/providers/oauth2/redirect';
import { isCertainClient } from '@/providers/oauth2/uncertain';
import { createDecider, isAboutApp, type PolicyApp } from '@/utils/policy/decide';
import type { OwnedPolicy, PolicyFile } from '@/utils/policy/policy-file';
import type { PolicyAction, PolicyResult, ScopeDecision } from '@/utils/policy/types';
import { t } from '@/utils/text/text';
import { isCertainMatch } from './app-name';
import { isEditableLater } from './droppable';
import { matchProfile, possibleApps } from './match-profile';
import type { Review, ReviewScope } from './types';

/** There is nothing left to decide. */
const decided: ReadonlySet<ReadOnlyReason | null> = new Set<ReadOnlyReason | null>(['already-answered', 'window-closed']);

type Decisions = Omit<PolicyResult, 'blocking' | 'dropped' | 'asked' | 'isIncomplete'>;

/**
 * Returns what the policy says about each scope. Custom profiles and the
 * user's choice of the app don't count, because they would let the user choose the rule. Nobody
 * evades a rule by leaving scopes out that the provider then grants: those that the page lists count
 * as well (`listed`), and a request that `mayHaveUnseen` is decided about as if it had any.
 */
export function decideScopes(
  { owner, file }: OwnedPolicy,
  provider: Provider,
  request: AuthorizationRequest,
  { listed, mayHaveUnseen }: { listed: readonly ScopeId[]; mayHaveUnseen: boolean },
): Decisions {
  const decider = createDecider(file, provider, policyApp(provider, request));
  return {
    owner,
    name: file.name,
    date: file.date,
    mode: file.mode,
    scopes: [...request.scopes.map(({ id }) => id), ...listed].map((id) => ({ id, ...decider.of(id) })),
    unseen: mayHaveUnseen ? decider.unseen() : null,
  };
}

/** Whether what a policy says about a request may depend on a redirect host that the request does not have. */
export function dependsOnHost({ rules }: PolicyFile, provider: Provider, request: AuthorizationRequest): boolean {
  if (request.redirectHost !== null) return false;
  const app = policyApp(provider, request);
  return rules.some((rule) => (rule.provider === undefined || rule.provider === provider.id) && !isAboutApp(rule, app));
}

/** Returns what shows a policy which app makes the request. */
function policyApp(provider: Provider, request: AuthorizationRequest): PolicyApp {
  const { clientId, redirectHost } = request;
  const { clientIds, redirectHosts } = possibleClients(request);
  // With white space or invisible characters, a server may read another client ID.
  const isPlain = clientId === null || /^[\x21-\x7e]+$/.test(clientId);
  const isCertain = isPlain && isCertainClient(request) && isToProvider(provider.urls, request.url);
  const hostname = provenHostname(redirectHost);
  const match = matchProfile(provider, request, null);
  return {
    certain: {
      // At another unsupported server, the same client ID is another app's, and no rule names a server.
      clientIds: isCertain && clientId !== null && request.server === undefined ? [clientId] : [],
      names: [
        ...(isCertain && hostname && redirectHost ? [hostname, redirectHost] : []),
        ...(match && isCertainMatch(match.matchedBy) ? [match.profile.name] : []),
      ],
    },
    possible: { clientIds, names: [...redirectHosts, ...possibleApps(provider, request).map(({ name }) => name)] },
    isKnown: isCertain && clientId !== null && redirectHost !== null,
  };
}

/** Adds the decision to each scope that the policy denies or asks about, if it is enforced. */
export function withPolicy(scopes: readonly ReviewScope[], decisions: Pick<PolicyResult, 'mode' | 'scopes'> | null): ReviewScope[] {
  if (decisions?.mode !== 'enforce') return [...scopes];
  return scopes.map((scope, index) => {
    const { action, reason, link } = decisions.scopes[index] as PolicyResult['scopes'][number];
    return action === 'allow' ? scope : { ...scope, policy: { action, reason: reason ?? '', link } };
  });
}

/**
 * Adds what follows from the decisions. A denied scope blocks the connection if it has to stay, or
 * if dropping all denied ones would leave nothing, which no provider accepts.
 */
export function summarizePolicy(
  decisions: Decisions,
  {
    provider,
    scopes,
    readOnlyReason,
    current,
    isIncomplete,
  }: Pick<Review, 'provider' | 'scopes' | 'readOnlyReason' | 'current' | 'isIncomplete'>,
): PolicyResult {
  const having = (action: 'ask' | 'deny') => decisions.scopes.flatMap((one) => (one.action === action ? [one.id] : []));
  const denied = having('deny');
  const locked = new Set(scopes.filter((scope) => scope.locked).map(({ id }) => id));
  // What only the page lists will be granted, too.
  const granted = new Set([...current, ...decisions.scopes.slice(scopes.length).map(({ id }) => id)]);
  const mayDrop = (id: ScopeId) => {
    if (isEditableLater({ provider, readOnlyReason })) return !locked.has(id) && denied.length < scopes.length;
    return readOnlyReason === 'page-offers-switches' || !granted.has(id);
  };
  return {
    ...decisions,
    blocking: denied.filter((id) => !mayDrop(id)),
    dropped: denied.filter(mayDrop),
    asked: having('ask'),
    isIncomplete,
  };
}

/**
 * Returns what an enforced policy makes the user know before the click; `isUnread`: see
 * `ReviewInput`.
 */
export function policyFindings(
  policy: PolicyResult | null,
  { provider, scopes, readOnlyReason }: Pick<Review, 'provider' | 'scopes' | 'readOnlyReason'>,
  isUnread = false,
): Finding[] {
  if (isUnread && !decided.has(readOnlyReason))
    return [finding({ id: 'policy-unread', severity: 'warning', confidence: 'possible', actor: 'you' })];
  if (policy?.mode !== 'enforce' || decided.has(readOnlyReason)) return [];
  const labels = new Map(scopes.map(({ id, label, known }) => [id, known ? label : id]));
  const { unseen } = policy;
  const about = (ids: readonly ScopeId[], withUnseen: ScopeDecision | null = null) => {
    const named = new Set(ids);
    const reasons = policy.scopes.filter(({ id }) => named.has(id)).map(({ id, reason }) => `${id}: ${reason}`);
    return {
      actor: 'you' as const,
      params: [policy.name, [...ids.map((id) => labels.get(id) ?? id), ...(withUnseen ? [t('policy_unseen')] : [])]],
      scopes: ids,
      evidence: [...reasons, ...(withUnseen ? [`${t('policy_unseen')}: ${withUnseen.reason}`] : [])],
    };
  };
  const having = (action: PolicyAction) => (unseen?.action === action ? unseen : null);
  if (policy.blocking.length > 0 || having('deny'))
    return [finding({ id: 'policy-blocks', severity: 'blocker', confidence: 'observed', ...about(policy.blocking, having('deny')) })];
  if (readOnlyReason === 'page-offers-switches' && policy.dropped.length > 0)
    return [finding({ id: 'policy-switch-off', severity: 'warning', confidence: 'observed', ...about(policy.dropped) })];
  // Where the extension can't continue, it can't ask for the confirmation either.
  const isAsked = !isEditableLater({ provider, readOnlyReason }) && (policy.asked.length > 0 || having('ask'));
  return isAsked
    ? [finding({ id: 'policy-asks', severity: 'warning', confidence: 'observed', ...about(policy.asked, having('ask')) })]
    : [];
}
