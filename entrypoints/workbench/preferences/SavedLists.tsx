import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { AppChoice } from '@/components/review/AppOverrideForm';
import { PlanForm } from '@/components/review/PlanEditor';
import { EmptyState } from '@/components/workbench/EmptyState';
import { RowEditor } from '@/components/workbench/preferences/RowEditor';
import { focusAction, SavedList, type SavedRow } from '@/components/workbench/preferences/SavedList';
import { SelectionEditor } from '@/components/workbench/preferences/SelectionEditor';
import { providerById } from '@/providers';
import { providerName } from '@/utils/review/outcome-filter';
import { appChoices, customApps } from '@/utils/review/user-overrides';
import { changePlans, savePlans } from '@/utils/storage/accounts';
import { changeAppOverride, removeAppOverride } from '@/utils/storage/app-overrides';
import { ifRemembering } from '@/utils/storage/managed';
import { tellPolicyChange } from '@/utils/storage/policy-signal';
import { changePreference, forgetPreference } from '@/utils/storage/preferences';
import { writeProfileFile } from '@/utils/storage/profile-file';
import { forgetProfile } from '@/utils/storage/profiles';
import type { CustomProfile, Plans, Preference, Stored, StoredAppOverride } from '@/utils/storage/schema';
import { t, tById, tPlural } from '@/utils/text/text';
import { saveFile } from '../../app/save-file';
import { linkTo } from '../route';
import { appTitle, editedScopes, overrideText, plansText, plansTitle, titlesApart } from './names';
import type { Saved, useSaved } from './use-saved';

/** Stores a change, and says `text` once that is done; `work` resolves to false if another tab was faster. */
type Save = (work: () => Promise<Stored<boolean>>, text: string) => Promise<void>;

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
  const { preferences, overrides, plans, profiles, hasBaselines, isAny, mayRemember } = saved;

  /** Says what was done in a list, and moves the focus to the button of this name, else to the list. */
  const finish = async (list: string, text: string, name = '') => {
    setOpened(null);
    await onDone(text, list);
    if (!focusAction(name)) (document.getElementById(list) ?? document.querySelector<HTMLElement>('h1'))?.focus();
  };
  const forget = async (list: string, title: string, work: Promise<Stored<unknown>>) => {
    const done = await work;
    if (done.ok) await tellPolicyChange();
    const text = done.ok && done.value === false ? 'workbench_preferences_moved_on' : 'workbench_preferences_forgotten';
    await finish(list, done.ok ? t(text, title) : tById('workbench_fault', done.reason));
  };
  const forgetButton = (list: string, title: string, work: () => Promise<Stored<void>>) => ({
    label: t('idle_forget'),
    name: t('idle_forget_named', title),
    run: () => void forget(list, title, work()),
  });
  /**
   * Returns the button that opens the editor of a row, and the editor while it is open; nothing if
   * nothing may be saved. `save` stores a change, and says it with `text`.
   */
  const editing = (list: string, key: string, title: string, editor: (save: Save, onCancel: () => void) => ComponentChildren) => {
    if (!mayRemember) return { edit: [] };
    const id = `${list} ${key}`;
    const name = t('workbench_preferences_edit_named', title);
    const isOpen = opened === id;
    const cancel = () => {
      setOpened(null);
      focusAction(name);
    };
    const save: Save = async (work, text) => {
      const done = await ifRemembering(work);
      // What was changed stays in the form if it can't be stored.
      if (!done.ok) return onDone(tById('workbench_fault', done.reason), list);
      await tellPolicyChange();
      await finish(list, done.value ? text : t('workbench_preferences_moved_on', title), name);
    };
    return {
      edit: [{ label: t('workbench_preferences_edit'), name, run: () => setOpened(isOpen ? null : id), isOpen }],
      detail: isOpen && (
        <RowEditor label={name} onCancel={cancel}>
          {editor(save, cancel)}
        </RowEditor>
      ),
    };
  };
  const listed = (id: string) => ({ id, message: message.list === id ? message.text : '' });
  const apart = titlesApart(preferences.items);
  const selectionRow = (preference: Preference, index: number): SavedRow => {
    const { provider, app, account, kept, requested, at } = preference;
    const key = JSON.stringify([provider, app, account]);
    const title = apart[index] ?? '';
    const { edit, detail } = editing('saved-selections', key, title, (save, onCancel) => (
      <SelectionEditor
        scopes={editedScopes(preference)}
        onSave={(ids) =>
          void save(() => changePreference(preference, ids, Date.now()), t('workbench_preferences_changed', appTitle(preference)))
        }
        onCancel={onCancel}
      />
    ));
    return {
      ...{ key, title: appTitle(preference), at, detail },
      text: [t('idle_kept', kept.length, requested.length), account && t('review_account', account)].filter(Boolean).join(' \u00b7 '),
      actions: [...edit, forgetButton('saved-selections', title, () => forgetPreference(preference))],
    };
  };
  const overrideRow = (override: StoredAppOverride): SavedRow => {
    const { provider, app, at } = override;
    const key = JSON.stringify([provider, app]);
    const title = t('review_subject', app, providerName(provider));
    const known = providerById(provider);
    const textOf = (profile: string | null) => overrideText({ ...override, profile }, profiles);
    const { edit, detail } = known
      ? editing('saved-overrides', key, title, (save, onCancel) => (
          <AppChoice
            appOverride={appChoices(known, {
              customProfiles: customApps(profiles.filter((one) => one.provider === provider)),
              appOverride: override,
            })}
            onChoose={(next) => {
              const profile = next?.profileId ?? null;
              void save(() => changeAppOverride(override, profile, Date.now()), t('workbench_preferences_saved', title, textOf(profile)));
            }}
            onCancel={onCancel}
          />
        ))
      : { edit: [], detail: null };
    return {
      ...{ key, title, at, text: textOf(override.profile), detail },
      actions: [...edit, forgetButton('saved-overrides', title, () => removeAppOverride(provider, app))],
    };
  };
  const plansRow = (one: Plans): SavedRow => {
    const { provider, account, at, plans: stated } = one;
    const key = JSON.stringify([provider, account]);
    const title = plansTitle(one);
    const choices = providerById(provider)?.knowledge.catalogue.plans ?? [];
    const { edit, detail } =
      choices.length > 0
        ? editing('saved-plans', key, title, (save, onCancel) => (
            <PlanForm
              account={account}
              choices={choices}
              plans={stated}
              onPlans={(next) =>
                void save(
                  () => changePlans(one, next, Date.now()),
                  next
                    ? t('workbench_preferences_saved', title, plansText({ ...one, plans: next }))
                    : t('workbench_preferences_forgotten', title),
                )
              }
              onCancel={onCancel}
            />
          ))
        : { edit: [], detail: null };
    return {
      ...{ key, title, at, text: plansText(one), detail },
      actions: [...edit, forgetButton('saved-plans', title, () => savePlans(provider, account, null, at))],
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
        rows={overrides.items.map(overrideRow)}
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
        rows={plans.items.map(plansRow)}
        onMore={plans.next === null ? undefined : () => void onMore('plans')}
      />
      {hasBaselines && (
        <p>
          <a class="sr-link" href={linkTo('approvals')}>
            {t('workbench_preferences_approvals')}
          </a>
        </p>
      )}
    </>
  );
}
