import type { AppProfile } from '../../contract/catalogue';

/**
 * Clay's FAQ lists these five IDs as required and offers no choice. Its section on permissions
 * describes the approval page, which also shows `email`, `address` and `phone` next to `profile`,
 * and `offline_access` next to `refresh_token`. In the catalogue those are synonyms of the listed
 * scopes, so a request that uses them counts as requesting the listed ones.
 */
export const clay: AppProfile = {
  id: 'clay',
  name: 'Clay',
  clientIds: [],
  // Clay does not publish its callback URL, but only Clay can receive a code on its domain.
  redirectHosts: ['clay.com'],
  names: ['Clay'],
  required: ['api', 'id', 'openid', 'profile', 'refresh_token'],
  optionalOn: [],
  optionalOff: [],
  reconnectPath: 'Settings → Connected accounts → Reconnect',
  sandboxPath: 'Settings → Connections → Salesforce Test Env',
  impactIfDropped: {
    api: 'Clay cannot import, look up, create or update Salesforce records, and calls this scope required.',
    id: 'Clay may not know which user and org it is connected to, and calls this scope required.',
    openid: 'Clay may not recognize the user who connected Salesforce, and calls this scope required.',
    profile: 'Clay may not know the name and username of the user who connected Salesforce, and calls this scope required.',
    refresh_token: 'Clay may lose the connection as soon as the session ends, so its daily sync would stop; it calls this scope required.',
  },
  source: {
    title: 'Clay: Salesforce integration FAQs',
    url: 'https://university.clay.com/docs/salesforce-integration-faqs',
    accessedOn: '2026-11-22',
  },
};
