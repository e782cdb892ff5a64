/**
 * Prepares what the content script draws beside the lines of the page, so that it has nothing to
 * decide.
 */
import type { Access } from '@/providers/contract/catalogue';
import type { Finding } from '@/providers/contract/finding';
import type { PageSnapshot } from '@/providers/contract/page';
import type { Provider } from '@/providers/contract/provider';
import { findingText } from '@/utils/diagnosis/finding-text';
import { listText, t, tById } from '@/utils/text/text';
import { isDeniedByPolicy } from './access';
import { matchLines } from './page-lines';
import { shownAlerts } from './shown-alerts';
import type { Review, ReviewScope } from './types';

/** A mark beside one line of the page, as plain JSON. */
export interface Mark {
  /** Index into the snapshot's lines. */
  line: number;
  /**
   * `pending`: the scope is not ticked, but the page requests it until the user continues, so its
   * button grants it.
   */
  kind: 'required' | 'kept' | 'pending';
  /** Selects the icon; null if it is not known what the scope allows. */
  access: Access | null;
  /** Accessible name and tooltip: `Scope Review: required, read, crm.lists.read`. */
  label: string;
  /** The policy's denial of the scope, or else its first blocker or warning; null without either. */
  flag: { severity: 'blocker' | 'warning'; text: string } | null;
}

/**
 * Returns a mark for each line that stands for exactly one requested scope; empty if no line does.
 */
export function marksFor(provider: Provider, review: Review, snapshot: PageSnapshot): Mark[] {
  const selection = new Set(review.selection);
  const lines = matchLines(
    provider,
    review.scopes.map((scope) => scope.id),
    review.current,
    snapshot,
  );
  const alerts = shownAlerts(review);
  return lines.flatMap((id, line) => {
    const scope = review.scopes.find((candidate) => candidate.id === id);
    if (!scope) return [];
    // A scope that the user unlocked is not `locked` any more.
    const kind = scope.locked ? 'required' : selection.has(scope.id) ? 'kept' : 'pending';
    const words = listText([tById('mark', kind), ...(scope.access ? [tById('access', scope.access)] : []), scope.id]);
    return [{ line, kind, access: scope.access, label: t('mark_label', words), flag: flagOf(scope, alerts) }];
  });
}

function flagOf(scope: ReviewScope, alerts: readonly Finding[]): Mark['flag'] {
  const alert = alerts.find(({ scopes }) => scopes.includes(scope.id));
  const isBlocked = alert?.severity === 'blocker';
  const text =
    isDeniedByPolicy(scope) && !isBlocked ? t('mark_flag_denied') : alert && (findingText(alert, 'short') || t('mark_flag_default'));
  const severity = isBlocked ? 'blocker' : 'warning';
  return text === undefined ? null : { severity, text: t('mark_flag', tById('severity', severity), text) };
}
