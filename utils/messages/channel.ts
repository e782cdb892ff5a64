/**
 * The one messenger of the extension, typed for what the background sends. Messages to the
 * background go through client.ts.
 */
import { defineExtensionMessaging } from '@webext-core/messaging';
import type { BackgroundToContent, BackgroundToPanel } from './protocol';

/**
 * `sendToTab` rejects if nothing in the tab answers, for example because the tab is older than
 * the extension and has no content script. `onMessage` returns the function that removes the
 * listener. The logger is off, because the library logs every message.
 */
export const { sendMessage: sendToTab, onMessage } = defineExtensionMessaging<BackgroundToContent & BackgroundToPanel>({
  logger: null as never,
});
