/**
 * How every message travels: as `{ type, data }`, and back as `{ res }`, or as `{ err }` if it was
 * refused or failed.
 */
import { browser } from 'wxt/browser';

/** Who sent a message, as the browser reports it. */
export interface Sender {
  id?: string;
  url?: string;
  frameId?: number;
  tab?: { id?: number };
}

/** Returns the answer, or nothing for a message that gets none. */
type Handler = (data: unknown, sender: Sender) => Promise<unknown> | undefined;

/**
 * Sends a message to the background, or to a tab: to all frames in it or to one. Rejects if the
 * message is refused, and if nothing answers, as in a tab that is older than the extension.
 */
export async function send(type: string, data: unknown, to?: { tabId: number; frameId?: number }): Promise<unknown> {
  const message = { type, data };
  const answer = await (to
    ? browser.tabs.sendMessage(to.tabId, message, to.frameId === undefined ? {} : { frameId: to.frameId })
    : browser.runtime.sendMessage(message));
  if (!answer || answer.err) throw new Error(answer?.err);
  return answer.res;
}

/**
 * Answers the messages of these types, and no others. A map, because an object would also have the
 * types `constructor` and `toString`. Returns the function that stops it.
 */
export function listen(handlers: ReadonlyMap<string, Handler>): () => void {
  const listener = (message: { type: string; data: unknown } | null, sender: Sender, respond: (answer: object) => void) => {
    const answer = handlers.get(message?.type as string)?.(message?.data, sender);
    if (!answer) return false;
    answer
      .then(
        (res) => ({ res }),
        (error) => ({ err: String(error) }),
      )
      .then(respond);
    // The answer comes later.
    return true;
  };
  browser.runtime.onMessage.addListener(listener as never);
  return () => browser.runtime.onMessage.removeListener(listener as never);
}
