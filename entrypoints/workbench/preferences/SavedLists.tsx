import { useState } from 'preact/hooks';
import { EmptyState } from '@/components/workbench/EmptyState';
import { SavedList, type SavedRow } from '@/components/workbench/preferences/SavedList';
import { SelectionEditor } from '@/components/workbench/preferences/SelectionEditor';
import { providerById } from '@/providers';
import { providerName } from '@/utils/review/outcome-filter';
import { savePlans } from '@/utils/storage/accounts';
import { removeAppOverride } from '@/utils/storage/app-overrides';
import { deleteBaseline } from '@/utils/storage/baselines';
import { ifRemembering } from '@/utils/storage/managed';
import { changePreference, forgetPreference } from '@/utils/storage/preferences';
import { writeProfileFile } from '@/utils/storage/profile-file';
import { forgetProfile } from '@/utils/storage/profiles';
import type { CustomProfile, Preference, Stored } from '@/utils/storage/schema';
import { t, tById, tPlural } from '@/utils/text/text';
import { saveFile } from '../../app/save-file';
import { BASELINES, BaselineList } from './BaselineList';
import { appTitle, editedScopes, overrideText, plansText, plansTitle, titlesApart } from './names';
import type { Saved, useSaved } from './use-saved';

interface Props {
  saved: Saved;
  onMore: ReturnType<typeof useSaved>['more'];
  /** What the last action did, and the ID of the list in which it was; null if it was in none. */
  message: { text: string; list: string | null };
  /** Called with what to say after something in a list has changed. */
  onDone(text: string, list: string): Promise<void>;
}

/** Lists each kind of what the user saved. */
export function SavedLists({ saved, message, onMore, onDone }: Props) {
  const [opened, setOpened] = useState<string | null>(null);
  const { preferences, overrides, plans, profiles, baselines, isAny, mayRemember } = saved;

  /** Deletes one thing, says so, and moves the focus to the list that it was in. */
  const forget = async (list: string, title: string, work: Promise<Stored<unknown>>) => {
    const done = await work;
    setOpened(null);
    const told = done.ok && done.value === false ? 'workbench_preferences_moved_on' : 'workbench_preferences_forgotten';
    await onDone(done.ok ? t(told, title) : tById('workbench_fault', done.reason), list);
    (document.getElementById(list) ?? document.querySelector<HTMLElement>('h1'))?.focus();
  };
  const forgetButton = (list: string, title: string, work: () => Promise<Stored<void>>) => ({
    label: t('idle_forget'),
    name: t('idle_forget_named', title),
    run: () => void forget(list, title, work()),
  });
  const change = async (preference: Preference, kept: readonly string[]) => {
    const done = await ifRemembering(() => changePreference(preference, kept, Date.now()));
    setOpened(null);
    const title = appTitle(preference);
    const text = done.ok && t(done.value ? 'workbench_preferences_changed' : 'workbench_preferences_moved_on', title);
    await onDone(text || tById('workbench_fault', done.ok ? '' : done.reason), 'saved-selections');
    document.getElementById('saved-selections')?.focus();
  };
  const listed = (id: string) => ({ id, message: message.list === id ? message.text : '' });
  const apart = titlesApart(preferences.items);
  const selectionRow = (preference: Preference, index: number): SavedRow => {
    const { provider, app, account, kept, requested, at } = preference;
    const key = JSON.stringify([provider, app, account]);
    const title = apart[index] ?? '';
    const isOpen = opened === key;
    return {
      ...{ key, title: appTitle(preference), at },
      text: [t('idle_kept', kept.length, requested.length), account && t('review_account', account)].filter(Boolean).join(' \u00b7 '),
      actions: [
        ...(mayRemember
          ? [
              {
                label: t('workbench_preferences_edit'),
                name: t('workbench_preferences_edit_named', title),
                run: () => setOpened(isOpen ? null : key),
                isOpen,
              },
            ]
          : []),
        forgetButton('saved-selections', title, () => forgetPreference(preference)),
      ],
      detail: isOpen && (
        <SelectionEditor
          scopes={editedScopes(preference)}
          onSave={(ids) => void change(preference, ids)}
          onCancel={() => {
            setOpened(null);
            document.getElementById('saved-selections')?.focus();
          }}
        />
      ),
    };
  };
  const profileRow = ({ provider, id, at, profile }: CustomProfile): SavedRow => {
    const title = t('review_subject', profile.name, providerName(provider));
    const isPublished = providerById(provider)?.knowledge.apps.some((app) => app.id === id) ?? false;
    const optional = profile.optionalOn.length + profile.optionalOff.length;
    return {
      ...{ key: `${provider} ${id}`, title, at },
      text: tPlural('custom_profile_scopes', profile.required.length, optional),
      actions: [
        {
          label: t('custom_profile_save'),
          name: t('custom_profile_save_named', title),
          run: () => saveFile(`${provider}-${id}.json`, 'application/json', writeProfileFile(profile)),
        },
        forgetButton('saved-profiles', title, () => forgetProfile({ provider, id }, isPublished)),
      ],
    };
  };
  if (!isAny) {
    return (
      <EmptyState icon="bookmark" title={t('workbench_preferences_empty')}>
        {t('workbench_preferences_empty_text')}
      </EmptyState>
    );
  }
  return (
    <>
      <SavedList
        {...listed('saved-selections')}
        title={t('workbench_preferences_section_preferences')}
        text={t('workbench_preferences_selections_text')}
        rows={preferences.items.map(selectionRow)}
        onMore={preferences.next === null ? undefined : () => void onMore('preferences')}
      />
      <SavedList
        {...listed('saved-overrides')}
        title={t('workbench_preferences_section_corrections')}
        text={t('workbench_preferences_overrides_text')}
        rows={overrides.items.map((override) => {
          const { provider, app, at } = override;
          const title = t('review_subject', app, providerName(provider));
          return {
            ...{ key: JSON.stringify([provider, app]), title, at, text: overrideText(override, profiles) },
            actions: [forgetButton('saved-overrides', title, () => removeAppOverride(provider, app))],
          };
        })}
        onMore={overrides.next === null ? undefined : () => void onMore('overrides')}
      />
      <SavedList
        {...listed('saved-profiles')}
        title={t('workbench_preferences_section_profiles')}
        text={t('workbench_preferences_profiles_text')}
        rows={profiles.map(profileRow)}
      />
      <SavedList
        {...listed('saved-plans')}
        title={t('workbench_preferences_section_plans')}
        text={t('workbench_preferences_plans_text')}
        rows={plans.items.map((one) => {
          const { provider, account, at } = one;
          const title = plansTitle(one);
          return {
            ...{ key: JSON.stringify([provider, account]), title, at, text: plansText(one) },
            actions: [forgetButton('saved-plans', title, () => savePlans(provider, account, null, at))],
          };
        })}
        onMore={plans.next === null ? undefined : () => void onMore('plans')}
      />
      <BaselineList
        {...listed(BASELINES)}
        baselines={baselines}
        onMore={baselines.next === null ? undefined : () => void onMore('baselines')}
        onDelete={(baseline, title) => forget(BASELINES, title, deleteBaseline(baseline))}
        onFault={(text) => onDone(text, BASELINES)}
      />
    </>
  );
}
