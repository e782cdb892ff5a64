/**
 * Sends messages to the background. They reject if it does not answer, because the extension was
 * updated or disabled.
 */
import type { contentMessages, pageMessages } from './background-messages';
import { send } from './channel';
import type { Calls } from './message';

/** Every message that the background answers, by name, as a function of its data. */
export type Protocol = Calls<typeof contentMessages> & Calls<typeof pageMessages>;

/** Sends a message to the background, and resolves to its answer. */
export const sendMessage = send as <Name extends keyof Protocol>(
  name: Name,
  data: Parameters<Protocol[Name]>[0],
) => Promise<ReturnType<Protocol[Name]>>;

/** How long to wait before each further attempt, in milliseconds. */
const PAUSES_MS = [250, 1_000];

/**
 * Sends a message again if an attempt fails, because the background may be stopped while it answers,
 * and Firefox starts it again only after it has ended. Use it only for messages that have the same
 * effect when they are handled twice.
 */
export async function sendWithRetry<Name extends keyof Protocol>(
  name: Name,
  data: Parameters<Protocol[Name]>[0],
): Promise<ReturnType<Protocol[Name]>> {
  for (const pause of PAUSES_MS) {
    try {
      return await sendMessage(name, data);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return sendMessage(name, data);
}
