import { useEffect, useRef } from 'preact/hooks';
import type { Severity } from '@/providers/contract/finding';
import { t, tPlural } from '@/utils/text/text';
import { severityIcons } from '../../findings/FindingCard';
import { Icon } from '../../icons/Icon';

/** A failure, or another connection of a trace, in one line. */
export interface CaseLine {
  id: string;
  href: string;
  /** A `blocker` is a failure; a `warning` is no failure, but has something to look at. */
  severity: Severity;
  title: string;
  /** The app, the account, the file and the time; without those that are not known. */
  facts: readonly string[];
}

interface Props {
  /** The first cases, the failures before the others. */
  cases: readonly CaseLine[];
  /** How many failures and other connections there are in all. */
  failures: number;
  others: number;
  /** Shows as many more. */
  onMore(): void;
}

/** Lists what can be diagnosed, the failures first. */
export function CaseList({ cases, failures, others, onMore }: Props) {
  const more = failures + others - cases.length;
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
    <section class="sr-diagnose__part" aria-labelledby="cases">
      <h2 class="sr-heading sr-diagnose__head" id="cases">
        <span>
          {tPlural('workbench_diagnose_failures', failures)} {others > 0 && <small>{tPlural('workbench_diagnose_others', others)}</small>}
        </span>
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
      {failures === 0 && cases.every(({ severity }) => severity === 'notice') && (
        <p class="sr-small sr-muted">{t('workbench_diagnose_none_failed')}</p>
      )}
    </section>
  );
}
