/**
 * Writes and reads what a user sends to an admin who has to approve an app. It contains nothing
 * private: no URL, state, code, token or email address.
 */
import * as z from 'zod/mini';
import { providerById } from '@/providers';
import { redactText } from '@/providers/oauth2/redact';
import { FIELD_LIMITS } from '@/utils/policy/fields';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { inlineCode } from '@/utils/text/markdown';
import { t } from '@/utils/text/text';
import { incompleteReasons } from './approval';
import type { ReviewInput } from './build-review';
import { requestFromPage } from './from-page';
import { jsonIn } from './read-report';
import { block, hostName, plainHost, publicId } from './report';
import { reviewMarkdown } from './review-markdown';
import type { Review } from './types';

/** Who asks, and what the app is for, in the user's own words; both may be empty. */
export interface Asked {
  by: string;
  reason: string;
}

const short = z.string().check(z.maxLength(400));
const host = z.nullable(z.string().check(z.regex(hostName)));

/** The content of an access request, version 1. The field names never change. */
const schema = z.object({
  format: z.literal('scope-review-request'),
  version: z.literal(1),
  provider: short,
  clientId: z.nullable(z.string().check(z.regex(publicId))),
  redirectHost: host,
  account: host,
  scopes: z
    .array(z.object({ id: short, requirement: z.enum(['required', 'optional-on', 'optional-off', 'undeclared']) }))
    .check(z.maxLength(FIELD_LIMITS.scopes)),
  /** Why there may be other scopes; null if there are none. */
  incomplete: z.nullable(z.enum(incompleteReasons)),
  by: z.string().check(z.maxLength(FIELD_LIMITS.person)),
  reason: z.string().check(z.maxLength(FIELD_LIMITS.reason)),
});

/** A request to an admin, as one copy of the extension hands it to another. */
export type AccessRequest = z.infer<typeof schema>;

/** Returns the request to an admin for the app that a review is about. */
export function accessRequestOf(review: Review, { by, reason }: Asked): AccessRequest {
  const { clientId, redirectHost, account, readOnlyReason } = review;
  return {
    format: 'scope-review-request',
    version: 1,
    provider: review.provider.id,
    clientId: clientId !== null && publicId.test(clientId) ? clientId : null,
    redirectHost: redirectHost && plainHost(redirectHost),
    account: account && plainHost(account),
    scopes: review.scopes.slice(0, FIELD_LIMITS.scopes).map(({ id, requirement }) => ({ id: redactText(id).slice(0, 400), requirement })),
    incomplete: incompleteReasons.find((one) => one === readOnlyReason) ?? null,
    by: redactText(by.trim()).slice(0, FIELD_LIMITS.person),
    reason: redactText(reason.trim()).slice(0, FIELD_LIMITS.reason),
  };
}

/** Returns the request as Markdown for a mail or ticket: in words, then the JSON for the workbench. */
export function accessRequestMarkdown(review: Review, asked: Asked): string {
  const request = accessRequestOf(review, asked);
  const facts = [
    [t('approval_asked_by'), request.by],
    [t('approval_reason'), request.reason.replace(/\s+/g, ' ')],
  ].filter(([, value]) => value);
  return [
    `# ${t('ask_title')}`,
    facts.map(([name, value]) => `- ${name}: ${inlineCode(value ?? '')}`).join('\n'),
    reviewMarkdown(review).join('\n'),
    t('ask_open'),
    `${block}json\n${JSON.stringify(request, null, 2).replaceAll('`', '\\u0060')}\n${block}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** Reads a request to an admin, as JSON or in Markdown; null for any other text. Never throws. */
export function readAccessRequest(text: string): { input: ReviewInput; asked: Asked } | null {
  if (text.length > MAX_PASTED_LENGTH || !text.includes('scope-review-request')) return null;
  try {
    const { success, data } = schema.safeParse(JSON.parse(jsonIn(text)));
    const provider = success ? providerById(data.provider) : undefined;
    return success && provider
      ? { input: inputOf(provider, data), asked: { by: redactText(data.by), reason: redactText(data.reason) } }
      : null;
  } catch {
    return null;
  }
}

function inputOf(provider: ReviewInput['provider'], { clientId, redirectHost, account, scopes, incomplete }: AccessRequest): ReviewInput {
  const ids = [...new Map(scopes.map((scope) => [scope.id, scope])).values()];
  return {
    provider,
    account,
    request: {
      ...requestFromPage(provider, null, account),
      pageKind: 'authorize',
      clientId,
      redirectHost,
      scopes: ids.map(({ id, requirement }) => ({ id, requirement, parameter: 'scope', locked: requirement === 'required' })),
      readOnly: incomplete ?? 'pasted',
    },
  };
}
