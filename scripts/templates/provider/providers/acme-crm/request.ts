/** Acme CRM's authorization request: one `scope` list. */
import { oneList } from '@/providers/oauth2/one-list';
import { isOwnHost, placeOf } from './places';
import { catalogue } from './scopes';

// Fill in: set `takesFewer: true` once README.md in this folder has a source for it; until then say here that there is none. If a source
// says so, a request without `scope` is 'everything-configured'. A second list of optional scopes, as in HubSpot, needs a separate parser
// (providers/hubspot/request.ts).
export const { parseRequest, narrow } = oneList({
  provider: 'acme-crm',
  isOwnHost,
  placeOf,
  withoutScope: 'missing-scope',
  catalogue,
  takesFewer: false,
});
