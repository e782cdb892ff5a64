/** What is stored: records, the schemas that check them, and the stores. Their fields are on disks already: a new name needs a migration. */

import type { DBSchema } from 'idb';
import * as z from 'zod/mini';
import { profileFileSchema } from './profile-file';

export const databaseName = 'scope-review';

export interface Schema extends DBSchema {
  preferences: { key: [string, string, string]; value: Preference };
  learnt: { key: [string, string]; value: LearnedScopes };
  plans: { key: [string, string]; value: Plans };
  corrections: { key: [string, string]; value: StoredAppOverride };
  profiles: { key: [string, string]; value: CustomProfile };
  seen: { key: [string, string]; value: StoredAppHistory };
}

export const storeNames = ['preferences', 'learnt', 'plans', 'corrections', 'profiles', 'seen'] as const;

export type StoreName = (typeof storeNames)[number];

/** `unavailable`: no IndexedDB now. `newer`: the data is of a newer version of the extension. `full`: the disk is. */
export type StorageFault = 'unavailable' | 'newer' | 'full';

export type Stored<T> = { ok: true; value: T } | { ok: false; reason: StorageFault };

export const planChoiceSchema = z.record(z.string().check(z.maxLength(60)), z.string().check(z.maxLength(60)));

export const plansSchema = z.object({
  provider: z.string(),
  /** Empty where the request names no account. */
  account: z.string(),
  at: z.number(),
  plans: planChoiceSchema,
});

export type Plans = z.infer<typeof plansSchema>;

export const appOverrideSchema = z.object({
  provider: z.string(),
  /** client_id; else the redirect host. */
  app: z.string(),
  /** The id of a profile; null for none of them. */
  profile: z.nullable(z.string().check(z.maxLength(60))),
  /** Milliseconds since the epoch. */
  at: z.number(),
});

export type StoredAppOverride = z.infer<typeof appOverrideSchema>;

export const learnedScopesSchema = z.object({
  provider: z.string(),
  app: z.string(),
  /** Milliseconds since the epoch, of the last lesson. */
  at: z.number(),
  required: z.array(z.string().check(z.maxLength(1000))).check(z.maxLength(10_000)),
});

export type LearnedScopes = z.infer<typeof learnedScopesSchema>;

/** The scope ids of one request: a selection that a page sends fits into what is stored of it. */
export const scopeIdsSchema = z.array(z.string().check(z.maxLength(100_000))).check(z.maxLength(10_000));

export const preferenceSchema = z.object({
  provider: z.string(),
  /** client_id; else the redirect host. */
  app: z.string(),
  /** Empty where the request names none. */
  account: z.string(),
  appName: z.string(),
  /** Milliseconds since the epoch. */
  at: z.number(),
  requested: scopeIdsSchema,
  required: scopeIdsSchema,
  kept: scopeIdsSchema,
  dropped: scopeIdsSchema,
});

export type Preference = z.infer<typeof preferenceSchema>;

export const preferenceKeySchema = z.object({
  provider: z.string().check(z.maxLength(100)),
  app: z.string().check(z.maxLength(2000)),
  account: z.string().check(z.maxLength(200)),
});

export type PreferenceKey = z.infer<typeof preferenceKeySchema>;

export const customProfileSchema = z.object({
  provider: z.string(),
  id: z.string(),
  /** When it was added, milliseconds since the epoch. */
  at: z.number(),
  profile: profileFileSchema,
});

export type CustomProfile = z.infer<typeof customProfileSchema>;

export const profileKeySchema = z.object({ provider: z.string().check(z.maxLength(100)), id: z.string().check(z.maxLength(60)) });

export type ProfileKey = z.infer<typeof profileKeySchema>;

const historyIds = z.array(z.string().check(z.maxLength(1000))).check(z.maxLength(1000));

/** `YYYY-MM-DD`, of the user's own calendar. */
const calendarDate = z.string().check(z.maxLength(10));

const historyOutcomeSchema = z.object({
  kind: z.enum(['connected', 'refused', 'denied']),
  /** Of the error rule; null where none was recognised. */
  rule: z.nullable(z.string().check(z.maxLength(100))),
});

export type HistoryOutcome = z.infer<typeof historyOutcomeSchema>;

export const appHistorySchema = z.object({
  provider: z.string(),
  /** client_id; else the redirect host. */
  app: z.string().check(z.maxLength(2000)),
  first: calendarDate,
  last: calendarDate,
  /** Different sets, by when each was first seen. */
  requested: z.array(z.object({ day: calendarDate, ids: historyIds })),
  /** Sets that we made smaller ourselves: met again without their flow, they are not the app's. */
  reduced: z.array(historyIds),
  /** One a flow, whose name says nothing outside this browser. */
  outcomes: z.array(z.extend(historyOutcomeSchema, { flow: z.string().check(z.maxLength(60)), day: calendarDate })),
});

export type StoredAppHistory = z.infer<typeof appHistorySchema>;

/** Why selections cannot be remembered now; `reset`: the browser lost damaged data; `private`: nothing is kept from private windows. */
export type StorageState = 'ok' | StorageFault | 'reset' | 'private';
