/** Says what a policy would have done to recorded flows. */
import { providerById } from '@/providers';
import { asUndeclaredScopes } from '@/providers/oauth2/request';
import type { PolicyFile } from '@/utils/policy/policy-file';
import type { PolicyResult } from '@/utils/policy/types';
import type { StoredOutcome } from '@/utils/storage/schema';
import type { Steps } from '@/utils/text/steps';
import { buildReview } from './build-review';
import { policyEffect } from './policy-summary';

/** How often a policy would have changed recorded flows. */
export interface PolicyAudit {
  /** The flows whose scopes are recorded. */
  reviews: number;
  /** Those that the policy would have changed or prevented. */
  changed: number;
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
  const audit = { reviews: 0, changed: 0, blocked: 0, dropped: 0, asked: 0, byRule };
  for (const outcome of outcomes) {
    const result = resultOf(file, outcome);
    yield;
    if (!result) continue;
    const effect = policyEffect(result);
    audit.reviews += 1;
    audit.changed += Number(effect !== 'allowed');
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

function resultOf(file: PolicyFile, { provider: id, app, appName, account, scopes }: StoredOutcome): PolicyResult | null {
  const provider = providerById(id);
  if (!provider || !scopes) return null;
  const request = {
    provider: id,
    pageKind: 'elsewhere' as const,
    url: '',
    clientId: app,
    // A flow without a client ID is recorded under its redirect host. That is also the name of an app
    // that was not recognized, and in its place a rule can match any other name, too.
    redirectHost: isHost(app) && !isHost(appName) ? app : appName || null,
    account: account || null,
    scopes: asUndeclaredScopes(scopes.requested),
    readOnly: null,
  };
  return buildReview({ provider, request, isObserved: true, policy: { owner: 'user', file: { ...file, mode: 'audit' } } }).policy;
}
