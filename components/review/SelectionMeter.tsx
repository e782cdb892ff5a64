import { listText, tPlural } from '@/utils/text/text';
import type { ScopeCounts } from './format';

/** Above this number, segments would be too narrow to count. */
const MAX_SEGMENTS = 32;
const kinds = ['required', 'kept', 'dropped'] as const;

/**
 * Shows how many scopes are required, kept and dropped: one segment per scope up to 32, three
 * proportional parts beyond. `parts` forces the proportional form, and `named` prints the counts
 * below, without those that are zero.
 */
export function SelectionMeter({ counts, parts = false, named = false }: { counts: ScopeCounts; parts?: boolean; named?: boolean }) {
  const total = counts.required + counts.kept + counts.dropped;
  if (total === 0) return null;
  const proportional = parts || total > MAX_SEGMENTS;
  const segments = proportional
    ? kinds.map((kind) => <i key={kind} data-is={kind} style={{ '--n': counts[kind] }} hidden={counts[kind] === 0} />)
    : kinds.flatMap((kind) => Array.from({ length: counts[kind] }, (_, index) => <i key={`${kind}${index}`} data-is={kind} />));
  return (
    <>
      <span
        class={proportional ? 'sr-strip sr-strip--parts' : 'sr-strip'}
        role="img"
        aria-label={listText(kinds.map((kind) => tPlural(`review_strip_${kind}`, counts[kind])))}
      >
        {segments}
      </span>
      {named && (
        <p class="sr-strip-key" aria-hidden="true">
          {kinds
            .filter((kind) => counts[kind] > 0)
            .map((kind) => (
              <span key={kind}>
                <i data-is={kind} />
                {tPlural(`review_strip_${kind}`, counts[kind])}
              </span>
            ))}
        </p>
      )}
    </>
  );
}
