/** Reads the file in which a developer registers an app, to review its scopes like a request's. */

import { providers } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest, RequestedScope, Requirement } from '@/providers/contract/request';
import type { AppSettings } from '@/providers/contract/settings';
import { redirectHost } from '@/providers/oauth2/redirect';
import { requestFromPage } from './from-page';

/** A settings file, and the request that names all of its scopes. */
export interface ReadSettings {
  provider: Provider;
  settings: AppSettings;
  request: AuthorizationRequest;
}

/** Reads a settings file of any provider; null for any other text. Never throws. */
export function readAppSettings(text: string): ReadSettings | null {
  const given = text.trim();
  for (const provider of providers) {
    const settings = provider.readSettings?.(given);
    if (settings) return { provider, settings, request: requestOf(provider, settings) };
  }
  return null;
}

/** Returns the request that names all scopes of the settings. */
export function requestOf(provider: Provider, settings: AppSettings): AuthorizationRequest {
  const { clientId, required, conditionallyRequired, optional, declaresRequirements, redirectUrls, unread, isServerToServer } = settings;
  const byId = new Map<string, RequestedScope>();
  const add = (ids: readonly string[], requirement: Requirement) => {
    for (const id of ids) if (!byId.has(id)) byId.set(id, { id, parameter: 'scope', requirement, locked: requirement === 'required' });
  };
  // A request that contains a conditionally required scope must be granted it.
  add([...required, ...conditionallyRequired], 'required');
  add(optional, declaresRequirements ? 'optional-on' : 'undeclared');
  return {
    ...requestFromPage(provider, null, null),
    pageKind: 'elsewhere',
    clientId,
    redirectHost: redirectHost(redirectUrls[0] ?? ''),
    scopes: [...byId.values()],
    readOnly: unread ? 'unread-scopes' : isServerToServer ? 'server-to-server' : 'app-settings',
  };
}
