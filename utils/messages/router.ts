/** The background's listener: who may send which message, and in which shape. Whatever fits no rule is refused. */
import type { ExtensionMessenger } from '@webext-core/messaging';
import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { pageReaderFor } from '@/providers/page-readers';
import { onMessage } from './channel';
import type { Messages } from './message';

// The pages' policy forbids compiled schemas; zod would try, and the browser would report it.
z.config({ jitless: true });

interface Sender {
  id?: string;
  url?: string;
  frameId?: number;
  tab?: { id?: number };
}

/** Who may send a family of messages, and for which tab. */
interface SenderRule {
  accepts(sender: Sender): boolean;
  tabOf(sender: Sender, data: { tabId?: number | undefined }): number;
}

/** The top frame of a page that is read: nothing else carries our content script. */
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
  /** Only what our own origin serves: the browser fills in the sender's address, a renderer cannot. */
  accepts(sender) {
    const own = URL.parse(browser.runtime.getURL('/'));
    return (
      sender.id === browser.runtime.id &&
      URL.parse(sender.url ?? '')?.host === own?.host &&
      sender.url?.startsWith(own?.protocol ?? '') === true
    );
  },
  /** The panel speaks for the tab that frames it; the popup for the tab that it names. */
  tabOf(sender, data) {
    const isPanel = URL.parse(sender.url ?? '')?.pathname === '/panel.html';
    const tabId = isPanel ? sender.tab?.id : data.tabId;
    if (tabId === undefined) throw new Error('message without a tab');
    return tabId;
  },
};

/** Listens for `contentMessages` from content scripts, and for `pageMessages` from the extension's own pages. */
export function routeMessages(contentMessages: Messages, pageMessages: Messages): void {
  route(contentMessages, contentScript);
  route(pageMessages, extensionPage);
}

/** The same messenger, for names that only the registry knows. */
const listen = onMessage as ExtensionMessenger<Record<string, (data: unknown) => unknown>>['onMessage'];

function route(messages: Messages, { accepts, tabOf }: SenderRule): void {
  for (const [name, { schema, handle }] of Object.entries(messages)) {
    listen(name, async ({ data, sender }: { data: unknown; sender: Sender }) => {
      if (!accepts(sender)) throw new Error('message refused: sender');
      const parsed = schema.safeParse(data);
      if (!parsed.success) throw new Error('message refused: shape');
      return handle(parsed.data, tabOf(sender, parsed.data as { tabId?: number }));
    });
  }
}
