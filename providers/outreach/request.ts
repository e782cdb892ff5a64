/**
 * Parses and narrows Outreach's authorization request: one `scope` list, any part of which is
 * allowed.
 */

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

/** Removes the scopes that the user drops, but never the last one. */
export const { narrow } = list;

/** Parses an authorize URL. Requests to the MCP server are read-only. Never throws. */
export function parseRequest(text: string): Parsed<AuthorizationRequest> {
  const parsed = list.parseRequest(text);
  if (!parsed.ok) return parsed;
  // The consent page posts its form to this URL without a query, which is not a new request.
  if (readQuery(parsed.value.url).parameters.length === 0) return { ok: false, reason: 'not-a-request' };
  // No source says whether the MCP server accepts a smaller request.
  return parsed.value.readOnly === 'unsupported-flow' ? { ok: true, value: { ...parsed.value, readOnly: 'mcp-server' } } : parsed;
}
