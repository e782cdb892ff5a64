/**
 * Reports where a page navigates to by its own script or form, because the browser reports no
 * redirect for it.
 */
import { type Destination, parseDestination } from '@/utils/flow/destination';
import { sendFromPage } from './page-channel';

interface NavigateEvent extends Event {
  destination?: { url: string };
  hashChange: boolean;
}

/**
 * Sends `pageNavigating` when the page navigates to another origin.
 * `shouldReport` selects the destinations. An event that the page made itself or canceled is no
 * navigation. Does nothing in a browser without the Navigation API.
 */
export function watchNavigation(shouldReport: (to: Destination) => boolean): void {
  const { navigation } = globalThis as { navigation?: EventTarget };
  navigation?.addEventListener('navigate', (event) => {
    const { destination, hashChange, isTrusted } = event as NavigateEvent;
    const to = isTrusted && !hashChange && parseDestination(destination?.url ?? '');
    if (!to || !shouldReport(to) || to.originAndPath.startsWith(`${location.origin}/`)) return;
    // The page may cancel the navigation in a listener that runs after this one.
    setTimeout(() => event.defaultPrevented || void sendFromPage('pageNavigating', to).catch(() => {}));
  });
}
