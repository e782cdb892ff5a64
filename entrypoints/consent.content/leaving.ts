/** Tells where the page leaves for: an answer to the app may be a navigation of the page's own script, which no request of this host shows. */
import { destinationOf } from '@/utils/flow/flow';
import { sendMessage } from '@/utils/messages/ask';

interface NavigateEvent extends Event {
  destination: { url: string };
  hashChange: boolean;
}

/** `sendsOn`: where a form of this page leads by itself. */
export function watchLeaving(signal: AbortSignal, sendsOn: string | null): void {
  const formLeads = sendsOn && destinationOf(sendsOn);
  if (formLeads) void sendMessage('pageLeaves', { ...formLeads, hasCode: false, error: null, description: null }).catch(() => {});
  const { navigation } = globalThis as { navigation?: EventTarget };
  navigation?.addEventListener(
    'navigate',
    (event) => {
      const { destination, hashChange } = event as NavigateEvent;
      const to = hashChange ? null : destinationOf(destination.url);
      // The code itself stays here: only that there was one is told.
      if (to && (to.hasCode || to.error) && !to.place.startsWith(location.origin)) void sendMessage('pageLeaves', to).catch(() => {});
    },
    { signal },
  );
}
