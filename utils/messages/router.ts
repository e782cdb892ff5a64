/**
 * The background's listener. It checks who sent a message and the shape of the data, and refuses
 * everything that fits no rule.
 */
import type { ExtensionMessenger } from '@webext-core/messaging';
import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { pageReaderFor } from '@/providers/page-readers';
import { onMessage } from './channel';
import type { Messages } from './message';

// The content security policy forbids `eval`. Without this, zod would try it to compile schemas,
// and the browser would log an error.
z.config({ jitless: true });

interface Sender {
  id?: string;
  url?: string;
  frameId?: number;
  tab?: { id?: number };
}

/** Decides who may send a family of messages, and which tab a message is about. */
interface SenderRule {
  accepts(sender: Sender): boolean;
  tabOf(sender: Sender, data: { tabId?: number | undefined }): number;
}

/**
 * Accepts only the top frame of a page that a provider's reader can read, because our content
 * script runs nowhere else.
 */
const contentScript: SenderRule = {
  accepts(sender) {
    const url = URL.parse(sender.url ?? '');
    return (
      sender.id === browser.runtime.id &&
      sender.frameId === 0 &&
      sender.tab?.id !== undefined &&
      url !== null &&
      pageReaderFor(url) !== undefined
    );
  },
  tabOf: (sender) => sender.tab?.id ?? -1,
};

const extensionPage: SenderRule = {
  /**
   * Accepts only our own origin. The browser process sets the sender's URL, so a compromised page
   * cannot forge it.
   */
  accepts(sender) {
    const origin = URL.parse(browser.runtime.getURL('/'));
    return (
      sender.id === browser.runtime.id &&
      URL.parse(sender.url ?? '')?.host === origin?.host &&
      sender.url?.startsWith(origin?.protocol ?? '') === true
    );
  },
  /** The panel may only act on the tab that contains its frame; the popup names its tab. */
  tabOf(sender, data) {
    const isPanel = URL.parse(sender.url ?? '')?.pathname === '/panel.html';
    const tabId = isPanel ? sender.tab?.id : data.tabId;
    if (tabId === undefined) throw new Error('message without a tab');
    return tabId;
  },
};

/**
 * Starts to answer `contentMessages` from content scripts and `pageMessages` from the extension's
 * own pages.
 */
export function routeMessages(contentMessages: Messages, pageMessages: Messages): void {
  route(contentMessages, contentScript);
  route(pageMessages, extensionPage);
}

/** The messenger without the names of its messages, because they come from the records. */
const listen = onMessage as ExtensionMessenger<Record<string, (data: unknown) => unknown>>['onMessage'];

function route(messages: Messages, { accepts, tabOf }: SenderRule): void {
  for (const [name, { schema, handle }] of Object.entries(messages)) {
    listen(name, async ({ data, sender }: { data: unknown; sender: Sender }) => {
      if (!accepts(sender)) throw new Error('message refused: sender');
      const parsed = schema.safeParse(data);
      if (!parsed.success) throw new Error('message refused: shape');
      return handle(parsed.data, tabOf(sender, parsed.data as { tabId?: number }), sender.url);
    });
  }
}
