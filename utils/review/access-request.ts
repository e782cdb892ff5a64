/**
 * Writes what a user sends to an admin who has to approve an app. It contains nothing private: no
 * URL, state, code, token or email address.
 */
import type { RequestedScope } from '@/providers/contract/request';
import { redactText } from '@/providers/oauth2/redact';
import { FIELD_LIMITS } from '@/utils/policy/field-limits';
import { inlineCode, markdownText } from '@/utils/text/markdown';
import { t } from '@/utils/text/text';
import { isBlockedByPolicy } from './access';
import { incompleteReasons } from './approval';
import { block, plainHost, publicId } from './report';
import { reviewMarkdown } from './review-markdown';
import type { Review } from './types';

/** Who asks, and what the app is for, in the user's own words; both may be empty. */
export interface Asked {
  by: string;
  reason: string;
}

/** A request to an admin, as one copy of the extension hands it to another. */
export interface AccessRequest {
  format: 'scope-review-request';
  version: 1;
  provider: string;
  clientId: string | null;
  redirectHost: string | null;
  account: string | null;
  scopes: Pick<RequestedScope, 'id' | 'requirement'>[];
  /** Why there may be other scopes; null if there are none. */
  incomplete: (typeof incompleteReasons)[number] | null;
  by: string;
  reason: string;
}

/** Returns the request to an admin for the app that a review is about. */
export function accessRequestOf(review: Review, { by, reason }: Asked): AccessRequest {
  const { clientId, redirectHost, account, readOnlyReason } = review;
  const scopes = review.scopes.slice(0, FIELD_LIMITS.scopes);
  // An admin can't approve what was cut, as if it were all that the app requests.
  const isCut = scopes.length < review.scopes.length || scopes.some(({ id }) => id.length > FIELD_LIMITS.scope);
  return {
    format: 'scope-review-request',
    version: 1,
    provider: review.provider.id,
    clientId: clientId !== null && publicId.test(clientId) ? clientId : null,
    redirectHost: redirectHost && plainHost(redirectHost),
    account: account && plainHost(account),
    scopes: scopes.map(({ id, requirement }) => ({ id: redactText(id).slice(0, FIELD_LIMITS.scope), requirement })),
    incomplete: incompleteReasons.find((one) => one === readOnlyReason) ?? (isCut ? 'too-long' : null),
    by: redactText(by.trim()).slice(0, FIELD_LIMITS.person),
    reason: redactText(reason.trim()).slice(0, FIELD_LIMITS.reason),
  };
}

/**
 * Returns the request as Markdown for a mail or ticket: in words, then the JSON for the workbench.
 * If the policy forbids the connection, it asks for an exception.
 */
export function accessRequestMarkdown(review: Review, asked: Asked = { by: '', reason: '' }): string {
  const request = accessRequestOf(review, asked);
  const facts = [
    [t('approval_asked_by'), request.by],
    [t('approval_reason'), request.reason.replace(/\s+/g, ' ')],
  ].filter(([, value]) => value);
  return [
    `# ${t('ask_title')}`,
    facts.map(([name, value]) => `- ${name}: ${inlineCode(value ?? '')}`).join('\n'),
    ...exceptionLines(review),
    reviewMarkdown(review).join('\n'),
    t('ask_open'),
    `${block}json\n${JSON.stringify(request, null, 2).replaceAll('`', '\\u0060')}\n${block}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** What the policy denies and can't be dropped, with its reasons; empty if it forbids nothing. */
function exceptionLines(review: Review): string[] {
  const { policy } = review;
  if (!policy || !isBlockedByPolicy(review)) return [];
  const denied = policy.scopes.filter(({ id }) => policy.blocking.includes(id));
  return [
    markdownText(t('ask_exception', policy.name)),
    denied.map(({ id, reason }) => `- ${inlineCode(redactText(id))} ${markdownText(reason ?? '')}`).join('\n'),
  ];
}
