/** The registry of the engine. It is the only module that knows which providers exist. */

import type { Provider } from './contract/provider';
import type { AuthorizationRequest, Parsed, UnreadableReason } from './contract/request';
import { hubspot } from './hubspot';
import { genericProvider } from './oauth2/generic';
import { readableUrl } from './oauth2/request';
import { outreach } from './outreach';
import { salesforce } from './salesforce';

export { genericProvider };

/** All supported providers, in the order in which a text or a URL is offered to them. */
export const providers: readonly Provider[] = [hubspot, outreach, salesforce];

/** The provider with this ID, the generic one included; undefined if there is none. */
export function providerById(id: string): Provider | undefined {
  return [...providers, genericProvider].find((provider) => provider.id === id);
}

/**
 * Parses a text as an authorize URL of a supported provider, or else of any server that follows
 * OAuth 2.0, as `readableUrl` returns it. Never throws. The reason of a failure comes from the provider
 * that recognizes the host.
 */
export function readRequest(text: string): Parsed<AuthorizationRequest> {
  const url = readableUrl(text);
  const parsed = parseRequest(url);
  return !parsed.ok && parsed.reason === 'unknown-provider' ? genericProvider.requests.parseRequest(url) : parsed;
}

/**
 * Parses a text as an authorize URL of a supported provider. Never throws. The reason is
 * `unknown-provider` if no provider recognizes the host.
 */
export function parseRequest(text: string): Parsed<AuthorizationRequest> {
  let reason: UnreadableReason = 'unknown-provider';
  for (const provider of providers) {
    const parsed = provider.requests.parseRequest(text);
    if (parsed.ok || parsed.reason !== 'unknown-provider') return parsed;
    reason = parsed.reason;
  }
  return { ok: false, reason };
}

/** The provider for which the URL is a page of an OAuth flow; undefined if there is none. */
export function providerOf(url: URL): Provider | undefined {
  return providers.find((provider) => provider.urls.classifyUrl(url) !== 'elsewhere');
}

/** Whether a customer of a provider publishes the page at this URL, and so decides what runs there. */
export function isCustomerPage(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (providerOf(url)?.isCustomerPage?.(url) ?? false);
}
