/** Says in words what is stored. */

import type { EditedScope } from '@/components/workbench/preferences/SelectionEditor';
import { providerById } from '@/providers';
import type { Baseline } from '@/utils/policy/baseline';
import { approvalFacts } from '@/utils/review/approval-text';
import { providerName } from '@/utils/review/outcome-filter';
import type { CustomProfile, Plans, Preference, StoredAppOverride, StoreName } from '@/utils/storage/schema';
import { listText, t } from '@/utils/text/text';
import { factsApart } from '../sources';

/** Returns `Clay on HubSpot`, for a selection or a baseline. */
export function appTitle({ provider, app, appName }: Preference | Baseline): string {
  return t('review_subject', appName || app, providerName(provider));
}

/** Returns the same, with the account and the client of those that are of the same name. */
export function titlesApart(records: readonly (Preference | Baseline)[]): string[] {
  const titles = records.map(appTitle);
  const facts = factsApart(
    records.map((record, index) => ({
      name: titles[index] ?? '',
      facts: [record.account || ('scopes' in record ? t('workbench_approved_any_account') : ''), record.app],
    })),
  );
  return titles.map((title, index) => [title, facts[index]].filter(Boolean).join(' \u00b7 '));
}

/** Returns what was noted about an approval, and of which client and account it is. */
export const baselineFacts = (baseline: Baseline): [string, string][] => [
  ...approvalFacts(baseline),
  [t('workbench_export_client'), baseline.app],
];

/** Returns the scopes of a selection, as the editor shows them. */
export function editedScopes({ provider, requested, required, kept, dropped }: Preference): EditedScope[] {
  const [keptIds, droppedIds, requiredIds] = [new Set(kept), new Set(dropped), new Set(required)];
  return requested.map((id) => ({
    id,
    label: providerById(provider)?.knowledge.findScope(id)?.label ?? null,
    isKept: keptIds.has(id),
    // The user can unlock a required scope at their own risk, and may then want it back.
    isLocked: requiredIds.has(id) && !droppedIds.has(id),
  }));
}

/** Returns `The client … is Clay`, or that it is none of the listed apps. */
export function overrideText({ provider, profile }: StoredAppOverride, profiles: readonly CustomProfile[]): string {
  if (profile === null) return t('workbench_preferences_override_none');
  const own = profiles.find((one) => one.provider === provider && one.id === profile)?.profile.name;
  const published = providerById(provider)?.knowledge.apps.find(({ id }) => id === profile)?.name;
  return t('workbench_preferences_override_is', own ?? published ?? profile);
}

/** Returns `Sales Hub: Professional`, with the IDs of products that this version does not know. */
export function plansText({ provider, plans }: Plans): string {
  const products = providerById(provider)?.knowledge.catalogue.plans ?? [];
  return listText(
    Object.entries(plans).map(([id, edition]) => {
      const product = products.find((one) => one.product === id);
      return t('workbench_preferences_plan', product?.name ?? id, product?.editions.find((one) => one.id === edition)?.name ?? edition);
    }),
  );
}

/** Returns what a plan is about: an account of a provider, or all requests that name none. */
export function plansTitle({ provider, account }: Plans): string {
  return t('workbench_preferences_account', account || t('workbench_preferences_no_account'), providerName(provider));
}

/** Returns `Account 42 \u00b7 until Jun 30, 2027 \u00b7 reviewed by IT security`. */
export function baselineText({ account, until, reviewedBy }: Baseline): string {
  return [
    account ? t('review_account', account) : t('workbench_approved_any_account'),
    until === null ? t('workbench_preferences_baseline_no_end') : t('workbench_preferences_baseline_until', until),
    reviewedBy && t('workbench_preferences_baseline_reviewed', reviewedBy),
  ]
    .filter(Boolean)
    .join(' \u00b7 ');
}

/** Returns what a record of a store is about, for the list of what an import changes. */
export function recordTitle(store: StoreName, record: object): string {
  switch (store) {
    case 'preferences':
    case 'baselines': {
      const ofApp = record as Preference | Baseline;
      return [appTitle(ofApp), ofApp.account].filter(Boolean).join(' \u00b7 ');
    }
    case 'corrections': {
      const { provider, app } = record as StoredAppOverride;
      return t('review_subject', app, providerName(provider));
    }
    case 'profiles': {
      const { provider, profile } = record as CustomProfile;
      return t('review_subject', profile.name, providerName(provider));
    }
    default:
      return plansTitle(record as Plans);
  }
}
