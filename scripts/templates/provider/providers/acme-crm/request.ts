/** Acme CRM's authorization request: one `scope` list. */
import { oneList } from '@/providers/oauth2/one-list';
import { isOwnHost, placeOf } from './places';
import { catalogue } from './scopes';

// Fill in: `takesFewer: true` once README.md beside this file has a source for it; until then say here that there is none. What no `scope` at
// all means: 'everything-configured' where a source says so. A second list of optional scopes, as HubSpot has, needs a reader of its own
// (providers/hubspot/request.ts).
export const { parseRequest, narrow } = oneList({
  provider: 'acme-crm',
  isOwnHost,
  placeOf,
  withoutScope: 'missing-scope',
  catalogue,
  takesFewer: false,
});
