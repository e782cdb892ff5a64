/**
 * How to mark each scope in the settings of an app that a known connector uses, from what the
 * connector publishes.
 */
import { providers } from '@/providers';
import type { AppProfile } from '@/providers/contract/catalogue';
import type { Provider } from '@/providers/contract/provider';
import type { AppSettings } from '@/providers/contract/settings';
import { settingsRulesOf } from '@/providers/settings-rules';

/** The settings that a connector needs. */
export interface SettingsTemplate {
  provider: Provider;
  profile: AppProfile;
  settings: AppSettings;
  /**
   * Whether the connector's own guide says how to mark each scope. Else its choices suggest it:
   * what it always asks for is required, and the rest optional.
   */
  isStated: boolean;
  /** The lists as the provider's own file writes them. */
  text: string;
}

/** Returns the templates of all connectors that publish lists, those with stated lists first. */
export function settingsTemplates(): SettingsTemplate[] {
  return providers
    .flatMap((provider) => provider.knowledge.apps.flatMap((profile) => templateOf(provider, profile) ?? []))
    .toSorted((left, right) => Number(right.isStated) - Number(left.isStated));
}

function templateOf(provider: Provider, profile: AppProfile): SettingsTemplate | null {
  const rules = settingsRulesOf(provider.id);
  const optional = [...profile.optionalOn, ...profile.optionalOff].toSorted();
  if (!rules || profile.required.length + optional.length === 0) return null;
  const settings: AppSettings = {
    name: profile.name,
    clientId: null,
    conditionallyRequired: [],
    ...(rules.marksRequired ? { required: profile.required, optional } : { required: [], optional: [...profile.required, ...optional] }),
    declaresRequirements: rules.marksRequired,
    redirectUrls: [],
  };
  return { provider, profile, settings, isStated: profile.listsAppSettings === true, text: rules.formatSettings(settings) };
}
