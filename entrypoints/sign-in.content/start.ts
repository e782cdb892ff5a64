import { watchNavigation } from '@/utils/messages/watch-navigation';

/**
 * Reports the host and path of the form's target, because the browser reports no redirect for it,
 * and changes nothing on the page.
 */
export function start(): void {
  watchNavigation(() => true);
}
