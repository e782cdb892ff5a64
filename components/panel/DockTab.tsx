import type { Review } from '@/utils/review/types';
import { t, tPlural } from '@/utils/text/text';
import { Icon } from '../icons/Icon';

/**
 * Shows the folded panel: a tab at the edge of the page with the number of scopes and of findings.
 */
export function DockTab({ review, onOpen }: { review: Review | null; onOpen: () => void }) {
  const alerts = review?.findings.filter((finding) => finding.severity !== 'notice') ?? [];
  const worst = alerts.some((finding) => finding.severity === 'blocker') ? 'blocker' : 'warning';
  return (
    <button type="button" class="sr-dock-tab" onClick={onOpen}>
      <span class="sr-brand">
        <Icon name="brand" />
      </span>
      {review ? tPlural('dock_review', review.scopes.length) : t('extension_name')}
      {alerts.length > 0 && (
        <span class={`sr-severity sr-severity--${worst}`}>
          <Icon name={worst} small />
          <span aria-hidden="true">{alerts.length}</span>
          <span class="sr-hidden"> {tPlural('dock_alerts', alerts.length)}</span>
        </span>
      )}
    </button>
  );
}
