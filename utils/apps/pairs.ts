/** Finds out which of the opened settings and requests are of the same app, by evidence only. */
import type { AppProfile } from '@/providers/contract/catalogue';
import type { ProviderId } from '@/providers/contract/page';
import type { AuthorizationRequest } from '@/providers/contract/request';
import type { AppSettings } from '@/providers/contract/settings';
import { provenHostname, redirectHost } from '@/providers/oauth2/redirect';
import { isRedacted } from '@/utils/files/safe-text';
import { ownsHost } from '@/utils/review/match-profile';
import type { Steps } from '@/utils/text/steps';
import { redirectOf } from './comparison';
import { isLoopback, isSameRedirect, pathOf } from './redirects';
import { type PairEvidence, pairEvidence } from './types';

/** The settings of an app, and the provider that it is registered with. */
export interface Registered {
  provider: ProviderId;
  settings: AppSettings;
  /** What is known of the app if the settings are a template; null for a file. */
  profile: AppProfile | null;
}

/**
 * Returns what shows that the settings are those of the request's app; null for another app or
 * provider, and if nothing shows it.
 */
export function pairedBy({ provider, settings, profile }: Registered, request: AuthorizationRequest): PairEvidence | null {
  const { clientId, redirectHost: host } = request;
  const clients = [settings.clientId, ...(profile?.clientIds ?? [])].filter((id) => id !== null);
  if (provider !== request.provider) return null;
  if (clientId !== null && clients.includes(clientId)) return 'client-id';
  if (clientId !== null && settings.clientId !== null) return null;
  const redirect = pathOf(redirectOf(request.publicUrl ?? request.url) ?? '');
  if (redirect !== '' && isTelling(redirect) && settings.redirectUrls.some((uri) => isSameRedirect(uri, redirect))) return 'redirect-url';
  // Every app may be on the user's own machine.
  if (host === null || !isTelling(`https://${host}/`)) return null;
  const isOfProfile = profile && ownsHost(profile, provenHostname(host));
  return isOfProfile || settings.redirectUrls.some((uri) => redirectHost(uri) === host) ? 'redirect-host' : null;
}

const isTelling = (uri: string) => !isLoopback(uri) && !isRedacted(uri) && !/[{}]/.test(uri);

/**
 * Returns the settings of the request's app; undefined if nothing shows which they are, or if the
 * same shows it of several. Of several with the client ID, the first ones.
 */
export function settingsFor<Settings extends Registered>(
  request: AuthorizationRequest,
  registered: readonly Settings[],
): Settings | undefined {
  const paired = Map.groupBy(registered, (one) => pairedBy(one, request));
  for (const evidence of pairEvidence) {
    const [first, ...others] = paired.get(evidence) ?? [];
    if (first) return others.length === 0 || evidence === 'client-id' ? first : undefined;
  }
  return undefined;
}

/**
 * Returns the first request of the settings' app, the one with the strongest evidence if there are
 * several; undefined if nothing shows that there is one. `registered`: all settings, because a
 * request may rather be of the app of others. Pauses after each request.
 */
export function* requestFor<Settings extends Registered, Requested extends { request: AuthorizationRequest }>(
  settings: Settings,
  requests: readonly Requested[],
  registered: readonly Settings[],
): Steps<Requested | undefined> {
  const first = new Map<PairEvidence | null, Requested>();
  for (const one of requests) {
    yield;
    if (![settings, undefined].includes(settingsFor(one.request, registered))) continue;
    const evidence = pairedBy(settings, one.request);
    if (!first.has(evidence)) first.set(evidence, one);
  }
  return pairEvidence.map((evidence) => first.get(evidence)).find(Boolean);
}
