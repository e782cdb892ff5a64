/**
 * The stores, the records in them, and the schemas that check records when they are read. Store
 * and field names are on users' disks already, so a new name needs a migration.
 */

import type { DBSchema } from 'idb';
import * as z from 'zod/mini';
import { once } from '@/providers/once';
import type { Baseline } from '@/utils/policy/baseline';
import { account, moment, ofApp, ofAppAndAccount, provider, scopeIds, text } from '@/utils/policy/fields';
import { policyFileSchema } from '@/utils/policy/policy-file';
import { calendarDate } from '@/utils/text/file-schema';
import { lazyObject } from '@/utils/text/lazy-object';
import { MAX_IN_RECORD as max } from './limits';
import { profileFileSchema } from './profile-file';

/** The name of the IndexedDB database. */
export const databaseName = 'scope-review';

/**
 * Orders what is pruned. `decided`: 1 if the user decided something or the app was connected, so
 * that nothing that a link alone causes can displace the record; -1 if a page that a customer of the
 * provider publishes may have caused all of it. A number, because no index orders by a boolean.
 */
interface Ranked {
  decided: -1 | 0 | 1;
}

/** The stores with their keys, records and indexes, as `idb` types them. */
export interface Schema extends DBSchema {
  preferences: { key: [string, string, string]; value: Preference; indexes: { at: number } };
  learnt: { key: [string, string]; value: LearnedScopes; indexes: { at: number } };
  plans: { key: [string, string]; value: Plans; indexes: { at: number } };
  corrections: { key: [string, string]; value: StoredAppOverride; indexes: { at: number } };
  profiles: { key: [string, string]; value: CustomProfile };
  seen: { key: [string, string]; value: StoredAppHistory & Ranked; indexes: { last: string; pruning: [Ranked['decided'], string] } };
  outcomes: {
    key: string;
    value: StoredOutcome & Ranked;
    indexes: { at: number; client: [string, string, number]; pruning: [Ranked['decided'], number] };
  };
  baselines: { key: [string, string, string]; value: Baseline; indexes: { at: number } };
  settings: { key: string; value: Settings | StoredPolicy };
}

/** All stores of data: whatever works on everything that is stored takes this list. */
export const storeNames = ['preferences', 'learnt', 'plans', 'corrections', 'profiles', 'seen', 'outcomes', 'baselines'] as const;

/** The name of a store of data. */
export type StoreName = (typeof storeNames)[number];

/**
 * Why storage failed: IndexedDB is unavailable, the data is from a newer version of the extension,
 * the disk is full, or the record exceeds a limit.
 */
export type StorageFault = 'unavailable' | 'newer' | 'full' | 'too-large';

/** The result of an access to storage. Accesses never reject. */
export type Stored<T> = { ok: true; value: T } | { ok: false; reason: StorageFault };

/** Whether a record can contain these scope IDs. A longer list is never stored in part. */
export function canStoreScopes(ids: readonly string[]): boolean {
  return scopeIds().safeParse(ids).success;
}

/** Plans as the user states them, product to edition. */
export const planChoiceSchema = once(() =>
  z.record(text(max.id), text(max.id)).check(z.refine((plans) => Object.keys(plans).length <= max.plans)),
);

/** A record of the store `plans`. */
export const plansSchema = lazyObject(() => ({
  provider: provider(),
  account: account(),
  /** When the plans were stated, in milliseconds since the epoch. */
  at: moment(),
  plans: planChoiceSchema(),
}));

/** The plans of one account. */
export type Plans = z.infer<ReturnType<typeof plansSchema>>;

/** A record of the store `corrections`. */
export const appOverrideSchema = lazyObject(() => ({
  ...ofApp(),
  /** The id of the chosen profile; null for none of the listed apps. */
  profile: z.nullable(text(max.id)),
  /** When the user chose, in milliseconds since the epoch. */
  at: moment(),
}));

/** The user's choice of which app a client is. */
export type StoredAppOverride = z.infer<ReturnType<typeof appOverrideSchema>>;

/** A record of the store `learnt`. */
export const learnedScopesSchema = lazyObject(() => ({
  ...ofApp(),
  /** When a scope was last added, in milliseconds since the epoch. */
  at: moment(),
  required: scopeIds(),
}));

/** The scopes that errors reported as missing for one client. */
export type LearnedScopes = z.infer<ReturnType<typeof learnedScopesSchema>>;

/** A record of the store `preferences`. */
export const preferenceSchema = lazyObject(() => ({
  ...ofAppAndAccount(),
  /**
   * The name of the app when the selection was saved, for the list of saved selections; empty if
   * unknown. A longer one is cut.
   */
  appName: text(max.appName),
  /** When the selection was saved, in milliseconds since the epoch. */
  at: moment(),
  requested: scopeIds(),
  required: scopeIds(),
  kept: scopeIds(),
  dropped: scopeIds(),
}));

/** The saved selection for one app and account. */
export type Preference = z.infer<ReturnType<typeof preferenceSchema>>;

/** The key of a saved selection, as messages send it. */
export const preferenceKeySchema = lazyObject(ofAppAndAccount);

/** Provider, client and account of a saved selection. */
export type PreferenceKey = z.infer<ReturnType<typeof preferenceKeySchema>>;

/** A record of the store `profiles`. */
export const customProfileSchema = lazyObject(() => ({
  provider: provider(),
  id: text(max.id),
  /** When the profile was added, in milliseconds since the epoch. */
  at: moment(),
  profile: profileFileSchema(),
}));

/** An app profile that the user added. */
export type CustomProfile = z.infer<ReturnType<typeof customProfileSchema>>;

/** The key of a custom profile, as messages send it. */
export const profileKeySchema = lazyObject(() => ({ provider: provider(), id: text(max.id) }));

/** Provider and id of a custom profile. */
export type ProfileKey = z.infer<ReturnType<typeof profileKeySchema>>;

/** The ID of the error rule; null if the error was not recognized. */
const rule = once(() => z.nullable(text(max.rule)));

const historyOutcomeSchema = lazyObject(() => ({
  kind: z.enum(['connected', 'refused', 'denied']),
  rule: rule(),
}));

/** How a flow ended: connected, refused by the provider, or denied, usually by the user. */
export type HistoryOutcome = z.infer<ReturnType<typeof historyOutcomeSchema>>;

/** A record of the store `seen`. */
export const appHistorySchema = lazyObject(() => ({
  ...ofApp(),
  first: calendarDate(),
  last: calendarDate(),
  /**
   * The different sets of requested scopes, with the day on which each was first requested.
   * `decided`: the user continued with a part of this set, or approved it. `hasGap`: a set that was first
   * requested after this one and before the next was dropped.
   */
  requested: z
    .array(z.object({ day: calendarDate(), ids: scopeIds(), decided: z.optional(z.literal(true)), hasGap: z.optional(z.literal(true)) }))
    .check(z.maxLength(max.requested)),
  /**
   * The sets of our narrowed requests. If one is requested again without its flow, it must not
   * count as the app's own.
   */
  reduced: z.array(scopeIds()).check(z.maxLength(max.reduced)),
  /** One outcome per flow. The flow's id means nothing outside this browser. */
  outcomes: z.array(z.extend(historyOutcomeSchema(), { flow: text(max.id), day: calendarDate() })).check(z.maxLength(max.outcomes)),
}));

/** The history of one client. */
export type StoredAppHistory = z.infer<ReturnType<typeof appHistorySchema>>;

/** A record of the store `outcomes`. */
export const outcomeSchema = lazyObject(() => ({
  /**
   * The start of the flow and its tab, and the account if the flow ended in another one before; the same for
   * everything that is recorded of one connection.
   */
  id: text(max.client),
  /** When the flow ended, or the user continued, in milliseconds since the epoch. */
  at: moment(),
  ...ofApp(),
  /** Empty if unknown. A longer one is cut. */
  appName: text(max.appName),
  account: account(),
  /** Null if the request may be incomplete, or if it is too large to be stored. */
  scopes: z.nullable(z.object({ requested: scopeIds(), kept: scopeIds(), dropped: scopeIds() })),
  /**
   * `continued`: the user continued with the kept scopes, and nothing was observed after that.
   * `undone`: the page requests all scopes again after that, and nothing else was observed.
   */
  outcome: z.object({ kind: z.enum(['continued', 'undone', 'connected', 'refused', 'denied']), rule: rule() }),
  /** Present if a customer of the provider publishes the page, which can feign everything but the first two. */
  onCustomerPage: z.optional(z.literal(true)),
  /** Where the request led back to, as in a baseline; absent if that was unknown or is too long, and in older records. */
  redirectHost: z.optional(text(max.client)),
}));

/** How one flow ended. */
export type StoredOutcome = z.infer<ReturnType<typeof outcomeSchema>>;

/** The record `settings` of the store `settings`, which `forgetAll` keeps. */
export const settingsSchema = lazyObject(() => ({
  id: z.literal('settings'),
  /** After how many days histories and outcomes are deleted; null for never. */
  retentionDays: z.nullable(z.int().check(z.minimum(1), z.maximum(3650))),
  /**
   * When the browser discarded what was stored, in milliseconds since the epoch; null if it did not,
   * or once the user dismissed that.
   */
  dataLostAt: z.nullable(moment()),
}));

/** What the user set about storage, and what happened to it. */
export type Settings = z.infer<ReturnType<typeof settingsSchema>>;

/** The record `policy` of the store `settings`: the user's own policy. */
export const storedPolicySchema = lazyObject(() => ({
  id: z.literal('policy'),
  /** When the policy was saved, in milliseconds since the epoch. */
  at: moment(),
  file: policyFileSchema(),
}));

/** The user's own policy. */
export type StoredPolicy = z.infer<ReturnType<typeof storedPolicySchema>>;

/**
 * Whether selections can be saved. `reset`: yes, but the browser has discarded what was stored.
 * `private`: not in an incognito window. `managed`: the organization turned saving off.
 */
export type StorageState = 'ok' | StorageFault | 'reset' | 'private' | 'managed';

/** Whether the user's choices may be written at all. */
export const maySave = (state: StorageState) => state !== 'private' && state !== 'managed';
