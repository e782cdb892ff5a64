/**
 * The limits of what is stored. `docs/storage.md` explains them. All lengths are in UTF-16 code
 * units.
 */
import { FIELD_LIMITS } from '@/utils/policy/field-limits';

/**
 * The most records that each store keeps. Beyond it the oldest are pruned, except that a further
 * profile is refused.
 */
export const MAX_RECORDS = {
  preferences: 10_000,
  learnt: 2_000,
  plans: 2_000,
  corrections: 2_000,
  profiles: 50,
  seen: 2_000,
  outcomes: 5_000,
  baselines: 2_000,
} as const;

/**
 * The most outcomes of one account whose pages its owner publishes, and which no decision of the user
 * is part of. Such pages can feign outcomes without end.
 */
export const MAX_OF_CUSTOMER = 20;

/** The most entries of the lists in one record, and the longest texts. */
export const MAX_IN_RECORD = {
  ...FIELD_LIMITS,
  /** The ID of an error rule. */
  rule: 100,
  /** The ID of a flow in a history, or of a profile. */
  id: 60,
  /** The products of a plan; each product and edition is at most `id` long. */
  plans: 20,
  /** The different sets of scopes that a client requested. */
  requested: 10,
  /** The sets of scopes with which the user continued. */
  reduced: 5,
  /** How flows of one client ended. */
  outcomes: 20,
} as const;
