/**
 * Reads and writes policies as files. `docs/policy.md` describes them for the people who write
 * them.
 */
import * as z from 'zod/mini';
import { genericProvider, providers } from '@/providers';
import { once } from '@/providers/once';
import {
  calendarDate,
  type FieldFault,
  type FileFault,
  fault,
  httpsUrl,
  parseFields,
  parseJsonObject,
  type ReadFile,
  scopeToken,
  singleLine,
  text,
} from '@/utils/text/file-schema';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { type Baseline, filedBaselineSchema } from './baseline';
import type { PolicyOwner } from './types';

/** The most entries of the lists in a policy, and the longest texts, in UTF-16 code units. */
export const POLICY_LIMITS = { rules: 500, patterns: 100, baselines: 500, wildcards: 1_000, name: 80, app: 200, reason: 300 } as const;
const limits = POLICY_LIMITS;

const providerId = once(() =>
  text(z.refine((id) => [...providers, genericProvider].some((provider) => provider.id === id), fault('provider'))),
);
const list = <Item extends z.ZodMiniType>(item: Item, maxLength: number) => z.array(item).check(z.minLength(1), z.maxLength(maxLength));

/** The kinds of access that a rule can name. */
export const policyAccess = ['read', 'write', 'delete', 'full', 'identity', 'offline', 'admin', 'unknown'] as const;

/**
 * One rule. It applies to what all of its conditions match; a condition that is absent matches
 * everything. An empty list would match nothing, so it is refused.
 */
export const policyRuleSchema = once(() =>
  z.strictObject({
    action: z.enum(['allow', 'ask', 'deny']),
    provider: z.optional(providerId()),
    /** A pattern for the client ID, the redirect host or the name of the app. */
    app: z.optional(singleLine(limits.app)),
    /** Patterns for scope IDs; one of them has to match. */
    scopes: z.optional(list(scopeToken(), limits.patterns)),
    /** `unknown`: the scope list of the provider does not have the scope. */
    access: z.optional(list(z.enum(policyAccess), policyAccess.length)),
    sensitivity: z.optional(list(z.enum(['sensitive', 'highly-sensitive']), 2)),
    reason: singleLine(limits.reason),
    link: z.optional(httpsUrl()),
  }),
);

/** One rule of a policy. */
export type PolicyRule = z.infer<ReturnType<typeof policyRuleSchema>>;

/** Refuses a second baseline of the same app and account, because only the first would count. */
const noneTwice: z.core.CheckFn<Baseline[]> = ({ value, issues }) => {
  const keys = value.map(({ provider, app, account }) => JSON.stringify([provider, app, account]));
  for (const [index, key] of keys.entries())
    if (keys.indexOf(key) < index) issues.push({ code: 'custom', input: value[index], path: [index], message: 'twice' });
};

/**
 * The content of a policy file. Unknown fields are refused, because a rule with a misspelled
 * condition would match more than its author wants. The field names are in users' files, in managed
 * storage and on disk, so they never change.
 */
export const policyFileSchema = once(() =>
  z.strictObject({
    format: z.literal('scope-review-policy', fault('format')),
    version: z.literal(1, fault('version')),
    name: singleLine(limits.name),
    /** The day of the last change, which its author states. */
    date: calendarDate(),
    mode: z.enum(['off', 'audit', 'enforce']),
    rules: z.array(policyRuleSchema()).check(
      z.maxLength(limits.rules),
      // Each is compared with each scope of a request, which may have thousands.
      z.check(({ value, issues }) => {
        const rulesOf = value.flatMap(({ scopes = [] }, index) => scopes.filter((pattern) => pattern.includes('*')).map(() => index));
        const index = rulesOf[limits.wildcards];
        if (index !== undefined)
          issues.push({ code: 'custom', input: value, path: [index, 'scopes'], message: 'wildcards' satisfies FileFault });
      }),
    ),
    /** What an admin approved, as *Copy for a policy file* in the workbench writes it. */
    baselines: z.optional(z.array(filedBaselineSchema()).check(z.maxLength(limits.baselines), noneTwice)),
  }),
);

/** A valid policy file, parsed. */
export type PolicyFile = z.infer<ReturnType<typeof policyFileSchema>>;

/** A policy and whose it is. */
export interface OwnedPolicy {
  owner: PolicyOwner;
  file: PolicyFile;
}

/** Reads the text of a policy file. Never throws. */
export function readPolicyFile(content: string): ReadFile<PolicyFile> {
  if (content.length > MAX_PASTED_LENGTH) return failed('too-long');
  const parsed = parseJsonObject(content);
  return parsed ? checkPolicy(parsed) : failed('not-json');
}

/** Checks a parsed policy file, such as the one in managed storage. Never throws. */
export function checkPolicy(content: unknown): ReadFile<PolicyFile> {
  const parsed = parseFields(policyFileSchema(), content);
  return parsed.ok ? { ok: true, file: parsed.value } : parsed;
}

function failed(reason: FieldFault['fault']): { ok: false; faults: FieldFault[] } {
  return { ok: false, faults: [{ field: '', fault: reason }] };
}

/**
 * Returns the text of a policy file, which `readPolicyFile` reads back unchanged unless it is too
 * long. A long policy is written without indentation, as a file that was short enough may be.
 */
export function writePolicyFile(file: PolicyFile): string {
  const text = `${JSON.stringify(file, null, 2)}\n`;
  return text.length > MAX_PASTED_LENGTH ? JSON.stringify(file) : text;
}
