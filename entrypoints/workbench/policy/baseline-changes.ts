import type { BaselineChange } from '@/components/workbench/policy/BaselineChanges';
import { genericProvider, providerById } from '@/providers';
import type { Baseline } from '@/utils/policy/baseline';
import { driftOf } from '@/utils/review/drift';
import { changesByKind } from '@/utils/review/drift-lists';
import { canonicalJson } from '@/utils/storage/canonical-json';
import { t, tById } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';
import { approvedGroups } from '../approvals/baselines-export';
import { baselineFacts, titlesApart } from '../preferences/names';

/**
 * Returns how the approved baselines of a policy file differ from those of the user's own policy. `approved`: what was
 * approved on this device, which is not new.
 */
export function baselineChanges(file: readonly Baseline[], own: readonly Baseline[], approved: readonly Baseline[]): BaselineChange[] {
  const [next, last] = [inForce(file), inForce(own)];
  const pairs = [...new Set([...last.keys(), ...next.keys()])].map((key) => ({ before: last.get(key), now: next.get(key) }));
  const changed = pairs.flatMap(({ before, now }) =>
    before && now && canonicalJson(before) !== canonicalJson(now) ? [{ before, now }] : [],
  );
  const listed = [
    ...changed.map(({ now }) => now),
    ...pairs.flatMap(({ before, now }) => (before && !now ? [before] : [])),
    ...pairs.flatMap(({ before, now }) => (now && !before ? [now] : [])),
  ];
  const known = new Set(approved.map(canonicalJson));
  const titles = titlesApart(listed);
  return listed.map((baseline, index): BaselineChange => {
    const title = titles[index] ?? '';
    const pair = changed[index];
    if (pair) return { ...differenceOf(pair.before, pair.now), kind: 'changed', title };
    const kind = !next.has(keyOf(baseline)) ? 'removed' : known.has(canonicalJson(baseline)) ? 'approved' : 'new';
    return { kind, title, facts: factsOf(baseline), groups: approvedGroups(baseline) };
  });
}

const keyOf = ({ provider, app, account }: Baseline) => JSON.stringify([provider, app, account]);

/** The baselines that a policy applies, by app and account: the first of several. */
const inForce = (baselines: readonly Baseline[]) => new Map(baselines.toReversed().map((one) => [keyOf(one), one]));

const factsOf = (baseline: Baseline): [string, string][] => [
  ...baselineFacts(baseline),
  [t('workbench_review_column_app'), baseline.appName],
  [t('workbench_export_approved_on'), calendarDay(baseline.at)],
];

/** Returns what differs in a baseline: what was noted, and the scopes by the kind of change. */
function differenceOf(before: Baseline, now: Baseline): Pick<BaselineChange, 'facts' | 'groups'> {
  const provider = providerById(now.provider) ?? genericProvider;
  const [old, noted] = [new Map(factsOf(before)), new Map(factsOf(now))];
  const names = [...new Set([...noted.keys(), ...old.keys()])].filter((name) => old.get(name) !== noted.get(name));
  return {
    facts: names.map((name) => [name, t('workbench_policy_import_from_to', old.get(name) || '–', noted.get(name) || '–')]),
    groups: changesByKind(driftOf(provider, before.scopes, now.scopes)).map(([kind, ids]) => ({
      title: tById('changes_list', kind),
      scopes: ids.map((id) => ({ id, label: provider.knowledge.findScope(id)?.label ?? null })),
    })),
  };
}
