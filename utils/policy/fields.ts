/** The fields that baselines and other records have, with their limits. */
import * as z from 'zod/mini';
import { once } from '@/providers/once';
import { FIELD_LIMITS } from './field-limits';

const max = FIELD_LIMITS;

/** A text of at most so many UTF-16 code units. */
export const text = (maxLength: number) => z.string().check(z.maxLength(maxLength));

/** The ID of a provider. */
export const provider = once(() => text(max.provider));

/** An account ID or host; empty if the request names no account. */
export const account = once(() => text(max.account));

/** The app of a record. `app`: the `client_id`, else the redirect host. */
export const ofApp = once(() => ({ provider: provider(), app: text(max.client) }));

/** The app and the account of a record. */
export const ofAppAndAccount = once(() => ({ ...ofApp(), account: account() }));

/** Whether the IDs of a list are short enough together. */
export const fitTogether = (ids: readonly string[]) => ids.reduce((length, id) => length + id.length, 0) <= max.scopesLength;

/** The scope IDs of one list. */
export const scopeIds = once(() => z.array(text(max.scope)).check(z.maxLength(max.scopes), z.refine(fitTogether)));

/** A moment in milliseconds since the epoch, in a year of four digits, so that every reader of dates has a text for it. */
export const moment = once(() => z.number().check(z.refine((at) => at >= 0 && at < Date.UTC(9999, 11, 31))));
