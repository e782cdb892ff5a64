/**
 * The messages about a user's choices for apps, about what was learned of apps, and about what is
 * saved.
 */
import * as z from 'zod/mini';
import { providerById } from '@/providers';
import { tabOf } from '@/utils/permissions/tab';
import { loadShownReview, movedOn } from '@/utils/review/shown-request';
import { clientKey } from '@/utils/review/stored-data';
import type { TabReview } from '@/utils/review/tab-review';
import { trustedClientKey } from '@/utils/review/user-overrides';
import { clearAppHistory } from '@/utils/storage/app-history';
import { removeAppOverride, saveAppOverride } from '@/utils/storage/app-overrides';
import { hasLostData } from '@/utils/storage/database';
import { discardPastedCase } from '@/utils/storage/pasted-case';
import { forgetAll, forgetApplying, forgetPreference, keepsAnything, listPreferences } from '@/utils/storage/preferences';
import { readProfileFile, writeProfileFile } from '@/utils/storage/profile-file';
import { forgetProfile, listProfiles, saveProfile } from '@/utils/storage/profiles';
import { maySave, type PreferenceKey, preferenceKeySchema, profileKeySchema } from '@/utils/storage/schema';
import { message } from './message';
import type { AddedProfile, CustomProfileItem, ReviewResponse } from './protocol';
import { redrawAll } from './redraw';
import { answerId, ofShownRequest, ofTab, pastedText } from './schemas';

const keyOfProfile = () => ({ ...profileKeySchema().shape, ...ofTab() });

/**
 * The handlers by message name; part of `pageMessages`, so only the extension's own pages may send
 * them.
 */
export const appMessages = {
  /**
   * Sets which app the tab's client is; a null `chosen` returns to automatic detection. Resolves to
   * false if nothing was stored.
   */
  setAppOverride: message(
    () => ({ ...ofShownRequest(), chosen: z.nullable(z.object({ profileId: z.nullable(answerId()) })) }),
    async ({ chosen, shown }, tabId) => {
      const tabReview = await loadShownReview(tabId, shown);
      if (!tabReview) return movedOn.reason;
      const app = trustedClientKey(tabReview.request);
      if (!app || !maySave(tabReview.storage)) return false;
      const { id: provider } = tabReview.provider;
      const done = chosen
        ? await saveAppOverride({ provider, app, profile: chosen.profileId, at: Date.now() })
        : await removeAppOverride(provider, app);
      await redrawAll();
      return done.ok;
    },
  ),

  /**
   * Forgets what was learned of the tab's client. Resolves to false if nothing could be deleted.
   */
  clearAppHistory: message(ofShownRequest, async ({ shown }, tabId) => {
    const tabReview = await loadShownReview(tabId, shown);
    if (!tabReview) return movedOn.reason;
    const app = trustedClientKey(tabReview.request);
    if (!app) return false;
    const done = await clearAppHistory(tabReview.provider.id, app);
    await redrawAll();
    return done.ok;
  }),

  /**
   * Lists the saved selections, newest first, one page at a time. `after`: the `next` of the page
   * before; `anything`: whether any stored data exists, listed here or not; `lost`: whether the
   * browser has discarded what was stored.
   */
  listPreferences: message(
    () => ({ ...ofTab(), after: z.optional(z.string().check(z.maxLength(20_000))) }),
    async ({ after }) => {
      const [stored, anything, lost] = await Promise.all([listPreferences(after), keepsAnything(), hasLostData()]);
      const { items, next } = stored.ok ? stored.value : { items: [], next: null };
      return {
        ok: stored.ok,
        anything: anything.ok && anything.value,
        lost,
        preferences: items.map((one) => ({ ...one, providerName: providerById(one.provider)?.name ?? one.provider })),
        next,
      };
    },
  ),

  /** Forgets one saved selection, the one of the request that the user saw, or everything that is stored. */
  forget: message(
    () => ({ ...ofTab(), key: z.union([preferenceKeySchema(), z.literal('all'), z.object({ shown: ofShownRequest().shown })]) }),
    async ({ key }, tabId) => {
      const done = await forget(key, tabId);
      await redrawAll();
      return done;
    },
  ),

  /** Stores the text if it is a valid profile file. A faulty file is not stored at all. */
  importProfile: message(
    () => ({ ...ofTab(), text: pastedText() }),
    async ({ text }, tabId): Promise<AddedProfile> => {
      if ((await tabOf(tabId))?.incognito) return { ok: false, reason: 'private' };
      const read = readProfileFile(text);
      return read?.ok ? saveProfile(read.file, Date.now()) : { ok: false, reason: 'unavailable' };
    },
  ),

  listProfiles: message(ofTab, async (): Promise<CustomProfileItem[]> => {
    const stored = await listProfiles();
    return (stored.ok ? stored.value : []).map(({ provider, id, at, profile }) => ({
      provider,
      id,
      at,
      name: profile.name,
      providerName: providerById(provider)?.name ?? provider,
      required: profile.required.length,
      optional: profile.optionalOn.length + profile.optionalOff.length,
    }));
  }),

  forgetProfile: message(keyOfProfile, async (key) => {
    const published = providerById(key.provider)?.knowledge.apps.some(({ id }) => id === key.id) ?? false;
    return (await forgetProfile(key, published)).ok;
  }),

  /** Resolves to the text of the profile's file; null if the profile is gone. */
  exportProfile: message(keyOfProfile, async ({ provider, id }) => {
    const stored = await listProfiles(provider);
    const custom = stored.ok ? stored.value.find((one) => one.id === id) : undefined;
    return custom ? writeProfileFile(custom.profile) : null;
  }),
};

/**
 * Describes a pasted text that is a profile file, valid or faulty; null for any other text. Stores
 * nothing.
 */
export async function offerProfile(text: string): Promise<ReviewResponse | null> {
  const read = readProfileFile(text);
  if (!read) return null;
  if (!read.ok) return { state: 'faulty-profile', faults: read.faults };
  const { provider, id, name, required, optionalOn, optionalOff } = read.file;
  const stored = await listProfiles(provider);
  return {
    state: 'profile',
    name,
    provider: providerById(provider)?.name ?? provider,
    required: required.length,
    optional: optionalOn.length + optionalOff.length,
    replaces: stored.ok && stored.value.some((one) => one.id === id),
  };
}

async function forget(key: PreferenceKey | 'all' | { shown: string }, tabId: number) {
  if (key === 'all') {
    await discardPastedCase();
    return (await forgetAll()).ok;
  }
  if (!('shown' in key)) return (await forgetPreference(key)).ok;
  const tabReview = await loadShownReview(tabId, key.shown);
  return tabReview ? (await forgetApplying(keyOfPreference(tabReview))).ok : movedOn.reason;
}

function keyOfPreference({ provider, request, remembered }: TabReview) {
  return { provider: provider.id, app: clientKey(request), account: remembered?.account ?? '' };
}
