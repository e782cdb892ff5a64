/** What can be compared in the view of app settings: opened files and templates, and requests. */
import { providerById } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import type { AppSettings } from '@/providers/contract/settings';
import { settingsRulesOf } from '@/providers/settings-rules';
import type { Registered } from '@/utils/apps/pairs';
import { type SettingsTemplate, settingsTemplates } from '@/utils/apps/templates';
import { requestKinds } from '@/utils/files/types';
import { t } from '@/utils/text/text';
import type { OpenedItem } from '../use-session';

/** The settings of an app, from a file or from a template. */
export interface SettingsChoice extends Registered {
  /** A part of the view's URL. */
  key: string;
  name: string;
  owner: Provider;
  settings: AppSettings;
  template: SettingsTemplate | null;
}

/** A request that was opened. */
export interface RequestChoice {
  key: string;
  name: string;
  request: AuthorizationRequest;
}

const named = (name: string, owner: Provider, file: string | null) =>
  t('workbench_settings_choice', name, owner.name, file ?? t('workbench_pasted'));

/** The opened settings, in the order in which they were opened; an app in several files once. */
export function openedSettings(items: readonly OpenedItem[]): SettingsChoice[] {
  const choices = new Map<string, SettingsChoice>();
  for (const { id, name, opened } of items) {
    for (const [index, { kind, settings, input, app }] of (opened?.found ?? []).entries()) {
      const owner = providerById(input.request.provider);
      if (kind !== 'settings' || !settings || !owner || !settingsRulesOf(owner.id)) continue;
      const key = `${id}.${index}`;
      const shown = named(app ?? t('review_unknown_app'), owner, name);
      const whole = settings.partOf ? `${owner.id} ${settings.partOf}` : key;
      if (!choices.has(whole)) choices.set(whole, { key, name: shown, provider: owner.id, owner, settings, template: null });
    }
  }
  return [...choices.values()];
}

/** The templates of known connectors. */
export const templateChoices = (): SettingsChoice[] =>
  settingsTemplates().map((template) => ({
    key: `${template.provider.id}-${template.profile.id}`,
    name: t('review_subject', template.profile.name, template.provider.name),
    provider: template.provider.id,
    owner: template.provider,
    settings: template.settings,
    template,
  }));

/** The opened requests to providers whose settings can be compared, the last one first. */
export function openedRequests(items: readonly OpenedItem[]): RequestChoice[] {
  const choices = items.flatMap(({ id, name, opened }) =>
    (opened?.found ?? []).flatMap(({ kind, input }, index) => {
      const { request } = input;
      const owner = providerById(request.provider);
      const says = request.publicUrl !== undefined || request.scopes.length > 0;
      if (!requestKinds.has(kind) || !owner || !says || !settingsRulesOf(owner.id)) return [];
      // A review would name the app better, but building many of them takes long.
      const app = request.redirectHost ?? request.clientId ?? t('review_unknown_app');
      return [{ key: `${id}.${index}`, name: named(app, owner, name), request }];
    }),
  );
  return choices.toReversed();
}
