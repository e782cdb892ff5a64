/** The registry: one line a provider. */

import type { Provider } from './contract/provider';
import type { AuthorizationRequest, Parsed, UnreadableReason } from './contract/request';
import { hubspot } from './hubspot';
import { genericProvider } from './oauth2/generic';
import { outreach } from './outreach';
import { salesforce } from './salesforce';

export { genericProvider };

export const providers: readonly Provider[] = [hubspot, outreach, salesforce];

export function providerById(id: string): Provider | undefined {
  return [...providers, genericProvider].find((provider) => provider.id === id);
}

/**
 * Reads a text as an authorize URL: of a known provider, else of any by the protocol alone. Never throws; the reason is of the
 * provider that knows the place.
 */
export function readRequest(text: string): Parsed<AuthorizationRequest> {
  const parsed = parseRequest(text);
  return !parsed.ok && parsed.reason === 'unknown-provider' ? genericProvider.requests.parseRequest(text) : parsed;
}

/** As `readRequest`, of a known provider only. */
export function parseRequest(text: string): Parsed<AuthorizationRequest> {
  let reason: UnreadableReason = 'unknown-provider';
  for (const provider of providers) {
    const parsed = provider.requests.parseRequest(text);
    if (parsed.ok || parsed.reason !== 'unknown-provider') return parsed;
    reason = parsed.reason;
  }
  return { ok: false, reason };
}

/** The provider on whose host the URL is, at a place that belongs to a flow. */
export function providerOf(url: URL): Provider | undefined {
  return providers.find((provider) => provider.urls.classifyUrl(url) !== 'elsewhere');
}
