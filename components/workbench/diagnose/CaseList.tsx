import { useEffect, useRef } from 'preact/hooks';
import type { Severity } from '@/providers/contract/finding';
import { tPlural } from '@/utils/text/text';
import { severityIcons } from '../../findings/FindingCard';
import { Icon } from '../../icons/Icon';

/** A failure, or another connection of a trace, in one line. */
export interface CaseLine {
  id: string;
  href: string;
  /** The severity of the error; a token response that lacks scopes is a `warning`. */
  severity: Severity;
  title: string;
  /** The app, the account, the file and the time; without those that are not known. */
  facts: readonly string[];
}

/** How many cases there are of each kind, with those that are not listed yet. */
export interface CaseCounts {
  failures: number;
  /** Token responses that leave out, or may leave out, requested scopes. */
  lacks: number;
  others: number;
}

/** Returns the counts in one line; without cases, an empty text. */
export function countsText({ failures, lacks, others }: CaseCounts): string {
  return [
    failures > 0 && tPlural('workbench_diagnose_failures', failures),
    lacks > 0 && tPlural('workbench_diagnose_lacks', lacks),
    others > 0 && tPlural('workbench_diagnose_others', others),
  ]
    .filter(Boolean)
    .join(' \u00b7 ');
}

interface Props {
  /** The first cases, the failures before the others. */
  cases: readonly CaseLine[];
  counts: CaseCounts;
  /** Whether others are about to be listed instead. */
  isBusy?: boolean;
  /** Shows as many more. */
  onMore(): void;
}

/** Lists what can be diagnosed, the failures first. */
export function CaseList({ cases, counts, isBusy = false, onMore }: Props) {
  const more = counts.failures + counts.lacks + counts.others - cases.length;
  const list = useRef<HTMLUListElement>(null);
  const before = useRef<number | null>(null);
  // The button may be gone, so the focus goes to the first of the new lines.
  useEffect(() => {
    if (before.current !== null) list.current?.children[before.current]?.querySelector('a')?.focus();
    before.current = null;
  }, [cases.length]);
  const showMore = () => {
    before.current = cases.length;
    onMore();
  };
  return (
    <section class="sr-diagnose__part" aria-labelledby="cases" aria-busy={isBusy}>
      <h2 class="sr-heading sr-diagnose__head" id="cases">
        {countsText(counts)}
      </h2>
      <ul class="sr-cases" ref={list}>
        {cases.map(({ id, href, severity, title, facts }) => (
          <li key={id} class={`sr-cases__item sr-cases__item--${severity}`}>
            <Icon name={severityIcons[severity]} />
            <div>
              <a class="sr-link" href={href}>
                {title}
              </a>
              <p class="sr-small sr-muted" dir="auto">
                {facts.join(' \u00b7 ')}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <button type="button" class="sr-link" onClick={showMore}>
          {tPlural('workbench_diagnose_more', more)}
        </button>
      )}
    </section>
  );
}
