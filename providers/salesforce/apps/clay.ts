import type { AppProfile } from '../../contract/catalogue';

/**
 * Clay's FAQ lists these five ids as required and offers no choice among them. Its section on permissions describes the
 * approval page instead, where `email`, `address` and `phone` stand beside `profile`, and `offline_access` beside
 * `refresh_token`: the two sections differ about the ids. Those are other names of the listed scopes in the catalogue, so
 * a request that uses them is read as asking for the listed ones.
 */
export const clay: AppProfile = {
  id: 'clay',
  name: 'Clay',
  clientIds: [],
  // Clay's callback address is not published, but nobody except Clay can receive a code on Clay's own domain.
  redirectHosts: ['clay.com'],
  names: ['Clay'],
  required: ['api', 'id', 'openid', 'profile', 'refresh_token'],
  optionalOn: [],
  optionalOff: [],
  reconnectPath: 'Settings → Connected accounts → Reconnect',
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
