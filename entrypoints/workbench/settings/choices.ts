/** What can be compared in the view of app settings: opened files and templates, and requests. */
import { providerById } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import type { AppSettings } from '@/providers/contract/settings';
import { settingsRulesOf } from '@/providers/settings-rules';
import type { Registered } from '@/utils/apps/pairs';
import { type SettingsTemplate, settingsTemplates } from '@/utils/apps/templates';
import { requestKinds } from '@/utils/files/types';
import { t, tPlural } from '@/utils/text/text';
import { sourceNames } from '../sources';
import type { OpenedItem } from '../use-session';

/** The settings of an app, from a file or from a template. */
export interface SettingsChoice extends Registered {
  /** A part of the view's URL. */
  key: string;
  /** When it was opened among the other files; -1 for a template. */
  position: number;
  name: string;
  owner: Provider;
  settings: AppSettings;
  template: SettingsTemplate | null;
}

/** A request that was opened. */
export interface RequestChoice {
  key: string;
  position: number;
  name: string;
  request: AuthorizationRequest;
}

const named = (name: string, owner: Provider, file: string | null) =>
  t('workbench_settings_choice', name, owner.name, file ?? t('workbench_pasted'));

/** The opened settings, the last ones first. */
export function openedSettings(items: readonly OpenedItem[]): SettingsChoice[] {
  const choices = items.flatMap(({ id, name, opened }, position) =>
    (opened?.found ?? []).flatMap(({ kind, settings, input, app }, index) => {
      const owner = providerById(input.request.provider);
      if (kind !== 'settings' || !settings || !owner || !settingsRulesOf(owner.id)) return [];
      const files = 1 + items.filter(({ joinedInto }) => joinedInto !== null && joinedInto === app).length;
      const shown = named(app ?? t('review_unknown_app'), owner, files > 1 ? tPlural('workbench_settings_parts', files) : name);
      return [{ key: `${id}.${index}`, position, name: shown, provider: owner.id, owner, settings, template: null, profile: null }];
    }),
  );
  return choices.toReversed();
}

/** The templates of known connectors. */
export const templateChoices = (): SettingsChoice[] =>
  settingsTemplates().map((template) => ({
    key: `${template.provider.id}-${template.profile.id}`,
    position: -1,
    name: t('review_subject', template.profile.name, template.provider.name),
    provider: template.provider.id,
    owner: template.provider,
    settings: template.settings,
    template,
    profile: template.profile,
  }));

/** The opened requests to providers whose settings can be compared, the last one first. */
export function openedRequests(items: readonly OpenedItem[]): RequestChoice[] {
  const names = sourceNames(items);
  const choices = items.flatMap(({ id, name, opened }, position) =>
    (opened?.found ?? []).flatMap(({ kind, input }, index) => {
      const { request } = input;
      const owner = providerById(request.provider);
      const says = request.publicUrl !== undefined || request.scopes.length > 0;
      if (!requestKinds.has(kind) || !owner || !says || !settingsRulesOf(owner.id)) return [];
      // A review would name the app better, but building many of them takes long.
      const app = request.redirectHost ?? request.clientId ?? t('review_unknown_app');
      return [{ key: `${id}.${index}`, position, name: named(app, owner, names.get(id) ?? name), request }];
    }),
  );
  return choices.toReversed();
}
