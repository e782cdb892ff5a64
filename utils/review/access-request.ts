/**
 * Writes what a user sends to an admin who has to approve an app. It contains nothing private: no
 * URL but that of a client (`publicId`), and no state, code, token or email address.
 */
import type { ReadOnlyReason, RequestedScope } from '@/providers/contract/request';
import { visibleJson } from '@/providers/oauth2/invisible';
import { redactText } from '@/providers/oauth2/redact';
import { FIELD_LIMITS } from '@/utils/policy/field-limits';
import { inlineCode, markdownText } from '@/utils/text/markdown';
import { t, tPlural } from '@/utils/text/text';
import { isBlockedByPolicy } from './access';
import { nameOfApp } from './app-name';
import { block, plainHost, publicId, whyIncomplete } from './report';
import { reviewMarkdown } from './review-markdown';
import type { Review } from './types';

/** Who asks, and what the app is for, in the user's own words; both may be empty. */
export interface Asked {
  by: string;
  reason: string;
  /** The requested scopes that the user does not want to grant; absent if that is not known. */
  dropped?: readonly string[] | undefined;
}

/**
 * A request to an admin, as one copy of the extension hands it to another. It has only what the
 * workbench needs, because it stands below the same facts in words; a field without a value is left
 * out.
 */
export interface AccessRequest {
  format: 'scope-review-request';
  version: 2;
  provider: string;
  clientId?: string | undefined;
  redirectHost?: string | undefined;
  account?: string | undefined;
  /** See `AuthorizationRequest`. */
  server?: string | undefined;
  /** IDs by requirement. */
  scopes: Partial<Record<RequestedScope['requirement'], string[]>>;
  /** Why there may be other scopes. */
  incomplete?: ReadOnlyReason | undefined;
  by?: string | undefined;
  reason?: string | undefined;
  dropped?: readonly string[] | undefined;
}

const scopeText = (id: string) => redactText(id).slice(0, FIELD_LIMITS.scope);

/**
 * Returns the request to an admin for the app that a review is about. `selection` is what the user
 * wants to grant; null if the request can't be changed.
 */
export function accessRequestOf(review: Review, { by, reason }: Asked, selection: ReadonlySet<string> | null = null): AccessRequest {
  const { clientId, redirectHost, account, server } = review;
  const scopes = review.scopes.slice(0, FIELD_LIMITS.scopes);
  const ids = scopes.map(({ id }) => scopeText(id));
  const dropped = selection && scopes.filter(({ id, locked }) => !locked && !selection.has(id)).map(({ id }) => scopeText(id));
  return {
    format: 'scope-review-request',
    version: 2,
    provider: review.provider.id,
    clientId: clientId !== null && publicId.test(clientId) ? clientId : undefined,
    redirectHost: redirectHost ? plainHost(redirectHost) : undefined,
    account: account ? plainHost(account) : undefined,
    server: server ? plainHost(server) : undefined,
    scopes: Object.fromEntries(
      Object.entries(Object.groupBy(scopes, ({ requirement }) => requirement)).map(([requirement, group]) => [
        requirement,
        group.map(({ id }) => scopeText(id)),
      ]),
    ),
    dropped: dropped ?? undefined,
    // An admin must not approve more, or another app, because the reason that is shown is another one.
    incomplete: whyIncomplete(review, ids, review.isCertainClient),
    by: redactText(by.trim()).slice(0, FIELD_LIMITS.person) || undefined,
    reason: redactText(reason.trim()).slice(0, FIELD_LIMITS.reason) || undefined,
  };
}

/**
 * Returns the request as Markdown for a mail or ticket: in words, then the JSON for the workbench.
 * If the policy forbids the connection, it asks for an exception.
 */
export function accessRequestMarkdown(
  review: Review,
  asked: Asked = { by: '', reason: '' },
  selection: ReadonlySet<string> | null = null,
): string {
  const request = accessRequestOf(review, asked, review.editable ? selection : null);
  const facts = [
    [t('approval_asked_by'), request.by],
    [t('approval_reason'), request.reason?.replace(/\s+/g, ' ')],
    [t('report_account'), request.account ? '' : t('ask_account_open')],
  ].filter(([, value]) => value);
  return [
    `# ${t('ask_title')}`,
    t('message_hello'),
    markdownText(t('ask_please', nameOfApp(review) ?? t('message_some_app'), review.provider.name)),
    facts.map(([name, value]) => `- ${name}: ${inlineCode(value ?? '')}`).join('\n'),
    ...exceptionLines(review),
    ...wantedLines(review, request.dropped),
    reviewMarkdown(review, { settings: null, forAdmin: true }).join('\n'),
    t('ask_open'),
    `${block}json\n${visibleJson(request).replaceAll('`', '\\u0060')}\n${block}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** What the user wants to grant of what the app requests; empty if that is not known. */
function wantedLines({ scopes }: Review, dropped: AccessRequest['dropped']): string[] {
  if (!dropped) return [];
  if (dropped.length === 0) return [tPlural('ask_wants_all', scopes.length)];
  return [tPlural('ask_wants', scopes.length, scopes.length - dropped.length), dropped.map((id) => `- ${inlineCode(id)}`).join('\n')];
}

/** What the policy denies and can't be dropped, with its reasons; empty if it forbids nothing. */
function exceptionLines(review: Review): string[] {
  const { policy } = review;
  if (!policy || !isBlockedByPolicy(review)) return [];
  const denied = policy.scopes.filter(({ id }) => policy.blocking.includes(id));
  return [
    markdownText(t('ask_exception', policy.name)),
    denied.map(({ id, reason }) => `- ${inlineCode(redactText(id))} ${markdownText(reason ?? '')}`).join('\n'),
    policy.unseen?.action === 'deny' ? markdownText(t('policy_denies_unseen', policy.unseen.reason ?? '')) : '',
  ];
}
