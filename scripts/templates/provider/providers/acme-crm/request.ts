/** Parses and narrows Acme CRM's authorization request, which has one `scope` list. */
import { singleScopeList } from '@/providers/oauth2/single-scope-list';
import { catalogue } from './scopes';
import { classifyUrl, isOwnHost } from './urls';

// Fill in: set `supportsNarrowing: true` once README.md in this folder has a source for it; until
// then say here that there is none. If a source says so, a request without `scope` gets the reason
// 'no-scope-parameter'. A second list of optional scopes, as in HubSpot, needs a separate parser
// (providers/hubspot/request.ts).

/** Requests are read-only while no source says that Acme CRM accepts fewer scopes. */
export const { parseRequest, narrow } = singleScopeList({
  provider: 'acme-crm',
  isOwnHost,
  classifyUrl,
  missingScopeReason: 'missing-scope',
  catalogue,
  supportsNarrowing: false,
});
