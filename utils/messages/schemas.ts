/** Parts that the schemas of several messages share. */
import * as z from 'zod/mini';
import { MAX_TEXT_LENGTH } from '@/providers/oauth2/page';

/** `tabId` is the popup's: the panel's tab is the one that frames it, whatever it names. */
export const ofTab = { tabId: z.optional(z.int()) };

export const pageText = z.string().check(z.maxLength(MAX_TEXT_LENGTH));
export const pastedText = z.string().check(z.maxLength(300_000));

/** A question, an answer or a profile. */
export const answerId = z.string().check(z.maxLength(60));
