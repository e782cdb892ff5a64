/** The messages about what a person says of apps and what was learnt of them. */
import { providerById } from '@/providers';
import { tabOf } from '@/utils/flow/tab';
import { syncAndLoadReview } from '@/utils/review/of-tab';
import { sureKey } from '@/utils/review/person';
import { forgetCorrection, saveCorrection } from '@/utils/storage/corrections';
import { readProfileFile, writeProfileFile } from '@/utils/storage/profile-file';
import { forgetProfile, listProfiles, saveProfile } from '@/utils/storage/profiles';
import { forgetSeen } from '@/utils/storage/seen';
import type { PageToBackground, TabAnswer } from './protocol';
import type { Handlers } from './serve';

/** `redraw` lets the tab's marks and badge follow. */
export function appHandlers(
  redraw: (tabId: number) => Promise<void>,
): Pick<Handlers<PageToBackground>, 'correctApp' | 'forgetSeen' | 'addProfile' | 'listProfiles' | 'forgetProfile' | 'writeProfile'> {
  return {
    async correctApp({ said }, tabId) {
      const found = await syncAndLoadReview(tabId);
      const app = found && sureKey(found.request);
      if (!found || !app || found.storage === 'private') return false;
      const { id: provider } = found.provider;
      const done = said
        ? await saveCorrection({ provider, app, profile: said.profile, at: Date.now() })
        : await forgetCorrection(provider, app);
      await redraw(tabId);
      return done.ok;
    },
    async forgetSeen(_, tabId) {
      const found = await syncAndLoadReview(tabId);
      const app = found && sureKey(found.request);
      if (!found || !app) return false;
      const done = await forgetSeen(found.provider.id, app);
      await redraw(tabId);
      return done.ok;
    },
    async addProfile({ text }, tabId) {
      if ((await tabOf(tabId))?.incognito) return { ok: false, reason: 'private' };
      const read = readProfileFile(text);
      return read?.ok ? saveProfile(read.file, Date.now()) : { ok: false, reason: 'unavailable' };
    },
    async listProfiles() {
      const found = await listProfiles();
      return (found.ok ? found.value : []).map(({ provider, id, at, profile }) => ({
        provider,
        id,
        at,
        name: profile.name,
        providerName: providerById(provider)?.name ?? provider,
        required: profile.required.length,
        optional: profile.optionalOn.length + profile.optionalOff.length,
      }));
    },
    async forgetProfile(key) {
      const published = providerById(key.provider)?.apps.some(({ id }) => id === key.id) ?? false;
      return (await forgetProfile(key, published)).ok;
    },
    async writeProfile({ provider, id }) {
      const found = await listProfiles(provider);
      const own = found.ok ? found.value.find((one) => one.id === id) : undefined;
      return own ? writeProfileFile(own.profile) : null;
    },
  };
}

/** A pasted text that is a profile's file; null for any other. Nothing is stored yet. */
export async function offerProfile(text: string): Promise<TabAnswer | null> {
  const read = readProfileFile(text);
  if (!read) return null;
  if (!read.ok) return { state: 'faulty-profile', faults: read.faults };
  const { provider, id, name, required, optionalOn, optionalOff } = read.file;
  const own = await listProfiles(provider);
  return {
    state: 'profile',
    name,
    provider: providerById(provider)?.name ?? provider,
    required: required.length,
    optional: optionalOn.length + optionalOff.length,
    replaces: own.ok && own.value.some((one) => one.id === id),
  };
}
