/**
 * Parses and narrows Salesforce's authorization request: one `scope` list, which the page grants as
 * a whole. Without the list, Salesforce grants everything that is configured for the app.
 */
import { singleScopeList } from '../oauth2/single-scope-list';
import { classifyUrl, isOwnHost, mayBeSite, orgOf } from './urls';

/**
 * No catalogue is passed, because orgs define custom scopes, so an unknown ID does not mean that
 * the link was cut.
 */
export const { parseRequest, narrow } = singleScopeList({
  provider: 'salesforce',
  isOwnHost: (url) => isOwnHost(url) || mayBeSite(url),
  classifyUrl,
  accountOf: orgOf,
  missingScopeReason: 'no-scope-parameter',
  supportsNarrowing: true,
});
