/** What a content script needs of channel.ts, in the same format and in fewer bytes. */
import { browser } from 'wxt/browser';
import type { contentMessages } from './background-messages';
import type { Calls } from './message';
import type { BackgroundToContent } from './protocol';

type ContentProtocol = Calls<typeof contentMessages>;

/**
 * Sends a message from a content script to the background. It rejects if the background does not
 * answer, because the extension was updated or disabled, and if it refuses the message.
 */
export async function sendFromPage<Name extends keyof ContentProtocol>(
  type: Name,
  data: Parameters<ContentProtocol[Name]>[0],
): Promise<ReturnType<ContentProtocol[Name]>> {
  const answer = await browser.runtime.sendMessage({ type, data });
  if (!answer || answer.err) throw new Error(type);
  return answer.res;
}

/** Handles the messages that the background sends to the content script of this tab. */
export function onPageMessages(handlers: BackgroundToContent): void {
  const listener = (
    { type, data }: { type: keyof BackgroundToContent; data: never },
    _sender: unknown,
    respond: (answer: object) => void,
  ) => {
    respond({ res: handlers[type]?.(data) });
  };
  browser.runtime.onMessage.addListener(listener as never);
}
