import { useCallback, useEffect, useState } from 'preact/hooks';
import { listPlans } from '@/utils/storage/accounts';
import { listAppOverrides } from '@/utils/storage/app-overrides';
import { listBaselines } from '@/utils/storage/baselines';
import { managedSoFar } from '@/utils/storage/managed';
import type { Page } from '@/utils/storage/paging';
import { listPreferences } from '@/utils/storage/preferences';
import { listProfiles } from '@/utils/storage/profiles';
import type { CustomProfile, Plans, Preference, StorageFault, Stored, StoredAppOverride } from '@/utils/storage/schema';

/** Everything that the user saved, the newest of each kind first, as far as it is loaded. */
export interface Saved {
  preferences: Page<Preference>;
  overrides: Page<StoredAppOverride>;
  plans: Page<Plans>;
  profiles: readonly CustomProfile[];
  /** Whether there are approved baselines, which have a view of their own. */
  hasBaselines: boolean;
  /** Whether there is anything at all. */
  isAny: boolean;
  /** Whether the organization lets the extension save more. */
  mayRemember: boolean;
  /** Null if everything could be read. */
  fault: StorageFault | null;
}

/** The lists that are loaded page by page, with what loads them. */
const lists = { preferences: listPreferences, overrides: listAppOverrides, plans: listPlans };

type ListName = keyof typeof lists;

/** Loads what the user saved; `saved` is null until that is done. `more` adds a page to a list. */
export function useSaved(isEnabled: boolean) {
  const [saved, setSaved] = useState<Saved | null>(null);
  const reload = useCallback(async () => setSaved(await load()), []);
  useEffect(() => {
    if (isEnabled) void reload();
  }, [reload, isEnabled]);
  const more = async (name: ListName) => {
    if (!saved) return;
    const page: Stored<Page<Preference | StoredAppOverride | Plans>> = await lists[name](saved[name].next);
    if (!page.ok) return setSaved({ ...saved, fault: page.reason });
    setSaved({ ...saved, [name]: { items: [...saved[name].items, ...page.value.items], next: page.value.next } });
  };
  return { saved, reload, more };
}

async function load(): Promise<Saved> {
  const [preferences, overrides, plans, profiles, baselines, managed] = await Promise.all([
    listPreferences(),
    listAppOverrides(),
    listPlans(),
    listProfiles(),
    listBaselines(),
    managedSoFar(),
  ]);
  const failed = [preferences, overrides, plans, profiles, baselines].find(({ ok }) => !ok);
  const none = { items: [], next: null };
  const saved = {
    preferences: preferences.ok ? preferences.value : none,
    overrides: overrides.ok ? overrides.value : none,
    plans: plans.ok ? plans.value : none,
    profiles: profiles.ok ? profiles.value : [],
  };
  const hasBaselines = baselines.ok && baselines.value.items.length > 0;
  const counts = [saved.profiles, ...Object.keys(lists).map((name) => saved[name as ListName].items)].map(({ length }) => length);
  return {
    ...saved,
    hasBaselines,
    isAny: hasBaselines || counts.some((count) => count > 0),
    mayRemember: managed.switches.remembering,
    fault: failed && !failed.ok ? failed.reason : null,
  };
}
