/** The registry: one line a provider. */
import { hubspot } from './hubspot';
import { outreach } from './outreach';
import { salesforce } from './salesforce';
import type { AuthorizationRequest, Parsed, Provider, UnreadableReason } from './types';

export const providers: readonly Provider[] = [hubspot, outreach, salesforce];

export function providerById(id: string): Provider | undefined {
  return providers.find((provider) => provider.id === id);
}

/** Reads a text as an authorize URL of any known provider. Never throws; the reason is of the provider that knows the place. */
export function parseRequest(text: string): Parsed<AuthorizationRequest> {
  let reason: UnreadableReason = 'unknown-provider';
  for (const provider of providers) {
    const parsed = provider.parseRequest(text);
    if (parsed.ok || parsed.reason !== 'unknown-provider') return parsed;
    reason = parsed.reason;
  }
  return { ok: false, reason };
}

/** The provider on whose host the URL is, at a place that belongs to a flow. */
export function providerOf(url: URL): Provider | undefined {
  return providers.find((provider) => provider.placeOf(url) !== 'elsewhere');
}
