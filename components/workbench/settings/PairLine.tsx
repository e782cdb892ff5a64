import type { PairEvidence } from '@/utils/apps/types';
import { tById } from '@/utils/text/text';
import { Notice } from '../../review/Lead';

/** What shows that settings and a request belong together, or what the user has to choose. */
export type PairState = PairEvidence | 'unpaired' | 'which-request' | 'which-settings';

const notices: ReadonlySet<PairState> = new Set<PairState>(['unpaired', 'which-request', 'which-settings']);

/** Returns why these settings and this request are compared, or why nothing is compared yet. */
export const pairText = (state: PairState): string => tById(notices.has(state) ? 'workbench_settings' : 'workbench_settings_paired', state);

/** Shows the text of `pairText`, as a notice if the user has to choose or has chosen. */
export function PairLine({ state }: { state: PairState }) {
  if (!notices.has(state)) return <p class="sr-small sr-muted">{pairText(state)}</p>;
  return <Notice icon={state === 'unpaired' ? 'warning' : 'question'} text={pairText(state)} />;
}
