/** Parts of the schemas of messages. */
import * as z from 'zod/mini';
import { MAX_OUTLINE_DEPTH, MAX_OUTLINE_NODES } from '@/providers/oauth2/outline';
import { MAX_TEXT_LENGTH, MAX_TEXTS } from '@/providers/oauth2/page';
import { once } from '@/providers/once';
import { lazyObject } from '@/utils/text/lazy-object';

/**
 * The tab that a message is about. Every message of `pageMessages` contains it, because the popup
 * cannot send the message otherwise. For the panel the router takes the tab that contains it.
 */
export const ofTab = once(() => ({ tabId: z.optional(z.int()) }));

/**
 * The request that the user saw, as `getReview` named it. Every message that acts on a request
 * contains it, because the tab may have moved on to another one.
 */
export const ofShownRequest = once(() => ({ ...ofTab(), shown: z.string().check(z.maxLength(100)) }));

/** One text of a page, as long as the page reader cuts it. */
export const pageText = once(() => z.string().check(z.maxLength(MAX_TEXT_LENGTH)));

/** The texts of a page. */
export const pageTexts = once(() => z.array(pageText()).check(z.maxLength(MAX_TEXTS)));

/**
 * A text that the user pasted, in UTF-16 code units. It may exceed `MAX_PASTED_LENGTH`, whose
 * readers report what is too long.
 */
export const pastedText = once(() => z.string().check(z.maxLength(300_000)));

/** The scope IDs of one request, which may be more than a record can contain. */
export const scopeIds = once(() => z.array(z.string().check(z.maxLength(100_000))).check(z.maxLength(10_000)));

/** The id of a question, of an answer or of a profile. */
export const answerId = once(() => z.string().check(z.maxLength(60)));

/** The result of the org checks, and the request that they are about. */
export const orgFactsOf = lazyObject(() => ({
  shown: ofShownRequest().shown,
  facts: z.object({
    user: z.optional(z.object({ username: z.nullable(pageText()), integrationUser: z.nullable(z.boolean()) })),
    refused: z.optional(z.boolean()),
    signIn: z.optional(z.object({ providers: z.array(pageText()).check(z.maxLength(40)), password: z.nullable(z.boolean()) })),
  }),
}));

/** The nodes of a page, as `readOutline` returns them. */
export const pageOutline = once(() => {
  const depth = z.int().check(z.minimum(0), z.maximum(MAX_OUTLINE_DEPTH));
  const name = z.string().check(z.maxLength(200));
  return z
    .array(z.union([z.tuple([depth, z.int().check(z.nonnegative())]), z.tuple([depth, name, name, name, name])]))
    .check(z.minLength(1), z.maxLength(MAX_OUTLINE_NODES + 1));
});
