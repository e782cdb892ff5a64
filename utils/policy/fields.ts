/** The fields that baselines and other records have, with their limits. */
import * as z from 'zod/mini';
import { FIELD_LIMITS } from './field-limits';

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

/** A moment in milliseconds since the epoch, in a year of four digits, so that every reader of dates has a text for it. */
export const moment = z.number().check(z.refine((at) => at >= 0 && at < Date.UTC(9999, 11, 31)));
