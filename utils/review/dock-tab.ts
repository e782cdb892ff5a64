/**
 * Prepares the texts of the folded panel, so that the content script looks up none: after an update
 * of the extension it could not.
 */
import { findingText } from '@/utils/diagnosis/finding-text';
import { t, tPlural } from '@/utils/text/text';
import { isDeniedByUser, shownAlerts } from './shown-alerts';
import type { Review } from './types';

/** What the tab of a folded panel shows, as plain JSON. */
export interface DockTab {
  /**
   * `18 scopes`, `At least 18 scopes` of an incomplete list, `Down to 11 of 18` after Continue, `Back to all 18 scopes` after Undo, or what
   * went wrong.
   */
  verdict: string;
  /**
   * `11 you can drop`, or `7 not dropped yet` if the saved selection leaves some out; empty if there
   * is no choice.
   */
  optional: string;
  /** The warnings and blockers: the icon, how many, and the words for a screen reader. Null if there are none. */
  alerts: { icon: 'blocker' | 'warning'; count: string; words: string } | null;
  /** The words on the button that opens the panel. */
  open: string;
}

/**
 * Returns what the folded panel says about a review. `isUndone`: whether the user has just gone
 * back to the app's own request.
 */
export function dockTabOf(review: Review, isUndone = false): DockTab {
  const { scopes, current, editable, diagnosis, failed, isIncomplete, isLoading } = review;
  const alerts = shownAlerts(review);
  const isBlocked = alerts.some((finding) => finding.severity === 'blocker');
  const isReduced = !failed && current.length < scopes.length;
  // A request needs at least one scope.
  const droppable = Math.min(scopes.filter((scope) => !scope.locked).length, scopes.length - 1);
  const mayChoose = editable && !diagnosis && !isReduced;
  // What the user chose before is not requested by itself.
  const pending = review.presets.some(({ id, isLast }) => id === 'last' || isLast) ? current.length - review.selection.length : 0;
  const count = isReduced
    ? tPlural(isLoading ? 'dock_loading' : 'dock_reduced', current.length, scopes.length)
    : tPlural(isIncomplete && scopes.length > 0 ? 'dock_incomplete' : isUndone && !failed ? 'dock_undone' : 'dock_scopes', scopes.length);
  return {
    verdict: isDeniedByUser(review) ? t('state_denied') : diagnosis ? findingText(diagnosis.finding, 'title') : count,
    optional: !mayChoose || droppable === 0 ? '' : tPlural(pending > 0 ? 'dock_pending' : 'dock_optional', pending || droppable),
    alerts:
      alerts.length > 0
        ? {
            icon: isBlocked ? 'blocker' : 'warning',
            count: String(alerts.length),
            words: tPlural(isBlocked ? 'dock_blockers' : 'dock_alerts', alerts.length),
          }
        : null,
    open: t('dock_open'),
  };
}
