/** Acme CRM's authorization request: one `scope` list. */
import { oneList } from '@/providers/oauth2/one-list';
import { catalogue } from './scopes';
import { classifyUrl, isOwnHost } from './urls';

// Fill in: set `takesFewer: true` once README.md in this folder has a source for it; until then say here that there is none. If a source
// says so, a request without `scope` is 'everything-configured'. A second list of optional scopes, as in HubSpot, needs a separate parser
// (providers/hubspot/request.ts).
export const { parseRequest, narrow } = oneList({
  provider: 'acme-crm',
  isOwnHost,
  classifyUrl,
  withoutScope: 'missing-scope',
  catalogue,
  takesFewer: false,
});
