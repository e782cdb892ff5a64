/** Sends a message. Rejects when nobody answers: the extension was updated or the tab has no content script. */
import { defineExtensionMessaging } from '@webext-core/messaging';
import type { Protocol } from './protocol';

/** Silent: the library would log every message. */
export const { sendMessage, onMessage } = defineExtensionMessaging<Protocol>({ logger: null as never });
