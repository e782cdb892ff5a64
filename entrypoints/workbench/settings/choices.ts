/** What can be compared in the view of app settings: opened files and templates, and requests. */
import { providerById } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import type { AppSettings } from '@/providers/contract/settings';
import { settingsRulesOf } from '@/providers/settings-rules';
import type { Registered } from '@/utils/apps/pairs';
import { type SettingsTemplate, settingsTemplates } from '@/utils/apps/templates';
import { type Found, requestKinds } from '@/utils/files/types';
import type { Steps } from '@/utils/text/steps';
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

/**
 * Returns what was opened and can be compared, the last first: settings of apps, and requests to
 * providers whose settings can be compared.
 */
export function* openedChoices(items: readonly OpenedItem[]): Steps<{ opened: SettingsChoice[]; requests: RequestChoice[] }> {
  const names = sourceNames(items);
  const opened: SettingsChoice[] = [];
  const requests: RequestChoice[] = [];
  for (const [position, item] of items.entries()) {
    for (const [index, found] of (item.opened?.found ?? []).entries()) {
      const place = { key: `${item.id}.${index}`, position };
      const settings = settingsIn(found, item, items);
      const request = requestIn(found, names.get(item.id) ?? item.name);
      if (settings) opened.push({ ...place, ...settings });
      if (request) requests.push({ ...place, ...request });
      yield;
    }
  }
  return { opened: opened.toReversed(), requests: requests.toReversed() };
}

const ownerOf = ({ input }: Found) => {
  const owner = providerById(input.request.provider);
  return owner && settingsRulesOf(owner.id) ? owner : null;
};

function settingsIn(
  found: Found,
  { name: file }: OpenedItem,
  items: readonly OpenedItem[],
): Omit<SettingsChoice, 'key' | 'position'> | null {
  const { kind, settings, app } = found;
  const owner = ownerOf(found);
  if (kind !== 'settings' || !settings || !owner) return null;
  const files = 1 + items.filter(({ joinedInto }) => joinedInto !== null && joinedInto === app).length;
  const name = named(app ?? t('review_unknown_app'), owner, files > 1 ? tPlural('workbench_settings_parts', files) : file);
  return { name, provider: owner.id, owner, settings, template: null, profile: null };
}

function requestIn(found: Found, file: string | null): Omit<RequestChoice, 'key' | 'position'> | null {
  const { request } = found.input;
  const owner = ownerOf(found);
  const says = request.publicUrl !== undefined || request.scopes.length > 0;
  if (!requestKinds.has(found.kind) || !owner || !says) return null;
  // A review would name the app better, but building many of them takes long.
  const app = request.redirectHost ?? request.clientId ?? t('review_unknown_app');
  return { name: named(app, owner, file), request };
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
