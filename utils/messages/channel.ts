/** The one messenger of the extension, typed for what the background sends. What it answers is sent with ask.ts. */
import { defineExtensionMessaging } from '@webext-core/messaging';
import type { BackgroundToContent, BackgroundToPanel } from './protocol';

/**
 * `sendToTab` rejects if nobody in the tab answers: a tab that is older than the extension has no content script.
 * `onMessage` returns the function that stops. Silent: the library would log every message.
 */
export const { sendMessage: sendToTab, onMessage } = defineExtensionMessaging<BackgroundToContent & BackgroundToPanel>({
  logger: null as never,
});
