/**
 * The registry of the rules that compare a request with the settings of its app. It is separate
 * from index.ts, because only the workbench and the terminal need it, and the background must stay
 * small.
 */
import type { ProviderId } from './contract/page';
import type { SettingsRules } from './contract/settings-rules';
import { settingsRules as hubspot } from './hubspot/settings-rules';
import { settingsRules as outreach } from './outreach/settings-rules';
import { settingsRules as salesforce } from './salesforce/settings-rules';

const rules: Readonly<Record<ProviderId, SettingsRules>> = { hubspot, outreach, salesforce };

/** The rules of a provider; undefined for one whose apps have no known settings. */
export const settingsRulesOf = (id: ProviderId): SettingsRules | undefined => (Object.hasOwn(rules, id) ? rules[id] : undefined);
