/** What the user says of apps, as a review takes it: profiles of their own, and which app a client is. */
import type { AppProfile } from '@/providers/contract/catalogue';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest, ReadOnlyReason } from '@/providers/contract/request';
import { findAppOverride } from '@/utils/storage/app-overrides';
import type { ProfileFile } from '@/utils/storage/profile-file';
import { listProfiles } from '@/utils/storage/profiles';
import type { StorageState } from '@/utils/storage/schema';
import { appsOf, type UserOverrides } from './match-profile';
import type { AppOverride } from './types';

/** With these it is not sure which client the provider will take it for. */
const doubtful: ReadonlySet<ReadOnlyReason | null> = new Set([
  'malformed-url',
  'malformed-escape',
  'too-long',
  'request-object',
  'repeated-client-id',
  'repeated-redirect-uri',
]);
const MAX_KEY_LENGTH = 2000;

/** As `appKey`, but null where nothing identifies the client, or not surely. */
export function trustedClientKey({ clientId, redirectHost, readOnly }: AuthorizationRequest): string | null {
  const key = clientId || redirectHost;
  return key && key.length <= MAX_KEY_LENGTH && !doubtful.has(readOnly) ? key : null;
}

export async function loadUserOverrides(provider: Provider, request: AuthorizationRequest): Promise<UserOverrides> {
  const key = trustedClientKey(request);
  const [own, said] = await Promise.all([listProfiles(provider.id), key === null ? null : findAppOverride(provider.id, key)]);
  return { customProfiles: own.ok ? own.value.map(({ profile }) => profileOf(profile)) : [], appOverride: said?.ok ? said.value : null };
}

/** The link's host stands with its title: whoever wrote the file chose both. */
function profileOf({
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

/** What can be said of the client; null where nothing may be, or nothing would be kept. */
export function appOverrideFor(
  provider: Provider,
  request: AuthorizationRequest,
  { customProfiles: own, appOverride }: UserOverrides,
  storageState: StorageState,
): AppOverride | null {
  if (trustedClientKey(request) === null || (storageState !== 'ok' && storageState !== 'reset')) return null;
  const choices = appsOf(provider, own).map((app) => ({ id: app.id, name: app.name, isCustom: own.includes(app) }));
  const known = appOverride && (appOverride.profile === null || choices.some(({ id }) => id === appOverride.profile));
  return {
    choices: choices.toSorted((left, right) => left.name.localeCompare(right.name)),
    chosen: known ? { profileId: appOverride.profile } : null,
  };
}
