/** The fields that baselines and other records have, with their limits. */
import * as z from 'zod/mini';

/** The limits of these fields, in UTF-16 code units and entries. `docs/storage.md` lists them. */
export const FIELD_LIMITS = {
  /** The ID of a provider. */
  provider: 100,
  /** A client ID or a redirect host. */
  client: 2_000,
  /** An account ID or a host name. */
  account: 300,
  appName: 200,
  /** One scope ID. */
  scope: 200,
  /** The scope IDs of one list. */
  scopes: 1_000,
  /** All scope IDs of one list together. HubSpot's whole catalogue has 8,278. */
  scopesLength: 20_000,
  /** Who asked for an app, or reviewed it. */
  person: 200,
  /** What an app is for. */
  reason: 2_000,
} as const;
const max = FIELD_LIMITS;

/** A text of at most so many UTF-16 code units. */
export const text = (maxLength: number) => z.string().check(z.maxLength(maxLength));

/** The ID of a provider. */
export const provider = text(max.provider);

/** The `client_id`, else the redirect host. */
export const client = text(max.client);

/** An account ID or host; empty if the request names no account. */
export const account = text(max.account);

/** Whether the IDs of a list are short enough together. */
export const fitTogether = (ids: readonly string[]) => ids.reduce((length, id) => length + id.length, 0) <= max.scopesLength;

/** The scope IDs of one list. */
export const scopeIds = z.array(text(max.scope)).check(z.maxLength(max.scopes), z.refine(fitTogether));

/** A day as `YYYY-MM-DD` in the user's time zone. */
export const calendarDate = text(10);
