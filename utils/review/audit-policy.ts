/** Says what a policy would have done to recorded flows. */
import { providerById } from '@/providers';
import { asUndeclaredScopes } from '@/providers/oauth2/request';
import type { PolicyFile } from '@/utils/policy/policy-file';
import type { PolicyResult } from '@/utils/policy/types';
import type { StoredOutcome } from '@/utils/storage/schema';
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
 * a published profile of the app does.
 */
export function auditPolicy(file: PolicyFile, outcomes: readonly StoredOutcome[]): PolicyAudit {
  const results = outcomes.flatMap((outcome) => resultOf(file, outcome) ?? []);
  const count = (matches: (result: PolicyResult) => boolean) => results.filter(matches).length;
  return {
    reviews: results.length,
    changed: count((result) => policyEffect(result) !== 'allowed'),
    blocked: count((result) => policyEffect(result) === 'blocked'),
    dropped: count(({ dropped }) => dropped.length > 0),
    asked: count(({ asked }) => asked.length > 0),
    byRule: file.rules.map((_, index) => count(({ scopes }) => scopes.some(({ rule }) => rule === index))),
  };
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
