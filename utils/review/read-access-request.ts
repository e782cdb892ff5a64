/** Reads what a user sent to an admin, see `access-request.ts`. */
import * as z from 'zod/mini';
import { providerById } from '@/providers';
import { redactText } from '@/providers/oauth2/redact';
import { FIELD_LIMITS } from '@/utils/policy/field-limits';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import type { AccessRequest, Asked } from './access-request';
import { incompleteReasons } from './approval';
import type { ReviewInput } from './build-review';
import { requestFromPage } from './from-page';
import { jsonIn } from './read-report';
import { hostName, publicId } from './report';

const short = z.string().check(z.maxLength(400));
const host = z.nullable(z.string().check(z.regex(hostName)));

/** The content of an access request, version 1. The field names never change. */
const schema: z.ZodMiniType<AccessRequest> = z.object({
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
