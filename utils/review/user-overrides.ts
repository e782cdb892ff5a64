/**
 * Loads what the user added to our knowledge of apps: custom profiles, and which app a client is.
 */
import type { AppProfile } from '@/providers/contract/catalogue';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import { isCertainClient } from '@/providers/oauth2/uncertain';
import { findAppOverride } from '@/utils/storage/app-overrides';
import type { ProfileFile } from '@/utils/storage/profile-file';
import { listProfiles } from '@/utils/storage/profiles';
import type { CustomProfile, StorageState } from '@/utils/storage/schema';
import { appsOf, type UserOverrides } from './match-profile';
import type { AppOverride } from './types';

const MAX_KEY_LENGTH = 2000;

/**
 * Returns the key of the client like `clientKey`, but null if nothing identifies the client with
 * certainty.
 */
export function trustedClientKey(request: AuthorizationRequest): string | null {
  const key = request.clientId || request.redirectHost;
  return key && key.length <= MAX_KEY_LENGTH && isCertainClient(request) ? key : null;
}

/**
 * Returns the client to which an approval belongs; null if that is not certain. Only a client ID is: other
 * apps may return to the same host.
 */
export const approvalClient = (request: AuthorizationRequest): string | null => (request.clientId ? trustedClientKey(request) : null);

/**
 * Loads the custom profiles and the user's choice for the client. What cannot be read counts as not
 * there.
 */
export async function loadUserOverrides(provider: Provider, request: AuthorizationRequest): Promise<UserOverrides> {
  const key = trustedClientKey(request);
  const [profiles, override] = await Promise.all([listProfiles(provider.id), key === null ? null : findAppOverride(provider.id, key)]);
  return {
    customProfiles: profiles.ok ? customApps(profiles.value) : [],
    appOverride: override?.ok ? override.value : null,
  };
}

/** Returns the user's own profiles as those that a provider has. */
export const customApps = (profiles: readonly CustomProfile[]): readonly AppProfile[] =>
  profiles.map(({ profile }) => toAppProfile(profile));

/**
 * Adds the host to the title of the source's link, because the author of the file chose both and
 * the title may be misleading.
 */
function toAppProfile({
  format: _format,
  version: _version,
  provider: _provider,
  source,
  without: impactIfDropped,
  ...profile
}: ProfileFile): AppProfile {
  const { url, title, seen: accessedOn } = source;
  return {
    ...profile,
    impactIfDropped,
    source: url === undefined ? { title, accessedOn } : { title: `${title} (${URL.parse(url)?.host})`, url, accessedOn },
  };
}

/**
 * Returns what the form for a client's app shows: the apps of the provider to choose from and the
 * user's choice, which is null if there is none or if its profile is gone.
 */
export function appChoices(provider: Provider, { customProfiles, appOverride }: UserOverrides): AppOverride {
  const choices = appsOf(provider, customProfiles).map((app) => ({ id: app.id, name: app.name, isCustom: customProfiles.includes(app) }));
  const isListed = appOverride && (appOverride.profile === null || choices.some(({ id }) => id === appOverride.profile));
  return {
    choices: choices.toSorted((left, right) => left.name.localeCompare(right.name)),
    chosen: isListed ? { profileId: appOverride.profile } : null,
  };
}

/** Returns `appChoices` for a request; null if its client is not certain, or if a choice could not be stored. */
export function appOverrideFor(
  provider: Provider,
  request: AuthorizationRequest,
  overrides: UserOverrides,
  storageState: StorageState,
): AppOverride | null {
  if (trustedClientKey(request) === null || (storageState !== 'ok' && storageState !== 'reset')) return null;
  return appChoices(provider, overrides);
}
