/** Outreach's authorization request: one `scope` list, of which the app may ask for any part. */

import type { AuthorizationRequest, Parsed } from '../contract/request';
import { readQuery } from '../oauth2/query';
import { singleScopeList } from '../oauth2/single-scope-list';
import { catalogue } from './scopes';
import { classifyUrl, isOwnHost } from './urls';

const list = singleScopeList({
  provider: 'outreach',
  isOwnHost,
  classifyUrl,
  missingScopeReason: 'missing-scope',
  catalogue,
  supportsNarrowing: true,
});

export const { narrow } = list;

export function parseRequest(text: string): Parsed<AuthorizationRequest> {
  const parsed = list.parseRequest(text);
  if (!parsed.ok) return parsed;
  // The consent page sends its form to the same address without a query: that asks for nothing new.
  if (readQuery(parsed.value.url).parameters.length === 0) return { ok: false, reason: 'not-a-request' };
  // Whether that server takes fewer scopes than an app asks for is not known.
  return parsed.value.pageKind === 'unsupported-flow' ? { ok: true, value: { ...parsed.value, readOnly: 'mcp-server' } } : parsed;
}
