/** Says what a policy would have done to recorded flows. */
import { providerById } from '@/providers';
import type { ScopeId } from '@/providers/contract/catalogue';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import { asUndeclaredScopes } from '@/providers/oauth2/request';
import type { PolicyFile } from '@/utils/policy/policy-file';
import type { PolicyResult } from '@/utils/policy/types';
import type { StoredOutcome } from '@/utils/storage/schema';
import type { Steps } from '@/utils/text/steps';
import { decideScopes, dependsOnHost } from './apply-policy';
import { buildReview } from './build-review';
import { policyEffect } from './policy-summary';

/** How often a policy would have changed recorded flows. */
export interface PolicyAudit {
  /** The flows of which enough is recorded: their scopes and, if a rule may name the app by it, the redirect host. */
  reviews: number;
  /** Those that the policy would have changed or prevented, in the order in which they were given. */
  changed: readonly StoredOutcome[];
  blocked: number;
  dropped: number;
  asked: number;
  /** For each rule of the policy, in how many flows it would have decided about a scope. */
  byRule: readonly number[];
}

/**
 * Tests a policy against recorded flows. The records don't say which scopes were required, so only
 * a published profile of the app does. Pauses after each flow.
 */
export function* auditPolicy(file: PolicyFile, outcomes: readonly StoredOutcome[]): Steps<PolicyAudit> {
  const byRule = file.rules.map(() => 0);
  const changed: StoredOutcome[] = [];
  const audit = { reviews: 0, changed, blocked: 0, dropped: 0, asked: 0, byRule };
  for (const outcome of outcomes) {
    const result = resultOf(file, outcome);
    yield;
    if (!result) continue;
    const effect = policyEffect(result);
    audit.reviews += 1;
    if (effect !== 'allowed') changed.push(outcome);
    audit.blocked += Number(effect === 'blocked');
    audit.dropped += Number(result.dropped.length > 0);
    audit.asked += Number(result.asked.length > 0);
    for (const rule of new Set(result.scopes.map((scope) => scope.rule))) if (rule !== null) byRule[rule] = (byRule[rule] ?? 0) + 1;
  }
  return audit;
}

/** Whether a text can be a redirect host, which is as URLs have it. Client IDs may have periods, too. */
const isHost = (text: string) =>
  text.includes('.') && URL.parse(`https://${text.replace('http://', '')}`)?.host === text.replace('http://', '');

/** What is recorded of a connection, as far as a policy decides about it. */
type Recorded = Pick<StoredOutcome, 'provider' | 'app' | 'appName' | 'account' | 'redirectHost'>;

/**
 * Returns which scopes of a connected app a policy denies now; empty unless it is enforced, and where that
 * depends on something that is not recorded. What it said at the time of the connection is not recorded.
 */
export function deniedScopes(file: PolicyFile | null, outcome: Recorded, kept: readonly ScopeId[]): ScopeId[] {
  const provider = providerById(outcome.provider);
  if (file?.mode !== 'enforce' || !provider) return [];
  const request = requestOf(provider, outcome, kept);
  if (dependsOnHost(file, provider, request)) return [];
  const { scopes } = decideScopes({ owner: 'user', file }, provider, request, { listed: [], mayHaveUnseen: false });
  return scopes.filter(({ action }) => action === 'deny').map(({ id }) => id);
}

function resultOf(file: PolicyFile, outcome: StoredOutcome): PolicyResult | null {
  const provider = providerById(outcome.provider);
  if (!provider || !outcome.scopes) return null;
  const request = requestOf(provider, outcome, outcome.scopes.requested);
  if (dependsOnHost(file, provider, request)) return null;
  return buildReview({ provider, request, isObserved: true, policy: { owner: 'user', file: { ...file, mode: 'audit' } } }).policy;
}

function requestOf({ id }: Provider, { app, appName, account, redirectHost }: Recorded, ids: readonly ScopeId[]): AuthorizationRequest {
  return {
    provider: id,
    pageKind: 'elsewhere',
    url: '',
    clientId: app === redirectHost ? null : app,
    // An older record has the host only where it stands for a missing client ID, or for the name of an app that was
    // not recognized.
    redirectHost: redirectHost ?? [appName, app].find(isHost) ?? null,
    account: account || null,
    scopes: asUndeclaredScopes(ids),
    readOnly: null,
  };
}
