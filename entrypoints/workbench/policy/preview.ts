import type { PolicyChanges, PolicyPreview } from '@/components/workbench/policy/PolicyImport';
import type { Baseline } from '@/utils/policy/baseline';
import { findShadows } from '@/utils/policy/find-shadows';
import type { PolicyFile } from '@/utils/policy/policy-file';
import { t, tPlural } from '@/utils/text/text';
import { baselineChanges } from './baseline-changes';
import { ruleRows } from './rules';

/** Returns what a policy file has, and what would change; `own` is null if there is no policy. `approved`: on this device. */
export function previewOf(file: PolicyFile, own: PolicyFile | null, approved: readonly Baseline[] = []): PolicyPreview {
  return {
    name: file.name,
    about: t('workbench_policy_of_day', tPlural('workbench_policy_count', file.rules.length), file.date),
    rules: ruleRows(file, null, findShadows(file.rules)),
    baselines: file.baselines?.length ?? 0,
    baselineChanges: baselineChanges(file.baselines ?? [], own?.baselines ?? [], approved),
    replaces: own && changesOf(file, own),
  };
}

function changesOf(file: PolicyFile, own: PolicyFile): PolicyChanges {
  const [next, last] = [file, own].map(({ rules }) => rules.map((rule) => JSON.stringify(rule))) as [string[], string[]];
  // A policy may have the same rule twice.
  const left = [...next];
  const isKept = last.map((rule) => {
    const at = left.indexOf(rule);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  const kept = last.filter((_, index) => isKept[index]);
  const stays = new Set(kept);
  return {
    name: own.name,
    kept: kept.length,
    added: left.length,
    deleted: ruleRows({ ...own, rules: own.rules.filter((_, index) => !isKept[index]) }, null),
    isReordered: next.filter((rule) => stays.has(rule)).join() !== kept.join(),
  };
}
