/** What panel and popup need of the flows: to hear that one changed. They load without the reducer and the catalogue behind it. */
import { browser } from 'wxt/browser';
import { onMessage } from '@/utils/messages/ask';

/** In `storage.session`, followed by the tab's id. */
export const flowKeyPrefix = 'flow:';

/** Calls `listener` whenever some tab's flow changed, in whatever context. Returns the way to stop. */
export function watchFlows(listener: () => void): () => void {
  const onChanged = (changes: Record<string, unknown>, area: string) => {
    if (area === 'session' && Object.keys(changes).some((key) => key.startsWith(flowKeyPrefix))) listener();
  };
  browser.storage.onChanged.addListener(onChanged);
  const stop = onMessage('flowChanged', listener);
  return () => {
    browser.storage.onChanged.removeListener(onChanged);
    stop();
  };
}
