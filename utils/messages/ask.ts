/** Sends a message. Rejects when nobody answers: the extension was updated or the tab has no content script. */
import { defineExtensionMessaging } from '@webext-core/messaging';
import type { Protocol } from './protocol';

/** Silent: the library would log every message. */
export const { sendMessage, onMessage } = defineExtensionMessaging<Protocol>({ logger: null as never });

/** For questions that change nothing twice: the worker may be stopped while it answers; asked again, a new one does. */
export async function askTwice<Name extends keyof Protocol>(
  name: Name,
  data: Parameters<Protocol[Name]>[0],
): Promise<ReturnType<Protocol[Name]>> {
  const ask = () => sendMessage(name, data as never) as Promise<ReturnType<Protocol[Name]>>;
  return ask().catch(ask);
}
