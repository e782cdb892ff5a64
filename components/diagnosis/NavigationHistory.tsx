import type { NavigationStep } from '@/providers/contract/diagnosis';
import { tById } from '@/utils/text/text';
import { timeOfDay } from '@/utils/text/time';
import { timeOffset } from '../review/format';

/**
 * Shows the navigation history of the tab by host and never by full URL. In an imported report,
 * times count from its first step.
 */
export function NavigationHistory({ navigation }: { navigation: readonly NavigationStep[] }) {
  if (navigation.length === 0) return null;
  return (
    <ol class="sr-trail">
      {navigation.map((step, index) => (
        <li key={`${step.at} ${step.pageKind} ${step.host}`}>
          <time>{formatTime(step.at)}</time>
          <span>
            {tById('page_kind', step.pageKind)} {step.host !== navigation[index - 1]?.host && <span class="sr-code">{step.host}</span>}
            {step.idp && ` (${step.idp})`}
          </span>
        </li>
      ))}
    </ol>
  );
}

/**
 * Times below this are offsets from the first step of an imported report, because no real date is
 * that early.
 */
const MAX_OFFSET_MS = 86_400_000;

function formatTime(at: number): string {
  return at < MAX_OFFSET_MS ? timeOffset(at) : timeOfDay(at);
}
