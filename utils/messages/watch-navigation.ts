/** Tells where a page leaves for: what the page's own script or form does, no request of this host shows. */
import { type Destination, parseDestination } from '@/utils/flow/flow';
import { sendMessage } from './client';

interface NavigateEvent extends Event {
  destination: { url: string };
  hashChange: boolean;
}

/** `telling`: which destinations on other sites matter. */
export function watchNavigation(signal: AbortSignal, shouldReport: (to: Destination) => boolean): void {
  const { navigation } = globalThis as { navigation?: EventTarget };
  navigation?.addEventListener(
    'navigate',
    (event) => {
      const { destination, hashChange } = event as NavigateEvent;
      const to = hashChange ? null : parseDestination(destination.url);
      if (to && shouldReport(to) && !to.originAndPath.startsWith(location.origin)) void sendMessage('pageNavigating', to).catch(() => {});
    },
    { signal },
  );
}
