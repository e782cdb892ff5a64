/** Says in sentences what is wrong with a policy, where, and what to do. */
import type { FieldFault } from '@/utils/text/file-schema';
import { listText, t, tById } from '@/utils/text/text';

/** The limits of a policy by the name of the field, and what else its values have to be. */
export interface PolicyRules {
  /** The longest texts, in UTF-16 code units. */
  characters: Readonly<Record<string, number>>;
  /** The most entries of the lists. */
  entries: Readonly<Record<string, number>>;
  providers: readonly string[];
  /** The names of the organization's settings that are true or false. */
  switches: readonly string[];
}

/** Returns what is wrong with a field and what to do, as a sentence. */
export function faultText({ field, fault }: FieldFault, { characters, entries, providers, switches }: PolicyRules): string {
  // The name of the field itself: `scopes` of `rules[2].scopes[0]`.
  const [, name = '', index] = /([\w-]+)(\[\d+\])?$/.exec(field) ?? [];
  if (fault === 'provider') return t('workbench_policy_fault_provider', listText(providers));
  if (fault === 'wrong-type' && switches.includes(field)) return t('workbench_policy_fault_switch');
  if (name === 'reason' && (fault === 'empty' || fault === 'missing')) return t('workbench_policy_fault_reason');
  if (fault === 'too-long') {
    const limit = index ? undefined : entries[name];
    if (name === 'rules' && limit) return t('workbench_policy_fault_too_long_rules', limit);
    if (limit) return t('workbench_policy_fault_too_long_entries', limit);
    if (characters[name]) return t('workbench_policy_fault_too_long_characters', characters[name]);
  }
  return tById('workbench_policy_fault', fault, name) || tById('workbench_policy_fault', fault);
}

/** Returns where in a file a fault is: `Rule 3, scopes[0]`, or the field as the file names it. */
export function placeText({ field }: FieldFault): string {
  const [, number, rest] = /^(?:policy\.)?rules\[(\d+)\](?:\.(.+))?$/.exec(field) ?? [];
  if (number === undefined) return field || t('custom_profile_fault_file');
  const position = Number(number) + 1;
  return rest ? t('workbench_policy_fault_in_rule', position, rest) : t('workbench_policy_rule', position);
}
