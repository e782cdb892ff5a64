import { listText, tPlural } from '@/utils/text/text';
import type { DeclaredCounts, ScopeCounts } from './format';

/** Above this number, segments would be too narrow to count. */
const MAX_SEGMENTS = 32;
const kinds = ['required', 'optional', 'undeclared', 'kept', 'dropped'] as const;

interface Props {
  /** What happens to the scopes, or what is declared about them where there is no choice. */
  counts: ScopeCounts | DeclaredCounts;
  /** Forces the proportional form. */
  parts?: boolean;
  /** Prints the counts below, without those that are zero; nothing if that leaves only one. */
  named?: boolean;
}

/**
 * Shows how many scopes there are of each kind: one segment per scope up to 32, proportional parts
 * beyond.
 */
export function SelectionMeter({ counts, parts = false, named = false }: Props) {
  const counted = kinds.flatMap((kind) => (kind in counts ? [{ kind, count: counts[kind as keyof typeof counts] }] : []));
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const proportional = parts || total > MAX_SEGMENTS;
  const segments = counted.flatMap(({ kind, count }) =>
    proportional
      ? [<i key={kind} data-is={kind} style={{ '--n': count }} hidden={count === 0} />]
      : Array.from({ length: count }, (_, index) => <i key={`${kind}${index}`} data-is={kind} />),
  );
  const shown = counted.filter(({ count }) => count > 0);
  return (
    <>
      <span
        class={proportional ? 'sr-strip sr-strip--parts' : 'sr-strip'}
        role="img"
        aria-label={listText(counted.map(({ kind, count }) => tPlural(`review_strip_${kind}`, count)))}
      >
        {segments}
      </span>
      {named && shown.length > 1 && (
        <p class="sr-strip-key" aria-hidden="true">
          {shown.map(({ kind, count }) => (
            <span key={kind}>
              <i data-is={kind} />
              {tPlural(`review_strip_${kind}`, count)}
            </span>
          ))}
        </p>
      )}
    </>
  );
}
