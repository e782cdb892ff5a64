/**
 * Possible causes of the two errors for which Outreach gives no reason. The one that refuses a scope
 * does not name it, so the findings about the request are the evidence. The token endpoint has one
 * sentence for every dead code and refresh token. The weights are estimates of this project.
 */

import type { Source } from '../contract/catalogue';
import type { CauseRule, Evidence, Question, Signal } from '../contract/diagnosis';
import { blockers } from './blockers';
import { findScope } from './scopes';

const doorkeeper: Source = {
  title: 'Doorkeeper, the OAuth library that Outreach uses: how it checks scopes',
  url: 'https://github.com/doorkeeper-gem/doorkeeper/blob/0183e4e646f7000c814bb00a9ac4134762b35cbe/lib/doorkeeper/oauth/helpers/scope_checker.rb',
  accessedOn: '2026-11-22',
};

const tokenRules: Source = {
  title: 'Outreach developer documentation: OAuth, as summarized by API Evangelist',
  url: 'https://github.com/api-evangelist/outreach/blob/main/authentication/outreach-authentication.yml',
  accessedOn: '2026-11-22',
};

const refused = { 'error:outreach-invalid-scope': 1, 'error:oauth-invalid-scope': 1 } as const;

/**
 * How strongly each finding about the request suggests that it is the cause, as a factor. Each
 * prior is tiny, so a cause without its finding stays unlikely.
 */
const factorByFinding: Readonly<Record<string, number>> = {
  'outreach-scope-line-break': 30_000,
  'outreach-joined-scopes': 30_000,
  'outreach-mcp-scopes': 4_000,
  'outreach-mixed-apis': 4_000,
  'outreach-first-api': 4_000,
  'outreach-unlisted-scopes': 3_000,
  'unknown-scopes': 3_000,
  'outreach-withdrawn-scopes': 1_000,
};

const grant = 'error:oauth-invalid-grant';

/** Causes of `invalid_scope`, the most frequent first, then those of `invalid_grant`. */
export const causes: readonly CauseRule[] = [
  {
    id: 'outreach-scope-not-ticked',
    actor: 'app-vendor',
    prior: 10,
    likelihoods: { ...refused, 'answer:outreach-worked:yes': 0.5, 'answer:outreach-worked:no': 1.5 },
    source: doorkeeper,
  },
  ...Object.entries(factorByFinding).map(([id, factor]) => ({
    id,
    actor: 'app-vendor' as const,
    prior: 0.01,
    likelihoods: {
      ...refused,
      [`observed:${id}`]: factor,
      // Only scopes that once existed can have worked.
      ...(id === 'outreach-withdrawn-scopes' ? { 'answer:outreach-worked:yes': 2 } : { 'answer:outreach-worked:yes': 0.2 }),
    },
    source: doorkeeper,
  })),
  {
    id: 'outreach-refresh-token-expired',
    actor: 'you',
    prior: 6,
    likelihoods: { [grant]: 1, 'answer:outreach-worked:yes': 5, 'answer:outreach-worked:no': 0.05 },
    source: tokenRules,
  },
  {
    id: 'outreach-code-expired',
    actor: 'you',
    prior: 5,
    likelihoods: {
      [grant]: 1,
      'answer:outreach-worked:yes': 0.2,
      'answer:outreach-worked:no': 2,
      'answer:outreach-again:works': 5,
      'answer:outreach-again:fails': 0.3,
    },
    source: doorkeeper,
  },
  {
    id: 'outreach-redirect-differs',
    actor: 'app-vendor',
    prior: 2,
    likelihoods: {
      [grant]: 1,
      'answer:outreach-worked:yes': 0.1,
      'answer:outreach-worked:no': 2,
      'answer:outreach-again:works': 0.05,
      'answer:outreach-again:fails': 4,
    },
    source: doorkeeper,
  },
];

/** The questions. The engine asks the one that separates the remaining causes best first. */
export const questions: readonly Question[] = [
  { id: 'outreach-worked', answers: ['yes', 'no'] },
  { id: 'outreach-again', answers: ['works', 'fails'] },
];

/**
 * One signal for each finding that can be the cause, and one for scopes that the catalogue lacks.
 */
export function signals(evidence: Evidence): Signal[] {
  const findings = blockers(evidence).map(({ id }) => id);
  // Several IDs joined into one are already reported as joined, not as unknown.
  const unknown = evidence.request.scopes.some(({ id }) => findScope(id) === undefined && !/[+,\s]/.test(id));
  return [...findings, ...(unknown ? ['unknown-scopes'] : [])].flatMap((id) =>
    Object.hasOwn(factorByFinding, id) ? [`observed:${id}` as const] : [],
  );
}
