/**
 * Reads the manifest of an Outreach app: version 2 with `redirectUris`, and the older one with a
 * comma-separated list, or only `apiS2S`, the scopes of a server client. Shapes: Outreach's extensibility SDK, `docs/manifest.md`, read 2026-11-25.
 */
import type { AppSettings } from '../contract/settings';
import { type Fields, isFields, jsonFields, redirectsOf, scopeList, shortText, unreadScopes } from '../oauth2/settings';

/** Reads a manifest by its content; null for any other text. Never throws. */
export function readSettings(text: string): AppSettings | null {
  const file = jsonFields(text);
  const isServer = file?.api === undefined;
  const api = isServer ? file?.apiS2S : file.api;
  if (!file || !isFields(api)) return null;
  const ids = typeof api.scopes === 'string' ? api.scopes.split(',').map((id) => id.trim()) : api.scopes;
  const isManifest = Array.isArray(ids) && (isServer || [api.client, api.redirectUris, api.redirectUri, api.applicationId].some(Boolean));
  if (!isManifest) return null;
  const client: Fields = isFields(api.client) ? api.client : {};
  return {
    name: titleOf(file),
    clientId: shortText(client.id) ?? shortText(api.applicationId),
    required: [],
    conditionallyRequired: [],
    optional: scopeList(ids),
    declaresRequirements: false,
    ...(isServer && { isServerToServer: true }),
    ...unreadScopes(ids),
    ...redirectsOf(api.redirectUris ?? api.redirectUri),
  };
}

function titleOf({ store, identifier }: Fields): string | null {
  const title = isFields(store) && isFields(store.title) ? store.title.en : null;
  return shortText(title) ?? shortText(isFields(store) ? store.identifier : identifier);
}
