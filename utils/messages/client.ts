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

/**
 * Sends a message once more if the first attempt fails, because the worker may be stopped while
 * it answers. Use it only for messages that have the same effect when they are handled twice.
 */
export function sendWithRetry<Name extends keyof Protocol>(
  name: Name,
  data: Parameters<Protocol[Name]>[0],
): Promise<ReturnType<Protocol[Name]>> {
  const again = () => sendMessage(name, data);
  return again().catch(again);
}
