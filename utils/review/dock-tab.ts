/**
 * Prepares the texts of the folded panel, so that the content script looks up none: after an update
 * of the extension it could not.
 */
import { findingText } from '@/utils/diagnosis/finding-text';
import { t, tPlural } from '@/utils/text/text';
import { isDeniedByPolicy } from './access';
import { isDeniedByUser, shownAlerts } from './shown-alerts';
import type { Review } from './types';

/** What the tab of a folded panel shows, as plain JSON. */
export interface DockTab {
  /**
   * `18 scopes`, `At least 18 scopes` of an incomplete list, `Approving may grant all 18` if the user
   * chose fewer, `Down to 11 of 18` after Continue, `Back to all 18 scopes` after Undo, or what went
   * wrong.
   */
  verdict: string;
  /**
   * `11 you can drop`, or `your choice: 11` if the page requests more than the user chose, how many
   * scopes the policy denies, and how many are new; empty if there is none of these.
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
  const { scopes, current, chosen, changes, editable, diagnosis, failed, isIncomplete, isLoading } = review;
  const alerts = shownAlerts(review);
  const isBlocked = alerts.some((finding) => finding.severity === 'blocker');
  const isReduced = !failed && current.length < scopes.length;
  // The policy drops its scopes by itself.
  const allowed = scopes.filter((scope) => !isDeniedByPolicy(scope));
  const denied = scopes.length - allowed.length;
  // A request needs at least one scope.
  const droppable = Math.min(allowed.filter((scope) => !scope.locked).length, allowed.length - 1);
  const mayChoose = editable && !diagnosis && !isReduced;
  // What the user chose is not requested by itself, so the page's button grants more.
  const isPending = mayChoose && !failed && chosen !== null && chosen.length < current.length;
  const verdict = isReduced
    ? isLoading
      ? 'dock_loading'
      : 'dock_reduced'
    : isIncomplete && scopes.length > 0
      ? 'dock_incomplete'
      : isUndone && !failed
        ? 'dock_undone'
        : isPending
          ? 'dock_pending'
          : 'dock_scopes';
  const count = tPlural(verdict, isReduced ? current.length : scopes.length, scopes.length);
  const choice = isPending ? tPlural('dock_chosen', chosen.length) : mayChoose && droppable > 0 ? tPlural('dock_optional', droppable) : '';
  const added = diagnosis || isReduced ? 0 : (changes?.added.length ?? 0);
  return {
    verdict: isDeniedByUser(review) ? t('state_denied') : diagnosis ? findingText(diagnosis.finding, 'title') : count,
    optional: [choice, mayChoose && denied > 0 ? tPlural('dock_denied', denied) : '', added > 0 ? tPlural('dock_new', added) : '']
      .filter(Boolean)
      .join(' \u00b7 '),
    alerts:
      alerts.length > 0
        ? {
            icon: isBlocked ? 'blocker' : 'warning',
            count: String(alerts.length),
            words: tPlural(isBlocked ? 'dock_blockers' : 'dock_alerts', alerts.length),
          }
        : null,
    open: t(isPending ? 'dock_open_pending' : 'dock_open'),
  };
}
