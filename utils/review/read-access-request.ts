/** Reads what a user sent to an admin, see `access-request.ts`. */
import * as z from 'zod/mini';
import { genericProvider, providerById } from '@/providers';
import type { RequestedScope } from '@/providers/contract/request';
import { redactText } from '@/providers/oauth2/redact';
import { once } from '@/providers/once';
import { FIELD_LIMITS } from '@/utils/policy/field-limits';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import type { Asked } from './access-request';
import { incompleteReasons } from './approval';
import { requestFromPage } from './from-page';
import { incompleteReason, jsonIn } from './read-report';
import { hostName, publicId } from './report';
import type { ReviewInput } from './review-input';

const requirements = ['required', 'optional-on', 'optional-off', 'undeclared'] as const;

/** What both versions hold. */
interface ReadRequest {
  provider: string;
  clientId: string | null;
  redirectHost: string | null;
  account: string | null;
  server?: string | undefined;
  scopes: Pick<RequestedScope, 'id' | 'requirement'>[];
  incomplete: (typeof incompleteReasons)[number] | null;
  asked: Asked;
}

const schema = once(() => {
  const short = z.string().check(z.maxLength(400));
  const host = z.string().check(z.regex(hostName));
  const person = z.string().check(z.maxLength(FIELD_LIMITS.person));
  const reason = z.string().check(z.maxLength(FIELD_LIMITS.reason));
  const clientId = z.string().check(z.regex(publicId));
  const ids = z.array(short).check(z.maxLength(FIELD_LIMITS.scopes));

  /** Version 1 named each scope's requirement, and every field. The field names never change. */
  const first = z.pipe(
    z.object({
      format: z.literal('scope-review-request'),
      version: z.literal(1),
      provider: short,
      clientId: z.nullable(clientId),
      redirectHost: z.nullable(host),
      account: z.nullable(host),
      scopes: z.array(z.object({ id: short, requirement: z.enum(requirements) })).check(z.maxLength(FIELD_LIMITS.scopes)),
      /** Why there may be other scopes; null if there are none. */
      incomplete: z.nullable(z.enum(incompleteReasons)),
      by: person,
      reason,
    }),
    z.transform(({ by, reason: why, ...rest }): ReadRequest => ({ ...rest, asked: { by, reason: why } })),
  );

  /** Version 2, see `AccessRequest`. */
  const second = z.pipe(
    z.object({
      format: z.literal('scope-review-request'),
      version: z.literal(2),
      provider: short,
      clientId: z.optional(clientId),
      redirectHost: z.optional(host),
      account: z.optional(host),
      server: z.optional(host),
      scopes: z.partialRecord(z.enum(requirements), ids),
      dropped: z.optional(ids),
      incomplete: z.optional(incompleteReason()),
      by: z.optional(person),
      reason: z.optional(reason),
    }),
    z.transform(
      (data): ReadRequest => ({
        provider: data.provider,
        clientId: data.clientId ?? null,
        redirectHost: data.redirectHost ?? null,
        account: data.account ?? null,
        server: data.server,
        scopes: requirements.flatMap((requirement) => (data.scopes[requirement] ?? []).map((id) => ({ id, requirement }))),
        incomplete: data.incomplete ?? null,
        asked: { by: data.by ?? '', reason: data.reason ?? '', ...(data.dropped ? { dropped: data.dropped } : {}) },
      }),
    ),
  );

  return z.union([first, second]);
});

/** Reads a request to an admin, as JSON or in Markdown; null for any other text. Never throws. */
export function readAccessRequest(text: string): { input: ReviewInput; asked: Asked } | null {
  if (text.length > MAX_PASTED_LENGTH || !text.includes('scope-review-request')) return null;
  try {
    const { success, data } = schema().safeParse(JSON.parse(jsonIn(text)));
    const provider = success ? providerById(data.provider) : undefined;
    if (!success || !provider || data.scopes.length > FIELD_LIMITS.scopes) return null;
    const { by, reason: why, dropped } = data.asked;
    const asked = { by: redactText(by), reason: redactText(why), ...(dropped ? { dropped: dropped.map(redactText) } : {}) };
    return { input: inputOf(provider, data), asked };
  } catch {
    return null;
  }
}

function inputOf(
  provider: ReviewInput['provider'],
  { clientId, redirectHost, account, server, scopes, incomplete }: ReadRequest,
): ReviewInput {
  const byId = new Map<string, (typeof scopes)[number]>();
  // The stricter requirement of an ID that is listed twice counts, because nothing may seem free to drop.
  for (const scope of scopes.toSorted((one, other) => requirements.indexOf(one.requirement) - requirements.indexOf(other.requirement)))
    if (!byId.has(scope.id)) byId.set(scope.id, scope);
  return {
    provider,
    account,
    request: {
      ...requestFromPage(provider, null, account),
      pageKind: 'authorize',
      clientId,
      redirectHost,
      scopes: [...byId.values()].map(({ id, requirement }) => ({
        id,
        requirement,
        parameter: 'scope',
        locked: requirement === 'required',
      })),
      readOnly: incomplete ?? 'pasted',
      ...(provider === genericProvider && server !== undefined ? { server } : {}),
      // The text names no client if its ID may be something private.
      ...(clientId === null ? { isUncertain: true } : {}),
    },
  };
}
