/**
 * The stores, the records in them, and the schemas that check records when they are read. Store
 * and field names are on users' disks already, so a new name needs a migration.
 */

import type { DBSchema } from 'idb';
import * as z from 'zod/mini';
import { profileFileSchema } from './profile-file';

/** The name of the IndexedDB database. */
export const databaseName = 'scope-review';

/** The stores with their keys and records, as `idb` types them. */
export interface Schema extends DBSchema {
  preferences: { key: [string, string, string]; value: Preference };
  learnt: { key: [string, string]; value: LearnedScopes };
  plans: { key: [string, string]; value: Plans };
  corrections: { key: [string, string]; value: StoredAppOverride };
  profiles: { key: [string, string]; value: CustomProfile };
  seen: { key: [string, string]; value: StoredAppHistory };
}

/** All stores: whatever works on everything that is stored takes this list. */
export const storeNames = ['preferences', 'learnt', 'plans', 'corrections', 'profiles', 'seen'] as const;

/** The name of a store. */
export type StoreName = (typeof storeNames)[number];

/**
 * Why storage failed: IndexedDB is unavailable, the data is from a newer version of the extension,
 * or the disk is full.
 */
export type StorageFault = 'unavailable' | 'newer' | 'full';

/** The result of an access to storage. Accesses never reject. */
export type Stored<T> = { ok: true; value: T } | { ok: false; reason: StorageFault };

/** Plans as the user states them, product to edition. */
export const planChoiceSchema = z.record(z.string().check(z.maxLength(60)), z.string().check(z.maxLength(60)));

/** A record of the store `plans`. */
export const plansSchema = z.object({
  provider: z.string(),
  /** Empty if the request names no account. */
  account: z.string(),
  /** When the plans were stated, in milliseconds since the epoch. */
  at: z.number(),
  plans: planChoiceSchema,
});

/** The plans of one account. */
export type Plans = z.infer<typeof plansSchema>;

/** A record of the store `corrections`. */
export const appOverrideSchema = z.object({
  provider: z.string(),
  /** The `client_id`, else the redirect host. */
  app: z.string(),
  /** The id of the chosen profile; null for none of the listed apps. */
  profile: z.nullable(z.string().check(z.maxLength(60))),
  /** When the user chose, in milliseconds since the epoch. */
  at: z.number(),
});

/** The user's choice of which app a client is. */
export type StoredAppOverride = z.infer<typeof appOverrideSchema>;

/** A record of the store `learnt`. */
export const learnedScopesSchema = z.object({
  provider: z.string(),
  /** The `client_id`, else the redirect host. */
  app: z.string(),
  /** When a scope was last added, in milliseconds since the epoch. */
  at: z.number(),
  required: z.array(z.string().check(z.maxLength(1000))).check(z.maxLength(10_000)),
});

/** The scopes that errors reported as missing for one client. */
export type LearnedScopes = z.infer<typeof learnedScopesSchema>;

/**
 * The scope ids of one request. Messages use the same limits, so that a selection from a message
 * always fits into a record.
 */
export const scopeIdsSchema = z.array(z.string().check(z.maxLength(100_000))).check(z.maxLength(10_000));

/** A record of the store `preferences`. */
export const preferenceSchema = z.object({
  provider: z.string(),
  /** The `client_id`, else the redirect host. */
  app: z.string(),
  /** Empty if the request names no account. */
  account: z.string(),
  /**
   * The name of the app when the selection was saved, for the list of saved selections; empty if
   * unknown.
   */
  appName: z.string(),
  /** When the selection was saved, in milliseconds since the epoch. */
  at: z.number(),
  requested: scopeIdsSchema,
  required: scopeIdsSchema,
  kept: scopeIdsSchema,
  dropped: scopeIdsSchema,
});

/** The saved selection for one app and account. */
export type Preference = z.infer<typeof preferenceSchema>;

/** The key of a saved selection, as messages send it. */
export const preferenceKeySchema = z.object({
  provider: z.string().check(z.maxLength(100)),
  app: z.string().check(z.maxLength(2000)),
  account: z.string().check(z.maxLength(200)),
});

/** Provider, client and account of a saved selection. */
export type PreferenceKey = z.infer<typeof preferenceKeySchema>;

/** A record of the store `profiles`. */
export const customProfileSchema = z.object({
  provider: z.string(),
  id: z.string(),
  /** When the profile was added, in milliseconds since the epoch. */
  at: z.number(),
  profile: profileFileSchema,
});

/** An app profile that the user added. */
export type CustomProfile = z.infer<typeof customProfileSchema>;

/** The key of a custom profile, as messages send it. */
export const profileKeySchema = z.object({ provider: z.string().check(z.maxLength(100)), id: z.string().check(z.maxLength(60)) });

/** Provider and id of a custom profile. */
export type ProfileKey = z.infer<typeof profileKeySchema>;

const historyIds = z.array(z.string().check(z.maxLength(1000))).check(z.maxLength(1000));

/** A day as `YYYY-MM-DD` in the user's time zone. */
const calendarDate = z.string().check(z.maxLength(10));

const historyOutcomeSchema = z.object({
  kind: z.enum(['connected', 'refused', 'denied']),
  /** The id of the error rule; null if the error was not recognized. */
  rule: z.nullable(z.string().check(z.maxLength(100))),
});

/** How a flow ended: connected, refused by the provider, or denied, usually by the user. */
export type HistoryOutcome = z.infer<typeof historyOutcomeSchema>;

/** A record of the store `seen`. */
export const appHistorySchema = z.object({
  provider: z.string(),
  /** The `client_id`, else the redirect host. */
  app: z.string().check(z.maxLength(2000)),
  first: calendarDate,
  last: calendarDate,
  /** The different sets of requested scopes, with the day on which each was first requested. */
  requested: z.array(z.object({ day: calendarDate, ids: historyIds })),
  /**
   * The sets of our narrowed requests. If one is requested again without its flow, it must not
   * count as the app's own.
   */
  reduced: z.array(historyIds),
  /** One outcome per flow. The flow's id means nothing outside this browser. */
  outcomes: z.array(z.extend(historyOutcomeSchema, { flow: z.string().check(z.maxLength(60)), day: calendarDate })),
});

/** The history of one client. */
export type StoredAppHistory = z.infer<typeof appHistorySchema>;

/**
 * Whether selections can be saved. `reset`: yes, but the browser has discarded damaged data.
 * `private`: not in an incognito window.
 */
export type StorageState = 'ok' | StorageFault | 'reset' | 'private';
