/**
 * Keeps the redacted report of the case that was pasted last, so that it survives the popup. It is in
 * `storage.session`: in memory, readable by trusted contexts only, and gone when the browser closes.
 */
import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { lazyObject, tryParse } from '@/utils/text/lazy-object';

const key = 'pasted.1';
const schema = lazyObject(() => ({ report: z.string().check(z.maxLength(MAX_PASTED_LENGTH)), at: z.number() }));

/** The report as JSON, and when it was pasted, in milliseconds since the epoch. */
export type PastedCase = z.infer<ReturnType<typeof schema>>;

/** Stores a case and replaces the one before. One that is too long to be read again is not stored. */
export async function savePastedCase(pasted: PastedCase): Promise<void> {
  if (schema().safeParse(pasted).success) await browser.storage.session.set({ [key]: pasted });
}

/** Reads the case that was pasted last; null if there is none. */
export async function readPastedCase(): Promise<PastedCase | null> {
  const stored = await browser.storage.session.get(key);
  return tryParse(schema, stored[key]) ?? null;
}

/** Removes the case. Does nothing if there is none. */
export async function discardPastedCase(): Promise<void> {
  await browser.storage.session.remove(key);
}
