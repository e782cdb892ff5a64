import type { AppProfile } from '../../types';

/**
 * Clay names what the approval page will say and offers no choice; that these four ids stand behind it is inferred. Few
 * enough that no other app is taken for Clay by its scopes.
 */
export const clay: AppProfile = {
  id: 'clay',
  name: 'Clay',
  clientIds: [],
  // Clay's callback address is not published, but nobody except Clay can receive a code on Clay's own domain.
  redirectHosts: ['clay.com'],
  names: ['Clay'],
  required: ['api', 'id', 'offline_access', 'refresh_token'],
  optionalOn: [],
  optionalOff: [],
  without: {
    api: 'Clay cannot read or change Salesforce records, and offers no connection without this scope.',
    id: 'Clay may not know which user and org it is connected to, and offers no connection without this scope.',
    offline_access: 'Clay may lose the connection as soon as the session ends, and offers no connection without this scope.',
    refresh_token: 'Clay may lose the connection as soon as the session ends, and offers no connection without this scope.',
  },
  source: {
    title: 'Clay: Salesforce integration FAQs',
    url: 'https://university.clay.com/docs/salesforce-integration-faqs',
    seen: '2026-11-22',
  },
};
