import type { Option } from '@/components/workbench/Choice';
import type { PolicyRules } from '@/components/workbench/policy/fault-text';
import type { RuleDraft, RuleForm } from '@/components/workbench/policy/RuleForm';
import type { RuleRow } from '@/components/workbench/policy/RuleTable';
import { genericProvider, providers } from '@/providers';
import { POLICY_LIMITS, type PolicyFile, type PolicyRule, policyAccess, policyRuleSchema } from '@/utils/policy/policy-file';
import { changingAccess } from '@/utils/review/access';
import { unmanaged } from '@/utils/storage/managed';
import { type FieldFault, MAX_SCOPE_LENGTH, MAX_URL_LENGTH, parseFields } from '@/utils/text/file-schema';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { listText, t, tById } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';

const nameOf = (id: string) => providers.find((provider) => provider.id === id)?.name ?? t('workbench_policy_other_services');
const accessText = (access: string) => tById('workbench_policy_access', access);

/** The draft of a new rule. */
export const newRule: RuleDraft = { action: 'deny', provider: '', app: '', scopes: '', access: '', sensitivity: '', reason: '', link: '' };

/** The kinds of access that a rule can name. */
export const accessChoices = (): Option[] => policyAccess.map((access) => [access, accessText(access)]);

/**
 * The values of the fields that are menus. A list of a rule is one value, its entries separated by
 * spaces.
 */
export function ruleChoices(draft: RuleDraft): Parameters<typeof RuleForm>[0]['choices'] {
  const any: Option = ['', t('workbench_policy_any')];
  const sensitivity = ['sensitive highly-sensitive', 'highly-sensitive'];
  const optionOf = (value: string): Option => [
    value,
    value === 'sensitive' ? t('workbench_policy_sensitive') : listText(value.split(' ').map((one) => tById('tag', one))),
  ];
  return {
    action: (['deny', 'ask', 'allow'] as const).map((value) => [value, tById('policy_action', value)]),
    provider: [any, ...[...providers, genericProvider].map(({ id }): Option => [id, nameOf(id)])],
    sensitivity: [
      any,
      ...sensitivity.map(optionOf),
      // A file may list the same ones in another order, or only `sensitive`, which denies and asks like both.
      ...(draft.sensitivity === '' || sensitivity.includes(draft.sensitivity) ? [] : [optionOf(draft.sensitivity)]),
    ],
  };
}

/** Returns a rule as the user types it. */
export function draftOf({
  action,
  provider = '',
  app = '',
  scopes = [],
  access = [],
  sensitivity = [],
  reason,
  link = '',
}: PolicyRule): RuleDraft {
  return { action, provider, app, scopes: scopes.join(' '), access: access.join(' '), sensitivity: sensitivity.join(' '), reason, link };
}

/**
 * Reads a rule that the user typed. Only white space separates scopes, because an ID may have a
 * comma. Returns what is wrong with it.
 */
export function readDraft(draft: RuleDraft): { ok: true; value: PolicyRule } | { ok: false; faults: FieldFault[] } {
  const lists = new Set(['scopes', 'access', 'sensitivity']);
  const fields = Object.entries(draft).flatMap(([field, value]) => {
    const text = value.trim();
    if (text === '' && field !== 'reason') return [];
    return [[field, lists.has(field) ? text.split(/\s+/) : text]];
  });
  return parseFields(policyRuleSchema(), Object.fromEntries(fields));
}

/**
 * Returns the rules as words. `used`: in how many recorded flows each would have decided. `shadows`:
 * for each, the positions of the rules above that always decide.
 */
export function ruleRows({ rules }: PolicyFile, used: readonly number[] | null, shadows: readonly (readonly number[])[] = []): RuleRow[] {
  return rules.map(({ action, provider, app, scopes, access, sensitivity, reason }, index) => ({
    action,
    provider: provider ? nameOf(provider) : '',
    app: app ?? '',
    scopes: scopes ?? [],
    only: listText([
      ...(access?.join() === changingAccess.join() ? [t('workbench_policy_changes')] : (access ?? []).map(accessText)),
      ...(sensitivity ?? []).map((one) => tById('tag', one)),
    ]),
    reason,
    note: shadowText(shadows[index]),
    used: used?.[index] ?? null,
  }));
}

/** Further rules above are not named. */
const MAX_NAMED = 5;

const shadowText = (above: readonly number[] = []) =>
  above.length > 0 ? t('workbench_policy_shadowed', listText(above.slice(0, MAX_NAMED).map((index) => String(index + 1)))) : '';

/** What the errors of a policy say about its limits and values. */
export const policyRules: PolicyRules = {
  characters: {
    name: POLICY_LIMITS.name,
    app: POLICY_LIMITS.app,
    reason: POLICY_LIMITS.reason,
    scopes: MAX_SCOPE_LENGTH,
    link: MAX_URL_LENGTH,
    '': MAX_PASTED_LENGTH,
  },
  entries: { rules: POLICY_LIMITS.rules, scopes: POLICY_LIMITS.patterns, baselines: POLICY_LIMITS.baselines },
  providers: [...providers, genericProvider].map(({ id }) => id),
  switches: Object.keys(unmanaged.switches),
};

/** A policy without rules, which is only reported until the user enforces it. */
export function emptyPolicy(now: number): PolicyFile {
  return { format: 'scope-review-policy', version: 1, name: t('workbench_policy_own'), date: calendarDay(now), mode: 'audit', rules: [] };
}
