/**
 * The schema of an approved baseline, which is a record of the store `baselines` and an entry of a
 * policy file.
 */
import * as z from 'zod/mini';
import { once } from '@/providers/once';
import { calendarDate, fault } from '@/utils/text/file-schema';
import { lazyObject } from '@/utils/text/lazy-object';
import { FIELD_LIMITS as max } from './field-limits';
import { fitTogether, moment, ofAppAndAccount, scopeIds, text } from './fields';

const requirement = once(() => z.enum(['required', 'optional-on', 'optional-off', 'undeclared']));

const scope = lazyObject(() => ({ id: text(max.scope), requirement: requirement() }));
const listOf = (entry: ReturnType<typeof scope>) =>
  z.array(entry).check(
    z.maxLength(max.scopes),
    z.refine((list) => fitTogether(list.map(({ id }) => id))),
  );

/** What an admin approved for one app and account. */
export const baselineSchema = lazyObject(() => ({
  ...ofAppAndAccount(),
  /** The app's name when it was approved; empty if unknown. A longer one is cut. */
  appName: text(max.appName),
  /** When it was approved, in milliseconds since the epoch. */
  at: moment(),
  /**
   * Where the request led back to, as `AuthorizationRequest` says it; absent if that is unknown, and in
   * the first baselines.
   */
  redirectHost: z.optional(text(max.account)),
  /** The scopes that were requested, with the requirement that each had. */
  scopes: listOf(scope()),
  /**
   * Those of them that the user is to drop; absent if all were approved. They stay in `scopes`, so
   * that they are not new at the next request.
   */
  dropped: z.optional(scopeIds()),
  /** Who asked for the app, as the admin typed it; may be empty, like the next two. */
  askedBy: text(max.person),
  /** What the app is for. */
  reason: text(max.reason),
  /** Who reviewed the request. */
  reviewedBy: text(max.person),
  /** The last day of the approval as `YYYY-MM-DD`; null if it does not end. */
  until: z.nullable(calendarDate()),
}));

/**
 * The same in a file, also in that of a policy. It refuses unknown fields, which would otherwise be lost,
 * and a scope to drop that was not requested: a misspelled one would count as approved.
 */
export const filedBaselineSchema = once(() =>
  z.strictObject({ ...baselineSchema().shape, scopes: listOf(z.strictObject(scope().shape)) }).check(
    z.refine(
      ({ scopes, dropped = [] }) => {
        const requested = new Set(scopes.map(({ id }) => id));
        return dropped.every((id) => requested.has(id));
      },
      { ...fault('scope'), path: ['dropped'] },
    ),
  ),
);

/** An approved baseline. */
export type Baseline = z.infer<ReturnType<typeof baselineSchema>>;
