/**
 * Compares a request with the settings of its app. Doorkeeper compares names exactly, so `.all`
 * does not include `.read` (README.md in this folder).
 */
import type { SettingsRules } from '../contract/settings-rules';
import { singleListRules } from '../oauth2/single-list-rules';

/** What Outreach's rules say about a request of an app whose settings are known. */
export const settingsRules: SettingsRules = {
  ...singleListRules({ error: 'outreach-invalid-scope', missingError: 'outreach-missing-parameter', isSame: (id, other) => id === other }),
  formatSettings: ({ optional, redirectUrls }) =>
    JSON.stringify({ scopes: optional, ...(redirectUrls.length > 0 ? { redirectUris: redirectUrls } : {}) }, null, 2),
  marksRequired: false,
  broadScopes: [],
  errors: {
    redirect: 'outreach-redirect-mismatch',
    redirectMissing: 'outreach-missing-parameter',
    challenge: 'outreach-code-challenge-missing',
    responseType: 'outreach-response-type',
  },
};
