/**
 * Reports where a page navigates to by its own script or form, because the browser reports no
 * redirect for it.
 */
import { type Destination, parseDestination } from '@/utils/flow/flow';
import { sendFromPage } from './page-channel';

interface NavigateEvent extends Event {
  destination: { url: string };
  hashChange: boolean;
}

/**
 * Sends `pageNavigating` when the page navigates to another origin.
 * `shouldReport` selects the destinations. Does nothing in a browser without the Navigation API.
 */
export function watchNavigation(shouldReport: (to: Destination) => boolean): void {
  const { navigation } = globalThis as { navigation?: EventTarget };
  navigation?.addEventListener('navigate', (event) => {
    const { destination, hashChange } = event as NavigateEvent;
    const to = hashChange ? null : parseDestination(destination.url);
    if (to && shouldReport(to) && !to.originAndPath.startsWith(location.origin)) void sendFromPage('pageNavigating', to).catch(() => {});
  });
}
