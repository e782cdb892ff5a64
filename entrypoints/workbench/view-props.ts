import type { Session } from './use-session';

/** What each view gets. */
export interface ViewProps {
  /** The parts of the URL's fragment after the view. */
  path: readonly string[];
  session: Session;
  /** Whether the page is in a private window, where nothing may be stored. */
  isPrivate: boolean;
}
