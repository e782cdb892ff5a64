/** Salesforce's authorization request: one `scope` list, all or nothing on the page, everything configured where it is absent. */
import { singleScopeList } from '../oauth2/single-scope-list';
import { classifyUrl, isOwnHost, mayBeSite, orgOf } from './urls';

export const { parseRequest, narrow } = singleScopeList({
  provider: 'salesforce',
  isOwnHost: (url) => isOwnHost(url) || mayBeSite(url),
  classifyUrl,
  accountOf: orgOf,
  missingScopeReason: 'no-scope-parameter',
  supportsNarrowing: true,
});
