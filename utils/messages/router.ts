/**
 * The background's listener. It checks who sent a message and the shape of the data, and refuses
 * everything that fits no rule.
 */
import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { pageReaderFor } from '@/providers/page-readers';
import { textsReady } from '@/utils/text/text';
import { listen, type Sender } from './channel';
import type { Messages } from './message';
import { inTurn } from './pace';

// The content security policy forbids `eval`. Without this, zod would try it to compile schemas,
// and the browser would log an error.
z.config({ jitless: true });

/** Decides who may send a family of messages, and which tab a message is about. */
interface SenderRule {
  accepts(sender: Sender): boolean;
  tabOf(sender: Sender, data: { tabId?: number | undefined }): number;
  /** Whether the sender's messages are limited, because any number of them may come. */
  isPaced: boolean;
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
  isPaced: true,
};

const panel = '/panel.html';
/** The extension's pages that send messages. The workbench reads and writes the storage itself. */
const sendingPages = [panel, '/popup.html'];

const extensionPage: SenderRule = {
  /**
   * Accepts only the panel and the popup. The browser process sets the sender's URL, so a
   * compromised page cannot forge it.
   */
  accepts(sender) {
    const own = URL.parse(browser.runtime.getURL('/'));
    const url = URL.parse(sender.url ?? '');
    return (
      sender.id === browser.runtime.id &&
      url?.protocol === own?.protocol &&
      url?.host === own?.host &&
      sendingPages.includes(url?.pathname ?? '')
    );
  },
  /** The panel may only act on the tab that contains its frame; the popup names its tab. */
  tabOf(sender, data) {
    const isPanel = URL.parse(sender.url ?? '')?.pathname === panel;
    const tabId = isPanel ? sender.tab?.id : data.tabId;
    if (tabId === undefined) throw new Error('message without a tab');
    return tabId;
  },
  isPaced: false,
};

/**
 * Starts to answer `contentMessages` from content scripts and `pageMessages` from the extension's
 * own pages, and nothing else.
 */
export function routeMessages(contentMessages: Messages, pageMessages: Messages): void {
  listen(new Map([...handlersOf(contentMessages, contentScript), ...handlersOf(pageMessages, extensionPage)]));
}

function handlersOf(messages: Messages, { accepts, tabOf, isPaced }: SenderRule) {
  return Object.entries(messages).map(([name, { schema, handle }]) => {
    const read = async (data: unknown, sender: Sender) => {
      const parsed = schema().safeParse(data);
      if (!parsed.success) throw new Error('message refused: shape');
      await textsReady();
      return handle(parsed.data, tabOf(sender, parsed.data as { tabId?: number }), sender.url);
    };
    const answer = (data: unknown, sender: Sender) => {
      if (!accepts(sender)) return Promise.reject(new Error('message refused: sender'));
      return isPaced ? inTurn(`${name} ${sender.tab?.id}`, () => read(data, sender)) : read(data, sender);
    };
    return [name, answer] as const;
  });
}
