/** Sends a message to the background. Rejects when nobody answers: the extension was updated or switched off. */
import type { ExtensionMessenger } from '@webext-core/messaging';
import type { contentMessages, pageMessages } from './background-messages';
import { sendToTab } from './channel';
import type { Calls } from './message';

/** Every message that the background answers. */
export type Protocol = Calls<typeof contentMessages> & Calls<typeof pageMessages>;

/** Without a tab the same messenger sends to the background. */
export const sendMessage = sendToTab as ExtensionMessenger<Protocol>['sendMessage'];

/** For questions that change nothing twice: the worker may be stopped while it answers; asked again, a new one does. */
export function sendWithRetry<Name extends keyof Protocol>(
  name: Name,
  data: Parameters<Protocol[Name]>[0],
): Promise<ReturnType<Protocol[Name]>> {
  const ask = () => sendMessage(name, data as never) as Promise<ReturnType<Protocol[Name]>>;
  return ask().catch(ask);
}
