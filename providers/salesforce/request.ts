/** Salesforce's authorization request: one `scope` list, all or nothing on the page, everything configured where it is absent. */
import { oneList } from '../oauth2/one-list';
import { classifyUrl, isOwnHost, mayBeSite, orgOf } from './urls';

export const { parseRequest, narrow } = oneList({
  provider: 'salesforce',
  isOwnHost: (url) => isOwnHost(url) || mayBeSite(url),
  classifyUrl,
  accountOf: orgOf,
  withoutScope: 'no-scope-parameter',
  takesFewer: true,
});
